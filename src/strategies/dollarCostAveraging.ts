import { pow10 } from '../money/minorUnits.ts';
import { defineStrategy, NOTHING } from './defineStrategy.ts';

export const dollarCostAveraging = defineStrategy({
  title: 'Dollar-cost averaging',
  description:
    'Spends the same amount every so many bars, whatever the price, until the money is used up; the last purchase takes what is left. Never sells.',
  kind: 'spot',
  parameters: {
    every: {
      kind: 'number',
      label: 'Every',
      help: 'Bars from one purchase to the next.',
      default: 24,
      min: 1,
      max: 10_000,
      step: 1,
    },
    amount: {
      kind: 'number',
      label: 'Amount',
      help: 'What each purchase spends, in whole units of the quote, fees included.',
      default: 500,
      min: 1,
      max: 1_000_000_000,
      step: 1,
    },
  },
  create: ({ every, amount }) => {
    let wait = 0;
    let done = false;
    return (view) => {
      wait -= 1;
      if (wait > 0) return NOTHING;
      wait = every;
      const wanted = BigInt(amount) * pow10(view.pair.quote.decimals);
      const left = view.spendable();
      if (left === 0n || done) return NOTHING;
      done = left < wanted;
      const spend = left < wanted ? left : wanted;
      return [{ type: 'CREATE_SPOT_MARKET', pair: view.pair.code, direction: 'buy', spend }];
    };
  },
});
