import { measureOf, walkEquity, WITHIN_BAR, type Stretch } from '../engine/equityWalk.ts';
import type { Journal } from '../journal/journal.ts';

/** Equity through time, for drawing: at each moment (a number of entries, ascending) it becomes this value, in whole units as doubles. */
export interface EquitySeries {
  readonly moments: readonly number[];
  readonly values: readonly number[];
}

/** The equity of all accounts together, valued in the quote of the first pair as statistics are ([S3]). */
export function equitySeries(journal: Journal): EquitySeries {
  const { header, entries } = journal;
  const scale = 10 ** (header.assets[measureOf(header)]?.decimals ?? 0);
  const moments: number[] = [];
  const values: number[] = [];
  const look = ({ kind, moment, count, isStill, equity }: Stretch): void => {
    if (kind === WITHIN_BAR) return;
    // A bar that wrote nothing belongs to the moment before it.
    if (moments.at(-1) === moment) moments.pop();
    values.length = moments.length;
    moments.push(moment);
    values.push((equity[isStill ? 0 : count - 1] ?? 0) / scale);
  };
  walkEquity(journal, entries.length, measureOf(header), [look]);
  return { moments, values };
}
