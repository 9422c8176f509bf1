import { STATUS_NAMES, isTerminal } from '../domain/orders/lifecycle.ts';
import { DIRECTIONS } from '../domain/orders/order.ts';
import { heldAssetOf } from '../domain/postings/reservation.ts';
import { hasAllowedShape } from '../domain/transaction.ts';
import { formatUnits } from '../money/minorUnits.ts';
import type { Journal } from './journal.ts';

/** The rules that a reconciliation looks at. */
export const RECONCILED_RULES = ['L3', 'L4', 'L5', 'L6', 'L8'] as const;

/** A rule that the ledger breaks for one account and asset, with the first seq where it shows. */
interface Difference {
  readonly rule: (typeof RECONCILED_RULES)[number];
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
 * ([L3]) and with what the orders hold ([L5], [L6]); each rule is reported once an account and asset, at the first seq ([L11]). Looks at
 * the first `upTo` entries, by default at all.
 */
export function reconcile(journal: Journal, upTo = journal.entries.length): Reconciliation {
  const { header, entries, transactions, events, orders } = journal;
  const books = header.accounts.length * header.assets.length;
  const available = new BigInt64Array(books);
  const unavailable = new BigInt64Array(books);
  /** What the orders and their positions hold, by book, and by order. */
  const heldByBook = new BigInt64Array(books);
  const heldByOrder = new BigInt64Array(orders.length + 1);
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
      if (!hasAllowedShape(lines.type[row] ?? -1, availableChange, unavailableChange)) {
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

/** The book of the asset that an order holds. */
function heldBook(journal: Journal, order: number): number {
  const { header, orders } = journal;
  const row = order - 1;
  const pair = header.pairs[orders.columns.pair[row] ?? 0];
  const direction = DIRECTIONS[orders.columns.direction[row] ?? 0] ?? 'buy';
  const asset = pair === undefined ? undefined : heldAssetOf(pair, { direction });
  return journal.book(orders.columns.account[row] ?? 0, asset?.index ?? 0);
}
