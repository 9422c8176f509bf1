import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveScale, percentScale, writeTick } from '../../src/ui/curveScale.ts';

const value = fc
  .double({ min: -1e9, max: 1e9, noNaN: true })
  .filter((each) => each === 0 || Math.abs(each) > 1e-4);
/** What stands beside a plot without being cut off. */
const MOST_LETTERS = 10;

function writtenOf(ticks: readonly number[]): readonly string[] {
  return ticks.map(writeTick);
}

describe('scale of a curve', () => {
  it('holds its values, with ticks that are written apart and fit beside it', () => {
    fc.assert(
      fc.property(value, value, fc.integer({ min: 2, max: 12 }), (one, other, count) => {
        const lowest = Math.min(one, other);
        const highest = Math.max(one, other);
        const { low, high, ticks } = curveScale(lowest, highest, count);
        expect(low).toBeLessThanOrEqual(lowest);
        expect(high).toBeGreaterThanOrEqual(highest);
        const written = writtenOf(ticks);
        expect(ticks.length).toBeGreaterThan(0);
        expect(new Set(written).size).toBe(ticks.length);
        for (const text of written) expect(text.replace('-', '').length).toBeLessThanOrEqual(MOST_LETTERS);
      }),
    );
  });

  it('counts percents from 0 with two ticks at least, however little there is', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e5, noNaN: true }), (highest) => {
        const { low, high, ticks } = percentScale(highest, 3);
        expect(low).toBe(0);
        expect(high).toBeGreaterThanOrEqual(highest);
        expect(ticks[0]).toBe(0);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(new Set(writtenOf(ticks)).size).toBe(ticks.length);
      }),
    );
  });

  it('writes what nothing, little and much need', () => {
    const percents = (highest: number) => writtenOf(percentScale(highest, 3).ticks);
    expect(percents(0)).toEqual(['0', '0.5', '1']);
    expect(percents(0.004)).toEqual(['0', '0.005', '0.01']);
    expect(percents(0.07)).toEqual(['0', '0.05']);
    expect(percents(33)).toEqual(['0', '20']);
    expect(writtenOf(curveScale(100_000, 100_000, 3).ticks)).toEqual(['95K', '100K', '105K']);
    expect(writtenOf(curveScale(100_000, 100_003, 3).ticks)).toEqual(['100K', '100.005K']);
    expect(writtenOf(curveScale(9_800, 12_400, 4).ticks)).toEqual(['10K', '11K', '12K']);
  });
});
