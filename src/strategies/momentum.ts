import type { StrategyAction } from '../domain/actions/registry.ts';
import { orderId } from '../domain/orders/orderId.ts';
import { defineStrategy } from './defineStrategy.ts';
import { RateOfChange } from './indicators.ts';
import { basisPoints, shareOf } from './sizing.ts';

export const momentum = defineStrategy({
  title: 'Momentum',
  description:
    'Goes with the move: opens a long trade when the price has risen by more than a threshold over so many bars, a short one when it has fallen by as much, and closes when the move is over.',
  kind: 'trade',
  parameters: {
    period: {
      kind: 'number',
      label: 'Period',
      help: 'Bars over which the change of the close is measured.',
      default: 24,
      min: 1,
      max: 5000,
      step: 1,
    },
    threshold: {
      kind: 'number',
      label: 'Threshold',
      help: 'Change in percent from which it enters.',
      default: 3,
      min: 0.01,
      max: 100,
      step: 0.01,
    },
    share: {
      kind: 'number',
      label: 'Share',
      help: 'Percent of the available quote that a trade sets aside as margin; fees come on top.',
      default: 20,
      min: 1,
      max: 90,
      step: 1,
    },
  },
  create: ({ period, threshold, share }) => {
    const change = new RateOfChange(period);
    const enough = basisPoints(threshold);
    /** Trades asked to close, which may take more than one bar. */
    let closing = new Set<number>();
    return function* decide(view): Iterable<StrategyAction> {
      const close = view.close();
      change.add(close);
      const { basisPoints: moved } = change;
      if (moved === null) return;
      const goesOn = (direction: string): boolean => (direction === 'long' ? moved > 0 : moved < 0);
      const positions = view.positions();
      closing = new Set(positions.map(({ terms }) => terms.number).filter((number) => closing.has(number)));
      for (const { terms } of view.workingOrders()) {
        if (goesOn(terms.direction)) continue;
        yield { type: 'CANCEL_TRADE_LIMIT', order: orderId(terms.number) };
      }
      for (const { terms } of positions) {
        if (goesOn(terms.direction) || closing.has(terms.number)) continue;
        closing.add(terms.number);
        yield { type: 'CLOSE_TRADE', order: orderId(terms.number) };
      }
      if (Math.abs(moved) < enough) return;
      const direction = moved > 0 ? 'long' : 'short';
      const allowed = direction === 'long' ? view.rules.allowsLong : view.rules.allowsShort;
      const inIt = [...positions, ...view.workingOrders()].some(({ terms }) => terms.direction === direction);
      if (!allowed || inIt) return;
      const stake = shareOf(view.available('quote'), share);
      const volume = view.orderVolume(view.volumeFor(stake, close, direction), close);
      if (volume !== null) yield { type: 'CREATE_TRADE_MARKET', pair: view.pair.code, direction, volume };
    };
  },
});
