import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  candleProblems,
  Candles,
  checkCandle,
  columnBuffers,
  type Candle,
} from '../../src/market/candles.ts';

const SOUND: Candle = { timeMs: 1000, open: 100, high: 120, low: 90, close: 110, volume: 5 };

function series(times: readonly number[]): Candles {
  const candles = new Candles(1);
  for (const timeMs of times) candles.push(timeMs, 100, 120, 90, 110, 5);
  return candles;
}

describe('checkCandle', () => {
  it('[X9] finds nothing wrong with a sound bar, whose volume may be unknown', () => {
    expect(checkCandle(SOUND, 999)).toBeNull();
    expect(checkCandle({ ...SOUND, volume: Number.NaN }, Number.NEGATIVE_INFINITY)).toBeNull();
    expect(checkCandle({ ...SOUND, open: 7, high: 7, low: 7, close: 7, volume: 0 }, -1)).toBeNull();
  });

  it.each([
    ['a time that is NaN', { timeMs: Number.NaN }, 'timeMs', 'TIME_INVALID', null],
    ['the time of the last bar', { timeMs: 500 }, 'timeMs', 'TIME_NOT_AFTER_LAST', 500],
    ['a time before the last bar', { timeMs: 499 }, 'timeMs', 'TIME_NOT_AFTER_LAST', 500],
    ['an open that is NaN', { open: Number.NaN }, 'open', 'PRICE_INVALID', Number.MAX_SAFE_INTEGER],
    ['a close between two units', { close: 100.5 }, 'close', 'PRICE_INVALID', Number.MAX_SAFE_INTEGER],
    ['an endless high', { high: Number.POSITIVE_INFINITY }, 'high', 'PRICE_INVALID', Number.MAX_SAFE_INTEGER],
    ['a low of 0', { low: 0 }, 'low', 'PRICE_NOT_POSITIVE', 0],
    ['a negative low', { low: -3 }, 'low', 'PRICE_NOT_POSITIVE', 0],
    ['a high below the low', { high: 80 }, 'high', 'HIGH_BELOW_LOW', 90],
    ['an open above the high', { open: 121 }, 'open', 'OUTSIDE_HIGH_LOW', 120],
    ['a close below the low', { close: 89 }, 'close', 'OUTSIDE_HIGH_LOW', 90],
    ['a negative volume', { volume: -1 }, 'volume', 'VOLUME_NEGATIVE', 0],
    ['an endless volume', { volume: Number.POSITIVE_INFINITY }, 'volume', 'VOLUME_INVALID', null],
  ] as const)('[X9] refuses %s', (_name, change, field, rule, limit) => {
    const candle: Candle = { ...SOUND, ...change };
    expect(checkCandle(candle, 500)).toEqual({ field, value: candle[field], rule, limit });
  });

  it('[X9] lists every problem of a bar', () => {
    const bad = { timeMs: 1, open: -1, high: 5, low: 9, close: Number.NaN, volume: -2 };
    expect(candleProblems(bad, 1).map((problem) => problem.rule)).toEqual([
      'TIME_NOT_AFTER_LAST',
      'PRICE_NOT_POSITIVE',
      'PRICE_INVALID',
      'HIGH_BELOW_LOW',
      'VOLUME_NEGATIVE',
    ]);
  });

  it('[X9] has a problem to tell exactly when the bar is not sound', () => {
    const price = fc.oneof(
      fc.integer({ min: -2, max: 6 }),
      fc.constantFrom(Number.NaN, 2.5, Infinity, 2 ** 53),
    );
    const bars = fc.record({
      timeMs: price,
      open: price,
      high: price,
      low: price,
      close: price,
      volume: price,
    });
    fc.assert(
      fc.property(bars, price, (bar, last) => {
        const prices = [bar.open, bar.high, bar.low, bar.close];
        const isSound =
          Number.isSafeInteger(bar.timeMs) &&
          bar.timeMs > last &&
          prices.every(
            (each) => Number.isSafeInteger(each) && each > 0 && each <= bar.high && each >= bar.low,
          ) &&
          (Number.isNaN(bar.volume) || (Number.isInteger(bar.volume) && bar.volume >= 0));
        fc.pre(!Number.isNaN(last));
        expect(checkCandle(bar, last) === null).toBe(isSound);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('Candles', () => {
  it('grows, and reads back what was pushed', () => {
    const candles = series([]);
    expect(candles.length).toBe(0);
    for (let at = 0; at < 1000; at += 1) candles.push(at, at + 1, at + 2, at + 3, at + 4, at + 5);
    expect(candles.length).toBe(1000);
    expect(candles.candleAt(999)).toEqual({
      timeMs: 999,
      open: 1000,
      high: 1001,
      low: 1002,
      close: 1003,
      volume: 1004,
    });
    expect([candles.timeMs, candles.open, candles.high, candles.low, candles.close, candles.volume]).toEqual(
      [0, 1, 2, 3, 4, 5].map((from) => Float64Array.from({ length: 1000 }, (_, at) => at + from)),
    );
  });

  it.each([-1, 3, 1.5, Number.NaN])('refuses to read bar %s of three', (index) => {
    expect(() => series([1, 2, 3]).candleAt(index)).toThrow(
      `no bar ${index}: expected a whole number from 0 to 2`,
    );
  });

  it('finds the last bar at or before a time', () => {
    const candles = series([10, 20, 30]);
    expect([9, 10, 19, 20, 30, 31].map((time) => candles.indexAt(time))).toEqual([-1, 0, 0, 1, 2, 2]);
    expect(series([]).indexAt(5)).toBe(-1);
  });

  it('finds in any rising series what a search from the end finds', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 60 })),
        fc.integer({ min: -1, max: 61 }),
        (times, at) => {
          const rising = times.toSorted((a, b) => a - b);
          expect(series(rising).indexAt(at)).toBe(rising.findLastIndex((time) => time <= at));
        },
      ),
    );
  });

  it('gives columns of exactly its size, whose buffers can be handed over and adopted', () => {
    const columns = series([1, 2, 3]).toColumns();
    const moved = structuredClone(columns, { transfer: columnBuffers(columns) });
    expect(columns.open.length).toBe(0);
    expect(moved.timeMs.buffer.byteLength).toBe(24);
    const adopted = Candles.fromColumns(moved);
    adopted.push(4, 1, 1, 1, 1, Number.NaN);
    expect(Array.from(adopted.timeMs)).toEqual([1, 2, 3, 4]);
    expect(adopted.candleAt(2)).toEqual({ ...SOUND, timeMs: 3 });
  });

  it('refuses columns of different lengths', () => {
    const columns = { ...series([1, 2]).toColumns(), low: new Float64Array(3) };
    expect(() => Candles.fromColumns(columns)).toThrow('candle column "low" has 3 values, expected 2');
  });
});
