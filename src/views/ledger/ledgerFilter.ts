import {
  TRANSACTION_TYPE_NAMES,
  TRANSACTION_TYPES,
  type TransactionFamily,
  type TransactionType,
} from '../../domain/transaction.ts';
import type { TransactionRepository } from '../../journal/transactionRepository.ts';
import { allRows, someRows, type LedgerRows } from './ledgerRows.ts';

/** Families in the order they first appear among the types. */
export const FAMILIES: readonly TransactionFamily[] = [
  ...new Set(TRANSACTION_TYPE_NAMES.map((type) => TRANSACTION_TYPES[type].family)),
];

/** What the ledger is narrowed to; an empty text is no restriction. */
export interface LedgerFilter {
  readonly account: string;
  readonly order: string;
  readonly asset: string;
  readonly kind: TransactionType | TransactionFamily | '';
  readonly text: string;
}

export const NO_FILTER: LedgerFilter = { account: '', order: '', asset: '', kind: '', text: '' };

/** Whether anything but the free text is restricted. */
function isIndexed({ account, order, asset, kind }: LedgerFilter): boolean {
  return account !== '' || order !== '' || asset !== '' || kind !== '';
}

/** The types of a family, or the one type. */
export function typesOf(kind: TransactionType | TransactionFamily): readonly TransactionType[] {
  return TRANSACTION_TYPE_NAMES.filter((type) => type === kind || TRANSACTION_TYPES[type].family === kind);
}

/** The rows among the first `lines` that pass all but the free text, through the journal's indexes. */
export function indexedRows(
  transactions: TransactionRepository,
  filter: LedgerFilter,
  lines: number,
): LedgerRows {
  if (!isIndexed(filter)) return allRows(lines);
  const { account, order, asset, kind } = filter;
  return someRows(
    transactions.find(
      {
        ...(account === '' ? {} : { account }),
        ...(order === '' ? {} : { order }),
        ...(asset === '' ? {} : { asset }),
        ...(kind === '' ? {} : { types: typesOf(kind) }),
      },
      { seq: lines },
    ),
  );
}
