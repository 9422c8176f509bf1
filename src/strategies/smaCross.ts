import type { StrategyAction } from '../domain/actions/registry.ts';
import type { OrderState } from '../domain/orders/order.ts';
import { orderId } from '../domain/orders/orderId.ts';
import type { MarketView } from '../engine/marketView.ts';
import { defineStrategy, NOTHING } from './defineStrategy.ts';
import { MovingSum } from './indicators.ts';

export const smaCross = defineStrategy({
  title: 'Moving average crossing',
  description:
    'Holds the asset while the fast average of closes is above the slow one: buys with all that is available when it crosses up, sells all when it crosses down.',
  kind: 'spot',
  parameters: {
    fast: {
      kind: 'number',
      label: 'Fast',
      help: 'Bars in the fast average.',
      default: 10,
      min: 1,
      max: 1000,
      step: 1,
    },
    slow: {
      kind: 'number',
      label: 'Slow',
      help: 'Bars in the slow average.',
      default: 30,
      min: 2,
      max: 5000,
      step: 1,
    },
    sizing: {
      kind: 'choice',
      label: 'Sizing',
      help: 'How much to put in.',
      default: 'all',
      choices: ['all'],
    },
  },
  check: ({ fast, slow }) =>
    fast < slow ? null : 'expected the fast average to be shorter than the slow one',
  create: ({ fast, slow }) => {
    const fastSum = new MovingSum(fast);
    const slowSum = new MovingSum(slow);
    let wasAbove: boolean | null = null;
    return (view) => {
      const close = view.close();
      fastSum.add(close);
      slowSum.add(close);
      if (!slowSum.isFull) return NOTHING;
      // Sums of whole price units compared crosswise: exact, so a tie is a tie ([M5]).
      const above = fastSum.isMeanAbove(slowSum);
      const crossed = wasAbove !== null && above !== wasAbove;
      wasAbove = above;
      return crossed ? turn(view, above) : NOTHING;
    };
  },
});

/** Goes in with all that is available, or out with all that is held. */
function turn(view: MarketView, into: boolean): Iterable<StrategyAction> {
  const stale = view.workingOrders();
  return stale.length === 0 ? entryOf(view, into) : clearAndEnter(view, into, stale);
}

/** Where the volume of a bar is bounded, the last orders may still be at work: what they hold is there once they are cancelled. */
function* clearAndEnter(
  view: MarketView,
  into: boolean,
  stale: readonly OrderState[],
): Iterable<StrategyAction> {
  for (const { terms } of stale) yield { type: 'CANCEL_SPOT_LIMIT', order: orderId(terms.number) };
  yield* entryOf(view, into);
}

function entryOf(view: MarketView, into: boolean): readonly StrategyAction[] {
  const pair = view.pair.code;
  if (into) {
    const quote = view.spendable();
    if (quote === 0n) return NOTHING;
    return [{ type: 'CREATE_SPOT_MARKET', pair, direction: 'buy', spend: quote }];
  }
  const volume = view.wholeLots(view.available('base'));
  if (volume === null) return NOTHING;
  return [{ type: 'CREATE_SPOT_MARKET', pair, direction: 'sell', volume }];
}
