import type { LensAnswer } from '../../scenario/pathLens.ts';

export type Policy = LensAnswer['policy'];

/** What each policy takes for granted, in a few words. */
export const POLICY_WORDS: Readonly<Record<Policy, { readonly title: string; readonly words: string }>> = {
  CONSERVATIVE: { title: 'Conservative', words: 'nearer extreme first, but a loss before a gain' },
  OHLC: { title: 'O H L C', words: 'the high first' },
  OLHC: { title: 'O L H C', words: 'the low first' },
  ADAPTIVE: { title: 'Adaptive', words: 'nearer extreme first' },
};
