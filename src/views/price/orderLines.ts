import { isBuying, type Order } from '../../domain/orders/order.ts';
import { orderNumber } from '../../domain/orders/orderId.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Decimal } from '../../money/decimal.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { isOpen, isWorking } from './liveOrders.ts';
import type { ThemeColors } from './useThemeColors.ts';

/** A price that an order waits at, or that its position is entered at or would be closed at. */
export interface OrderLine {
  readonly orderId: string;
  readonly price: number;
  /** The moment from which on it holds. */
  readonly since: number;
  readonly title: string;
  readonly color: keyof ThemeColors;
}

/** Since when the order's position has had this price, up to its last event before a moment. */
function unchangedSince(
  journal: Journal,
  { id, createdEntry }: Order,
  moment: number,
  column: 'stopLoss' | 'takeProfit' | 'liquidationPrice',
): number {
  const { entry, position } = journal.events.columns;
  const prices = journal.positions.columns[column];
  const rows = journal.eventsByOrder.rows(orderNumber(id) ?? -1).filter((row) => (entry[row] ?? 0) < moment);
  const last = prices[position[rows.at(-1) ?? -1] ?? -1];
  const changed = rows.findLast((row) => prices[position[row] ?? -1] !== last);
  const since = rows.find((row) => row > (changed ?? -1));
  return since === undefined ? createdEntry : (entry[since] ?? 0) + 1;
}

/** The prices that matter to an order at a moment, each since when it holds: its limit while it works, its trigger until that is reached, its entry, protection and liquidation while it is open. */
export function orderLines(journal: Journal, order: Order, moment: number): readonly OrderLine[] {
  const { id, direction, remaining, position, createdEntry } = order;
  const lines: OrderLine[] = [];
  const add = (price: Decimal | null, since: number, words: string, color: OrderLine['color']): void => {
    if (price === null) return;
    lines.push({ orderId: id, price: price.toNumber(), since, title: `${id} ${words}`, color });
  };
  const side = isBuying(direction) ? 'gain' : 'loss';
  if (isWorking(order)) {
    const what = `${direction} ${formatNumber(remaining)}`;
    const waits = order.triggerPrice !== null && order.status === 'PENDING';
    const trigger = order.limitPrice === null ? `trigger of ${what}` : 'trigger';
    if (waits) add(order.triggerPrice, createdEntry, trigger, 'accent');
    add(order.limitPrice, createdEntry, what, side);
  }
  if (isOpen(order)) {
    const { entry, fill } = journal.events.columns;
    const first = journal.eventsByOrder.rows(orderNumber(id) ?? -1).find((row) => (fill[row] ?? 0) > 0);
    const entered = first === undefined ? createdEntry : (entry[first] ?? 0) + 1;
    const words = `entry, open ${formatNumber(position?.open ?? '0')}`;
    add(position?.entryPrice ?? null, entered, words, 'muted');
    const since = unchangedSince(journal, order, moment, 'liquidationPrice');
    add(position?.liquidationPrice ?? null, since, 'liquidation', 'unavailable');
  }
  if (isWorking(order) || isOpen(order)) {
    add(order.stopLoss, unchangedSince(journal, order, moment, 'stopLoss'), 'stop loss', 'loss');
    add(order.takeProfit, unchangedSince(journal, order, moment, 'takeProfit'), 'take profit', 'gain');
  }
  return lines;
}
