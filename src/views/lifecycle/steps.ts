import type { OrderStatus } from '../../domain/orders/lifecycle.ts';
import type { OrderEventName } from '../../domain/orders/position.ts';
import type { OrderEvent, OrderRepository } from '../../journal/orderRepository.ts';
import { formatNumber } from '../../ui/formatNumber.ts';

/** One step of an order's life, past or still to come. */
export interface Step {
  /** 1, 2, 3 … within the order. */
  readonly number: number;
  readonly event: OrderEventName;
  readonly from: OrderStatus | null;
  readonly to: OrderStatus;
  /** The moment just after it. */
  readonly moment: number;
  readonly timeMs: number;
  readonly isPast: boolean;
  /** What it did beyond its name: `0.6 @ 47,900`. */
  readonly detail: string;
}

/** Every step of an order up to `end` entries, those after `moment` marked as not yet done. */
export function stepsOf(
  orders: OrderRepository,
  orderId: string,
  moment: number,
  end: number,
): readonly Step[] {
  return orders.eventsOf(orderId, { entries: end }).map((happened, index) => ({
    number: index + 1,
    event: happened.event,
    from: happened.from,
    to: happened.to,
    moment: happened.entry,
    timeMs: happened.timeMs,
    isPast: happened.entry <= moment,
    detail: detailOf(happened),
  }));
}

/** The status after the last step that is past, `null` when there was none yet. */
export function statusNow(steps: readonly Step[]): OrderStatus | null {
  return steps.findLast(({ isPast }) => isPast)?.to ?? null;
}

/** The times of the first and the last step. */
export function spanOf(steps: readonly Step[]): readonly [firstMs: number, lastMs: number] {
  return [steps[0]?.timeMs ?? 0, steps.at(-1)?.timeMs ?? 0];
}

function detailOf({ fill }: OrderEvent): string {
  return fill === null ? '' : `${formatNumber(fill.volume)} @ ${formatNumber(fill.price)}`;
}
