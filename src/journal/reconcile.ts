import { STATUS_NAMES, isTerminal } from '../domain/orders/lifecycle.ts';
import { DIRECTIONS } from '../domain/orders/order.ts';
import { ORDER_EVENT_NAMES } from '../domain/orders/position.ts';
import { heldAssetOf } from '../domain/postings/reservation.ts';
import { hasAllowedShape, transactionTypeCode } from '../domain/transaction.ts';
import { formatUnits } from '../money/minorUnits.ts';
import type { Journal } from './journal.ts';
import { lowerBound } from './postings.ts';

const FEE_FILL = transactionTypeCode('FEE_FILL');
const FILL_BUY = transactionTypeCode('FILL_BUY');
const SPOT_EXCHANGE = transactionTypeCode('SPOT_EXCHANGE');
const SELL = DIRECTIONS.indexOf('sell');
const FILL = ORDER_EVENT_NAMES.indexOf('fill');

/** The rules that a reconciliation looks at. */
export const RECONCILED_RULES = ['L3', 'L4', 'L5', 'L6', 'L7', 'L8'] as const;

/** A rule that the ledger breaks for one account and asset, with the first seq where it shows. */
export interface Difference {
  readonly rule: (typeof RECONCILED_RULES)[number] | 'L9';
  readonly seq: number;
  readonly account: string;
  readonly asset: string;
  readonly expected: string;
  readonly found: string;
}

/** What a reconciliation found. */
export interface Reconciliation {
  readonly transactions: number;
  readonly books: number;
  readonly differences: readonly Difference[];
}

/**
 * Recomputes every balance from the transactions alone and compares it with the stored ones ([L8]), with zero ([L4]), with the shapes
 * ([L3]), with what the orders hold ([L5], [L6]), and each fill's lines with the cost and fee that its order knows of ([L7]); each rule is
 * reported once an account and asset, at the first seq ([L11]). Looks at the first `upTo` entries, by default at all.
 */
