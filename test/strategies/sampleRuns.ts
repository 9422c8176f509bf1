import type { JournalColumns } from '../../src/journal/journal.ts';
import type { Candles } from '../../src/market/candles.ts';
import { syntheticCandles, type MarketCharacter } from '../../src/market/synthetic.ts';
import { checkScenario, type Scenario } from '../../src/scenario/format.ts';
import { play, Player } from '../../src/scenario/play.ts';
import type { StrategyName } from '../../src/strategies/registry.ts';

const HOUR_MS = 3_600_000;
const START = '2024-01-02T00:00:00Z';
const BARS = 2000;

/** Rules that a strategy may run under. */
const VENUES = {
  /** A spot exchange: 0.1 % on each fill. */
  spot: {
    rules: { fees: [{ type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.001' }] },
    settings: {},
  },
  /** Every kind of fee that a spot order can meet, thin bars, and a least notional. */
  costlySpot: {
    rules: {
      fees: [
        { type: 'FLAT_PER_TRADE', timing: 'ON_CREATE', amount: '0.1' },
        { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.0005', liquidity: 'maker' },
        { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.002', liquidity: 'taker' },
        { type: 'FLAT_PER_TRADE', timing: 'ON_CANCEL', amount: '0.2' },
        { type: 'FLAT_PER_TRADE', timing: 'ON_OVERNIGHT_PENDING', amount: '0.01' },
      ],
      minNotional: '100',
    },
    settings: { participation: '0.05', slippage: '0.0005', limitPolicy: 'penetrate' },
  },
  /** Ten times leverage, fees on entry, exit and each night, and a maintenance margin. */
  derivatives: {
    rules: {
      leverage: { type: 'MARGIN_MULTIPLIER', value: '10' },
      fees: [
        { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.0004' },
        { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_CLOSE', amount: '0.0004' },
        { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_OVERNIGHT_FILLED', amount: '0.0001' },
      ],
      maintenanceRate: '0.005',
    },
    settings: { slippage: '0.0002' },
  },
} as const;
export type Venue = keyof typeof VENUES;

/** Bars of a made-up BTCUSD, of an hour unless it is said. */
export function sampleCandles(character: MarketCharacter, bars = BARS, stepMs = HOUR_MS): Candles {
  return syntheticCandles({
    seed: `sample of ${character}`,
    character,
    bars,
    startTimeMs: Date.parse(START),
    stepMs,
    startPrice: 4_200_000,
    volume: 500_000_000,
  });
}

/** A scenario whose only step runs a strategy with 100,000 USD. */
export function sampleScenario(
  strategy: StrategyName,
  venue: Venue,
  params: Readonly<Record<string, string | number>> = {},
): Scenario {
  const { rules, settings } = VENUES[venue];
  const parsed = checkScenario({
    format: 'orderscope-scenario',
    version: 1,
    name: `${strategy} on ${venue}`,
    assets: [
      { code: 'USD', decimals: 2 },
      { code: 'BTC', decimals: 8 },
    ],
    pairs: [{ code: 'BTCUSD', base: 'BTC', quote: 'USD', tickSize: '0.01', lotSize: '0.0001' }],
    rules: [{ pair: 'BTCUSD', ...rules }],
    accounts: [{ id: 'main', deposits: { USD: '100000' } }],
    settings,
    steps: [{ at: START, run: { pair: 'BTCUSD', strategy, params } }],
  });
  if (parsed.ok) return parsed.scenario;
  throw new RangeError(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}

/** A strategy's whole run through candles. */
export function sampleRun(strategy: StrategyName, venue: Venue, candles: Candles): Player {
  return play(sampleScenario(strategy, venue), new Map([['BTCUSD', candles]]));
}

/** What a run has written when its candles are over, before anything is closed for the end of the run. */
export function journalBeforeEnd(strategy: StrategyName, venue: Venue, candles: Candles): JournalColumns {
  const scenario = sampleScenario(strategy, venue);
  const player = new Player(scenario, new Map([['BTCUSD', candles]]));
  const [step] = scenario.steps;
  if (step === undefined || !('run' in step)) throw new RangeError('no run step');
  player.startRun(step)?.advance(Number.POSITIVE_INFINITY);
  return player.journal.toColumns();
}
