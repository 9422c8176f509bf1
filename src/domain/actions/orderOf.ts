import { denial, type Denial } from '../denial.ts';
import type { Desk } from '../desk.ts';
import { canHappen, type LifecycleEvent } from '../orders/lifecycle.ts';
import { orderNumber } from '../orders/orderId.ts';
import { orderTypeOf, type SpotOrderState } from '../orders/spotOrder.ts';

/** The order that an action names, or why the event cannot happen to it: not there, of another account, or past it ([O1]). */
export function orderFor(
  desk: Desk,
  account: number,
  id: string,
  event: LifecycleEvent,
): { readonly order: SpotOrderState; readonly refused: null } | { readonly refused: Denial } {
  const order = desk.order(orderNumber(id) ?? 0);
  if (order === undefined || order.terms.account !== account) {
    return { refused: denial('ORDER_NOT_FOUND', { order: id, account: desk.accountId(account) }) };
  }
  if (!canHappen(order.status, event)) {
    return { refused: denial('INVALID_TRANSITION', { order: id, from: order.status, event }) };
  }
  return { order, refused: null };
}

/** The refusal of an action that is for orders with a limit price, or `null`. */
export function refuseWithoutLimit(order: SpotOrderState, id: string): Denial | null {
  if (order.terms.limitPrice !== null) return null;
  return denial('WRONG_ORDER_TYPE', { order: id, type: orderTypeOf(order.terms), expected: 'limit' });
}
