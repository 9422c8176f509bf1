import { ENTRY_KINDS } from '../../domain/entry.ts';
import { orderId } from '../../domain/orders/orderId.ts';
import { TRANSACTION_TYPE_NAMES, type TransactionType } from '../../domain/transaction.ts';
import type { Asset } from '../../domain/asset.ts';
import type { Journal } from '../../journal/journal.ts';

/** The kinds of account that there are. */
export const ROOTS = ['assets', 'equity', 'income', 'expenses'] as const;

/** An account of double-entry bookkeeping, from its root down. */
export type AccountPath = readonly [root: (typeof ROOTS)[number], ...names: string[]];

/** A change of one account, in minor units; what it then holds where the ledger knows it. */
interface Posting {
  readonly account: AccountPath;
  readonly asset: Asset;
  readonly amount: bigint;
  readonly after: bigint | null;
  /** The transaction it comes from. */
  readonly seq: number;
  readonly type: TransactionType;
}

/** One entry of the journal with every line's other side: for each asset its postings add up to zero ([E1]). */
export interface DoubleEntry {
  readonly entry: number;
  readonly timeMs: number;
  /** What it was about, with the order if it was one's. */
  readonly title: string;
  readonly postings: readonly Posting[];
}

/** An account's asset, split into what is available and what is not, with what both hold. */
export interface Book {
  readonly available: AccountPath;
  readonly unavailable: AccountPath;
  readonly asset: Asset;
  readonly holds: { readonly available: bigint; readonly unavailable: bigint };
}

const FEE_NAMES: Readonly<Partial<Record<TransactionType, string>>> = {
  FEE_CREATE: 'create',
  FEE_FILL: 'fill',
  FEE_CLOSE: 'close',
  FEE_CANCEL: 'cancel',
  FEE_OVERNIGHT: 'overnight',
};

/** The entries up to a seq that moved anything; the last one as far as the seq goes. */
export function* doubleEntries(journal: Journal, seq: number): Iterable<DoubleEntry> {
  const { columns } = journal.transactions;
  for (let row = 0; row < seq;) {
    const entry = columns.entry[row] ?? 0;
    const order = columns.order[row] ?? 0;
    const postings: Posting[] = [];
    for (; row < seq && columns.entry[row] === entry; row += 1) postings.push(...postingsOf(journal, row));
    const kind = ENTRY_KINDS[journal.entries.columns.kind[entry] ?? 0] ?? 'RUN';
    yield {
      entry: entry + 1,
      timeMs: journal.entries.columns.timeMs[entry] ?? 0,
      title: order === 0 ? kind : `${kind} ${orderId(order)}`,
      postings,
    };
  }
}

/** Every account's assets with what they hold at a seq. */
export function booksAt(journal: Journal, seq: number): readonly Book[] {
  const { accounts, assets } = journal.header;
  const { availableAfter, unavailableAfter } = journal.transactions.columns;
  return accounts.flatMap((account) =>
    assets.map((asset): Book => {
      const row = journal.byBook.lastBelow(journal.book(account.index, asset.index), seq);
      return {
        available: ['assets', account.id, asset.code, 'available'],
        unavailable: ['assets', account.id, asset.code, 'unavailable'],
        asset,
        holds: {
          available: availableAfter[row] ?? 0n,
          unavailable: unavailableAfter[row] ?? 0n,
        },
      };
    }),
  );
}

function postingsOf(journal: Journal, row: number): readonly Posting[] {
  const { header, transactions } = journal;
  const { columns } = transactions;
  const book = columns.book[row] ?? 0;
  const asset = header.assets[book % header.assets.length];
  const account = header.accounts[Math.floor(book / header.assets.length)];
  if (asset === undefined || account === undefined) throw new RangeError(`no book ${book}`);
  const type = TRANSACTION_TYPE_NAMES[columns.type[row] ?? 0] ?? 'ADJUSTMENT';
  const available = columns.available[row] ?? 0n;
  const unavailable = columns.unavailable[row] ?? 0n;
  const common = { asset, seq: row + 1, type };
  const postings: Posting[] = [];
  if (available !== 0n) {
    const path: AccountPath = ['assets', account.id, asset.code, 'available'];
    const after = columns.availableAfter[row] ?? 0n;
    postings.push({ ...common, account: path, amount: available, after });
  }
  if (unavailable !== 0n) {
    const path: AccountPath = ['assets', account.id, asset.code, 'unavailable'];
    const after = columns.unavailableAfter[row] ?? 0n;
    postings.push({ ...common, account: path, amount: unavailable, after });
  }
  const rest = -available - unavailable;
  if (rest !== 0n) {
    const path = otherSide(journal, row, type, account.id);
    postings.push({ ...common, account: path, amount: rest, after: null });
  }
  return postings;
}

/** Where what an account gains comes from, and what it loses goes to. */
function otherSide(journal: Journal, row: number, type: TransactionType, account: string): AccountPath {
  const { entries, header, orders, transactions } = journal;
  const order = transactions.columns.order[row] ?? 0;
  const pair = header.pairs[orders.columns.pair[order - 1] ?? -1]?.code ?? 'none';
  switch (type) {
    case 'FILL_BUY':
    case 'FILL_SELL':
    case 'SPOT_EXCHANGE':
    case 'RESERVE_MARGIN':
    case 'RETURN_MARGIN':
      return ['equity', 'market', pair, account];
    case 'CLOSE_PNL':
      return ['income', 'pnl', pair, account];
    case 'ADJUSTMENT': {
      if (order > 0) return ['income', 'negative-balance-cover', account];
      const kind = ENTRY_KINDS[entries.columns.kind[transactions.columns.entry[row] ?? 0] ?? 0];
      return ['equity', kind === 'DEPOSIT' ? 'deposits' : 'adjustments', account];
    }
    case 'FEE_CREATE':
    case 'FEE_FILL':
    case 'FEE_CLOSE':
    case 'FEE_CANCEL':
    case 'FEE_OVERNIGHT':
      return ['expenses', 'fees', FEE_NAMES[type] ?? 'other', account];
  }
}
