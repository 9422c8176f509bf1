import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minus, plus, wholeOf, Wholes } from '../../src/money/whole.ts';

/** Of every size, those around the largest that a double holds exactly among them. */
const integer = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: -(2n ** 53n) - 2n, max: -(2n ** 53n) + 2n }),
  fc.bigInt({ min: 2n ** 53n - 2n, max: 2n ** 53n + 2n }),
  fc.bigInt({ min: -1000n, max: 1000n }),
);

describe('a whole', () => {
  it('[M1] adds and subtracts as bigints do, and is a number just where that is exact', () => {
    fc.assert(
      fc.property(integer, integer, (a, b) => {
        for (const [found, expected] of [
          [plus(wholeOf(a), wholeOf(b)), a + b],
          [minus(wholeOf(a), wholeOf(b)), a - b],
        ] as const) {
          expect(BigInt(found)).toBe(expected);
          expect(typeof found === 'number').toBe(Number.isSafeInteger(Number(expected)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('[M1] is read from a column of 64-bit integers as it stands there', () => {
    fc.assert(
      fc.property(fc.array(integer), (values) => {
        const column = new Wholes(BigInt64Array.from(values));
        expect(values.map((_, row) => column.at(row))).toEqual(values.map(wholeOf));
      }),
    );
  });
});
