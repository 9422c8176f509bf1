import { describe, expect, it } from 'vitest';
import { PATH_POLICIES } from '../../src/market/barPath.ts';
import { EXAMPLES } from '../../src/scenario/examples/registry.ts';
import type { Scenario } from '../../src/scenario/format.ts';
import { outcomeOf } from '../../src/scenario/outcome.ts';
import { lookThrough, PathLens, placeOn, type BarOutcome } from '../../src/scenario/pathLens.ts';
import { play } from '../../src/scenario/play.ts';
import { sampleCandles, sampleScenario } from '../strategies/sampleRuns.ts';

const both: Scenario = EXAMPLES['both-in-one-bar-conservative'].scenario;

function barUnder(scenario: Scenario, bar: number): Record<string, BarOutcome> {
  const question = { request: { scenario, candles: [] }, bar };
  return Object.fromEntries(
    PATH_POLICIES.map((policy) => {
      const { bar: outcome } = lookThrough(question, policy);
      if (outcome === null) throw new Error('no outcome');
      return [policy, outcome];
    }),
  );
}

const reasons = ({ fills }: BarOutcome): string[] => fills.map(({ order, reason }) => `${order} ${reason}`);

describe('one bar under the four paths', () => {
  it('[X6] takes stop loss or take profit first as each path comes to it', () => {
    const under = barUnder(both, 3);
    expect(reasons(under['CONSERVATIVE'] as BarOutcome)).toEqual(['O-2 STOP_LOSS', 'O-1 STOP_LOSS']);
    expect(reasons(under['OHLC'] as BarOutcome).toSorted()).toEqual(['O-1 TAKE_PROFIT', 'O-2 STOP_LOSS']);
    expect(reasons(under['OLHC'] as BarOutcome).toSorted()).toEqual(['O-1 STOP_LOSS', 'O-2 TAKE_PROFIT']);
    expect(reasons(under['ADAPTIVE'] as BarOutcome).toSorted()).toEqual(['O-1 TAKE_PROFIT', 'O-2 STOP_LOSS']);
    expect(under['CONSERVATIVE']).toMatchObject({ pnl: '-1000.00', equity: '19000.00' });
    expect(under['OHLC']).toMatchObject({ pnl: '0.00', equity: '20000.00' });
    for (const { fills } of Object.values(under))
      expect(fills.every(({ ambiguous }) => ambiguous)).toBe(true);
  });

  it('[X6] walks each path, and marks what was met where it was met', () => {
    const { OHLC, OLHC } = barUnder(both, 3);
    expect(OHLC?.walk).toEqual([5_000_000, 5_110_000, 4_880_000, 5_000_000]);
    expect(OLHC?.walk).toEqual([5_000_000, 4_880_000, 5_110_000, 5_000_000]);
    // 1,000 of the 1,100 up to the high, then nothing more on the way down: both were met on the way up.
    expect(OHLC?.fills.map(({ at }) => at)).toEqual([1000 / 1100, 1000 / 1100]);
    expect(OHLC?.levels.map(({ order, role, price }) => [order, role, price])).toContainEqual([
      'O-1',
      'stopLoss',
      4_900_000,
    ]);
  });

  it('changes nothing before the bar, and is under the policy in use what was played', () => {
    const conservative = barUnder(both, 5)['CONSERVATIVE'];
    const player = play(both);
    const end = { entries: player.journal.entries.length };
    const { available, unavailable } = player.balances.at(end, 'main', 'USD');
    expect(conservative?.balances[0]).toEqual({
      account: 'main',
      asset: 'USD',
      available: available.toFixed(2),
      unavailable: unavailable.toFixed(2),
    });
    const ohlc = barUnder(EXAMPLES['both-in-one-bar-ohlc'].scenario, 5);
    // The first of its bars was walked by the high first, so that each begins with what that left.
    expect(ohlc['CONSERVATIVE']?.equity).toBe('19000.00');
  });

  it('says when there is no such bar', () => {
    expect(() => barUnder(both, 99)).toThrow(RangeError);
  });

  it('looks at a bar of a run before its strategy decides on it', () => {
    const scenario = sampleScenario('smaCross', 'spot');
    const candles = sampleCandles('trend', 400);
    const columns = candles.toColumns();
    const whole = play(scenario, new Map([['BTCUSD', candles]]));
    const { fill, entry } = whole.journal.events.columns;
    const row = fill.findIndex((each) => each > 0);
    const bar = (whole.journal.entries.columns.bar[entry[row] ?? 0] ?? 0) + 1;
    const { bar: outcome } = lookThrough(
      { request: { scenario, candles: [{ kind: 'columns', pair: 'BTCUSD', columns }] }, bar },
      'CONSERVATIVE',
    );
    expect(outcome?.fills).toHaveLength(1);
    expect(outcome?.timeMs).toBe(whole.journal.bars.columns.timeMs[bar - 1]);
    // Nothing of the strategy's next decision is among the orders.
    expect(outcome?.orders.map(({ id }) => id)).toEqual([outcome?.fills[0]?.order]);
  });
});

describe('a whole scenario under the four paths', () => {
  it('[X6] is what its examples are', () => {
    const question = { request: { scenario: both, candles: [] }, bar: null };
    const examples = {
      CONSERVATIVE: 'both-in-one-bar-conservative',
      OHLC: 'both-in-one-bar-ohlc',
      OLHC: 'both-in-one-bar-olhc',
      ADAPTIVE: 'both-in-one-bar-adaptive',
    } as const;
    for (const policy of PATH_POLICIES) {
      const { whole } = lookThrough(question, policy);
      expect(whole).toEqual(outcomeOf(play(EXAMPLES[examples[policy]].scenario).journal));
    }
  });

  it('comes to the same however it is cut', () => {
    const question = { request: { scenario: EXAMPLES['busy-day'].scenario, candles: [] }, bar: null };
    const lens = new PathLens(question, 'OLHC');
    let parts = 1;
    while (lens.advance(7)) parts += 1;
    expect(parts).toBeGreaterThan(5);
    expect(lens.bars).toBe(lens.totalBars);
    expect(lens.answer()).toEqual(lookThrough(question, 'OLHC'));
  });
});

describe('a place on a walk', () => {
  it('goes on from the place before, and begins anew only where it must', () => {
    const walk = [100, 120, 80, 100] as const;
    expect(placeOn(walk, 110, 0)).toBe(0.5);
    expect(placeOn(walk, 110, 0.75)).toBe(1.25);
    expect(placeOn(walk, 120, 2.5)).toBe(1);
    expect(placeOn(walk, 130, 1.5)).toBe(1.5);
  });
});
