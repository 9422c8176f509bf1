import type { Minor, Price } from '../../money/minorUnits.ts';
import type { Desk } from '../desk.ts';
import { draft, type EntryDraft } from '../entry.ts';
import { eventFee } from '../fees.ts';
import { liquidationPriceOf } from '../liquidation.ts';
import { isTerminal } from '../orders/lifecycle.ts';
import { event, openVolumeOf, type OrderState } from '../orders/order.ts';
import { LineWriter } from './lines.ts';
import { orderFee } from './reservation.ts';

/**
 * The entry of one night: the fee of the pending rest, at most what is available, and that of the open position at the last price,
 * whose part that available cannot pay comes out of its margin; `null` when the night costs nothing. `isHeld`: whether the position was
 * open during the night.
 */
export function chargeNight(desk: Desk, order: OrderState, isHeld: boolean): EntryDraft | null {
  const { account, number } = order.terms;
  const pair = desk.pair(order.terms.pair);
  const rules = desk.rules(pair);
  const available = desk.available(account, pair.quote.index);
  const pending = isTerminal(order.status) ? 0n : orderFee('ON_OVERNIGHT_PENDING', order, pair, rules);
  const fromPending = smaller(pending, available);
  const due = isHeld ? positionFee(desk, order, desk.referencePrice(pair)) : 0n;
  const fromAvailable = smaller(due, available - fromPending);
  const fromMargin = smaller(due - fromAvailable, order.position.margin);
  const fee = fromPending + fromAvailable + fromMargin;
  if (fee === 0n) return null;
  const writer = new LineWriter(account, number);
  writer.pay('FEE_OVERNIGHT', pair.quote, fromPending + fromAvailable);
  writer.spend('FEE_OVERNIGHT', pair.quote, fromMargin);
  const margin = order.position.margin - fromMargin;
  const { basis, liquidationPrice } = order.position;
  const happened = event(number, 'charge', order.status, {
    fee,
    held: order.held,
    margin,
    liquidationPrice:
      fromMargin === 0n
        ? liquidationPrice
        : liquidationPriceOf(order.terms.direction, basis, openVolumeOf(order), margin, pair, rules),
  });
  return draft('OVERNIGHT', account, { lines: writer.lines, events: [happened] });
}

function positionFee(desk: Desk, order: OrderState, price: Price | null): Minor {
  const volume = openVolumeOf(order);
  if (volume === 0n) return 0n;
  const pair = desk.pair(order.terms.pair);
  const schedule = desk.rules(pair).measuresOf(order.terms).fees.ON_OVERNIGHT_FILLED;
  const notional = price === null ? order.position.basis : BigInt(price) * volume;
  return eventFee(schedule, notional, volume);
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
