import type { StrategyAction } from '../domain/actions/registry.ts';
import { orderId } from '../domain/orders/orderId.ts';
import type { SpotDirection } from '../domain/orders/order.ts';
import type { MarketView } from '../engine/marketView.ts';
import type { Minor, Price } from '../money/minorUnits.ts';
import { defineStrategy } from './defineStrategy.ts';
import { basisPoints, movedBy, shareOf } from './sizing.ts';

export const grid = defineStrategy({
  title: 'Grid',
  description:
    'Spreads buy orders over levels below the price: one order for the whole stake, split. What fills is offered one level higher, what sells is bid for one level lower. When the price leaves the grid upwards with nothing held, the orders are cancelled and the grid begins anew there.',
  kind: 'spot',
  parameters: {
    levels: {
      kind: 'number',
      label: 'Levels',
      help: 'Buy orders below the price.',
      default: 8,
      min: 2,
      max: 50,
      step: 1,
    },
    spacing: {
      kind: 'number',
      label: 'Spacing',
      help: 'Percent from one level to the next.',
      default: 1,
      min: 0.05,
      max: 25,
      step: 0.01,
    },
    share: {
      kind: 'number',
      label: 'Share',
      help: 'Percent of the available quote that the grid puts in; fees come on top.',
      default: 80,
      min: 1,
      max: 95,
      step: 1,
    },
  },
  check: ({ levels, spacing }) =>
    levels * spacing < 100 ? null : 'levels that together span less than the whole price',
  create: ({ levels, spacing, share }) => {
    const points = basisPoints(spacing);
    /** Prices from the one the grid was laid below down to the lowest level. */
    let ladder: readonly Price[] = [];
    /** What filled and is not yet answered, as it was too little for an order; by price, bought and sold. */
    const bought = new Map<Price, Minor>();
    const sold = new Map<Price, Minor>();
    return function* decide(view): Iterable<StrategyAction> {
      for (const { order: number, event, volume } of view.happenings()) {
        const terms = view.terms(number);
        if (event !== 'fill' || terms === undefined || terms.limitPrice === null) continue;
        const level = ladder.indexOf(terms.limitPrice);
        const buying = terms.direction === 'buy';
        const answer = ladder[buying ? level - 1 : level + 1];
        const into = buying ? bought : sold;
        if (answer !== undefined) into.set(answer, (into.get(answer) ?? 0n) + volume);
      }
      yield* answerAt(view, bought, 'sell');
      yield* answerAt(view, sold, 'buy');
      const working = view.workingOrders();
      const [top = 0] = ladder;
      if (working.length > 0 && view.close() <= movedBy(top, points)) return;
      const offers = working.some(({ terms }) => terms.direction === 'sell');
      if (offers || view.wholeLots(view.available('base')) !== null) return;
      for (const { terms } of working) yield { type: 'CANCEL_SPOT_LIMIT', order: orderId(terms.number) };
      sold.clear();
      ladder = ladderBelow(view, levels, points);
      yield* lay(view, ladder, shareOf(view.available('quote'), share));
    };
  },
});

function ladderBelow(view: MarketView, levels: number, points: number): readonly Price[] {
  const top = view.close();
  const below = Array.from({ length: levels }, (_, level) =>
    view.onTick(movedBy(top, -points * (level + 1))),
  );
  return [view.onTick(top), ...below];
}

/** One buy order for a stake at the first level, split over all levels. */
function* lay(view: MarketView, ladder: readonly Price[], stake: Minor): Iterable<StrategyAction> {
  const [, first, ...others] = ladder;
  const lowest = others.at(-1);
  if (first === undefined || lowest === undefined) return;
  const count = BigInt(ladder.length - 1);
  const each = view.volumeFor(stake / count, first, 'buy');
  const chunk = view.orderVolume(each, lowest);
  const volume = view.wholeLots(each * count);
  if (chunk === null || volume === null) return;
  const order = { pair: view.pair.code, direction: 'buy', volume, price: first } as const;
  yield { type: 'CREATE_SPOT_LIMIT', ...order };
  const placed = view.workingOrders().at(-1);
  // Refused when what the stake leaves does not pay for the fees.
  if (placed === undefined) return;
  const chunks = [first, ...others].map((price) => ({ volume: chunk, price }));
  yield { type: 'SPLIT_SPOT_LIMIT', order: orderId(placed.terms.number), chunks };
}

/** Places what filled at the other side of its step: added to the order that waits there, or as a new one. */
function* answerAt(
  view: MarketView,
  filled: Map<Price, Minor>,
  direction: SpotDirection,
): Iterable<StrategyAction> {
  for (const [price, volume] of filled) {
    const there = view
      .workingOrders()
      .find(({ terms }) => terms.direction === direction && terms.limitPrice === price);
    const enough = view.orderVolume(volume, price);
    const more = view.wholeLots((there?.volume ?? 0n) + volume);
    if (there !== undefined && more !== null) {
      yield { type: 'MODIFY_SPOT_LIMIT', order: orderId(there.terms.number), volume: more };
    } else if (enough !== null) {
      yield { type: 'CREATE_SPOT_LIMIT', pair: view.pair.code, direction, volume: enough, price };
    } else {
      continue;
    }
    filled.delete(price);
  }
}
