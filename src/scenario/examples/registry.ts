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
  denied: example(denied, 'Seven denials, each with what would have been needed.'),
  'grid-by-hand': example(
    gridByHand,
    'One order split over three levels; what fills is offered a level higher, what sells is bid for a level lower.',
  ),
  'long-with-bracket': example(
    longWithBracket,
    'Two leveraged trades: one reaches its take profit, the other its stop loss.',
  ),
  'partial-close': example(
    partialClose,
    'A trade closed in three parts: what of its margin, gain and fees goes with each.',
  ),
  'margin-fully-used': example(
    marginFullyUsed,
    'No margin left for another trade: two denials, and two ways to free some.',
  ),
  'short-squeeze': example(
    shortSqueeze,
    'A short trade without a stop loss, a rising price, and where the venue steps in.',
  ),
  'overnight-costs': example(
    overnightCosts,
    'Each night costs something: first out of what is available, then out of the margin.',
  ),
  'both-in-one-bar-conservative': example(
    bothInOneBarConservative,
    'A bar that reaches both ends of a bracket, taken to have hit the stop loss first.',
  ),
  'both-in-one-bar-ohlc': example(bothInOneBarOhlc, 'The same bars, walked by the high first.'),
  'both-in-one-bar-olhc': example(bothInOneBarOlhc, 'The same bars, walked by the low first.'),
  'both-in-one-bar-adaptive': example(
    bothInOneBarAdaptive,
    'The same bars, walked by the extreme that is nearer to the open first.',
  ),
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
