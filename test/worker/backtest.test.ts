import { describe, expect, it } from 'vitest';
import { Backtest, type BacktestRequest, type BacktestResult } from '../../src/scenario/backtest.ts';
import { checkScenario, type Scenario } from '../../src/scenario/format.ts';
import { play } from '../../src/scenario/play.ts';
import { recordingOf } from '../../src/scenario/recording.ts';
import { Journal } from '../../src/journal/journal.ts';
import { Candles } from '../../src/market/candles.ts';
import { syntheticCandles, type SyntheticOptions } from '../../src/market/synthetic.ts';
import { resultBuffers } from '../../src/worker/protocol.ts';

const START_MS = Date.UTC(2024, 0, 1);
const MARKET: SyntheticOptions = {
  seed: 7,
  character: 'range',
  bars: 3000,
  startTimeMs: START_MS,
  stepMs: 3_600_000,
  startPrice: 10_000,
  volume: 500_000_000,
};

const SCENARIO = scenario();

function scenario(): Scenario {
  const parsed = checkScenario({
    format: 'orderscope-scenario',
    version: 1,
    name: 'Run in parts',
    assets: [
      { code: 'USD', decimals: 2 },
      { code: 'BTC', decimals: 8 },
    ],
    pairs: [{ code: 'BTCUSD', base: 'BTC', quote: 'USD', tickSize: '0.01', lotSize: '0.00000001' }],
    rules: [{ pair: 'BTCUSD', fees: [{ type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.001' }] }],
    accounts: [{ id: 'main', deposits: { USD: '100000' } }],
    steps: [
      {
        at: '2023-12-31T23:00:00Z',
        action: {
          type: 'CREATE_SPOT_LIMIT',
          pair: 'BTCUSD',
          direction: 'buy',
          volume: '1',
          price: '95',
          timeInForce: 'GTD',
          expiresAt: '2024-01-20T00:00:00Z',
        },
      },
      { at: '2024-01-01T00:00:00Z', run: { pair: 'BTCUSD', strategy: 'smaCross', params: { slow: 40 } } },
      { at: '2025-01-01T00:00:00Z', adjust: { asset: 'USD', amount: '10' } },
    ],
  });
  if (!parsed.ok) throw new RangeError(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.scenario;
}

function request(): BacktestRequest {
  return { scenario: SCENARIO, candles: [{ kind: 'synthetic', pair: 'BTCUSD', options: MARKET }] };
}

function runInParts(bars: number): BacktestResult {
  const backtest = new Backtest(request());
  while (backtest.advance(bars));
  return backtest.result();
}

describe('a run in parts', () => {
  it.each([1, 7, 1000, 2999, 3000, 3001, Number.POSITIVE_INFINITY])(
    '[O6] of %s bars writes the same journal, byte for byte',
    (bars) => {
      const whole = play(SCENARIO, new Map([['BTCUSD', syntheticCandles(MARKET)]]));
      expect(runInParts(bars).journal).toEqual(whole.journal.toColumns());
    },
  );

  it('says how far it is, and what it is to run', () => {
    const backtest = new Backtest(request());
    expect(backtest.totalBars).toBe(3000);
    expect(backtest.advance(500)).toBe(true);
    expect(backtest.bars).toBe(500);
    expect(backtest.advance(10_000)).toBe(false);
    expect(backtest.bars).toBe(3000);
  });

  it('[L1] called off halfway keeps what had happened: the beginning of the whole journal', () => {
    const backtest = new Backtest(request());
    backtest.advance(1500);
    const half = backtest.result();
    const whole = runInParts(3000);
    expect(half.bars).toBe(1500);
    expect(half.journal.tables.entries.kind.length).toBeGreaterThan(20);
    expect(half.curves.moment.at(-1)).toBe(half.journal.tables.entries.kind.length);
    for (const [name, columns] of Object.entries(half.journal.tables)) {
      for (const [column, values] of Object.entries(columns)) {
        const all = (whole.journal.tables as Record<string, Record<string, ArrayLike<unknown>>>)[name]?.[
          column
        ];
        expect(Array.from(values as ArrayLike<unknown>), `${name}.${column}`).toEqual(
          Array.from(all ?? []).slice(0, values.length),
        );
      }
    }
  });

  it('[L8] is read again from its columns in another thread as it was written', () => {
    const result = runInParts(1000);
    const whole = play(SCENARIO, new Map([['BTCUSD', syntheticCandles(MARKET)]]));
    const { journal, candles } = structuredClone(result, { transfer: resultBuffers(result) });
    expect(result.journal.tables.entries.kind.length).toBe(0);
    const recording = recordingOf(
      SCENARIO,
      Journal.fromColumns(journal),
      new Map(candles.map(({ pair, columns }) => [pair, Candles.fromColumns(columns)])),
    );
    const end = { entries: whole.journal.entries.length };
    expect(recording.orders.find({}, end)).toEqual(whole.orders.find({}, end));
    expect(recording.balances.at(end, 'main', 'USD')).toEqual(whole.balances.at(end, 'main', 'USD'));
    expect(recording.candlesOf('BTCUSD')?.length).toBe(3000);
    const [pair] = recording.journal.header.pairs;
    expect(pair && recording.rules(pair).fees).toHaveLength(1);
  });

  it('counts refusals by code, and tells the first of each', () => {
    const steps = [{ ...SCENARIO.steps[1], run: { pair: 'BTCUSD', strategy: 'unheardOf' } }];
    const backtest = new Backtest({ ...request(), scenario: { ...SCENARIO, steps } as Scenario });
    expect(backtest.advance(Number.POSITIVE_INFINITY)).toBe(false);
    const [refusal] = backtest.result().refusals;
    expect(refusal).toMatchObject({ code: 'STRATEGY_UNKNOWN', count: 1 });
    expect(refusal?.sentence).toContain('unheardOf');
  });
});
