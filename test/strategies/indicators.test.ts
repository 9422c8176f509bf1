import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ExponentialMean,
  MovingSum,
  RateOfChange,
  RelativeStrength,
  RollingExtreme,
} from '../../src/strategies/indicators.ts';

/** Closes, and the index of 14 moves, as published in the StockCharts ChartSchool article on the RSI. */
const RSI_CLOSES = [
  44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931, 46.0328,
  45.614, 46.282, 46.282, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439, 46.2122, 46.2521, 45.7137, 46.4515,
  45.7835, 45.3548, 44.0288, 44.1783, 44.2181, 44.5672, 43.4205, 42.6628, 43.1314,
];
const RSI_PUBLISHED = [
  70.53, 66.32, 66.55, 69.41, 66.36, 57.97, 62.93, 63.26, 56.06, 62.38, 54.71, 50.42, 39.99, 41.46, 41.87,
  45.46, 37.3, 33.08, 37.77,
];
/** Closes, and the average of length 10, as published in the StockCharts ChartSchool article on moving averages. */
const EMA_CLOSES = [
  22.27, 22.19, 22.08, 22.17, 22.18, 22.13, 22.23, 22.43, 22.24, 22.29, 22.15, 22.39, 22.38, 22.61, 23.36,
  24.05, 23.75, 23.83, 23.95, 23.63,
];
const EMA_PUBLISHED = [22.22, 22.21, 22.24, 22.27, 22.33, 22.52, 22.8, 22.97, 23.13, 23.28, 23.34];

const closes = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 200 });
const length = fc.integer({ min: 1, max: 30 });

describe('MovingSum', () => {
  it('[M5] is the sum of the last values, and compares means as fractions do', () => {
    fc.assert(
      fc.property(closes, length, length, (values, short, long) => {
        const [one, other] = [new MovingSum(short), new MovingSum(long)];
        for (const [at, value] of values.entries()) {
          one.add(value);
          other.add(value);
          const sum = (size: number): bigint =>
            values
              .slice(Math.max(0, at + 1 - size), at + 1)
              .reduce((total, each) => total + BigInt(each), 0n);
          expect(BigInt(one.sum)).toBe(sum(short));
          expect(one.isFull).toBe(at + 1 >= short);
          expect(one.isMeanAbove(other)).toBe(sum(short) * BigInt(long) > sum(long) * BigInt(short));
        }
      }),
    );
  });
});

describe('ExponentialMean', () => {
  it('gives the published averages', () => {
    const mean = new ExponentialMean(10);
    const found = EMA_CLOSES.flatMap((close) => {
      mean.add(Math.round(close * 100));
      return mean.value ?? [];
    });
    expect(found.map((value) => Number((value / 100).toFixed(2)))).toEqual(EMA_PUBLISHED);
  });

  it('is what its recurrence says, begun with a plain mean', () => {
    fc.assert(
      fc.property(closes, length, (values, size) => {
        const mean = new ExponentialMean(size);
        for (const value of values) mean.add(value);
        const alpha = 2 / (size + 1);
        const seed = values.slice(0, size).reduce((sum, value) => sum + value, 0) / size;
        const naive = values.slice(size).reduce((last, value) => alpha * value + (1 - alpha) * last, seed);
        expect(mean.value ?? 0).toBeCloseTo(values.length < size ? 0 : naive, 4);
        expect(mean.value === null).toBe(values.length < size);
      }),
    );
  });
});

describe('RelativeStrength', () => {
  it('gives the published indexes', () => {
    const strength = new RelativeStrength(14);
    const found = RSI_CLOSES.flatMap((close) => {
      strength.add(Math.round(close * 10_000));
      return strength.value ?? [];
    });
    expect(found).toHaveLength(RSI_PUBLISHED.length);
    for (const [at, value] of found.entries()) {
      expect(Math.abs(value - (RSI_PUBLISHED[at] ?? 0))).toBeLessThan(0.011);
    }
  });

  it('is what a computation from the start of the series says', () => {
    fc.assert(
      fc.property(closes, fc.integer({ min: 2, max: 20 }), (values, size) => {
        const strength = new RelativeStrength(size);
        for (const value of values) strength.add(value);
        const moves = values.slice(1).map((value, at) => value - (values[at] ?? 0));
        const smooth = (of: (move: number) => number): number =>
          moves
            .slice(size)
            .reduce(
              (last, move) => (last * (size - 1) + of(move)) / size,
              moves.slice(0, size).reduce((sum, move) => sum + of(move), 0) / size,
            );
        const gain = smooth((move) => Math.max(0, move));
        const loss = smooth((move) => Math.max(0, -move));
        const undefinedYet = moves.length < size || gain + loss === 0;
        expect(strength.value === null).toBe(undefinedYet);
        expect(strength.value ?? 0).toBeCloseTo(undefinedYet ? 0 : 100 - 100 / (1 + gain / loss), 6);
      }),
    );
  });

  it('is 100 when there were only gains, and nothing when nothing moved', () => {
    const rising = new RelativeStrength(2);
    const still = new RelativeStrength(2);
    for (const value of [10, 11, 12]) rising.add(value);
    for (const value of [10, 10, 10]) still.add(value);
    expect([rising.value, still.value]).toEqual([100, null]);
  });
});

describe('RollingExtreme', () => {
  it('is the highest or lowest of the last values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 100 }), length, (values, size) => {
        const highest = new RollingExtreme(size, 'highest');
        const lowest = new RollingExtreme(size, 'lowest');
        for (const [at, value] of values.entries()) {
          highest.add(value);
          lowest.add(value);
          const last = values.slice(at + 1 - size, at + 1);
          const full = at + 1 >= size;
          expect(highest.value).toBe(full ? Math.max(...last) : null);
          expect(lowest.value).toBe(full ? Math.min(...last) : null);
        }
      }),
    );
  });
});

describe('RateOfChange', () => {
  it('[M5] compares with the value so many before, in whole basis points towards zero', () => {
    fc.assert(
      fc.property(closes, length, (values, size) => {
        const change = new RateOfChange(size);
        for (const [at, value] of values.entries()) {
          change.add(value);
          const then = values[at - size];
          const exact = then === undefined ? null : ((BigInt(value) - BigInt(then)) * 10_000n) / BigInt(then);
          expect(change.basisPoints).toBe(exact === null ? null : Number(exact));
        }
      }),
    );
  });
});
