import type { StrategyAction } from '../domain/actions/registry.ts';
import type { MarketView } from '../engine/marketView.ts';

/** One parameter of a strategy, with what it may be. */
export type Parameter =
  | {
      readonly kind: 'number';
      readonly label: string;
      readonly help: string;
      readonly default: number;
      readonly min: number;
      readonly max: number;
      /** Grid of the values from `min` on. */
      readonly step: number;
    }
  | {
      readonly kind: 'choice';
      readonly label: string;
      readonly help: string;
      readonly default: string;
      readonly choices: readonly string[];
    };

/** Parameters by name. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** The values that parameters describe. */
type ParameterValues<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends { readonly kind: 'choice'; readonly choices: readonly (infer C)[] }
    ? C
    : number;
};

/**
 * A strategy at work: at each close it may ask for actions, seeing nothing after that bar ([X1]). Each is carried out before the next is
 * taken, so that a generator sees what its own actions have left available; one that has nothing to do at most bars begins its
 * generator only where there is something, and answers {@link NOTHING} before.
 */
export type Decide = (view: MarketView) => Iterable<StrategyAction>;

/** A trading idea: words and parameters for people, and how it decides. */
export interface StrategyDefinition<P extends Parameters = Parameters> {
  readonly title: string;
  /** What it does, in plain words. */
  readonly description: string;
  /** Which kind of orders it works with. */
  readonly kind: 'spot' | 'trade';
  readonly parameters: P;
  /** What holds between parameters: a sentence on what is wrong, or `null`. */
  readonly check: (values: ParameterValues<P>) => string | null;
  /** A fresh strategy; what it remembers lives in the closure. */
  readonly create: (values: ParameterValues<P>) => Decide;
}

/** Declares a strategy; a check between parameters is optional. */
export function defineStrategy<const P extends Parameters>(
  definition: Omit<StrategyDefinition<P>, 'check'> & Partial<Pick<StrategyDefinition<P>, 'check'>>,
): StrategyDefinition<P> {
  return { check: () => null, ...definition };
}

/** No action. */
export const NOTHING: readonly StrategyAction[] = [];
