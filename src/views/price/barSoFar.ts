import { PHASES } from '../../domain/transaction.ts';
import type { Journal } from '../../journal/journal.ts';
import { barInside, priceAt } from '../../journal/lastPrices.ts';
import { firstIndex } from '../../journal/postings.ts';
import type { BarSource } from './barSource.ts';
import type { FillMark } from './fillMarks.ts';
import { barAt, columnsOf, joined, type PriceBars } from './priceBars.ts';

/** What a moment inside a candle knows of it; prices in whole units as doubles. */
export interface BarSoFar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** How far the last bar of it has come; `before` is not even its open. */
  readonly reached: 'before' | 'open' | 'path' | 'close';
}

const OPEN = PHASES.indexOf('OPEN');
const PATH = PHASES.indexOf('PATH');

/**
 * The candle of a moment as far as it had come: before a bar opens the price is that of the one before, until the path is walked a bar is its
 * open, and on the path what its fills were reached at, for no other price on it has a time. `null` where all of it is known.
 */
export function barSoFar(
  journal: Journal,
  pairCode: string,
  candles: BarSource | null,
  { bars, stride }: PriceBars,
  fills: readonly FillMark[],
  moment: number,
  end: number,
): BarSoFar | null {
  const bar = bars[barAt(bars, moment, end)];
  const pair = journal.header.pairs.find(({ code }) => code === pairCode);
  if (bar === undefined || moment >= end || pair === undefined) return null;
  const { firstEntry } = journal.bars.columns;
  const { phase: phaseOf } = journal.entries.columns;
  const rows = journal.barsByPair.rows(pair.index);
  const to = Math.min(bar.from + stride, rows.length);
  let last = bar.from;
  while (last + 1 < to && (firstEntry[rows[last + 1] ?? 0] ?? moment) < moment) last += 1;
  const row = rows[last] ?? 0;
  const phase = phaseOf[moment - 1] ?? PHASES.length;
  const isInside = barInside(journal, moment) === row;
  if (!isInside && last + 1 === to) return null;

  const source = columnsOf(candles);
  const scale = 10 ** pair.priceDecimals;
  const { open, high, low, close } = joined(journal, rows, bar.from, isInside ? last : last + 1, source);
  if (!isInside) {
    return {
      open: open / scale,
      high: high / scale,
      low: low / scale,
      close: close / scale,
      reached: 'close',
    };
  }
  const whole = joined(journal, rows, last, last + 1, source);
  const price = (priceAt(journal, pair.index, moment, source.open) ?? whole.open) / scale;
  if (phase < OPEN) {
    const isFirst = last === bar.from;
    return {
      open: isFirst ? price : open / scale,
      high: isFirst ? price : high / scale,
      low: isFirst ? price : low / scale,
      close: price,
      reached: 'before',
    };
  }
  const seen = [whole.open / scale, price];
  const first = firstEntry[row] ?? 0;
  for (
    let at = firstIndex(fills.length, (index) => (fills[index]?.moment ?? end) > first);
    at < fills.length;
    at += 1
  ) {
    const fill = fills[at];
    if (fill === undefined || fill.moment > moment) break;
    // Slippage may take a fill beyond what the bar shows.
    if (phaseOf[fill.moment - 1] === PATH)
      seen.push(Math.min(whole.high / scale, Math.max(whole.low / scale, fill.price)));
  }
  return {
    open: (last === bar.from ? whole.open : open) / scale,
    high: Math.max(high / scale, ...seen),
    low: Math.min(low / scale, ...seen),
    close: price,
    reached: phase === OPEN ? 'open' : 'path',
  };
}
