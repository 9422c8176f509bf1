import type { Desk } from '../desk.ts';
import { draft, type EntryDraft, type EntryKind } from '../entry.ts';
import type { LifecycleEvent, OrderStatus } from '../orders/lifecycle.ts';
import type { SpotOrderState } from '../orders/spotOrder.ts';
import { LineWriter } from './lines.ts';
import { cancelFeeOf, heldAssetOf, overnightFeeOf } from './spotReservation.ts';

/**
 * The entry that ends a working order: what it holds returns. Only a cancel charges the cancel fee: a buy's out of its reservation,
 * a sell's out of available quote, at most what there is.
 */
export function endSpot(
  desk: Desk,
  kind: EntryKind,
  order: SpotOrderState,
  event: LifecycleEvent,
  to: OrderStatus,
): EntryDraft {
  const { account, number, direction } = order.terms;
  const pair = desk.pair(order.terms.pair);
  const fee = event === 'cancel' ? cancelFeeOf(order, pair, desk.rules(pair)) : 0n;
  const payable = direction === 'buy' ? order.held : desk.available(account, pair.quote.index);
  const charged = fee < payable ? fee : payable;
  const writer = new LineWriter(account, number);
  if (direction === 'buy') writer.add('FEE_CANCEL', pair.quote, 0n, -charged);
  else writer.add('FEE_CANCEL', pair.quote, -charged, 0n);
  writer.release(heldAssetOf(pair, order.terms), direction === 'buy' ? order.held - charged : order.held);
  return draft(kind, account, {
    lines: writer.lines,
    events: [{ order: number, event, to, fee: charged, held: 0n, terms: null, fill: null }],
  });
}

/** The entry of one night for a working order, or `null` when it costs nothing; it takes at most what is available. */
export function chargeOvernight(desk: Desk, order: SpotOrderState): EntryDraft | null {
  const { account, number } = order.terms;
  const pair = desk.pair(order.terms.pair);
  const fee = overnightFeeOf(order, pair, desk.rules(pair));
  const available = desk.available(account, pair.quote.index);
  const charged = fee < available ? fee : available;
  if (charged === 0n) return null;
  const writer = new LineWriter(account, number);
  writer.add('FEE_OVERNIGHT', pair.quote, -charged, 0n);
  const { status, held } = order;
  return draft('OVERNIGHT', account, {
    lines: writer.lines,
    events: [{ order: number, event: 'charge', to: status, fee: charged, held, terms: null, fill: null }],
  });
}
