import { ENTRY_KINDS, isOrigin } from '../domain/entry.ts';
import type { Journal } from './journal.ts';

/**
 * The entry, counted from 1, that a transaction goes back to: its own when somebody asked for it, else the one that made its order, so
 * that a fill leads to the order that filled; not what caused it, which is the bar or the price that met the order. `seq` is one of the
 * journal's.
 */
export function originOf(journal: Journal, seq: number): number {
  const { entry, order } = journal.transactions.columns;
  const own = entry[seq - 1] ?? 0;
  const kind = ENTRY_KINDS[journal.entries.columns.kind[own] ?? 0];
  const number = order[seq - 1] ?? 0;
  if (number === 0 || kind === undefined || isOrigin(kind)) return own + 1;
  return (journal.orders.columns.entry[number - 1] ?? own) + 1;
}
