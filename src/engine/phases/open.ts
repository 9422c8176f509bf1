import type { SpotOrderState } from '../../domain/orders/spotOrder.ts';
import { firstIndex } from '../../journal/postings.ts';
import type { BarInProgress } from '../matching.ts';

/**
 * Phase 3: all that executes at the open: market orders, then stops and then limits that the open has reached or gapped over, each
 * first come, first served ([X2], [X3], [X4], [X7]); then what is left of IOC and FOK orders ends.
 */
export function open(bar: BarInProgress): void {
  const { world, pair, candle } = bar;
  world.phase = 'OPEN';
  const { working } = world.market(pair);
  for (const number of working.market.slice()) {
    const order = bar.working(number);
    if (order !== null) bar.fill(order, bar.slipped(order, candle.open), 'taker');
  }
  const reached = [
    ...working.fall.slice(
      0,
      firstIndex(working.fall.length, (i) => (working.fall[i]?.price ?? 0) < candle.open),
    ),
    ...working.rise.slice(
      0,
      firstIndex(working.rise.length, (i) => (working.rise[i]?.price ?? 0) > candle.open),
    ),
  ].toSorted((a, b) => Number(b.stop) - Number(a.stop) || a.order - b.order);
  for (const { order: number } of reached) {
    const order = bar.working(number);
    if (order !== null) meet(bar, order, candle.open);
  }
  for (const number of Array.from(working.immediate)) {
    const order = bar.working(number);
    if (order !== null) bar.expireImmediate(order);
  }
}

/**
 * The market is at a price that an order waits for or better: a stop wakes, and goes on as the market or limit order it was to become;
 * a limit order fills at that price, which is never worse than its limit.
 */
export function meet(bar: BarInProgress, order: SpotOrderState, price: number): void {
  const { number, limitPrice, triggerPrice, direction, timeInForce } = order.terms;
  const waits = triggerPrice !== null && order.status === 'PENDING';
  const awake = waits ? bar.trigger(order) : order;
  if (limitPrice === null) {
    bar.fill(awake, bar.slipped(awake, price), 'taker');
  } else if (direction === 'buy' ? price <= limitPrice : price >= limitPrice) {
    const arrives = waits || number > bar.seenOrders;
    bar.fill(awake, price, arrives ? 'taker' : 'maker');
  }
  if (waits && (timeInForce === 'IOC' || timeInForce === 'FOK')) {
    const rest = bar.working(number);
    if (rest !== null) bar.expireImmediate(rest);
  }
}
