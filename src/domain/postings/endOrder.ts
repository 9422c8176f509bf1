import type { Denial } from '../denial.ts';
import type { Desk } from '../desk.ts';
import { draft, type EntryDraft, type EntryKind } from '../entry.ts';
import type { OrderStatus } from '../orders/lifecycle.ts';
import { event, type OrderEvent, type OrderState } from '../orders/order.ts';
import type { Pair } from '../pair.ts';
import { LineWriter } from './lines.ts';
import { heldAssetOf, orderFee } from './reservation.ts';

/**
 * The entry that ends a working order: what it holds returns. Only a cancel charges the cancel fee: a buy's out of its reservation, a
 * trade's out of available with what returns, a sell's out of available quote, at most what there is; `charging` false cancels
 * without it.
 */
export function endOrder(
  desk: Desk,
  kind: EntryKind,
  order: OrderState,
  name: 'cancel' | 'expire' | 'modify',
  to: OrderStatus,
  charging = name === 'cancel',
): EntryDraft {
  const { account, number, direction } = order.terms;
  const pair = desk.pair(order.terms.pair);
  const fee = charging ? orderFee('ON_CANCEL', order, pair, desk.rules(pair)) : 0n;
  const available = desk.available(account, pair.quote.index);
  const payable =
    direction === 'buy' ? order.held : direction === 'sell' ? available : available + order.held;
  const charged = fee < payable ? fee : payable;
  const writer = new LineWriter(account, number);
  switch (direction) {
    case 'buy':
      writer.spend('FEE_CANCEL', pair.quote, charged);
      writer.release(pair.quote, order.held - charged);
      break;
    case 'sell':
      writer.pay('FEE_CANCEL', pair.quote, charged);
      writer.release(pair.base, order.held);
      break;
    case 'long':
    case 'short':
      writer.release(pair.quote, order.held);
      writer.pay('FEE_CANCEL', pair.quote, charged);
  }
  return draft(kind, account, { lines: writer.lines, events: [ending(order, name, to, charged)] });
}

/** An order that can no longer be paid: all it holds returns; it is rejected, or expires if it has filled in part. */
export function endUnpaid(order: OrderState, pair: Pair, why: Denial): EntryDraft {
  const { account, number } = order.terms;
  const writer = new LineWriter(account, number);
  writer.release(heldAssetOf(pair, order.terms), order.held);
  const partly = order.filled > 0n;
  const end = partly ? ending(order, 'expire', 'EXPIRED', 0n) : ending(order, 'reject', 'REJECTED', 0n);
  return draft('FILL', account, { lines: writer.lines, events: [end], denial: why });
}

/** The event that ends an order; its position, if it has one, lives on. */
export function ending(
  order: OrderState,
  name: 'cancel' | 'expire' | 'reject' | 'modify' | 'split',
  to: OrderStatus,
  fee: bigint,
): OrderEvent {
  const { margin, liquidationPrice } = order.position;
  return event(order.terms.number, name, to, { fee, margin, liquidationPrice });
}
