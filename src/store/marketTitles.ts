import type { MarketCharacter } from '../market/synthetic.ts';

/** The made-up markets a person can choose from. */
export const MADE_UP_MARKETS: Readonly<Record<MarketCharacter, string>> = {
  range: 'Sideways',
  trend: 'Rising',
  crash: 'Crash',
  gapRidden: 'Jumps between bars',
};
