import { describe, expect, it } from 'vitest';
import { readEntry } from '../../src/journal/entryRepository.ts';
import { MARKET_CHARACTERS } from '../../src/market/synthetic.ts';
import { grouped } from '../../src/money/minorUnits.ts';
import { explainPrices } from '../../src/scenario/explainPrice.ts';
import type { Player } from '../../src/scenario/play.ts';
import { Stage } from '../engine/stage.ts';
import { sampleCandles, sampleRun, type Venue } from '../strategies/sampleRuns.ts';

/** Each explained price of a player, and how many market orders filled at an open for another price without one. */
function explained(player: Player) {
  const { journal, orders } = player;
  const found: { readonly formula: string; readonly price: string }[] = [];
  let unexplained = 0;
  for (let entry = 1; entry <= journal.entries.length; entry += 1) {
    const prices = explainPrices(player, entry);
    for (const { order, event, fill, phase } of orders.eventsIn(entry)) {
      if (fill === null) continue;
      const own = prices.find((each) => each.order === order);
      const isMarket = event === 'fill' && orders.at(order, { entries: entry })?.limitPrice === null;
      if (own !== undefined) found.push({ formula: own.formula, price: fill.price.toFixed(2) });
      else if (isMarket && phase === 'OPEN' && fill.price.toFixed(2) !== openOf(player, entry))
        unexplained += 1;
    }
  }
  return { found, unexplained };
}

function openOf(player: Player, entry: number): string {
  const bar = readEntry(player.journal, entry).bar ?? 0;
  return ((player.candlesOf('BTCUSD')?.openAt(bar - 1) ?? 0) / 100).toFixed(2);
}

/** What is said of the last fill on a stage where a bar is shown to orders. */
function said(slippage: string, act: (stage: Stage) => void, bar: readonly [string, string, string, string]) {
  const stage = new Stage({ settings: { slippage } });
  stage.price('100');
  act(stage);
  const [open, high, low, close] = bar;
  stage.step({ bar: { pair: 'BTCUSD', open, high, low, close } });
  return explainPrices(stage.player, stage.journal.entries.length).map(({ formula }) => formula);
}

const buy = (stage: Stage): void => void stage.market('buy', '1');
const stop = (stage: Stage): void => void stage.market('sell', '1', { triggerPrice: '95' });
const limit = (stage: Stage): void => void stage.limit('buy', '1', '99');

describe('the arithmetic of a price', () => {
  it('[X2] says what a market order pays more than the open, rounded against it', () => {
    expect(said('0.01', buy, ['100', '110', '90', '100'])).toEqual([
      "100.00, the bar's open, × (1 + 1 % slippage) = 101.00",
    ]);
    expect(said('0.00005', buy, ['100.01', '110', '90', '100'])).toEqual([
      "100.01, the bar's open, × (1 + 0.005 % slippage) = 100.0150005, rounded up to 100.02",
    ]);
    expect(said('0.01', buy, ['100', '100.5', '90', '100'])).toEqual([
      "100.00, the bar's open, × (1 + 1 % slippage) = 101.00, but the bar's high is 100.50",
    ]);
    expect(said('0.01', buy, ['100', '100', '90', '100'])).toEqual([]);
  });

  it('[X4] says what a sale gets less, from its trigger price too, and nothing of a limit order', () => {
    expect(said('0.01', stop, ['100', '101', '90', '96'])).toEqual([
      '95.00, its trigger price, × (1 − 1 % slippage) = 94.05',
    ]);
    expect(said('0.01', limit, ['100', '101', '90', '96'])).toEqual([]);
  });

  it.each(MARKET_CHARACTERS)(
    '[X2][X5] is told of every market order that slipped in a %s market, and ends in its price',
    (character) => {
      const runs: readonly (readonly [Parameters<typeof sampleRun>[0], Venue])[] = [
        ['smaCross', 'costlySpot'],
        ['breakout', 'derivatives'],
      ];
      for (const [strategy, venue] of runs) {
        const { found, unexplained } = explained(sampleRun(strategy, venue, sampleCandles(character, 700)));
        expect(unexplained).toBe(0);
        expect(found.length).toBeGreaterThan(0);
        for (const { formula, price } of found) expect(formula.endsWith(grouped(price))).toBe(true);
      }
    },
  );

  it('is not told where there is no slippage', () => {
    expect(explained(sampleRun('smaCross', 'spot', sampleCandles('range', 700))).found).toEqual([]);
  });
});
