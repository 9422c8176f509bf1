import type { StrategyAction } from '../domain/actions/registry.ts';
import { orderId } from '../domain/orders/orderId.ts';
import { remainingOf, type OrderState, type SpotDirection } from '../domain/orders/order.ts';
import type { MarketView } from '../engine/marketView.ts';
import type { Minor, Price } from '../money/minorUnits.ts';
import { defineStrategy } from './defineStrategy.ts';
import { ExponentialMean } from './indicators.ts';
import { basisPoints, movedBy, shareOf } from './sizing.ts';

export const marketMaker = defineStrategy({
  title: 'Market maker',
  description:
    'Quotes both sides of an exponential average of the closes: a bid below it and, for what it holds, an ask above it. Both are moved after each bar. When it holds as much as it may, the bid is taken back.',
  kind: 'spot',
  parameters: {
    period: {
      kind: 'number',
      label: 'Period',
      help: 'Length of the average in bars.',
      default: 8,
      min: 1,
      max: 1000,
      step: 1,
    },
    spread: {
      kind: 'number',
      label: 'Spread',
      help: 'Percent from bid to ask.',
      default: 1,
      min: 0.02,
      max: 50,
      step: 0.01,
    },
    share: {
      kind: 'number',
      label: 'Share',
      help: 'Percent of the quote available at the start that the first bid puts in; every later one has its volume.',
      default: 10,
      min: 1,
      max: 90,
      step: 1,
    },
    most: {
      kind: 'number',
      label: 'Most',
      help: 'How many filled bids it holds at most.',
      default: 5,
      min: 1,
      max: 100,
      step: 1,
    },
  },
  create: ({ period, spread, share, most }) => {
    const average = new ExponentialMean(period);
    const half = basisPoints(spread / 2);
    let size: Minor = 0n;
    return function* decide(view): Iterable<StrategyAction> {
      average.add(view.close());
      const fair = average.value;
      if (fair === null) return;
      const bid = view.onTick(movedBy(fair, -half));
      const ask = view.onTick(movedBy(fair, half)) + view.pair.tick;
      if (size === 0n) size = view.volumeFor(shareOf(view.available('quote'), share), bid, 'buy');
      const quotes = view.workingOrders();
      const bidding = quotes.find(({ terms }) => terms.direction === 'buy');
      const asking = quotes.find(({ terms }) => terms.direction === 'sell');
      const held = view.available('base') + (asking?.held ?? 0n);
      if (held >= size * BigInt(most)) {
        if (bidding !== undefined) yield { type: 'CANCEL_SPOT_LIMIT', order: orderId(bidding.terms.number) };
      } else {
        yield* quote(view, bidding, 'buy', bid, size);
      }
      const offered = held < size ? held : size;
      yield* quote(view, asking, 'sell', ask, offered);
    };
  },
});

/** Moves a working quote to a price, or places one. */
function* quote(
  view: MarketView,
  working: OrderState | undefined,
  direction: SpotDirection,
  price: Price,
  size: Minor,
): Iterable<StrategyAction> {
  if (working === undefined) {
    const volume = view.orderVolume(size, price);
    if (volume === null) return;
    yield { type: 'CREATE_SPOT_LIMIT', pair: view.pair.code, direction, volume, price };
  } else if (working.terms.limitPrice !== price && view.orderVolume(remainingOf(working), price) !== null) {
    yield { type: 'MODIFY_SPOT_LIMIT', order: orderId(working.terms.number), price };
  }
}
