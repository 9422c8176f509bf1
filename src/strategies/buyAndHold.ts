import { defineStrategy, NOTHING } from './defineStrategy.ts';

export const buyAndHold = defineStrategy({
  title: 'Buy and hold',
  description:
    'Spends all that is available at the first open it can, and never sells: what the others are measured against.',
  kind: 'spot',
  parameters: {},
  create: () => {
    let done = false;
    return (view) => {
      const quote = view.spendable();
      if (done || quote === 0n) return NOTHING;
      done = true;
      return [{ type: 'CREATE_SPOT_MARKET', pair: view.pair.code, direction: 'buy', spend: quote }];
    };
  },
});
