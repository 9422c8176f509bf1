import { CLOSE, measureOf, walkEquity, WITHIN_BAR, type EquityPoints } from '../engine/equityWalk.ts';
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
  let entry = 0;
  const look = (points: EquityPoints): void => {
    for (let row = 0; row < points.length; row += 1) {
      const kind = points.kind[row];
      if (kind !== CLOSE) entry += 1;
      if (kind === WITHIN_BAR) continue;
      // A bar that wrote nothing belongs to the moment before it.
      if (moments.at(-1) === entry) moments.pop();
      values.length = moments.length;
      moments.push(entry);
      values.push(Number(points.equity[row] ?? 0) / scale);
    }
  };
  walkEquity(journal, entries.length, measureOf(header), [look]);
  return { moments, values };
}
