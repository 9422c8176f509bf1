import type { Order } from '../../domain/orders/order.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';

/** An order in the list, as it was at the moment, below the order it came from. */
export interface OrderRow {
  readonly order: Order;
  /** How many orders it descends from. */
  readonly depth: number;
  /** Whether it came after the moment: then it is shown as it came. */
  readonly isLater: boolean;
}

/** All orders, chains newest first, children below their parents; those after the moment are there too. */
export function orderRows(orders: OrderRepository, cursor: number, entries: number): readonly OrderRow[] {
  const now = new Map(orders.find({}, { entries: cursor }).map((order) => [order.id, order]));
  const all = orders.find({}, { entries });
  const childrenOf = new Map<string | null, Order[]>();
  for (const order of all) {
    const siblings = childrenOf.get(order.parentId);
    if (siblings === undefined) childrenOf.set(order.parentId, [order]);
    else siblings.push(order);
  }
  const rows: OrderRow[] = [];
  const add = (latest: Order, depth: number): void => {
    const current = now.get(latest.id);
    const order = current ?? orders.at(latest.id, { entries: latest.createdEntry }) ?? latest;
    rows.push({ order, depth, isLater: current === undefined });
    for (const child of childrenOf.get(latest.id) ?? []) add(child, depth + 1);
  };
  for (const root of (childrenOf.get(null) ?? []).toReversed()) add(root, 0);
  return rows;
}
