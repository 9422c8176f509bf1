import { PHASES } from '../../domain/transaction.ts';
import type { Journal } from '../../journal/journal.ts';
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
  /** How far the last bar of it has come. */
  readonly reached: 'open' | 'path' | 'close';
}

/** The last phase before the path through a bar, of which only the open is known then, and the path itself. */
const OPEN = PHASES.indexOf('OPEN');
const PATH = PHASES.indexOf('PATH');

/**
 * The candle of a moment as far as it had come: until the path is walked a bar is its open, and on the path what its fills were reached
 * at, for no other price on it has a time. `null` where all of it is known.
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
  // A price moved by hand is all there is of its bar.
  if (bar === undefined || bar.isTick || moment >= end || pair === undefined) return null;
  const { firstEntry } = journal.bars.columns;
  const { bar: barOf, phase: phaseOf } = journal.entries.columns;
  const rows = journal.barsByPair.rows(pair.index);
  const to = Math.min(bar.from + stride, rows.length);
  let last = bar.from;
  while (last + 1 < to && (firstEntry[rows[last + 1] ?? 0] ?? moment) < moment) last += 1;
  const row = rows[last] ?? 0;
  const phase = phaseOf[moment - 1] ?? PHASES.length;
  // A bar in which nothing happens is told whole at its one moment.
  const isQuiet = firstEntry[row] === moment - 1 && barOf[moment] !== row;
  const isInside = barOf[moment - 1] === row && phase <= PATH && !isQuiet;
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
  const seen = [whole.open / scale];
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
    close: seen.at(-1) ?? Number.NaN,
    reached: phase <= OPEN ? 'open' : 'path',
  };
}
