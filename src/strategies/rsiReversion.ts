import { isoTime } from '../domain/isoTime.ts';
import { defineStrategy, NOTHING } from './defineStrategy.ts';
import { RelativeStrength } from './indicators.ts';
import { shareOf } from './sizing.ts';

/** An order that ended before the next bar opened would never fill, as one for the day does where bars are days. */
const PATIENCE_BARS = 5;

export const rsiReversion = defineStrategy({
  title: 'RSI reversion',
  description:
    'Expects the price to come back: bids at the close when the relative strength index says oversold, and offers all it holds at the close when it says overbought. What has not filled within the time of five bars ends.',
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
    /** Of a bar; where the market rests for a while the next one is later. */
    let lengthMs = Number.POSITIVE_INFINITY;
    let lastMs = Number.NEGATIVE_INFINITY;
    return (view) => {
      const { timeMs } = view;
      lengthMs = Math.min(lengthMs, timeMs - lastMs);
      lastMs = timeMs;
      const close = view.close();
      strength.add(close);
      const { value } = strength;
      if (value === null || (value >= low && value <= high)) return NOTHING;
      if (view.workingOrders().length > 0) return NOTHING;
      const pair = view.pair.code;
      const held = view.orderVolume(view.available('base'), close);
      const expiresAt = isoTime(timeMs + PATIENCE_BARS * lengthMs);
      if (value > high) {
        if (held === null) return NOTHING;
        const sell = {
          direction: 'sell',
          volume: held,
          price: close,
          timeInForce: 'GTD',
          expiresAt,
        } as const;
        return [{ type: 'CREATE_SPOT_LIMIT', pair, ...sell }];
      }
      const stake = shareOf(view.available('quote'), share);
      const volume = view.orderVolume(view.volumeFor(stake, close, 'buy'), close);
      if (held !== null || volume === null) return NOTHING;
      const buy = { direction: 'buy', volume, price: close, timeInForce: 'GTD', expiresAt } as const;
      return [{ type: 'CREATE_SPOT_LIMIT', pair, ...buy }];
    };
  },
});
