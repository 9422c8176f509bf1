import { MAX_PRICE } from '../money/minorUnits.ts';

/** One bar. Time in ms since 1970 UTC; prices in whole price units; volume in whole minor units of the base, NaN when unknown ([M5]). */
export interface Candle {
  readonly timeMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Doubles that own their buffer, so that it can be handed to another thread. */
export type Column = Float64Array<ArrayBuffer>;

/** The columns of a candle series, all of one length; units as in {@link Candle}. */
export interface CandleColumns {
  readonly timeMs: Column;
  readonly open: Column;
  readonly high: Column;
  readonly low: Column;
  readonly close: Column;
  readonly volume: Column;
}

/** What can be wrong with a bar ([X9]). */
export type CandleRule =
  | 'TIME_INVALID'
  | 'TIME_NOT_AFTER_LAST'
  | 'PRICE_INVALID'
  | 'PRICE_NOT_POSITIVE'
  | 'HIGH_BELOW_LOW'
  | 'OUTSIDE_HIGH_LOW'
  | 'VOLUME_INVALID'
  | 'VOLUME_NEGATIVE';

/** A bar's defect: which field, its value, the rule it breaks, and the value it was measured against (`null` when there is none). */
export interface CandleProblem {
  readonly field: keyof Candle;
  readonly value: number;
  readonly rule: CandleRule;
  readonly limit: number | null;
}

const NO_PROBLEMS: readonly CandleProblem[] = [];
const PRICE_FIELDS = ['open', 'high', 'low', 'close'] as const;

/**
 * Everything that makes a bar unfit to trade against; empty when it is sound.
 * `lastTimeMs` is the time of the bar before it, -Infinity for the first; units as in {@link Candle}.
 * Refuses a time that is not a whole number or not after the last, prices that are not whole, not above 0 or beyond 2^53,
 * a high below the low, an open or close outside them, and a volume below 0, with a fraction or infinite ([X9], [M5]).
 */
export function candleProblems(candle: Candle, lastTimeMs: number): readonly CandleProblem[] {
  if (isSound(candle, lastTimeMs)) return NO_PROBLEMS;
  const problems: CandleProblem[] = [];
  const { timeMs, open, high, low, close, volume } = candle;
  if (!Number.isSafeInteger(timeMs)) {
    problems.push({ field: 'timeMs', value: timeMs, rule: 'TIME_INVALID', limit: null });
  } else if (timeMs <= lastTimeMs) {
    problems.push({ field: 'timeMs', value: timeMs, rule: 'TIME_NOT_AFTER_LAST', limit: lastTimeMs });
  }
  for (const field of PRICE_FIELDS) {
    const value = candle[field];
    if (value <= 0) problems.push({ field, value, rule: 'PRICE_NOT_POSITIVE', limit: 0 });
    else if (!Number.isSafeInteger(value)) {
      problems.push({ field, value, rule: 'PRICE_INVALID', limit: MAX_PRICE });
    }
  }
  if (high < low) {
    problems.push({ field: 'high', value: high, rule: 'HIGH_BELOW_LOW', limit: low });
  } else {
    for (const [field, value] of [['open', open] as const, ['close', close] as const]) {
      if (value > high) problems.push({ field, value, rule: 'OUTSIDE_HIGH_LOW', limit: high });
      else if (value < low) problems.push({ field, value, rule: 'OUTSIDE_HIGH_LOW', limit: low });
    }
  }
  if (volume < 0) problems.push({ field: 'volume', value: volume, rule: 'VOLUME_NEGATIVE', limit: 0 });
  else if (!Number.isNaN(volume) && !Number.isInteger(volume)) {
    problems.push({ field: 'volume', value: volume, rule: 'VOLUME_INVALID', limit: null });
  }
  return problems;
}

/** The first of {@link candleProblems}, or `null` for a sound bar ([X9]). */
export function checkCandle(candle: Candle, lastTimeMs: number): CandleProblem | null {
  return candleProblems(candle, lastTimeMs)[0] ?? null;
}

/** The same rules as one condition without allocation: almost every bar is sound. */
function isSound({ timeMs, open, high, low, close, volume }: Candle, lastTimeMs: number): boolean {
  return (
    timeMs > lastTimeMs &&
    Number.isSafeInteger(timeMs) &&
    low > 0 &&
    low <= open &&
    open <= high &&
    low <= close &&
    close <= high &&
    Number.isSafeInteger(open) &&
    Number.isSafeInteger(high) &&
    Number.isSafeInteger(low) &&
    Number.isSafeInteger(close) &&
    (Number.isNaN(volume) || (volume >= 0 && Number.isInteger(volume)))
  );
}

/**
 * A series of bars as growing columns, oldest first; the one owner of its arrays.
 * Units as in {@link Candle}. It stores what it is given: whoever takes bars from outside runs {@link checkCandle} first ([X9]).
 */
export class Candles {
  #length = 0;
  #time: Column;
  #open: Column;
  #high: Column;
  #low: Column;
  #close: Column;
  #volume: Column;

