import { TRANSACTION_TYPE_NAMES, transactionTypeCode, type Line } from '../domain/transaction.ts';
import { Table } from './columns.ts';
import { Journal } from './journal.ts';

/** The lines that an entry, counted from 1, has instead of its own; `null` leaves them. `lines` makes its own readable. */
export type Rewrite = (entry: number, lines: () => readonly Line[]) => readonly Line[] | null;

/** Entries that a slice of {@link rewriting} goes over: some milliseconds. */
const SLICE_ENTRIES = 2_048;

/**
 * A copy of a journal in which entries have other lines, for what could go wrong: the balances beside the lines follow them, while what
 * happened to orders stays as it was, and no rule is asked. The journal itself is only read. After each slice it yields how many entries it
 * has gone over.
 */
export function* rewriting(journal: Journal, rewrite: Rewrite): Generator<number, Journal> {
  const { header, entries, transactions } = journal;
  const copy = journal.toColumns();
  const { tables } = copy;
  const lines = new Table(transactions.schema);
  lines.reserve(transactions.length);
  const books = header.accounts.length * header.assets.length;
  const available = new BigInt64Array(books);
  const unavailable = new BigInt64Array(books);
  const write = (entry: number, { account, asset, type, order, fill, ...change }: Line): void => {
    const book = journal.book(account, asset);
    const row = lines.addRow();
    const { columns } = lines;
    columns.entry[row] = entry;
    columns.book[row] = book;
    columns.type[row] = transactionTypeCode(type);
    columns.order[row] = order;
    columns.fill[row] = fill;
    columns.available[row] = change.available;
    columns.unavailable[row] = change.unavailable;
    available[book] = (available[book] ?? 0n) + change.available;
    unavailable[book] = (unavailable[book] ?? 0n) + change.unavailable;
    columns.availableAfter[row] = available[book] ?? 0n;
    columns.unavailableAfter[row] = unavailable[book] ?? 0n;
  };
  const { columns } = transactions;
  const read = (row: number): Line => {
    const book = columns.book[row] ?? 0;
    return {
      type: TRANSACTION_TYPE_NAMES[columns.type[row] ?? 0] ?? 'ADJUSTMENT',
      account: Math.floor(book / header.assets.length),
      asset: book % header.assets.length,
      available: columns.available[row] ?? 0n,
      unavailable: columns.unavailable[row] ?? 0n,
      order: columns.order[row] ?? 0,
      fill: columns.fill[row] ?? 0,
    };
  };
  let from = 0;
  for (let entry = 0; entry < entries.length; entry += 1) {
    if (entry > 0 && entry % SLICE_ENTRIES === 0) yield entry;
    const to = entries.columns.transactions[entry] ?? 0;
    const first = from;
    const own = (): readonly Line[] => Array.from({ length: to - first }, (_, index) => read(first + index));
    for (const line of rewrite(entry + 1, own) ?? own()) write(entry, line);
    tables.entries.transactions[entry] = lines.length;
    from = to;
  }
  return Journal.fromColumns({ ...copy, tables: { ...tables, transactions: lines.toColumns() } });
}
