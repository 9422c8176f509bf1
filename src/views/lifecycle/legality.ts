import {
  GUARDS,
  LIFECYCLE_EVENTS,
  ORDER_STATUSES,
  type OrderStatus,
  type Transition,
} from '../../domain/orders/lifecycle.ts';
import type { Order } from '../../domain/orders/order.ts';
import { isOver, rowLabel } from './diagram.ts';

const DOERS = { person: 'you', engine: 'the engine', market: 'the market' } as const;

/** A row in words: what leads where, under which condition, and who does it. */
export function rowSentence(row: Transition): string {
  const target = row.to === null ? 'the status stays' : ORDER_STATUSES[row.to].title;
  const guard = GUARDS[row.guard];
  const by = DOERS[LIFECYCLE_EVENTS[row.event].by];
  return `${rowLabel(row)} → ${target}${guard === '' ? '' : `: if ${guard}`} (by ${by})`;
}

/** Why a row cannot be taken from a status by an order (`null` where there is none), or `null` when it can if its guard holds. */
export function whyNot(
  row: Transition,
  status: OrderStatus | null,
  order: Pick<Order, 'kind' | 'limitPrice' | 'triggerPrice'> | null,
): string | null {
  if (row.from.includes(status)) return order === null ? null : neverHolds(row, order);
  if (status === null) return `Cannot ${row.event}: there is no order yet at this moment`;
  const { title } = ORDER_STATUSES[status];
  if (isOver(status))
    return `Cannot ${row.event}: the order is ${title}, and nothing can happen to it any more`;
  const wanted = row.from.map((from) => (from === null ? 'nothing' : ORDER_STATUSES[from].title));
  return `Cannot ${row.event} from ${title}: only from ${wanted.join(', ')}`;
}

/** Why the guard of a row can never hold for an order, or `null` when it may. */
function neverHolds(
  { guard }: Transition,
  { kind, limitPrice, triggerPrice }: Pick<Order, 'kind' | 'limitPrice' | 'triggerPrice'>,
): string | null {
  if (guard === 'triggerReached' && triggerPrice === null)
    return 'Cannot trigger: the order has no trigger price';
  if (guard === 'cannotPay' && kind === 'spot' && limitPrice !== null)
    return 'Cannot reject any more: all that a limit order can cost is set aside';
  return null;
}
