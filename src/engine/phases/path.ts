import { isBuying, type OrderState } from '../../domain/orders/order.ts';
import { barPath } from '../../market/barPath.ts';
import type { Price } from '../../money/minorUnits.ts';
import { crossLevels, liquidateAccount, liquidatePosition, type CrossLevel } from '../liquidate.ts';
import { isAmbiguous, meet, reaches, type BarInProgress } from '../matching.ts';
import type { Level } from '../workingOrders.ts';

/**
 * Phase 4: the price walks from the open over both extremes to the close in the order that the policy sets ([X6]), and meets limits,
 * stops, stop losses, take profits and liquidations in the order of its way ([X3]–[X5], [X7]).
 */
export function path(bar: BarInProgress): void {
  const { world, pair, candle } = bar;
  const { fall, rise } = world.market(pair).working;
  const nothingReached =
    (fall[0]?.price ?? Number.NEGATIVE_INFINITY) < candle.low &&
    (rise[0]?.price ?? Number.POSITIVE_INFINITY) > candle.high &&
    (world.settings.liquidation === 'isolated' || world.holdings(pair).length === 0);
  if (nothingReached) return;
  world.phase = 'PATH';
  const { open, high, low, close } = candle;
  const waypoints = barPath(world.settings.pathPolicy, open, high, low, close);
  for (let leg = 1; leg < waypoints.length; leg += 1) {
    walk(bar, waypoints[leg - 1] ?? open, waypoints[leg] ?? close, leg);
  }
}

function walk(bar: BarInProgress, from: Price, to: Price, leg: number): void {
  if (from === to) return;
  const { world, pair } = bar;
  const side = to < from ? 'fall' : 'rise';
  const levels = world.market(pair).working[side];
  const isBeyond = (price: Price): boolean => (side === 'fall' ? price < to : price > to);
  let index = 0;
  for (;;) {
    const level = levels[index];
    const reached = level !== undefined && !isBeyond(level.price);
    const cross = nextCross(bar, side, isBeyond);
    if (cross !== null && (!reached || !comesFirst(level.price, cross.price, side))) {
      liquidateAccount(bar, cross.account, clampToLeg(cross.price, from, side));
      index = 0;
      continue;
    }
    if (!reached) return;
    meetOnPath(bar, level, to, leg);
    // What was met and still waits here (no volume left in the bar) is passed by.
    if (levels[index] === level) index += 1;
    else index = Math.min(index, levels.length);
  }
}

function meetOnPath(bar: BarInProgress, level: Level, to: Price, leg: number): void {
  const { candle, world } = bar;
  const { price, role, order: number } = level;
  const touchedOnly = world.settings.limitPolicy === 'penetrate' && price === to;
  switch (role) {
    case 'limit': {
      const order = bar.working(number);
      if (order === null || touchedOnly) return;
      // On the other path the trigger would have come later: whether the limit is still met then shows at the close ([X6]).
      const buying = isBuying(order.terms.direction);
      const metAtClose = buying ? candle.close <= price : candle.close >= price;
      bar.fill(order, price, 'maker', leg === 2 && bar.triggered.has(number) && !metAtClose);
      afterEntry(bar, order);
      return;
    }
    case 'stop': {
      const order = bar.working(number);
      if (order === null) return;
      bar.triggered.add(number);
      meet(bar, order, price);
      afterEntry(bar, order);
      return;
    }
    case 'liquidation': {
      const order = bar.holding(number);
      if (order !== null) liquidatePosition(bar, order, price);
      return;
    }
    case 'stopLoss': {
      const order = bar.holding(number);
      if (order !== null) stopOut(bar, order, price);
      return;
    }
    case 'takeProfit': {
      const order = bar.holding(number);
      if (order !== null && !touchedOnly) takeProfit(bar, order, price);
    }
  }
}

function stopOut(bar: BarInProgress, order: OrderState, price: Price): void {
  bar.close(
    order,
    bar.slipped(!isBuying(order.terms.direction), price),
    'STOP_LOSS',
    isAmbiguous(bar, order),
  );
}

/** CONSERVATIVE: a bar that reaches both takes the loss, and a trade entered inside it gains only where that is implied ([X6]). */
function takeProfit(bar: BarInProgress, order: OrderState, price: Price): void {
  if (bar.world.settings.pathPolicy === 'CONSERVATIVE') {
    const { stopLoss } = order.protection;
    if (reaches(bar.candle, stopLoss)) {
      stopOut(bar, order, stopLoss);
      return;
    }
    if (bar.entered.has(order.terms.number) && !isGainImplied(bar, order, price)) return;
  }
  bar.close(order, price, 'TAKE_PROFIT', isAmbiguous(bar, order));
}

/** Whether any path that enters the trade goes on to its take profit: the close lies beyond it, or the extreme that triggered it. */
function isGainImplied({ candle, triggered }: BarInProgress, order: OrderState, price: Price): boolean {
  const long = order.terms.direction === 'long';
  if (triggered.has(order.terms.number)) return true;
  return long ? candle.close >= price : candle.close <= price;
}

/** CONSERVATIVE: a trade entered inside the bar is stopped out if the bar reaches its stop loss at all ([X6]). */
function afterEntry(bar: BarInProgress, before: OrderState): void {
  const order = bar.holding(before.terms.number);
  if (order === null || order.filled === before.filled) return;
  bar.entered.add(order.terms.number);
  if (bar.world.settings.pathPolicy !== 'CONSERVATIVE') return;
  const { stopLoss } = order.protection;
  const { liquidationPrice } = order.position;
  const long = order.terms.direction === 'long';
  const liquidatedFirst =
    liquidationPrice !== null &&
    (stopLoss === null || (long ? liquidationPrice >= stopLoss : liquidationPrice <= stopLoss));
  if (liquidatedFirst) {
    const isolated = bar.world.settings.liquidation === 'isolated';
    if (isolated && reaches(bar.candle, liquidationPrice)) liquidatePosition(bar, order, liquidationPrice);
  } else if (reaches(bar.candle, stopLoss)) {
    stopOut(bar, order, stopLoss);
  }
}

function nextCross(
  bar: BarInProgress,
  side: 'fall' | 'rise',
  isBeyond: (price: Price) => boolean,
): CrossLevel | null {
  const reached = crossLevels(bar.world, bar.pair).filter(
    (level) => level.side === side && !isBeyond(level.price),
  );
  return reached.toSorted((a, b) => (side === 'fall' ? b.price - a.price : a.price - b.price))[0] ?? null;
}

function comesFirst(level: Price, cross: Price, side: 'fall' | 'rise'): boolean {
  return side === 'fall' ? level > cross : level < cross;
}

/** A liquidation price that the leg has already left behind is met where the leg starts. */
function clampToLeg(price: Price, from: Price, side: 'fall' | 'rise'): Price {
  return side === 'fall' ? Math.min(price, from) : Math.max(price, from);
}
