import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketRange, downsample } from '../../src/ui/downsample.ts';

const MAX_POINTS = 60;
const points = fc.tuple(fc.integer(), fc.nat(), fc.integer({ min: -3, max: 3 }));

describe('downsample', () => {
  it('[L10] keeps the smallest and largest of every bucket of every series, and the last', () => {
    fc.assert(
      fc.property(fc.array(points, { minLength: MAX_POINTS + 1, maxLength: 700 }), (rows) => {
        const series = [0, 1, 2].map((column) => rows.map((row) => row[column] ?? 0));
        const kept = downsample(series, MAX_POINTS);
        expect(kept.length).toBeLessThanOrEqual(MAX_POINTS);
        expect(Array.from(kept)).toEqual(Array.from(new Set(kept)).toSorted((a, b) => a - b));
        expect(kept[0]).toBe(0);
        expect(kept.at(-1)).toBe(rows.length - 1);
        const buckets = Math.floor((MAX_POINTS - 1) / 7);
        for (let bucket = 0; bucket < buckets; bucket += 1) {
          const [from, to] = bucketRange(rows.length, buckets, bucket);
          const inside = Array.from(kept).filter((index) => index >= from && index < to);
          expect(inside.at(-1)).toBe(to - 1);
          for (const values of series) {
            const all = values.slice(from, to);
            const drawn = inside.map((index) => values[index] ?? Number.NaN);
            expect(Math.min(...drawn)).toBe(Math.min(...all));
            expect(Math.max(...drawn)).toBe(Math.max(...all));
          }
        }
      }),
    );
  });

  it('covers every point by exactly one bucket', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 200 }), (length, buckets) => {
        fc.pre(length >= buckets);
        let next = 0;
        for (let bucket = 0; bucket < buckets; bucket += 1) {
          const [from, to] = bucketRange(length, buckets, bucket);
          expect(from).toBe(next);
          expect(to).toBeGreaterThan(from);
          next = to;
        }
        expect(next).toBe(length);
      }),
    );
  });

  it('draws every point while they fit, and none of nothing', () => {
    expect(Array.from(downsample([[3, 1, 2]], 5))).toEqual([0, 1, 2]);
    expect(Array.from(downsample([[]], 5))).toEqual([]);
  });

  it('keeps the one peak among a million points, in at most 1,200', () => {
    const flat = new Float64Array(1_000_000).fill(5);
    const peaked = flat.slice();
    peaked[777_777] = 9;
    const kept = downsample([flat, peaked, flat, flat], 1_200);
    expect(kept.length).toBeLessThanOrEqual(1_200);
    expect(Array.from(kept)).toContain(777_777);
  });

  it('refuses fewer points than one bucket has', () => {
    expect(() => downsample([new Float64Array(10)], 3)).toThrow('3 points are too few, expected 4 or more');
  });
});
