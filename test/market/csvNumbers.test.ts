import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEvidence, NumberReader, readingOf, type NumberFormat } from '../../src/market/csvNumbers.ts';
import { Decimal } from '../../src/money/decimal.ts';
import { formatUnits } from '../../src/money/minorUnits.ts';

function units(cell: string, decimals: number, format: NumberFormat = 'point'): number | null {
  const reader = new NumberReader(format);
  return reader.read(cell, 0, cell.length) ? reader.toUnits(decimals) : null;
}

describe('NumberReader', () => {
  it.each([
    ['0', 2, 0],
    ['7', 2, 700],
    ['104.06', 2, 10406],
    ['104.06', 4, 1040600],
    ['-0.5', 1, -5],
    ['+1.5', 1, 15],
    ['.5', 1, 5],
    ['5.', 1, 50],
    ['007', 0, 7],
    ['42283.58000000', 2, 4228358],
    ['0.00001234', 8, 1234],
    ['1e-05', 8, 1000],
    ['1.7e3', 0, 1700],
    ['1,234.5', 2, 123450],
    ['1,234,567', 0, 1234567],
    ["1'234.50", 2, 123450],
    ['1 234.5', 2, 123450],
    ['90071992547409.91', 2, Number.MAX_SAFE_INTEGER],
    ['9007199254740991', 0, Number.MAX_SAFE_INTEGER],
    ['100000000000000000000.00', 0, 1e20],
  ])('[M5] reads %s with %d decimals as %d units', (cell, decimals, expected) => {
    expect(units(cell, decimals)).toBe(expected);
  });

  it.each([
    ['1.005', 2, 100],
    ['1.015', 2, 102],
    ['1.0150000000000000000001', 2, 102],
    ['1.0050000000000000000001', 2, 101],
    ['104.05999755859375', 8, 10405999756],
    ['0.5', 0, 0],
    ['1.5', 0, 2],
    ['-2.5', 0, -2],
    ['-3.5', 0, -4],
    ['0.000000001', 8, 0],
  ])('rounds %s half to even at %d decimals', (cell, decimals, expected) => {
    const reader = new NumberReader('point');
    expect(reader.read(cell, 0, cell.length)).toBe(true);
    expect(reader.toUnits(decimals)).toBe(expected);
    expect(reader.rounded).toBe(true);
  });

  it.each([
    '',
    '-',
    '.',
    ',',
    'e5',
    'NaN',
    'null',
    'n/a',
    '1.2.3',
    '1,23',
    '12,34.5',
    '1,234 567',
    '1.2e',
    '0x10',
    '--1',
    '1e9999',
    '9'.repeat(401),
  ])('does not take "%s" for a number', (cell) => {
    expect(units(cell, 2)).toBeNull();
  });

  it('reads decimal commas where they are the format', () => {
    expect(units('1.234,56', 2, 'comma')).toBe(123456);
    expect(units('0,5', 2, 'comma')).toBe(50);
    expect(units('1.000', 2, 'comma')).toBe(100000);
    expect(units('1.5', 2, 'comma')).toBeNull();
  });

  it('reads a part of a text and nothing around it', () => {
    const reader = new NumberReader('point');
    expect(reader.read('99,12.5,99', 3, 7)).toBe(true);
    expect(reader.toUnits(1)).toBe(125);
  });

  it('[M5] agrees with decimal arithmetic for any digits and decimals', () => {
    const digits = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
    const small = fc.bigInt({ min: -99_999n, max: 99_999n });
    const number = fc.tuple(fc.oneof(digits, small), fc.nat(20)).map(([whole, at]) => formatUnits(whole, at));
    fc.assert(
      fc.property(number, fc.nat(12), (cell, decimals) => {
        const exact = new Decimal(cell).times(new Decimal(10).pow(decimals));
        const rounded = exact.toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN);
        const reader = new NumberReader('point');
        expect(reader.read(cell, 0, cell.length)).toBe(true);
        expect(reader.toUnits(decimals)).toBe(Number(rounded.toFixed()) + 0);
        expect(reader.rounded).toBe(!rounded.eq(exact));
        expect(reader.decimals(30)).toBe(new Decimal(cell).decimalPlaces());
        expect(reader.needsMoreThan(decimals)).toBe(!rounded.eq(exact));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('formatEvidence', () => {
  it.each([
    ['1.5', 'point'],
    ['0.123', 'point'],
    ['1234.567', 'point'],
    ['1,234.5', 'point'],
    ['1,234,567', 'point'],
    ['1,5', 'comma'],
    ['1.234,5', 'comma'],
    ['1.234.567', 'comma'],
    ['1.000', 'either'],
    ['1,000', 'either'],
    ['-12.345', 'either'],
    ['1000', null],
    ['1e5', null],
    ['', null],
    ['null', null],
    ['1.2.3', null],
  ])('of %s is %s', (cell, evidence) => {
    expect(formatEvidence(cell)).toBe(evidence);
  });

  it('shows both readings', () => {
    expect([readingOf('1.000', 'point'), readingOf('1.000', 'comma')]).toEqual(['1', '1000']);
    expect([readingOf('-12,345', 'point'), readingOf('-12,345', 'comma')]).toEqual(['-12345', '-12.345']);
    expect([readingOf('0,050', 'comma'), readingOf('x', 'point')]).toEqual(['0.05', null]);
  });
});
