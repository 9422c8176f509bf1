import type { Scenario } from '../format.ts';
import bothInOneBarAdaptive from './both-in-one-bar-adaptive.json' with { type: 'json' };
import bothInOneBarConservative from './both-in-one-bar-conservative.json' with { type: 'json' };
import bothInOneBarOhlc from './both-in-one-bar-ohlc.json' with { type: 'json' };
import bothInOneBarOlhc from './both-in-one-bar-olhc.json' with { type: 'json' };
import busyDay from './busy-day.json' with { type: 'json' };
import denied from './denied.json' with { type: 'json' };
import firstLook from './first-look.json' with { type: 'json' };
import gridByHand from './grid-by-hand.json' with { type: 'json' };
import longWithBracket from './long-with-bracket.json' with { type: 'json' };
import marginFullyUsed from './margin-fully-used.json' with { type: 'json' };
import marketSlippageBudget from './market-slippage-budget.json' with { type: 'json' };
import modifyChain from './modify-chain.json' with { type: 'json' };
import overnightCosts from './overnight-costs.json' with { type: 'json' };
import partialClose from './partial-close.json' with { type: 'json' };
import partialFillThenCancel from './partial-fill-then-cancel.json' with { type: 'json' };
import priceImprovement from './price-improvement.json' with { type: 'json' };
import shortSqueeze from './short-squeeze.json' with { type: 'json' };
import splitAndFill from './split-and-fill.json' with { type: 'json' };
import stopLimit from './stop-limit.json' with { type: 'json' };

/** A scenario that comes with the program. */
export interface Example {
  readonly title: string;
  readonly summary: string;
  readonly scenario: Scenario;
}

/** The examples by slug, the first being the one a newcomer sees. */
export const EXAMPLES = {
  'first-look': example(firstLook),
  'partial-fill-then-cancel': example(partialFillThenCancel),
  'modify-chain': example(modifyChain),
  'split-and-fill': example(splitAndFill),
  'price-improvement': example(priceImprovement),
  'market-slippage-budget': example(marketSlippageBudget),
  'stop-limit': example(stopLimit),
  denied: example(denied),
  'grid-by-hand': example(gridByHand),
  'long-with-bracket': example(longWithBracket),
  'partial-close': example(partialClose),
  'margin-fully-used': example(marginFullyUsed),
  'short-squeeze': example(shortSqueeze),
  'overnight-costs': example(overnightCosts),
  'both-in-one-bar-conservative': example(bothInOneBarConservative),
  'both-in-one-bar-ohlc': example(bothInOneBarOhlc),
  'both-in-one-bar-olhc': example(bothInOneBarOlhc),
  'both-in-one-bar-adaptive': example(bothInOneBarAdaptive),
  'busy-day': example(busyDay),
} as const satisfies Record<string, Example>;

function example(file: unknown): Example {
  // A test reads every file through the schema and finds it unchanged, so the page need not do it at each start.
  const scenario = file as Scenario;
  return { title: scenario.name, summary: scenario.description ?? '', scenario };
}
