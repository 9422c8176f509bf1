import { isBuying, openVolumeOf, type OrderState } from '../../domain/orders/order.ts';
import { barPath } from '../../market/barPath.ts';
import type { Price } from '../../money/minorUnits.ts';
import { crossLevels, liquidateAccount, liquidatePosition, type CrossLevel } from '../liquidate.ts';
import {
  closesAtGain,
  isAmbiguous,
  meet,
  meetsLimit,
  reaches,
  reachesGain,
  stopOf,
  type BarInProgress,
  type Entrance,
  type Stop,
} from '../matching.ts';
import { precedenceOf, ROLE_COUNT, type Level } from '../workingOrders.ts';

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
  const { working } = world.market(pair);
  const levels = working[side];
  const isBeyond = (price: Price): boolean => (side === 'fall' ? price < to : price > to);
  const further = side === 'fall' ? Math.min : Math.max;
  // What an entry on the way puts behind the price is met where the price is.
  let at = from;
  // What was met and still waits (no volume left in the bar, a limit only touched) is passed by.
  const passed = new Set<number>();
  const unsaved = new Set<number>();
  let index = 0;
  let changes = working.changes;
  for (;;) {
    if (changes !== working.changes) index = 0;
    changes = working.changes;
    while (index < levels.length && passed.has(keyOf(levels[index]))) index += 1;
    const level = levels[index];
    const reached = level !== undefined && !isBeyond(level.price);
    const cross = nextCross(bar, side, isBeyond, unsaved);
    if (cross !== null && (!reached || !comesFirst(level.price, cross.price, side))) {
      at = further(at, cross.price);
      if (!liquidateAccount(bar, cross.account, at)) unsaved.add(cross.account);
      continue;
    }
    if (!reached) return;
    passed.add(keyOf(level));
    at = further(at, level.price);
    meetOnPath(bar, level, at, to, leg);
  }
}

function keyOf(level: Level | undefined): number {
  return level === undefined ? -1 : level.order * ROLE_COUNT + precedenceOf(level.role);
}

function meetOnPath(bar: BarInProgress, level: Level, at: Price, to: Price, leg: number): void {
  const { candle } = bar;
  const { price, role, order: number } = level;
  switch (role) {
    case 'limit': {
      const order = bar.working(number);
      if (order === null) return;
      const buying = isBuying(order.terms.direction);
      if (!meetsLimit(bar, buying, price, to)) return;
      // On the other path the trigger would have come later: whether the limit is still met then shows at the close ([X6]).
      const later =
        leg === 2 && bar.way.triggered.has(number) && !meetsLimit(bar, buying, price, candle.close);
      const closedFirst = bar.holding(number) !== null && reachesGain(bar, order);
      bar.fill(order, at, 'maker', later || closedFirst);
      afterEntry(bar, order, at, bar.way.triggered.has(number) ? 'stopLimit' : 'limit', later);
      return;
    }
    case 'stop': {
      const order = bar.working(number);
      if (order === null) return;
      bar.way.triggered.add(number);
      meet(bar, order, at);
      afterEntry(bar, order, at, 'stop', false);
      return;
    }
    case 'liquidation':
    case 'stopLoss': {
      const order = bar.holding(number);
      if (order !== null) stopOut(bar, order, { price: at, role });
      return;
    }
    case 'takeProfit': {
      const order = bar.holding(number);
      if (order !== null && meetsLimit(bar, !isBuying(order.terms.direction), price, to))
        takeProfit(bar, order, at);
    }
  }
}

function stopOut(
  bar: BarInProgress,
  order: OrderState,
  { price, role }: Stop,
  ambiguous = isAmbiguous(bar, order, false),
): void {
  if (role === 'liquidation') liquidatePosition(bar, order, price, ambiguous);
  else bar.close(order, bar.slipped(!isBuying(order.terms.direction), price), 'STOP_LOSS', ambiguous);
}

/** CONSERVATIVE: a bar that reaches both takes the loss, and a trade entered inside it gains only where that is implied ([X6]). */
function takeProfit(bar: BarInProgress, order: OrderState, price: Price): void {
  if (bar.world.settings.pathPolicy === 'CONSERVATIVE') {
    const stop = stopOf(bar, order);
    if (stop !== null && reaches(bar.candle, stop.price)) {
      stopOut(bar, order, stop);
      return;
    }
    // A stop entry's extreme went on to the take profit; any other entry came to it only if the close lies there.
    const entrance = bar.way.entered.get(order.terms.number);
    if (entrance !== undefined && entrance !== 'stop' && !closesAtGain(bar, order)) return;
  }
  bar.close(order, price, 'TAKE_PROFIT', isAmbiguous(bar, order, true));
}

/**
 * A trade that the path has just entered, at a price: a stop behind the price closes it at once, as certain as the entry was;
 * CONSERVATIVE, its stop closes it if the bar reaches it at all ([X6]).
 */
function afterEntry(
  bar: BarInProgress,
  before: OrderState,
  at: Price,
  entrance: Entrance,
  ambiguous: boolean,
): void {
  const order = bar.holding(before.terms.number);
  if (order === null || order.filled === before.filled) return;
  if (openVolumeOf(before) === 0n) bar.way.entered.set(order.terms.number, entrance);
  else if (!bar.way.entered.has(order.terms.number)) bar.way.added.add(order.terms.number);
  const stop = stopOf(bar, order);
  if (stop === null) return;
  const isBehind = isBuying(order.terms.direction) ? stop.price >= at : stop.price <= at;
  const isFeared = bar.world.settings.pathPolicy === 'CONSERVATIVE' && reaches(bar.candle, stop.price);
  if (isBehind) stopOut(bar, order, { ...stop, price: at }, ambiguous);
  else if (isFeared) stopOut(bar, order, stop);
}

function nextCross(
  bar: BarInProgress,
  side: 'fall' | 'rise',
  isBeyond: (price: Price) => boolean,
  unsaved: ReadonlySet<number>,
): CrossLevel | null {
  const reached = crossLevels(bar.world, bar.pair).filter(
    (level) => level.side === side && !isBeyond(level.price) && !unsaved.has(level.account),
  );
  return reached.toSorted((a, b) => (side === 'fall' ? b.price - a.price : a.price - b.price))[0] ?? null;
}

function comesFirst(level: Price, cross: Price, side: 'fall' | 'rise'): boolean {
  return side === 'fall' ? level > cross : level < cross;
}
