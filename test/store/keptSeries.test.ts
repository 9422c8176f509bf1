import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { beyondRoom, MOST_BARS } from '../../src/store/keptSeries.ts';

it('candles of files are kept as far as there is room, the newest first', () => {
  const size = fc.integer({ min: 1, max: MOST_BARS });
  fc.assert(
    fc.property(fc.array(size, { maxLength: 8 }), size, (sizes, bars) => {
      const files = sizes.map((each, index) => [`${index}`, { bars: each }] as const);
      const gone = beyondRoom(files, bars).map(Number);
      const first = Math.max(-1, ...gone) + 1;
      expect(gone.toSorted((a, b) => a - b)).toEqual(Array.from({ length: first }, (_, index) => index));
      const sumFrom = (index: number): number => sizes.slice(index).reduce((sum, each) => sum + each, bars);
      expect(sumFrom(first)).toBeLessThanOrEqual(MOST_BARS);
      // The newest of those that are gone would have been too much.
      expect(first === 0 || sumFrom(first - 1) > MOST_BARS).toBe(true);
    }),
  );
});
