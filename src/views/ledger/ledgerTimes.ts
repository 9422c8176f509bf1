import type { Journal } from '../../journal/journal.ts';

const DAY_MS = 86_400_000;

/** The first and the last time of a ledger that lies within one day, of which the time of day is enough, or within one year; else nothing. */
export function ledgerTimes(journal: Journal): readonly [firstMs: number, lastMs: number] | undefined {
  const { timeMs } = journal.entries.columns;
  const first = timeMs[0] ?? 0;
  const last = timeMs[journal.entries.length - 1] ?? 0;
  const isOneDay = Math.floor(first / DAY_MS) === Math.floor(last / DAY_MS) && last % DAY_MS !== 0;
  const isOneYear =
    yearOf(first) === yearOf(last) && Math.floor(first / DAY_MS) !== Math.floor(last / DAY_MS);
  return isOneDay || isOneYear ? [first, last] : undefined;
}

function yearOf(timeMs: number): number {
  return new Date(timeMs).getUTCFullYear();
}
