import { orderId, orderNumber } from '../../domain/orders/orderId.ts';
import { ENTRY_KINDS, isOrigin, type EntryKind } from '../../domain/entry.ts';
import {
  TRANSACTION_TYPE_NAMES,
  TRANSACTION_TYPES,
  type TransactionFamily,
  type TransactionType,
} from '../../domain/transaction.ts';
import type { Journal } from '../../journal/journal.ts';
import type { TransactionFilter, TransactionRepository } from '../../journal/transactionRepository.ts';
import { allRows, someRows, type LedgerRows } from './ledgerRows.ts';

/** Families in the order they first appear among the types. */
export const FAMILIES: readonly TransactionFamily[] = [
  ...new Set(TRANSACTION_TYPE_NAMES.map((type) => TRANSACTION_TYPES[type].family)),
];

/** What the ledger is narrowed to; an empty text is no restriction. */
export interface LedgerFilter {
  readonly account: string;
  /** An order's id, as it is typed: its number will do. */
  readonly order: string;
  /** Narrows to the selected order, whichever that is. */
  readonly followsSelection: boolean;
  readonly asset: string;
  readonly kind: TransactionType | TransactionFamily | '';
  /** The kind of entry that a line goes back to. */
  readonly origin: EntryKind | '';
  /** Times in UTC as the browser's control gives them, both inclusive: `2024-01-02T09:00`. */
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

export const NO_FILTER: LedgerFilter = {
  account: '',
  order: '',
  followsSelection: false,
  asset: '',
  kind: '',
  origin: '',
  from: '',
  to: '',
  text: '',
};

/** Whether anything at all is restricted. */
export function isNarrowed(filter: LedgerFilter): boolean {
  return Object.values(filter).some((each) => each !== '' && each !== false);
}

/** The types of a family, or the one type. */
export function typesOf(kind: TransactionType | TransactionFamily): readonly TransactionType[] {
  return TRANSACTION_TYPE_NAMES.filter((type) => type === kind || TRANSACTION_TYPES[type].family === kind);
}

/** The kinds of entries that lines go back to here. */
export function originsIn({ entries }: Journal): readonly EntryKind[] {
  const found = new Set(entries.columns.kind.subarray(0, entries.length));
  return ENTRY_KINDS.filter((kind, code) => found.has(code) && isOrigin(kind));
}

/** The id that somebody means by `4`, `o-4` or `O-4`. */
export function orderMeant(typed: string): string {
  const text = typed.trim().toUpperCase();
  const number = orderNumber(text) ?? (/^\d{1,9}$/.test(text) ? Number(text) : null);
  return number === null ? text : orderId(number);
}

/** The rows among the first `lines` that pass all but the free text, through the journal's indexes. */
export function indexedRows(
  transactions: TransactionRepository,
  { account, order, asset, kind, origin, from, to }: Omit<LedgerFilter, 'text' | 'followsSelection'>,
  lines: number,
): LedgerRows {
  const [fromMs, toMs] = [timeOf(from), timeOf(to)];
  const wanted: TransactionFilter = {
    ...(account === '' ? {} : { account }),
    ...(order === '' ? {} : { order: orderMeant(order) }),
    ...(asset === '' ? {} : { asset }),
    ...(kind === '' ? {} : { types: typesOf(kind) }),
    ...(origin === '' ? {} : { origin }),
    ...(fromMs === null ? {} : { fromMs }),
    ...(toMs === null ? {} : { toMs: toMs + spanOf(to) }),
  };
  return Object.keys(wanted).length === 0
    ? allRows(lines)
    : someRows(transactions.find(wanted, { seq: lines }));
}

function timeOf(typed: string): number | null {
  const time = Date.parse(`${typed}Z`);
  return Number.isNaN(time) ? null : time;
}

/** A minute or second that is named includes all that happens within it. */
function spanOf(typed: string): number {
  return typed.length > 'yyyy-mm-ddThh:mm'.length ? 999 : 59_999;
}
