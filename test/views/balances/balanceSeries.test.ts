import { describe, expect, it } from 'vitest';
import { accountSeries, assetSeries, type BalanceSeries } from '../../../src/journal/balanceSeries.ts';
import { chartPoints, chartReach } from '../../../src/views/balances/chartPoints.ts';
import { holdersAt } from '../../../src/views/balances/holders.ts';
import { niceTicks } from '../../../src/views/balances/niceTicks.ts';
import { EXAMPLES } from '../../../src/scenario/examples/registry.ts';
import { play } from '../../../src/scenario/play.ts';
import { busyWorld, tradedWorld, workedExample } from '../playedWorld.ts';

const { journal, balances, orders } = busyWorld();
const end = journal.entries.length;

/** What a series says at a moment: its last value at or before it. */
function at(series: BalanceSeries, moment: number): [number, number] {
  const index = series.moments.findLastIndex((each) => each <= moment);
  return [series.available[index] ?? 0, series.unavailable[index] ?? 0];
}

describe('assetSeries', () => {
  it.each(['USD', 'BTC'])('[L8] draws at every moment the balance of %s that the ledger gives', (asset) => {
    const series = assetSeries(journal, 'main', asset, end);
    for (let moment = 0; moment <= end; moment += 1) {
      const { available, unavailable } = balances.at({ entries: moment }, 'main', asset);
      expect(at(series, moment)).toEqual([available.toNumber(), unavailable.toNumber()]);
    }
  });

  it('stands for each moment once, in order, and for none beyond the end', () => {
    const { moments } = assetSeries(journal, 'main', 'USD', 6);
    expect(Array.from(moments)).toEqual([1, 3, 5, 6]);
    expect(assetSeries(journal, 'nobody', 'USD', end).moments).toHaveLength(0);
  });
});

describe('accountSeries', () => {
  it('[L10] draws at every moment the whole account at the prices of that moment', () => {
    const series = accountSeries(journal, 'main', 'USD', end, balances.opensOf);
    for (let moment = 0; moment <= end; moment += 1) {
      const { available, unavailable } = balances.valuation({ entries: moment }, 'main', 'USD');
      const [drawnAvailable, drawnUnavailable] = at(series, moment);
      expect(drawnAvailable).toBeCloseTo(available.toNumber(), 6);
      expect(drawnUnavailable).toBeCloseTo(unavailable.toNumber(), 6);
    }
  });
});

describe('chartPoints', () => {
  it('[L10] has its peak where most is in use, begins at nothing and ends with the last moment', () => {
    const player = workedExample();
    const last = player.journal.entries.length;
    const series = assetSeries(player.journal, 'main', 'USD', last);
    expect(chartReach(series)).toEqual({ peakMoment: 2, highest: 100_000 });
    const points = chartPoints(series, last, 1_200);
    expect(points[0]).toEqual({ moment: 0, available: 0, unavailable: 0, utilisation: 0 });
    expect(points.at(-1)).toMatchObject({ moment: last + 1, available: 4_024.12, unavailable: 0 });
  });

  it.each([200, 1_200])('draws at most %d points of any journal, where so many are asked for', (most) => {
    const length = 50_000;
    const moments = Float64Array.from({ length }, (_, index) => index + 1);
    const wave = moments.map((moment) => 500 + 400 * Math.sin(moment));
    const points = chartPoints({ moments, available: wave, unavailable: wave }, length, most);
    expect(points.length).toBeLessThanOrEqual(most);
    expect(points.length).toBeGreaterThan(most / 3);
  });
});

describe('holdersAt', () => {
  it('[L5] names who holds what is unavailable, to the last unit, at every moment', () => {
    for (let moment = 0; moment <= end; moment += 1) {
      const holders = holdersAt(journal, orders, 'main', moment);
      for (const { code } of journal.header.assets) {
        const sum = holders.find(({ asset }) => asset === code)?.sum.toFixed() ?? '0';
        expect(sum).toBe(balances.at({ entries: moment }, 'main', code).unavailable.toFixed());
      }
    }
  });
});

describe('holdersAt, with a position', () => {
  const traded = tradedWorld();

  it('[L5] names the order and its position apart, and both add up to what is unavailable', () => {
    const named = holdersAt(traded.journal, traded.orders, 'main', 4).flatMap(({ holders }) =>
      holders.map(({ held, margin, amount }) => [held, margin, amount].map((part) => part.toFixed(2))),
    );
    expect(named).toEqual([['4848.00', '4800.00', '9648.00']]);
    for (let moment = 1; moment <= traded.journal.entries.length; moment += 1) {
      const sum = holdersAt(traded.journal, traded.orders, 'main', moment)[0]?.sum.toFixed() ?? '0';
      expect(sum).toBe(traded.balances.at({ entries: moment }, 'main', 'USD').unavailable.toFixed());
    }
  });
});

describe('niceTicks', () => {
  it('are round and reach the highest value', () => {
    expect(niceTicks(100_000, 4)).toEqual([0, 25_000, 50_000, 75_000, 100_000]);
    expect(niceTicks(101_000, 4)).toEqual([0, 50_000, 100_000, 150_000]);
    expect(niceTicks(0, 4)).toEqual([0, 1]);
  });
});

describe('the peaks that are drawn', () => {
  it.each(Object.entries(EXAMPLES))(
    '[L10] are those the ledger keeps of every bar, in %s',
    (_, { scenario }) => {
      const player = play(scenario);
      const { bar } = player.journal.entries.columns;
      const last = player.journal.entries.length;
      for (const { code } of player.journal.header.assets) {
        const series = assetSeries(player.journal, 'main', code, last);
        for (let number = 1; number <= player.journal.bars.length; number += 1) {
          const kept = player.balances.extremes(number, 'main', code);
          const first = bar.subarray(0, last).indexOf(number - 1);
          const after = bar.subarray(0, last).lastIndexOf(number - 1) + 1;
          const drawn = Array.from(
            { length: after - first + 1 },
            (__, index) => at(series, first + index)[1],
          );
          const wanted = kept?.unavailableMax.toNumber() ?? Math.max(...drawn);
          expect(Math.max(...drawn)).toBe(wanted);
        }
      }
    },
  );
});
