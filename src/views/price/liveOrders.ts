import { isTerminal, STATUS_NAMES } from '../../domain/orders/lifecycle.ts';
import type { Order } from '../../domain/orders/order.ts';
import { POSITION_STATUS_NAMES, type PositionStatus } from '../../domain/orders/position.ts';
import { orderId } from '../../domain/orders/orderId.ts';
import type { Journal } from '../../journal/journal.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';

const OPEN: ReadonlySet<PositionStatus> = new Set(['OPEN', 'PARTIALLY_CLOSED']);

/** Whether the order can still fill. */
export function isWorking(order: Order): boolean {
  return !isTerminal(order.status);
}

/** Whether it has a position that is not closed. */
export function isOpen({ position }: Order): boolean {
  return position !== null && OPEN.has(position.status);
}

/** The orders of an account and a pair that are at work at a moment, or whose position is open then, by number. */
export function liveOrders(
  journal: Journal,
  orders: OrderRepository,
  account: string,
  pairCode: string,
  moment: number,
): readonly Order[] {
  const { accounts, pairs } = journal.header;
  const owner = accounts.find(({ id }) => id === account)?.index ?? -1;
  const pair = pairs.find(({ code }) => code === pairCode)?.index ?? -1;
  const events = journal.eventsAt(journal.entriesAt({ entries: moment }));
  const { status, position } = journal.events.columns;
  const { status: positionStatus } = journal.positions.columns;
  const { account: accountOf } = journal.orders.columns;
  const found: Order[] = [];
  for (const row of journal.ordersByPair.rows(pair)) {
    if (accountOf[row] !== owner) continue;
    const event = journal.eventsByOrder.lastBelow(row + 1, events);
    const name = event < 0 ? undefined : STATUS_NAMES[status[event] ?? -1];
    if (name === undefined) continue;
    const held = POSITION_STATUS_NAMES[positionStatus[position[event] ?? -1] ?? 0] ?? 'NONE';
    if (isTerminal(name) && !OPEN.has(held)) continue;
    const order = orders.at(orderId(row + 1), { entries: moment });
    if (order !== null) found.push(order);
  }
  return found;
}
