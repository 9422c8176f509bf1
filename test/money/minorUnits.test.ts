import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decimalsOf,
  fitsMinor,
  formatShortest,
  formatUnits,
  isPlainDecimal,
  MAX_MINOR,
  parseUnits,
  pow10,
  toDecimal,
  truncateUnits,
} from '../../src/money/minorUnits.ts';

const units = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
const decimals = fc.integer({ min: 0, max: 12 });

describe('isPlainDecimal', () => {
  it.each(['0', '-0', '7', '48000', '0.5', '-12.250', '0.000000000001'])('[M1] takes %s', (text) => {
    expect(isPlainDecimal(text)).toBe(true);
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '.5',
    '5.',
    '+5',
    '1e3',
    '0x10',
    '01',
    '1,5',
    '1.2.3',
    '--1',
    'NaN',
    'Infinity',
    '١',
  ])('[M1] refuses %j', (text) => {
    expect(isPlainDecimal(text)).toBe(false);
  });
});

describe('units and texts', () => {
  it.each([
    ['48000', 2, 4_800_000n, '48000.00', '48000'],
    ['0.10', 2, 10n, '0.10', '0.1'],
    ['-0.05', 2, -5n, '-0.05', '-0.05'],
    ['0.000000000001', 12, 1n, '0.000000000001', '0.000000000001'],
    ['120', 0, 120n, '120', '120'],
    ['-120', 0, -120n, '-120', '-120'],
    ['0', 2, 0n, '0.00', '0'],
  ] as const)(
    '[M1] reads %s at %i decimals and writes it back',
    (text, places, expected, fixed, shortest) => {
      expect(parseUnits(text, places)).toBe(expected);
      expect(formatUnits(expected, places)).toBe(fixed);
      expect(formatShortest(expected, places)).toBe(shortest);
    },
  );

  it('[M1] has no units for what is finer than a unit, and cuts it towards zero when told to', () => {
    expect(parseUnits('0.019', 2)).toBeNull();
    expect(parseUnits('0.0100', 2)).toBe(1n);
    expect(truncateUnits('0.019', 2)).toBe(1n);
    expect(truncateUnits('-0.019', 2)).toBe(-1n);
    expect(truncateUnits('7.9', 0)).toBe(7n);
    expect(decimalsOf('7.900')).toBe(1);
    expect(decimalsOf('7.000')).toBe(0);
    expect(decimalsOf('700')).toBe(0);
  });

  it('[M1] writes and reads any amount without loss', () => {
    fc.assert(
      fc.property(units, decimals, (amount, places) => {
        expect(parseUnits(formatUnits(amount, places), places)).toBe(amount);
        expect(parseUnits(formatShortest(amount, places), places)).toBe(amount);
        expect(formatShortest(amount, places)).toBe(toDecimal(amount, places).toString());
        expect(formatUnits(amount, places)).toBe(toDecimal(amount, places).toFixed(places));
      }),
      { numRuns: 300 },
    );
  });

  it('[M1] knows what a signed 64-bit integer holds', () => {
    expect(fitsMinor(MAX_MINOR)).toBe(true);
    expect(fitsMinor(MAX_MINOR + 1n)).toBe(false);
    expect(fitsMinor(-MAX_MINOR - 1n)).toBe(true);
    expect(fitsMinor(-MAX_MINOR - 2n)).toBe(false);
    expect(pow10(50)).toBe(10n ** 50n);
  });
});
