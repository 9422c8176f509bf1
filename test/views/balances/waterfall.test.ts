import { describe, expect, it } from 'vitest';
import { orderId } from '../../../src/domain/orders/orderId.ts';
import { EXAMPLES } from '../../../src/scenario/examples/registry.ts';
import { play } from '../../../src/scenario/play.ts';
import { ZERO } from '../../../src/money/decimal.ts';
import { truncateUnits } from '../../../src/money/minorUnits.ts';
import { holdersAt, holdingLines } from '../../../src/views/balances/holders.ts';
import { isOwn, movedAssets, waterfallOf } from '../../../src/views/balances/waterfall.ts';
import { sampleCandles, sampleRun } from '../../strategies/sampleRuns.ts';
import { busyWorld, workedExample } from '../playedWorld.ts';

const examples = Object.entries(EXAMPLES).map(([slug, { scenario }]) => ({ slug, player: play(scenario) }));

describe('waterfallOf', () => {
  it('[L8] goes from the balance before the worked example to that after it', () => {
    const { journal } = workedExample();
    const steps = waterfallOf(journal, 'O-1', 'USD').map(
      ({ cause, available, unavailable }) => `${cause} ${available} ${unavailable}`,
    );
    expect(steps).toEqual([
      'before 0 0',
      'RESERVE_MARGIN -9609600 9609600',
      'FILL_BUY 0 -5748000',
      'FEE_FILL 0 -5748',
      'RETURN_MARGIN 12012 -12012',
      'FILL_BUY 0 -3840000',
      'FEE_FILL 0 -3840',
      'after 0 0',
    ]);
    expect(waterfallOf(journal, 'O-1', 'BTC').map(({ cause }) => cause)).toEqual([
      'before',
      'SPOT_EXCHANGE',
      'SPOT_EXCHANGE',
      'after',
    ]);
  });

  it('names what other orders moved in between', () => {
    const { journal } = busyWorld();
    const others = waterfallOf(journal, 'O-3', 'USD').filter(({ cause }) => cause === 'others');
    expect(others.length).toBeGreaterThan(0);
  });

  it('has nothing to show of an order without lines', () => {
    const { journal } = busyWorld();
    expect(waterfallOf(journal, 'O-6', 'USD')).toEqual([]);
    expect(movedAssets(journal, 'O-6')).toEqual([]);
  });

  it.each(examples)(
    '[L8] adds up to the ledger to the last unit, for every order and asset of $slug',
    ({ player: { journal, transactions } }) => {
      const end = { entries: journal.entries.length };
      for (let number = 1; number <= journal.orders.length; number += 1) {
        const id = orderId(number);
        for (const asset of movedAssets(journal, id)) {
          const decimals = journal.header.assets.find(({ code }) => code === asset)?.decimals ?? 0;
          const steps = waterfallOf(journal, id, asset);
          const [before] = steps;
          if (before === undefined) throw new Error(`${id} has no steps`);
          let { availableAfter, unavailableAfter } = before;
          for (const step of steps.slice(1)) {
            availableAfter += step.available;
            unavailableAfter += step.unavailable;
            expect([step.availableAfter, step.unavailableAfter]).toEqual([availableAfter, unavailableAfter]);
          }
          // The steps of the order are its lines, in their order, each with the line's own amounts.
          const own = steps.filter(({ cause }) => isOwn(cause));
          const seqs = Array.from(transactions.find({ order: id, asset }, end));
          const lines = seqs.map((seq) => transactions.get(seq));
          const units = (amount: (typeof lines)[number]['available']): bigint =>
            truncateUnits(amount.toFixed(), decimals);
          expect(own.reduce((sum, { lines: count }) => sum + count, 0)).toBe(lines.length);
          for (const part of ['available', 'unavailable'] as const) {
            const moved = own.reduce((sum, step) => sum + step[part], 0n);
            expect(moved).toBe(lines.reduce((sum, line) => sum + units(line[part]), 0n));
          }
          const last = lines.at(-1);
          if (last === undefined) throw new Error(`${id} has no line`);
          expect([availableAfter, unavailableAfter]).toEqual([
            units(last.availableAfter),
            units(last.unavailableAfter),
          ]);
        }
      }
    },
  );
});

describe('holdingLines', () => {
  it.each([
    ...examples,
    { slug: 'a grid', player: sampleRun('grid', 'spot', sampleCandles('range', 600)) },
    { slug: 'momentum on margin', player: sampleRun('momentum', 'derivatives', sampleCandles('trend', 600)) },
  ])(
    '[L5] leads from what is unavailable to orders and from each to its lines, to the last unit: $slug',
    ({ player: { journal, orders, balances } }) => {
      const { accounts, assets } = journal.header;
      const end = journal.entries.length;
      const step = Math.max(1, Math.floor(end / 60));
      for (let moment = 0; moment <= end; moment += step) {
        for (const { id } of accounts) {
          const all = holdersAt(journal, orders, id, moment);
          for (const { code } of assets) {
            const { holders, sum } = all.find(({ asset }) => asset === code) ?? { holders: [], sum: ZERO };
            expect(sum.toFixed()).toBe(balances.at({ entries: moment }, id, code).unavailable.toFixed());
            for (const { order, amount } of holders) {
              const lines = holdingLines(journal, order, moment);
              const made = lines.reduce((total, { change }) => total.plus(change), ZERO);
              expect(`${order.id} ${made.toFixed()}`).toBe(`${order.id} ${amount.toFixed()}`);
              expect(Math.max(...lines.map((line) => line.moment))).toBeLessThanOrEqual(moment);
            }
          }
        }
      }
    },
  );
});
