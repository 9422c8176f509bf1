import type { Scenario } from '../format.ts';
import busyDay from './busy-day.json' with { type: 'json' };
import denied from './denied.json' with { type: 'json' };
import firstLook from './first-look.json' with { type: 'json' };
import marketSlippageBudget from './market-slippage-budget.json' with { type: 'json' };
import modifyChain from './modify-chain.json' with { type: 'json' };
import partialFillThenCancel from './partial-fill-then-cancel.json' with { type: 'json' };
import priceImprovement from './price-improvement.json' with { type: 'json' };
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
  'first-look': example(
    firstLook,
    'A buy order that has filled in part, and an offer above the market: go on from here.',
  ),
  'partial-fill-then-cancel': example(
    partialFillThenCancel,
    'What is set aside, what a partial fill takes of it, and what a cancel gives back.',
  ),
  'modify-chain': example(modifyChain, 'Each modification makes a child that takes over from its parent.'),
  'split-and-fill': example(splitAndFill, 'One order handed over to three, of which two fill.'),
  'price-improvement': example(
    priceImprovement,
    'The market opens beyond the limits: better prices, and what was set aside for worse ones returns.',
  ),
  'market-slippage-budget': example(
    marketSlippageBudget,
    'A market order larger than a tenth of the bar fills over several bars, a little worse each time.',
  ),
  'stop-limit': example(stopLimit, 'Orders that sleep until the market touches their trigger price.'),
  denied: example(denied, 'Seven refusals, each with what would have been needed.'),
  'busy-day': example(
    busyDay,
    'Two pairs, 230 orders, a day of quarter-hour bars: watch how much of the balance is tied up.',
  ),
} as const satisfies Record<string, Example>;

function example(file: unknown, summary: string): Example {
  // A test reads every file through the schema and finds it unchanged, so the page need not do it at each start.
  const scenario = file as Scenario;
  return { title: scenario.name, summary, scenario };
}
