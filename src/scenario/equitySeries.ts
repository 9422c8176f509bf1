import { walkEquity } from '../engine/equityWalk.ts';
import type { Journal } from '../journal/journal.ts';

/** Equity through time, for drawing: at each moment (a number of entries, ascending) it becomes this value, in whole units as doubles. */
export interface EquitySeries {
  readonly moments: readonly number[];
  readonly values: readonly number[];
}

/** The equity of all accounts together, valued in the quote of the first pair as statistics are ([S3]). */
export function equitySeries(journal: Journal): EquitySeries {
  const { header, entries } = journal;
  const { quote } = header.pairs[0] ?? { quote: header.assets[0] };
  const scale = 10 ** (quote?.decimals ?? 0);
  const moments: number[] = [];
  const values: number[] = [];
  let entry = 0;
  walkEquity(journal, entries.length, quote?.index ?? 0, {
    onFee: () => {},
    onExecution: () => {},
    afterEntry: () => {
      entry += 1;
    },
    atPoint: ({ worth }) => {
      // A bar that wrote nothing belongs to the moment before it.
      if (moments.at(-1) === entry) moments.pop();
      values.length = moments.length;
      moments.push(entry);
      values.push(Number(worth.equity) / scale);
    },
  });
  return { moments, values };
}
