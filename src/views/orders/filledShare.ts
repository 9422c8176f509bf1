import type { Order } from '../../domain/orders/order.ts';
import { formatPercent } from '../../ui/formatNumber.ts';

/** How much of an order is filled, 0 to 1, for drawing. */
export function filledShareOf({ filled, volume }: Order): number {
  return volume.isZero() ? 0 : filled.div(volume).toNumber();
}

/** The same in words: `60 %`. */
export function percentFilled({ filled, volume }: Order): string {
  return volume.isZero() ? '' : formatPercent(filled.div(volume).times(100));
}
