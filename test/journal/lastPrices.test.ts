import { describe, expect, it } from 'vitest';
import { readEntry } from '../../src/journal/entryRepository.ts';
import { accountSeries } from '../../src/journal/balanceSeries.ts';
import { referencePrice } from '../../src/journal/lastPrices.ts';
import { EXAMPLES } from '../../src/scenario/examples/registry.ts';
import { explainEntry } from '../../src/scenario/explain.ts';
import { play, type Player } from '../../src/scenario/play.ts';
import { Stage } from '../engine/stage.ts';
import { sampleCandles, sampleRun } from '../strategies/sampleRuns.ts';

const nights = play(EXAMPLES['overnight-costs'].scenario);

/** The last price at every moment, with the phase of its entry. */
function prices({ journal, balances }: Player): readonly string[] {
  return Array.from({ length: journal.entries.length }, (_, index) => {
    const { kind, phase } = readEntry(journal, index + 1);
    const price = balances.lastPrice({ entries: index + 1 }, 'BTC', 'USD')?.toFixed() ?? 'none';
    return `${kind} ${phase ?? 'by hand'} ${price}`;
  });
}

describe('the last price at a moment', () => {
  it('is inside a bar the close of the one before, then its open, and its own close once all of it is over', () => {
    expect(prices(nights).slice(1, 13)).toEqual([
      'PRICE INGEST 50000',
      'CREATE_TRADE_LIMIT by hand 50000',
      'CREATE_TRADE_LIMIT by hand 50000',
      'BAR INGEST 50000',
      'FILL OPEN 50000',
      'BAR INGEST 50200',
      'OVERNIGHT ACCRUE 50200',
      'OVERNIGHT ACCRUE 50200',
      'BAR INGEST 50300',
      'OVERNIGHT ACCRUE 50300',
      'BAR INGEST 50400',
      'OVERNIGHT ACCRUE 50400',
    ]);
  });

  it('[X3] is on the path what its fills were reached at', () => {
    const stage = new Stage();
    stage.bar('100 101 99 100');
    stage.limit('buy', '1', '97');
    stage.bar('99 104 96 103');
    stage.bar('103 104 102 103');
    expect(prices(stage.player).slice(-3)).toEqual(['BAR INGEST 100', 'FILL PATH 97', 'BAR INGEST 103']);
  });

  it('[P8] is what a night is reckoned at', () => {
    const { journal, balances } = nights;
    const shown = Array.from({ length: journal.entries.length }, (_, index) => index + 1).flatMap((entry) => {
      const price = balances.lastPrice({ entries: entry }, 'BTC', 'USD')?.toFixed(2) ?? '';
      return explainEntry(nights, entry).flatMap(({ formula }) =>
        formula.includes('the close of the bar before') ? [[formula.split(' × ')[1], price]] : [],
      );
    });
    expect(shown).toHaveLength(4);
    for (const [reckoned, price] of shown) expect(reckoned?.replace(',', '')).toBe(price);
  });

  it('[L10] values the account at every moment as its curve is drawn, in a long run too', () => {
    for (const player of [nights, sampleRun('grid', 'spot', sampleCandles('range', 200))]) {
      const { journal, balances } = player;
      const end = journal.entries.length;
      const { moments, available } = accountSeries(journal, 'main', 'USD', end, balances.opensOf);
      for (let moment = 1; moment < end; moment += 1) {
        const drawn = available[moments.findLastIndex((each) => each <= moment)];
        const valued = balances.valuation({ entries: moment }, 'main', 'USD').available.toNumber();
        expect(drawn).toBeCloseTo(valued, 6);
      }
    }
  });
});

describe('the price that the engine reckoned with', () => {
  it('is after a run that wrote nothing the close of its last bar', () => {
    const stage = new Stage();
    stage.bar('100 101 99 100');
    const { journal } = stage.player;
    const entry = journal.entries.length + 1;
    journal.addBar(0, Date.UTC(2025, 0, 1), 10_500);
    stage.limit('buy', '1', '97');
    expect(referencePrice(journal, 0, entry)).toBe(10_500);
  });
});