  constructor(capacity = 64) {
    this.#time = new Float64Array(capacity);
    this.#open = new Float64Array(capacity);
    this.#high = new Float64Array(capacity);
    this.#low = new Float64Array(capacity);
    this.#close = new Float64Array(capacity);
    this.#volume = new Float64Array(capacity);
  }

  /** Takes columns over without copying them; refuses columns of different lengths with a RangeError. */
  static fromColumns(columns: CandleColumns): Candles {
    const candles = new Candles(0);
    const { length } = columns.timeMs;
    for (const [name, column] of Object.entries<Column>({ ...columns })) {
      if (column.length !== length) {
        throw new RangeError(`candle column "${name}" has ${column.length} values, expected ${length}`);
      }
    }
    candles.#length = length;
    candles.#time = columns.timeMs;
    candles.#open = columns.open;
    candles.#high = columns.high;
    candles.#low = columns.low;
    candles.#close = columns.close;
    candles.#volume = columns.volume;
    return candles;
  }

  /** Adds a bar at the end, unchecked. */
  push(timeMs: number, open: number, high: number, low: number, close: number, volume: number): void {
    const at = this.#length;
    if (at === this.#time.length) this.#resize(at < 32 ? 64 : at * 2);
    this.#time[at] = timeMs;
    this.#open[at] = open;
    this.#high[at] = high;
    this.#low[at] = low;
    this.#close[at] = close;
    this.#volume[at] = volume;
    this.#length = at + 1;
  }

  /** Number of bars. */
  get length(): number {
    return this.#length;
  }

  /** Times in ms; a view of exactly `length` values, as all columns: take it after the last push, and do not write to it. */
  get timeMs(): Column {
    return this.#time.subarray(0, this.#length);
  }
  /** Opens in price units. */
  get open(): Column {
    return this.#open.subarray(0, this.#length);
  }
  /** Highs in price units. */
  get high(): Column {
    return this.#high.subarray(0, this.#length);
  }
  /** Lows in price units. */
  get low(): Column {
    return this.#low.subarray(0, this.#length);
  }
  /** Closes in price units. */
  get close(): Column {
    return this.#close.subarray(0, this.#length);
  }
  /** Volumes in minor units of the base, NaN where unknown. */
  get volume(): Column {
    return this.#volume.subarray(0, this.#length);
  }

  /** Writes the bar at an index from 0 into an object that is used again and again, for loops over millions; unchecked. */
  readInto(index: number, into: { -readonly [K in keyof Candle]: Candle[K] }): void {
    into.timeMs = this.#time[index] ?? Number.NaN;
    into.open = this.#open[index] ?? Number.NaN;
    into.high = this.#high[index] ?? Number.NaN;
    into.low = this.#low[index] ?? Number.NaN;
    into.close = this.#close[index] ?? Number.NaN;
    into.volume = this.#volume[index] ?? Number.NaN;
  }

  /** A series of its own with the first `length` bars. */
  copy(length: number): Candles {
    const copy = new Candles(0);
    copy.#time = this.#time.slice(0, length);
    copy.#open = this.#open.slice(0, length);
    copy.#high = this.#high.slice(0, length);
    copy.#low = this.#low.slice(0, length);
    copy.#close = this.#close.slice(0, length);
    copy.#volume = this.#volume.slice(0, length);
    copy.#length = length;
    return copy;
  }

  /** The time of the bar at an index from 0, in ms; NaN outside the series. */
  timeAt(index: number): number {
    return this.#time[index] ?? Number.NaN;
  }
  /** The open of the bar at an index from 0; NaN outside the series. */
  openAt(index: number): number {
    return this.#open[index] ?? Number.NaN;
  }
  /** The high, as {@link openAt}. */
  highAt(index: number): number {
    return this.#high[index] ?? Number.NaN;
  }
  /** The low, as {@link openAt}. */
  lowAt(index: number): number {
    return this.#low[index] ?? Number.NaN;
  }
  /** The close, as {@link openAt}. */
  closeAt(index: number): number {
    return this.#close[index] ?? Number.NaN;
  }

  /** The bar at an index from 0; refuses one outside the series with a RangeError. */
  candleAt(index: number): Candle {
    const timeMs = this.#time[index];
    const open = this.#open[index];
    const high = this.#high[index];
    const low = this.#low[index];
    const close = this.#close[index];
    const volume = this.#volume[index];
    if (
      index >= this.#length ||
      timeMs === undefined ||
      open === undefined ||
      high === undefined ||
      low === undefined ||
      close === undefined ||
      volume === undefined
    ) {
      throw new RangeError(`no bar ${index}: expected a whole number from 0 to ${this.#length - 1}`);
    }
    return { timeMs, open, high, low, close, volume };
  }

  /** Index of the last bar whose time is at or before `timeMs`, -1 when there is none; O(log n). */
  indexAt(timeMs: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#time[middle] ?? Number.POSITIVE_INFINITY) <= timeMs) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Multiplies every price by a whole factor: more price decimals for the same prices. Products beyond 2^53 are the caller's to refuse. */
  scalePrices(factor: number): void {
    for (const column of [this.#open, this.#high, this.#low, this.#close]) {
      for (let at = 0; at < this.#length; at += 1) column[at] = (column[at] ?? Number.NaN) * factor;
    }
  }

  /** Turns the series around: for one that came newest first. */
  reverse(): void {
    for (const column of [this.#time, this.#open, this.#high, this.#low, this.#close, this.#volume])
      column.subarray(0, this.#length).reverse();
  }

  /** The columns themselves, each in a buffer of exactly its size, ready for `postMessage` with {@link columnBuffers}; once transferred, this series is empty of use. */
  toColumns(): CandleColumns {
    if (this.#time.length !== this.#length) this.#resize(this.#length);
    return {
      timeMs: this.#time,
      open: this.#open,
      high: this.#high,
      low: this.#low,
      close: this.#close,
      volume: this.#volume,
    };
  }

  #resize(capacity: number): void {
    this.#time = resized(this.#time, this.#length, capacity);
    this.#open = resized(this.#open, this.#length, capacity);
    this.#high = resized(this.#high, this.#length, capacity);
    this.#low = resized(this.#low, this.#length, capacity);
    this.#close = resized(this.#close, this.#length, capacity);
    this.#volume = resized(this.#volume, this.#length, capacity);
  }
}

/** The buffers behind the columns, as a transfer list for `postMessage`. */
export function columnBuffers(columns: CandleColumns): ArrayBuffer[] {
  return Object.values<Column>({ ...columns }).map((column) => column.buffer);
}

function resized(column: Column, length: number, capacity: number): Column {
  const grown = new Float64Array(capacity);
  grown.set(column.subarray(0, length));
  return grown;
}
