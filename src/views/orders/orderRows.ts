import type { Order } from '../../domain/orders/order.ts';
import { orderId, orderNumber } from '../../domain/orders/orderId.ts';
import type { Journal } from '../../journal/journal.ts';
import { firstIndex } from '../../journal/postings.ts';
import type { Recording } from '../../scenario/recording.ts';

/** An order in the list, as it was at the moment, below the order it came from. */
interface OrderRow {
  readonly order: Order;
  /** How many orders it descends from. */
  readonly depth: number;
  /** Whether it came after the moment: then it is shown as it came. */
  readonly isLater: boolean;
}

/** A part of the list, and how many chains of orders lie before and after it. */
export interface OrderRows {
  readonly rows: readonly OrderRow[];
  readonly newer: number;
  readonly older: number;
}

/** Chains above an order that would not be in sight otherwise. */
const ABOVE = 20;

/**
 * Orders, chains newest first, children below their parents; those after the moment are there too. The list begins with the newest chain,
 * or, when `focused` would not be among its first `limit` rows, a little above that order's; it ends with the chain that reaches `limit`.
 */
export function orderRows(
  recording: Pick<Recording, 'orders' | 'journal'>,
  cursor: number,
  entries: number,
  limit: number,
  focused: string | null,
): OrderRows {
  const { orders, journal } = recording;
  const { root, entry } = journal.orders.columns;
  const count = journal.ordersAt(entries);
  const roots = newestRoots(journal, count);
  const focusedRoot = root[(orderNumber(focused ?? '') ?? 0) - 1] ?? 0;
  const place = focusedRoot === 0 ? -1 : firstIndex(roots.length, (at) => (roots[at] ?? 0) <= focusedRoot);
  const newer = place < limit ? 0 : place - ABOVE;

  const rows: OrderRow[] = [];
  const add = (number: number, depth: number): void => {
    const isLater = (entry[number - 1] ?? 0) >= cursor;
    const at = isLater ? (entry[number - 1] ?? 0) + 1 : cursor;
    const order = orders.at(orderId(number), { entries: at });
    if (order !== null) rows.push({ order, depth, isLater });
    for (const child of journal.ordersByParent.rows(number)) if (child < count) add(child + 1, depth + 1);
  };
  let next = newer;
  for (; next < roots.length && rows.length < limit; next += 1) add(roots[next] ?? 0, 0);
  return { rows, newer, older: roots.length - next };
}

/** Of the journal that was listed last: it is asked again for every moment. */
let listed: { readonly journal: Journal; readonly count: number; readonly roots: Int32Array } | null = null;

/** The first orders of all chains among the first `count` orders, newest first. */
function newestRoots(journal: Journal, count: number): Int32Array {
  if (listed?.journal === journal && listed.count === count) return listed.roots;
  const { parent } = journal.orders.columns;
  const found = new Int32Array(count);
  let length = 0;
  for (let number = count; number > 0; number -= 1) {
    if (parent[number - 1] !== 0) continue;
    found[length] = number;
    length += 1;
  }
  listed = { journal, count, roots: found.subarray(0, length) };
  return listed.roots;
}
