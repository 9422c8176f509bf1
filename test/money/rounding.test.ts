import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceilDiv, floorDiv, floorTo } from '../../src/money/rounding.ts';

describe('named roundings', () => {
  it.each([
    [7n, 2n, 4n, 3n],
    [-7n, 2n, -3n, -4n],
    [6n, 2n, 3n, 3n],
    [-6n, 2n, -3n, -3n],
    [0n, 5n, 0n, 0n],
    [1n, 10n ** 30n, 1n, 0n],
    [-1n, 10n ** 30n, 0n, -1n],
  ])('[M3] %s / %s is %s rounded up and %s rounded down', (numerator, denominator, up, down) => {
    expect(ceilDiv(numerator, denominator)).toBe(up);
    expect(floorDiv(numerator, denominator)).toBe(down);
  });

  it('[M3] up and down enclose the exact quotient, one apart unless it is whole', () => {
    const numerator = fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n });
    const denominator = fc.bigInt({ min: 1n, max: 2n ** 70n });
    fc.assert(
      fc.property(numerator, denominator, (n, d) => {
        const up = ceilDiv(n, d);
        const down = floorDiv(n, d);
        expect(down * d <= n && n <= up * d).toBe(true);
        expect(up - down).toBe(n % d === 0n ? 0n : 1n);
      }),
      { numRuns: 300 },
    );
  });

  it('[M3] cuts to whole steps, never above', () => {
    expect(floorTo(17n, 5n)).toBe(15n);
    expect(floorTo(15n, 5n)).toBe(15n);
    expect(floorTo(4n, 5n)).toBe(0n);
  });
});