export function reconcile(journal: Journal, upTo = journal.entries.length): Reconciliation {
  const work = reconciling(journal, upTo);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Entries that a slice of {@link reconciling} looks at: some milliseconds. */
const SLICE_ENTRIES = 2_048;

/** {@link reconcile} in slices, so that other things can go on: after each it yields how many entries it has looked at. */
export function* reconciling(
  journal: Journal,
  upTo = journal.entries.length,
): Generator<number, Reconciliation> {
  const { header, entries, transactions, events, orders } = journal;
  const books = header.accounts.length * header.assets.length;
  const available = new BigInt64Array(books);
  const unavailable = new BigInt64Array(books);
  /** What the orders and their positions hold, by book, and by order. */
  const heldByBook = new BigInt64Array(books);
  const heldByOrder = new BigInt64Array(orders.length + 1);
  /** What a fill's lines move as its cost and its fee, by its number. */
  const costByFill = new BigInt64Array(journal.fillEvents.length + 1);
  const feeByFill = new BigInt64Array(journal.fillEvents.length + 1);
  const seen = new Set<string>();
  const differences: Difference[] = [];
  const report = (
    rule: Difference['rule'],
    seq: number,
    book: number,
    expected: bigint,
    found: bigint,
  ): void => {
    const key = `${rule} ${book}`;
    if (seen.has(key)) return;
    seen.add(key);
    const asset = header.assets[book % header.assets.length];
    const account = header.accounts[Math.floor(book / header.assets.length)];
    const decimals = asset?.decimals ?? 0;
    differences.push({
      rule,
      seq,
      account: account?.id ?? '',
      asset: asset?.code ?? '',
      expected: formatUnits(expected, decimals),
      found: formatUnits(found, decimals),
    });
  };

  const lines = transactions.columns;
  const facts = events.columns;
  let row = 0;
  let eventRow = 0;
  for (let entry = 0; entry < upTo; entry += 1) {
    if (entry > 0 && entry % SLICE_ENTRIES === 0) yield entry;
    const lineEnd = entries.columns.transactions[entry] ?? 0;
    const eventEnd = entries.columns.events[entry] ?? 0;
    const first = row;
    for (; row < lineEnd; row += 1) {
      const book = lines.book[row] ?? 0;
      const availableChange = lines.available[row] ?? 0n;
      const unavailableChange = lines.unavailable[row] ?? 0n;
      const availableNow = (available[book] ?? 0n) + availableChange;
      const unavailableNow = (unavailable[book] ?? 0n) + unavailableChange;
      available[book] = availableNow;
      unavailable[book] = unavailableNow;
      const availableStored = lines.availableAfter[row] ?? 0n;
      const unavailableStored = lines.unavailableAfter[row] ?? 0n;
      if (availableStored !== availableNow) report('L8', row + 1, book, availableNow, availableStored);
      else if (unavailableStored !== unavailableNow)
        report('L8', row + 1, book, unavailableNow, unavailableStored);
      const type = lines.type[row] ?? -1;
      const fill = lines.fill[row] ?? 0;
      if (fill > 0) {
        if (type === FEE_FILL)
          feeByFill[fill] = (feeByFill[fill] ?? 0n) - availableChange - unavailableChange;
        else if (type === FILL_BUY) costByFill[fill] = -unavailableChange;
        else if (type === SPOT_EXCHANGE && orders.columns.direction[(lines.order[row] ?? 0) - 1] === SELL)
          costByFill[fill] = availableChange;
      }
      if (!hasAllowedShape(type, availableChange, unavailableChange)) {
        report('L3', row + 1, book, 0n, availableChange === 0n ? unavailableChange : availableChange);
      }
    }
    const firstEvent = eventRow;
    for (; eventRow < eventEnd; eventRow += 1) {
      const order = facts.order[eventRow] ?? 0;
      const book = heldBook(journal, order);
      const margin = journal.positions.columns.margin[facts.position[eventRow] ?? -1] ?? 0n;
      const held = (facts.held[eventRow] ?? 0n) + margin;
      heldByBook[book] = (heldByBook[book] ?? 0n) + held - (heldByOrder[order] ?? 0n);
      heldByOrder[order] = held;
      const status = STATUS_NAMES[facts.status[eventRow] ?? 0] ?? 'NEW';
      if (isTerminal(status) && held !== margin) report('L6', row, book, 0n, held - margin);
      const fill = facts.fill[eventRow] ?? 0;
      if (fill > 0 && facts.event[eventRow] === FILL) {
        const paid = quoteBook(journal, order);
        const fee = facts.fee[eventRow] ?? 0n;
        const cost = facts.fillCost[eventRow] ?? 0n;
        const isTrade = (facts.position[eventRow] ?? -1) >= 0;
        if (feeByFill[fill] !== fee) report('L7', row, paid, fee, feeByFill[fill] ?? 0n);
        else if (!isTrade && costByFill[fill] !== cost) report('L7', row, paid, cost, costByFill[fill] ?? 0n);
      }
    }
    // Only books that this entry touched can have changed.
    for (let line = first; line < row; line += 1) {
      const book = lines.book[line] ?? 0;
      const free = available[book] ?? 0n;
      const tied = unavailable[book] ?? 0n;
      if (free < 0n) report('L4', row, book, 0n, free);
      if (tied < 0n) report('L4', row, book, 0n, tied);
      if (tied !== heldByBook[book]) report('L5', row, book, heldByBook[book] ?? 0n, tied);
    }
    for (let fact = firstEvent; fact < eventRow; fact += 1) {
      const book = heldBook(journal, facts.order[fact] ?? 0);
      const tied = unavailable[book] ?? 0n;
      if (tied !== heldByBook[book]) report('L5', row, book, heldByBook[book] ?? 0n, tied);
    }
  }
  return { transactions: row, books, differences };
}

/** The book that an order pays from and is paid into. */
function quoteBook(journal: Journal, order: number): number {
  const { header, orders } = journal;
  const pair = header.pairs[orders.columns.pair[order - 1] ?? 0];
  return journal.book(orders.columns.account[order - 1] ?? 0, pair?.quote.index ?? 0);
}

/** The book of the asset that an order holds. */
function heldBook(journal: Journal, order: number): number {
  const { header, orders } = journal;
  const row = order - 1;
  const pair = header.pairs[orders.columns.pair[row] ?? 0];
  const direction = DIRECTIONS[orders.columns.direction[row] ?? 0] ?? 'buy';
  const asset = pair === undefined ? undefined : heldAssetOf(pair, { direction });
  return journal.book(orders.columns.account[row] ?? 0, asset?.index ?? 0);
}

/**
 * Holds a way to read balances at a time against the rule that a time includes what happened at it ([L9]): for each time of an entry, the
 * last seq that is read. Reports each account and asset once, at the first line that a read leaves out.
 */
export function readsAtTimes(
  journal: Journal,
  seqAtTime: (timeMs: number) => number,
): { readonly changed: number; readonly differences: readonly Difference[] } {
  const { entries, header, transactions, byBook } = journal;
  const { timeMs } = entries.columns;
  const { availableAfter, unavailableAfter } = transactions.columns;
  const differences: Difference[] = [];
  const seen = new Set<number>();
  let changed = 0;
  for (let entry = 0; entry < entries.length; entry += 1) {
    const time = timeMs[entry] ?? 0;
    // Of entries at one time the last speaks for all.
    if (timeMs[entry + 1] === time) continue;
    const [right, read] = [entries.columns.transactions[entry] ?? 0, seqAtTime(time)];
    const books = new Set(transactions.columns.book.subarray(Math.min(read, right), Math.max(read, right)));
    let isWrong = false;
    for (const book of books) {
      const [own, wrong] = [byBook.lastBelow(book, right), byBook.lastBelow(book, read)];
      const free = [availableAfter[own] ?? 0n, availableAfter[wrong] ?? 0n] as const;
      const tied = [unavailableAfter[own] ?? 0n, unavailableAfter[wrong] ?? 0n] as const;
      const [expected, found] = free[0] === free[1] ? tied : free;
      if (expected === found) continue;
      isWrong = true;
      if (seen.has(book)) continue;
      seen.add(book);
      const asset = header.assets[book % header.assets.length];
      const rows = byBook.rows(book);
      differences.push({
        rule: 'L9',
        seq: (rows[lowerBound(rows, rows.length, Math.min(read, right))] ?? 0) + 1,
        account: header.accounts[Math.floor(book / header.assets.length)]?.id ?? '',
        asset: asset?.code ?? '',
        expected: formatUnits(expected, asset?.decimals ?? 0),
        found: formatUnits(found, asset?.decimals ?? 0),
      });
    }
    if (isWrong) changed += 1;
  }
  return { changed, differences };
}
