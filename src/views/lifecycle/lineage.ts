import { orderId, orderNumber } from '../../domain/orders/orderId.ts';
import type { Order } from '../../domain/orders/order.ts';
import { TRANSACTION_TYPE_NAMES } from '../../domain/transaction.ts';
import type { Journal } from '../../journal/journal.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';
import type { Decimal } from '../../money/decimal.ts';
import { toDecimal } from '../../money/minorUnits.ts';

/** An order of a chain with what became of the funds set aside for it: reserved = spent + returned + holds. */
export interface LineageNode {
  /** The version at the moment, or the first one when it did not exist yet. */
  readonly order: Order;
  readonly isPast: boolean;
  /** 0 for the root. */
  readonly depth: number;
  readonly reserved: Decimal;
  /** Out of what was set aside: fills, and the fees it covered. */
  readonly spent: Decimal;
  readonly returned: Decimal;
  /** What the order and its position keep unavailable. */
  readonly holds: Decimal;
  /** Decimals of the asset it holds. */
  readonly decimals: number;
}

/** The chain an order belongs to, each parent before its children, with those still to come ([O3]). */
export function lineageOf(
  journal: Journal,
  orders: OrderRepository,
  id: string,
  moment: number,
): readonly LineageNode[] {
  const { root, parent } = journal.orders.columns;
  const number = orderNumber(id) ?? 0;
  if (number < 1 || number > journal.orders.length) return [];
  const children = new Map<number, number[]>();
  for (const row of journal.ordersByRoot.rows(root[number - 1] ?? 0)) {
    const of = parent[row] ?? 0;
    children.set(of, [...(children.get(of) ?? []), row + 1]);
  }
  const nodes: LineageNode[] = [];
  const waiting = (children.get(0) ?? []).map((each) => ({ number: each, depth: 0 }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const node = nodeOf(journal, orders, next.number, next.depth, moment);
    if (node !== null) nodes.push(node);
    const depth = next.depth + 1;
    const below = (children.get(next.number) ?? []).map((each) => ({ number: each, depth }));
    waiting.push(...below.toReversed());
  }
  return nodes;
}

function nodeOf(
  journal: Journal,
  orders: OrderRepository,
  number: number,
  depth: number,
  moment: number,
): LineageNode | null {
  const created = (journal.orders.columns.entry[number - 1] ?? 0) + 1;
  const isPast = created <= moment;
  const order = orders.at(orderId(number), { entries: isPast ? moment : created });
  if (order === null) return null;
  const held = journal.header.assets.find(({ code }) => code === order.heldAsset);
  const decimals = held?.decimals ?? 0;
  const seq = journal.seqAt({ entries: isPast ? moment : created });
  const { type, unavailable } = journal.transactions.columns;
  let reserved = 0n;
  let returned = 0n;
  let spent = 0n;
  for (const row of journal.byOrder.rows(number)) {
    if (row >= seq) break;
    const change = unavailable[row] ?? 0n;
    const name = TRANSACTION_TYPE_NAMES[type[row] ?? 0];
    if (name === 'RESERVE_MARGIN') reserved += change;
    else if (name === 'RETURN_MARGIN') returned -= change;
    else spent -= change;
  }
  return {
    order,
    isPast,
    depth,
    reserved: toDecimal(reserved, decimals),
    spent: toDecimal(spent, decimals),
    returned: toDecimal(returned, decimals),
    holds: order.position === null ? order.held : order.held.plus(order.position.margin),
    decimals,
  };
}
