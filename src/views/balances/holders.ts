import { orderId, orderNumber } from '../../domain/orders/orderId.ts';
import type { Order } from '../../domain/orders/order.ts';
import { TRANSACTION_TYPE_NAMES, type TransactionType } from '../../domain/transaction.ts';
import type { Journal } from '../../journal/journal.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';
import { ZERO, type Decimal } from '../../money/decimal.ts';
import { toDecimal } from '../../money/minorUnits.ts';

/** What one order and its position keep unavailable. */
interface Holder {
  readonly order: Order;
  readonly held: Decimal;
  readonly margin: Decimal;
  /** Both together. */
  readonly amount: Decimal;
}

/** Who keeps something of an asset unavailable, and what they hold together ([L5]). */
export interface Holders {
  readonly asset: string;
  readonly decimals: number;
  readonly holders: readonly Holder[];
  readonly sum: Decimal;
}

/** A line of the ledger that set funds aside or took from them. */
interface HoldingLine {
  readonly seq: number;
  readonly type: TransactionType;
  /** The moment just after it. */
  readonly moment: number;
  readonly change: Decimal;
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
    const ofPosition = order.position?.margin ?? ZERO;
    found.push({
      order,
      held: order.held,
      margin: ofPosition,
      amount: order.held.plus(ofPosition),
      asset: order.heldAsset,
    });
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

/** The lines up to a moment that make up what an order and its position hold: their changes add up to it ([L5]). */
export function holdingLines(journal: Journal, order: Order, moment: number): readonly HoldingLine[] {
  const { assets } = journal.header;
  const asset = assets.find(({ code }) => code === order.heldAsset);
  const { book, type, entry, unavailable } = journal.transactions.columns;
  const end = journal.seqAt({ entries: moment });
  const lines: HoldingLine[] = [];
  for (const row of journal.byOrder.rows(orderNumber(order.id) ?? -1)) {
    if (row >= end) break;
    const change = unavailable[row] ?? 0n;
    if (change === 0n || (book[row] ?? 0) % assets.length !== asset?.index) continue;
    lines.push({
      seq: row + 1,
      type: TRANSACTION_TYPE_NAMES[type[row] ?? 0] ?? 'ADJUSTMENT',
      moment: (entry[row] ?? 0) + 1,
      change: toDecimal(change, asset.decimals),
    });
  }
  return lines;
}
