import { breakout } from './breakout.ts';
import { buyAndHold } from './buyAndHold.ts';
import type { Decide, StrategyDefinition } from './defineStrategy.ts';
import { dollarCostAveraging } from './dollarCostAveraging.ts';
import { grid } from './grid.ts';
import { marketMaker } from './marketMaker.ts';
import { momentum } from './momentum.ts';
import { rsiReversion } from './rsiReversion.ts';
import { smaCross } from './smaCross.ts';

/** The strategies by the name that `run` steps use. */
export const STRATEGIES = {
  buyAndHold,
  dollarCostAveraging,
  smaCross,
  rsiReversion,
  momentum,
  breakout,
  grid,
  marketMaker,
} as const;

/** A strategy's name. */
export type StrategyName = keyof typeof STRATEGIES;

/** Names, in the order in which people are offered them. */
export const STRATEGY_NAMES = Object.keys(STRATEGIES) as readonly StrategyName[];

/** The definition under a name, or `null`. */
export function strategyOf(name: string): StrategyDefinition | null {
  return Object.hasOwn(STRATEGIES, name)
    ? (STRATEGIES[name as StrategyName] as unknown as StrategyDefinition)
    : null;
}

/** A parameter that is not what its definition expects. */
export interface ParameterProblem {
  readonly parameter: string;
  readonly value: string;
  readonly expected: string;
}

/** A strategy at work, from parameters as a file or form states them (what is left out takes its default), or what is wrong with these. */
export function createStrategy(
  definition: StrategyDefinition,
  given: Readonly<Record<string, string | number | boolean>>,
):
  | { readonly decide: Decide; readonly problem: null }
  | { readonly decide: null; readonly problem: ParameterProblem } {
  const values: Record<string, string | number> = {};
  const refuse = (parameter: string, expected: string) => ({
    decide: null,
    problem: { parameter, value: String(given[parameter] ?? ''), expected },
  });
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(definition.parameters, name)) {
      return refuse(name, `one of ${Object.keys(definition.parameters).join(', ') || 'no parameters'}`);
    }
  }
  for (const [name, parameter] of Object.entries(definition.parameters)) {
    const value = given[name] ?? parameter.default;
    if (parameter.kind === 'choice') {
      if (typeof value !== 'string' || !parameter.choices.includes(value)) {
        return refuse(name, `one of ${parameter.choices.join(', ')}`);
      }
      values[name] = value;
      continue;
    }
    const number = typeof value === 'string' ? Number(value) : value;
    const { min, max, step } = parameter;
    const isOnGrid = (numeric: number): boolean => step < 1 || (numeric - min) % step === 0;
    if (typeof number !== 'number' || !(number >= min && number <= max) || !isOnGrid(number)) {
      return refuse(name, `a ${step === 1 ? 'whole ' : ''}number from ${min} to ${max}`);
    }
    values[name] = number;
  }
  const wrong = definition.check(values as never);
  if (wrong !== null) return refuse(Object.keys(definition.parameters)[0] ?? '', wrong);
  return { decide: definition.create(values as never), problem: null };
}
