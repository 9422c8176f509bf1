import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/scenario/examples/registry.ts';
import type { Scenario } from '../../src/scenario/format.ts';
import { equitySeries } from '../../src/scenario/equitySeries.ts';
import { orderPairs } from '../../src/scenario/orderPairs.ts';
import { outcomeOf } from '../../src/scenario/outcome.ts';
import { partingOf } from '../../src/scenario/parting.ts';
import { play } from '../../src/scenario/play.ts';
import { statisticsOf } from '../../src/engine/statistics.ts';
import { busyWorld, tradedWorld } from '../views/playedWorld.ts';

const day: Scenario = EXAMPLES['busy-day'].scenario;

describe('where two journals part', () => {
  it('is nowhere for the same steps', () => {
    const { journal } = busyWorld();
    const other = busyWorld().journal;
    expect(partingOf(journal, other)).toEqual({
      entries: journal.entries.length,
      lines: journal.transactions.length,
    });
  });

  it('is where the steps do', () => {
    const whole = play(day).journal;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: day.steps.length - 1 }), (count) => {
        // A branch that does something of its own.
        const own = { at: day.steps[count - 1]?.at ?? '', adjust: { asset: 'USD', amount: '0.01' } };
        const branch = play({ ...day, steps: [...day.steps.slice(0, count), own] }).journal;
        const { entries, lines } = partingOf(whole, branch);
        expect(entries).toBe(branch.entries.length - 1);
        expect(lines).toBe(branch.transactions.length - 1);
        expect(partingOf(branch, whole)).toEqual({ entries, lines });
      }),
      { numRuns: 15 },
    );
  });

  it('is seen in what writes no line, such as a stop loss', () => {
    const scenario = tradedWorld().scenario;
    const steps = scenario.steps.map((step) =>
      'action' in step && step.action.type === 'MODIFY_TRADE_LIMIT'
        ? { ...step, action: { ...step.action, takeProfit: '49700' } }
        : step,
    );
    const [left, right] = [play(scenario), play({ ...scenario, steps })];
    const { entries, lines } = partingOf(left.journal, right.journal);
    expect(left.orders.eventsIn(entries + 1).map(({ event }) => event)).toEqual(['amend']);
    expect(lines).toBeGreaterThan(left.journal.seqAt({ entries }));
  });

  it('is the beginning where other assets are traded', () => {
    expect(partingOf(busyWorld().journal, play(day).journal)).toEqual({ entries: 0, lines: 0 });
  });
});

describe('orders side by side', () => {
  it('stand at their places in the chains, with what differs', () => {
    const left = busyWorld();
    const { scenario } = left;
    const at = scenario.steps.findIndex(
      (step) => 'action' in step && step.action.type === 'SPLIT_SPOT_LIMIT',
    );
    const right = play({ ...scenario, steps: scenario.steps.filter((_, index) => index !== at) });
    const pairs = orderPairs(left, right);
    const byPlace = new Map(pairs.map((pair) => [pair.place, pair]));
    expect(byPlace.get('1')).toMatchObject({ left: { id: 'O-1' }, right: { id: 'O-1' }, differences: [] });
    expect(byPlace.get('1.1')?.differences).toContain('status');
    expect(byPlace.get('1.1.2')).toMatchObject({ left: { id: 'O-4' }, right: null });
    // Its number is another, its place the same.
    expect(byPlace.get('2')).toMatchObject({ left: { direction: 'sell' }, right: { direction: 'sell' } });
    expect(byPlace.get('2')?.left?.id).not.toBe(byPlace.get('2')?.right?.id);
  });
});

describe('what a journal comes to', () => {
  it('counts orders, fills, refusals and lines', () => {
    const { journal } = busyWorld();
    expect(outcomeOf(journal)).toMatchObject({
      orders: journal.orders.length,
      lines: journal.transactions.length,
      refusals: 1,
    });
  });

  it('[S3] has its equity at each moment, the last being the one of the statistics', () => {
    for (const { journal } of [busyWorld(), tradedWorld(), play(day)]) {
      const { moments, values } = equitySeries(journal);
      expect(moments).toEqual([...new Set(moments)].toSorted((a, b) => a - b));
      expect(values).toHaveLength(moments.length);
      expect(moments.at(-1)).toBe(journal.entries.length);
      const { equityFinal } = statisticsOf(journal, journal.entries.length);
      expect(values.at(-1)).toBeCloseTo(Number(equityFinal), 6);
    }
  });
});
