import { statisticsOf, type Statistics } from '../engine/statistics.ts';
import { FILL_AMBIGUOUS, type Journal } from '../journal/journal.ts';

/** What a journal comes to at its end. */
export interface Outcome {
  readonly statistics: Statistics;
  readonly orders: number;
  /** Executions, closes included, and those of them that depended on the path policy ([X6]). */
  readonly fills: number;
  readonly ambiguous: number;
  readonly refusals: number;
  readonly lines: number;
}

/** The figures of a whole journal. */
export function outcomeOf(journal: Journal): Outcome {
  const { entries, events, orders, texts, transactions } = journal;
  let [fills, ambiguous, refusals] = [0, 0, 0];
  for (let row = 0; row < events.length; row += 1) {
    if ((events.columns.fill[row] ?? 0) === 0) continue;
    fills += 1;
    if (((events.columns.fillFlags[row] ?? 0) & FILL_AMBIGUOUS) !== 0) ambiguous += 1;
  }
  for (let row = 0; row < texts.length; row += 1) {
    if ((JSON.parse(texts.at(row)) as { readonly denial: unknown }).denial !== null) refusals += 1;
  }
  return {
    statistics: statisticsOf(journal, entries.length),
    orders: orders.length,
    fills,
    ambiguous,
    refusals,
    lines: transactions.length,
  };
}
