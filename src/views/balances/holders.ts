import { orderId } from '../../domain/orders/orderId.ts';
import type { SpotOrder } from '../../domain/orders/spotOrder.ts';
import type { Journal } from '../../journal/journal.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';
import { ZERO, type Decimal } from '../../money/decimal.ts';

/** The orders that keep something of an asset unavailable, and what they hold together ([L5]). */
export interface Holders {
  readonly asset: string;
  readonly decimals: number;
  readonly orders: readonly SpotOrder[];
  readonly sum: Decimal;
}

/** Who holds what of an account at a moment: by asset, the largest holding first; assets that nobody holds are left out. */
export function holdersAt(
  journal: Journal,
  orders: OrderRepository,
  account: string,
  moment: number,
): readonly Holders[] {
  const entries = journal.entriesAt({ entries: moment });
  const events = journal.eventsAt(entries);
  const owner = journal.header.accounts.find(({ id }) => id === account);
  const { held } = journal.events.columns;
  const found: SpotOrder[] = [];
  for (const row of journal.ordersByAccount.rows(owner?.index ?? -1)) {
    const event = journal.eventsByOrder.lastBelow(row + 1, events);
    if (event < 0 || (held[event] ?? 0n) === 0n) continue;
    const order = orders.at(orderId(row + 1), { entries });
    if (order !== null) found.push(order);
  }
  return journal.header.assets.flatMap(({ code, decimals }) => {
    const holding = found.filter(({ heldAsset }) => heldAsset === code);
    if (holding.length === 0) return [];
    const sum = holding.reduce((total, order) => total.plus(order.held), ZERO);
    return {
      asset: code,
      decimals,
      orders: holding.toSorted((a, b) => b.held.comparedTo(a.held)),
      sum,
    };
  });
}
