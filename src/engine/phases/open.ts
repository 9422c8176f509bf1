import { isBuying } from '../../domain/orders/order.ts';
import { firstIndex } from '../../journal/postings.ts';
import { crossLevels, liquidateAccount, liquidatePosition } from '../liquidate.ts';
import { meet, type BarInProgress } from '../matching.ts';
import { precedenceOf, type Level } from '../workingOrders.ts';
import type { Market } from '../world.ts';

/**
 * Phase 3: all that executes at the open: liquidations and stop losses, closes by hand, market orders, stops, take profits and limits
 * that the open has reached or gapped over, each first come, first served ([X2]–[X5], [X7]); then what is left of IOC and FOK orders ends.
 */
export function open(bar: BarInProgress): void {
  const { world, pair, candle } = bar;
  world.phase = 'OPEN';
  const market = world.market(pair);
  liquidateCross(bar);
  const done: Level[] = [];
  meetReached(bar, done, isLoss);
  if (market.closes.length > 0) closeWaiting(bar, market.closes.splice(0));
  for (const number of market.working.market.slice()) {
    const order = bar.working(number);
    if (order !== null) bar.fill(order, bar.slipped(isBuying(order.terms.direction), candle.open), 'taker');
  }
  meetReached(bar, done, isAny);
  // What was entered just now may already be beyond its stop loss.
  meetReached(bar, done, isExit);
  if (market.working.immediate.size > 0) {
    for (const number of Array.from(market.working.immediate)) {
      const order = bar.working(number);
      if (order !== null) bar.expireImmediate(order);
    }
  }
  liquidateCross(bar);
}

const isAny = (): boolean => true;
const isLoss = ({ role }: Level): boolean => role === 'liquidation' || role === 'stopLoss';
const isExit = (level: Level): boolean => isLoss(level) || level.role === 'takeProfit';

function closeWaiting(bar: BarInProgress, closes: Market['closes']): void {
  for (const { order: number, volume, reason } of closes) {
    const order = bar.holding(number);
    if (order === null) continue;
    const leaving = !isBuying(order.terms.direction);
    bar.close(order, bar.slipped(leaving, bar.candle.open), reason, false, volume);
  }
}

/** Meets all levels that the open has reached and that were not met before, by role, then first come, first served. */
function meetReached(bar: BarInProgress, done: Level[], wanted: (level: Level) => boolean): void {
  const { world, pair, candle } = bar;
  const { fall, rise } = world.market(pair).working;
  if ((fall[0]?.price ?? 0) < candle.open && (rise[0]?.price ?? Number.POSITIVE_INFINITY) > candle.open)
    return;
  const reached = [
    ...fall.slice(
      0,
      firstIndex(fall.length, (i) => (fall[i]?.price ?? 0) < candle.open),
    ),
    ...rise.slice(
      0,
      firstIndex(rise.length, (i) => (rise[i]?.price ?? 0) > candle.open),
    ),
  ]
    .filter((level) => wanted(level) && !done.includes(level))
    .toSorted((a, b) => precedenceOf(a.role) - precedenceOf(b.role) || a.order - b.order);
  for (const level of reached) {
    done.push(level);
    meetAtOpen(bar, level);
  }
}

function meetAtOpen(bar: BarInProgress, { order: number, role }: Level): void {
  const price = bar.candle.open;
  if (role === 'stop' || role === 'limit') {
    const order = bar.working(number);
    if (order !== null) meet(bar, order, price);
    return;
  }
  const order = bar.holding(number);
  if (order === null) return;
  const leaving = !isBuying(order.terms.direction);
  if (role === 'liquidation') liquidatePosition(bar, order, price, false);
  else if (role === 'stopLoss') bar.close(order, bar.slipped(leaving, price), 'STOP_LOSS', false);
  else bar.close(order, price, 'TAKE_PROFIT', false);
}

function liquidateCross(bar: BarInProgress): void {
  const { world, pair, candle } = bar;
  for (const { side, price, account } of crossLevels(world, pair)) {
    const reached = side === 'fall' ? candle.open <= price : candle.open >= price;
    if (reached) liquidateAccount(bar, account, candle.open);
  }
}
