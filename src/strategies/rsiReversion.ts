import { defineStrategy, NOTHING } from './defineStrategy.ts';
import { RelativeStrength } from './indicators.ts';
import { shareOf } from './sizing.ts';

export const rsiReversion = defineStrategy({
  title: 'RSI reversion',
  description:
    'Expects the price to come back: bids at the close when the relative strength index says oversold, and offers all it holds at the close when it says overbought. What has not filled by midnight UTC ends.',
  kind: 'spot',
  parameters: {
    period: {
      kind: 'number',
      label: 'Period',
      help: 'Bars in the relative strength index.',
      default: 14,
      min: 2,
      max: 1000,
      step: 1,
    },
    low: {
      kind: 'number',
      label: 'Oversold',
      help: 'It buys while the index is below this.',
      default: 30,
      min: 1,
      max: 99,
      step: 1,
    },
    high: {
      kind: 'number',
      label: 'Overbought',
      help: 'It sells while the index is above this.',
      default: 70,
      min: 1,
      max: 99,
      step: 1,
    },
    share: {
      kind: 'number',
      label: 'Share',
      help: 'Percent of the available quote that a purchase puts in; fees come on top.',
      default: 90,
      min: 1,
      max: 95,
      step: 1,
    },
  },
  check: ({ low, high }) => (low < high ? null : 'a level of oversold below that of overbought'),
  create: ({ period, low, high, share }) => {
    const strength = new RelativeStrength(period);
    return (view) => {
      const close = view.close();
      strength.add(close);
      const { value } = strength;
      if (value === null || (value >= low && value <= high)) return NOTHING;
      if (view.workingOrders().length > 0) return NOTHING;
      const pair = view.pair.code;
      const held = view.orderVolume(view.available('base'), close);
      if (value > high) {
        if (held === null) return NOTHING;
        const sell = { direction: 'sell', volume: held, price: close, timeInForce: 'DAY' } as const;
        return [{ type: 'CREATE_SPOT_LIMIT', pair, ...sell }];
      }
      const stake = shareOf(view.available('quote'), share);
      const volume = view.orderVolume(view.volumeFor(stake, close, 'buy'), close);
      if (held !== null || volume === null) return NOTHING;
      const buy = { direction: 'buy', volume, price: close, timeInForce: 'DAY' } as const;
      return [{ type: 'CREATE_SPOT_LIMIT', pair, ...buy }];
    };
  },
});
