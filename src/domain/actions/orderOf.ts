import { denial, type Denial } from '../denial.ts';
import type { Desk } from '../desk.ts';
import { canHappen, type LifecycleEvent } from '../orders/lifecycle.ts';
import { orderNumber } from '../orders/orderId.ts';
import { kindOf, orderTypeOf, type OrderKind, type OrderState } from '../orders/order.ts';

/** An order, or why it cannot be used. */
type Found =
  | { readonly order: OrderState; readonly refused: null }
  | { readonly order: null; readonly refused: Denial };

/** The order of an account and kind (`null`: of either) that an id names, or why not. */
export function orderOf(desk: Desk, account: number, id: string, kind: OrderKind | null): Found {
  const order = desk.order(orderNumber(id) ?? 0);
  if (order === undefined || order.terms.account !== account) {
    return {
      order: null,
      refused: denial('ORDER_NOT_FOUND', { order: id, account: desk.accountId(account) }),
    };
  }
  const found = kindOf(order.terms.direction);
  if (kind !== null && found !== kind) {
    return { order: null, refused: denial('WRONG_ORDER_TYPE', { order: id, type: found, expected: kind }) };
  }
  return { order, refused: null };
}

/** The order that an action names, or why the event cannot happen to its entry ([O1]). */
export function workingOrderOf(
  desk: Desk,
  account: number,
  id: string,
  kind: OrderKind | null,
  event: LifecycleEvent,
): Found {
  const found = orderOf(desk, account, id, kind);
  if (found.order === null || canHappen(found.order.status, event)) return found;
  return {
    order: null,
    refused: denial('INVALID_TRANSITION', { order: id, from: found.order.status, event }),
  };
}

/** The refusal of an action that is for orders with a limit price, or `null`. */
export function refuseWithoutLimit(order: OrderState, id: string): Denial | null {
  if (order.terms.limitPrice !== null) return null;
  return denial('WRONG_ORDER_TYPE', { order: id, type: orderTypeOf(order.terms), expected: 'limit' });
}
