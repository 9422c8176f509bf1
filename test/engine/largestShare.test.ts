import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { LargestShare } from '../../src/engine/largestShare.ts';
import { wholeOf } from '../../src/money/whole.ts';

const most = fc.constantFrom(10n, 2n ** 53n - 1n, 2n ** 62n);
/** Shares that are often equal, or as good as equal. */
const share = most.chain((size) =>
  fc.tuple(fc.bigInt({ min: 0n, max: size }), fc.bigInt({ min: 1n, max: size }), fc.constantFrom(1n, 2n, 3n)),
);

it('[S4] the largest share is told apart from the next, however near it comes', () => {
  fc.assert(
    fc.property(fc.array(share), (shares) => {
      const largest = new LargestShare(1);
      let [part, whole] = [0n, 1n];
      for (const [givenPart, givenWhole, times] of shares) {
        const [nextPart, nextWhole] = [givenPart * times, givenWhole * times];
        const isMore = nextPart * whole > part * nextWhole;
        if (isMore) [part, whole] = [nextPart, nextWhole];
        expect(largest.take(wholeOf(nextPart), wholeOf(nextWhole))).toBe(isMore);
      }
      expect([largest.part, largest.whole]).toEqual([wholeOf(part), wholeOf(whole)]);
    }),
    { numRuns: 1000 },
  );
});

it('[S4] nothing is a share of nothing', () => {
  const largest = new LargestShare(0);
  expect(largest.take(5, 10)).toBe(false);
  expect([largest.part, largest.whole]).toEqual([0, 0]);
});
