import { isTerminal, STATUS_NAMES } from '../../domain/orders/lifecycle.ts';
import { orderId } from '../../domain/orders/orderId.ts';
import type { SpotOrder } from '../../domain/orders/spotOrder.ts';
import type { Journal } from '../../journal/journal.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';

/** The orders of an account and a pair that are at work at a moment, by number. */
export function workingOrders(
  journal: Journal,
  orders: OrderRepository,
  account: string,
  pairCode: string,
  moment: number,
): readonly SpotOrder[] {
  const { accounts, pairs } = journal.header;
  const owner = accounts.find(({ id }) => id === account)?.index ?? -1;
  const pair = pairs.find(({ code }) => code === pairCode)?.index ?? -1;
  const events = journal.eventsAt(journal.entriesAt({ entries: moment }));
  const { status } = journal.events.columns;
  const { account: accountOf } = journal.orders.columns;
  const found: SpotOrder[] = [];
  for (const row of journal.ordersByPair.rows(pair)) {
    if (accountOf[row] !== owner) continue;
    const event = journal.eventsByOrder.lastBelow(row + 1, events);
    const name = event < 0 ? undefined : STATUS_NAMES[status[event] ?? -1];
    if (name === undefined || isTerminal(name)) continue;
    const order = orders.at(orderId(row + 1), { entries: moment });
    if (order !== null) found.push(order);
  }
  return found;
}
