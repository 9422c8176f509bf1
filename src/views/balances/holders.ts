import { orderId } from '../../domain/orders/orderId.ts';
import type { Order } from '../../domain/orders/order.ts';
import type { Journal } from '../../journal/journal.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';
import { ZERO, type Decimal } from '../../money/decimal.ts';

/** What one order, or its position, keeps unavailable. */
interface Holder {
  readonly order: Order;
  readonly part: 'order' | 'position';
  readonly amount: Decimal;
}

/** Who keeps something of an asset unavailable, and what they hold together ([L5]). */
export interface Holders {
  readonly asset: string;
  readonly decimals: number;
  readonly holders: readonly Holder[];
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
  const { held, position } = journal.events.columns;
  const { margin } = journal.positions.columns;
  const found: (Holder & { readonly asset: string })[] = [];
  for (const row of journal.ordersByAccount.rows(owner?.index ?? -1)) {
    const event = journal.eventsByOrder.lastBelow(row + 1, events);
    const holdsAny = (held[event] ?? 0n) > 0n || (margin[position[event] ?? -1] ?? 0n) > 0n;
    if (event < 0 || !holdsAny) continue;
    const order = orders.at(orderId(row + 1), { entries });
    if (order === null) continue;
    const asset = order.heldAsset;
    if (!order.held.isZero()) found.push({ order, part: 'order', amount: order.held, asset });
    if (order.position !== null && !order.position.margin.isZero()) {
      found.push({ order, part: 'position', amount: order.position.margin, asset });
    }
  }
  return journal.header.assets.flatMap(({ code, decimals }) => {
    const holders = found.filter(({ asset }) => asset === code);
    if (holders.length === 0) return [];
    return {
      asset: code,
      decimals,
      holders: holders.toSorted((a, b) => b.amount.comparedTo(a.amount)),
      sum: holders.reduce((total, { amount }) => total.plus(amount), ZERO),
    };
  });
}
