import { ENTRY_KINDS, KIND_TITLES } from '../../domain/entry.ts';
import { TRANSACTION_TYPE_NAMES, type TransactionType } from '../../domain/transaction.ts';
import type { Journal } from '../../journal/journal.ts';
import { originOf } from '../../journal/origin.ts';
import { titleOfType } from '../../ui/TransactionTypeBadge.tsx';
import type { ColumnKey } from './ledgerColumns.tsx';

/** A number by which a line is sorted. */
export type SortKey = (seq: number) => number;

/** What the descriptions of each type begin with. */
const VERBS: Readonly<Record<TransactionType, readonly [gains: string, takes: string]>> = {
  RESERVE_MARGIN: ['Set', 'Set'],
  RETURN_MARGIN: ['Returned', 'Returned'],
  FILL_BUY: ['Spent', 'Spent'],
  FILL_SELL: ['Delivered', 'Delivered'],
  SPOT_EXCHANGE: ['Received', 'Received'],
  FEE_CREATE: ['Fee', 'Fee'],
  FEE_FILL: ['Fee', 'Fee'],
  FEE_CLOSE: ['Fee', 'Fee'],
  FEE_CANCEL: ['Fee', 'Fee'],
  FEE_OVERNIGHT: ['Fee', 'Fee'],
  CLOSE_PNL: ['Gain', 'Loss'],
  ADJUSTMENT: ['Added', 'Took'],
};

/**
 * What a column is sorted by, the key that decides first at the end; `null` for the columns that ascend with the ledger itself. Amounts of
 * several assets compare by their size as numbers.
 */
export function sortKeysOf(journal: Journal, column: ColumnKey): readonly SortKey[] | null {
  const { header, transactions, entries } = journal;
  const { columns } = transactions;
  const assets = header.assets.length;
  const assetOf = (seq: number): number => (columns.book[seq - 1] ?? 0) % assets;
  const scales = header.assets.map(({ decimals }) => 10 ** decimals);
  const amount =
    (units: (at: number) => bigint | undefined): SortKey =>
    (seq) =>
      Number(units(seq - 1) ?? 0n) / (scales[assetOf(seq)] ?? 1);
  const ofEntry =
    (field: ArrayLike<number>): SortKey =>
    (seq) =>
      field[columns.entry[seq - 1] ?? 0] ?? 0;
  switch (column) {
    case 'seq':
    case 'time':
      return null;
    case 'type': {
      const ranks = ranksOf(TRANSACTION_TYPE_NAMES.map(titleOfType));
      return [(seq) => ranks[columns.type[seq - 1] ?? 0] ?? 0];
    }
    case 'order':
      return [(seq) => columns.order[seq - 1] ?? 0];
    case 'fill':
      return [(seq) => columns.fill[seq - 1] ?? 0];
    case 'account': {
      const ranks = ranksOf(header.accounts.map(({ id }) => id));
      return [(seq) => ranks[Math.floor((columns.book[seq - 1] ?? 0) / assets)] ?? 0];
    }
    case 'asset': {
      const ranks = ranksOf(header.assets.map(({ code }) => code));
      return [(seq) => ranks[assetOf(seq)] ?? 0];
    }
    case 'available':
      return [amount((at) => columns.available[at])];
    case 'unavailable':
      return [amount((at) => columns.unavailable[at])];
    case 'availableAfter':
      return [amount((at) => columns.availableAfter[at])];
    case 'unavailableAfter':
      return [amount((at) => columns.unavailableAfter[at])];
    case 'origin': {
      const ranks = ranksOf(ENTRY_KINDS.map((kind) => KIND_TITLES[kind]));
      return [(seq) => ranks[entries.columns.kind[originOf(journal, seq) - 1] ?? 0] ?? 0];
    }
    case 'bar':
      return [ofEntry(entries.columns.bar)];
    case 'phase':
      return [ofEntry(entries.columns.phase)];
    case 'description': {
      // As the words read: what was done, then how much of it.
      const verbs = [...new Set(Object.values(VERBS).flat())].toSorted();
      const moved = (at: number): bigint => columns.available[at] || columns.unavailable[at] || 0n;
      const size = amount((at) => (moved(at) < 0n ? -moved(at) : moved(at)));
      return [
        size,
        (seq) => {
          const type = TRANSACTION_TYPE_NAMES[columns.type[seq - 1] ?? 0] ?? 'ADJUSTMENT';
          return verbs.indexOf(VERBS[type][moved(seq - 1) < 0n ? 1 : 0]);
        },
      ];
    }
  }
}

/** For each text its place among all of them in the order of the alphabet; the same for the same texts. */
function ranksOf(texts: readonly string[]): readonly number[] {
  const sorted = [...new Set(texts)].toSorted((a, b) => a.localeCompare(b));
  return texts.map((text) => sorted.indexOf(text));
}
