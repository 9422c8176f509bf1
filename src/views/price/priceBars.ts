import type { Journal } from '../../journal/journal.ts';
import { firstIndex } from '../../journal/postings.ts';
import type { BarSource } from './barSource.ts';
import type { FillMark } from './fillMarks.ts';

/** A candle to draw; time in seconds since 1970 UTC, prices in whole units as doubles (for drawing only). */
export interface DrawnBar {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** A single tick: a price moved by hand. */
  readonly isTick: boolean;
  /** Where it begins among the bars of its pair; -1 for a place. */
  readonly from: number;
  /** No price at all, but a place for what was filled by hand between the bars. */
  readonly isPlace: boolean;
  /** The moment at which its first and its last price are known; of bars after the last entry the first lies after the end. */
  readonly firstMoment: number;
  readonly lastMoment: number;
}

/** What a price chart draws: candles, each of which stands for `stride` bars. */
export interface PriceBars {
  readonly bars: readonly DrawnBar[];
  readonly stride: number;
}

/** Candles drawn at most: more would be thinner than a pixel. */
const MAX_BARS = 12_000;
const NO_BARS: BarSource = { length: 0, open: [], high: [], low: [], close: [] };
/** Seconds between two bars of one time: the axis needs them apart. */
const APART = 0.001;

/** The first `shown` bars of a pair and how they lie among `end` entries, long series joined into coarser candles; a bar whose candle is unknown is its close. */
export function priceBars(
  journal: Journal,
  pairCode: string,
  candles: BarSource | null,
  shown: number,
  end: number,
): PriceBars {
  const pair = journal.header.pairs.find(({ code }) => code === pairCode);
  const rows = journal.barsByPair.rows(pair?.index ?? -1).subarray(0, shown);
  const { timeMs, firstEntry } = journal.bars.columns;
  // Asked for once: there may be a million rows.
  const source = columnsOf(candles);
  const scale = 10 ** (pair?.priceDecimals ?? 0);
  const stride = Math.ceil(rows.length / MAX_BARS) || 1;
  const bars: DrawnBar[] = [];
  let lastTime = Number.NEGATIVE_INFINITY;
  for (let from = 0; from < rows.length; from += stride) {
    const to = Math.min(from + stride, rows.length);
    const { open, high, low, close } = joined(journal, rows, from, to, source);
    const first = rows[from] ?? 0;
    const next = rows[to];
    lastTime = Math.max((timeMs[first] ?? 0) / 1000, lastTime + APART);
    bars.push({
      time: lastTime,
      open: open / scale,
      high: high / scale,
      low: low / scale,
      close: close / scale,
      isTick: high === low,
      from,
      isPlace: false,
      firstMoment: (firstEntry[first] ?? 0) + 1,
      lastMoment: next === undefined ? end : (firstEntry[next] ?? end),
    });
  }
  return { bars, stride };
}

/** Some of a pair's bars as one, in price units; `rows` are all of its bars, each the candle of its place in them. */
export function joined(journal: Journal, rows: Int32Array, from: number, to: number, source: BarSource) {
  const { close } = journal.bars.columns;
  let high = Number.NEGATIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  let open = Number.NaN;
  let last = Number.NaN;
  for (let at = from; at < to; at += 1) {
    const row = rows[at] ?? 0;
    const isKnown = at < source.length;
    last = (isKnown ? source.close[at] : close[row]) ?? Number.NaN;
    if (at === from) open = (isKnown ? source.open[at] : last) ?? Number.NaN;
    high = Math.max(high, (isKnown ? source.high[at] : last) ?? last);
    low = Math.min(low, (isKnown ? source.low[at] : last) ?? last);
  }
  return { open, high, low, close: last };
}

/** The columns of a source that may be missing. */
export function columnsOf(candles: BarSource | null): BarSource {
  if (candles === null) return NO_BARS;
  const { length, open, high, low, close } = candles;
  return { length, open, high, low, close };
}

/** With places for fills by hand at their own times, between the bars; bars that are joined keep theirs. */
export function withPlaces({ bars, stride }: PriceBars, fills: readonly FillMark[], end: number): PriceBars {
  if (stride > 1) return { bars, stride };
  const all: DrawnBar[] = [];
  let next = 0;
  for (const { moment, timeMs, price } of fills) {
    for (let bar = bars[next]; bar !== undefined && bar.firstMoment <= moment; bar = bars[next]) {
      all.push(bar);
      next += 1;
    }
    const before = all.at(-1);
    const time = timeMs / 1000;
    // A fill of a bar or a price has its time.
    if (time <= (before?.time ?? time - 1) || time >= (bars[next]?.time ?? time + 1)) continue;
    const level = before?.close ?? price;
    const prices = { open: level, high: level, low: level, close: level };
    all.push({
      time,
      ...prices,
      isTick: true,
      from: -1,
      isPlace: true,
      firstMoment: moment,
      lastMoment: end,
    });
  }
  all.push(...bars.slice(next));
  const placed: DrawnBar[] = [];
  for (const [index, bar] of all.entries()) {
    placed.push({ ...bar, lastMoment: (all[index + 1]?.firstMoment ?? end + 1) - 1 });
  }
  return { bars: placed, stride };
}

/** The last candle that a moment knows, -1 before the first; at the end it is the last of all. */
export function barAt(bars: readonly DrawnBar[], moment: number, end: number): number {
  if (moment >= end) return bars.length - 1;
  return firstIndex(bars.length, (index) => (bars[index]?.firstMoment ?? end) > moment) - 1;
}
