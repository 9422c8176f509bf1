import { isBuying, type Order } from '../../domain/orders/order.ts';
import type { Decimal } from '../../money/decimal.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { isOpen, isWorking } from './liveOrders.ts';
import type { ThemeColors } from './useThemeColors.ts';

/** A price that an order waits at, or that its position is entered at or would be closed at. */
export interface OrderLine {
  readonly orderId: string;
  readonly price: number;
  readonly title: string;
  readonly color: keyof ThemeColors;
}

/** The prices that matter to an order: its limit while it works, its trigger until that is reached, its entry, protection and liquidation while it is open. */
export function orderLines(order: Order): readonly OrderLine[] {
  const { id, direction, remaining, position } = order;
  const lines: OrderLine[] = [];
  const add = (price: Decimal | null, words: string, color: OrderLine['color']): void => {
    if (price === null) return;
    lines.push({ orderId: id, price: price.toNumber(), title: `${id} ${words}`, color });
  };
  const side = isBuying(direction) ? 'gain' : 'loss';
  if (isWorking(order)) {
    const what = `${direction} ${formatNumber(remaining)}`;
    const waits = order.triggerPrice !== null && order.status === 'PENDING';
    if (waits)
      add(order.triggerPrice, order.limitPrice === null ? `trigger of ${what}` : 'trigger', 'accent');
    add(order.limitPrice, what, side);
  }
  if (isOpen(order)) {
    add(position?.entryPrice ?? null, `entry, open ${formatNumber(position?.open ?? '0')}`, 'muted');
    add(position?.liquidationPrice ?? null, 'liquidation', 'unavailable');
  }
  if (isWorking(order) || isOpen(order)) {
    add(order.stopLoss, 'stop loss', 'loss');
    add(order.takeProfit, 'take profit', 'gain');
  }
  return lines;
}
