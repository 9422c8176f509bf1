import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { FlooredLine } from '../../src/money/flooredLine.ts';
import { pow10 } from '../../src/money/minorUnits.ts';
import { floorDiv } from '../../src/money/rounding.ts';
import { plus, wholeOf } from '../../src/money/whole.ts';

const factor = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: -(2n ** 53n) - 2n, max: 2n ** 53n + 2n }),
  fc.bigInt({ min: -1_000_000n, max: 1_000_000n }),
);
const power = fc.integer({ min: 0, max: 26 }).map(pow10);
const price = fc.oneof(fc.nat(100), fc.nat(100_000_000), fc.maxSafeNat());

it('[M3] a line is rounded down as exactly as in bigints, whatever its size', () => {
  fc.assert(
    fc.property(
      factor,
      factor,
      fc.oneof(fc.constant(1n), fc.bigInt({ min: 1n, max: 1000n }), power),
      power,
      price,
      (slope, offset, numerator, denominator, x) => {
        const line = new FlooredLine(numerator, denominator);
        line.set(wholeOf(slope), wholeOf(offset));
        const expected = floorDiv((BigInt(x) * slope - offset) * numerator, denominator);
        expect(line.at(x)).toBe(wholeOf(expected));
      },
    ),
    { numRuns: 2000 },
  );
});

it('[M3] and so just below and above what is a multiple of the denominator', () => {
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.integer({ min: 0, max: 15 }).map(pow10),
      fc.integer({ min: -1, max: 1 }),
      (size, denominator, off) => {
        const slope = (BigInt(size) / denominator) * denominator + BigInt(off);
        const line = new FlooredLine(1n, denominator);
        for (const each of [slope, -slope]) {
          line.set(wholeOf(each), 0);
          expect(line.at(1)).toBe(wholeOf(floorDiv(each, denominator)));
        }
      },
    ),
    { numRuns: 2000 },
  );
});

it('[M3] along a row of x it adds what it is at each, or says that a double does not hold it', () => {
  const size = fc.oneof(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.maxSafeInteger());
  fc.assert(
    fc.property(
      size,
      size,
      power,
      fc.array(fc.tuple(price, size)),
      fc.nat(3),
      (slope, offset, denominator, row, from) => {
        const line = new FlooredLine(1n, denominator);
        line.set(slope, offset);
        const x = Float64Array.from(row, ([each]) => each);
        const sums = Float64Array.from(row.slice(from), ([, each]) => each);
        const expected = row.slice(from).map(([each, sum]) => plus(line.at(each), sum));
        const largest = row.map(
          ([each, sum]) => each * (Math.abs(slope) + Number(denominator)) + Math.abs(sum),
        );
        const isSmall = Math.max(0, ...largest) + Math.abs(offset) + Number(denominator) < 2 ** 53;
        const isHeld = line.addTo(sums, x, from, row.length);
        expect(isHeld || !isSmall).toBe(true);
        expect(isHeld ? Array.from(sums) : expected).toEqual(expected);
      },
    ),
    { numRuns: 2000 },
  );
});
