import { barPath } from '../../market/barPath.ts';
import type { BarInProgress } from '../matching.ts';
import { meet } from './open.ts';

/**
 * Phase 4: the price walks from the open over both extremes to the close in the order that the policy sets ([X6]), and meets limits
 * and stops in the order of its way ([X3], [X4], [X7]).
 */
export function path(bar: BarInProgress): void {
  const { world, pair, candle } = bar;
  const { fall, rise } = world.market(pair).working;
  const nothingReached =
    (fall[0]?.price ?? Number.NEGATIVE_INFINITY) < candle.low &&
    (rise[0]?.price ?? Number.POSITIVE_INFINITY) > candle.high;
  if (nothingReached) return;
  world.phase = 'PATH';
  const { open, high, low, close } = candle;
  const waypoints = barPath(world.settings.pathPolicy, open, high, low, close);
  for (let leg = 1; leg < waypoints.length; leg += 1) {
    walk(bar, waypoints[leg - 1] ?? open, waypoints[leg] ?? close, leg);
  }
}

function walk(bar: BarInProgress, from: number, to: number, leg: number): void {
  if (from === to) return;
  const { world, pair, candle } = bar;
  const falling = to < from;
  const working = world.market(pair).working;
  const levels = falling ? working.fall : working.rise;
  const penetrate = world.settings.limitPolicy === 'penetrate';
  let index = 0;
  for (;;) {
    const level = levels[index];
    if (level === undefined || (falling ? level.price < to : level.price > to)) return;
    const order = bar.working(level.order);
    if (order === null) return;
    if (level.stop) {
      bar.triggered.add(level.order);
      meet(bar, order, level.price);
    } else if (!(penetrate && level.price === to)) {
      const price = level.price;
      // On the other path the trigger would have come later: whether the limit is still met then shows at the close ([X6]).
      const metAtClose = falling ? candle.close <= price : candle.close >= price;
      const ambiguous = leg === 2 && bar.triggered.has(level.order) && !metAtClose;
      bar.fill(order, price, 'maker', ambiguous);
    }
    // What was met and still waits here (no volume left in the bar) is passed by.
    if (levels[index] === level) index += 1;
  }
}
