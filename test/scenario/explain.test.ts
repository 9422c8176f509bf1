import { describe, expect, it } from 'vitest';
import { MARKET_CHARACTERS } from '../../src/market/synthetic.ts';
import { grouped } from '../../src/money/minorUnits.ts';
import { EXAMPLES } from '../../src/scenario/examples/registry.ts';
import { explainEntry } from '../../src/scenario/explain.ts';
import { play, type Player } from '../../src/scenario/play.ts';
import { Stage } from '../engine/stage.ts';
import { sampleCandles, sampleRun } from '../strategies/sampleRuns.ts';

/** The formulas of all lines, each after its type. */
function formulas(player: Player): readonly string[] {
  return Array.from({ length: player.journal.entries.length }, (_, index) => explainEntry(player, index + 1))
    .flat()
    .map(({ seq, formula }) => `${player.transactions.get(seq).type}: ${formula}`);
}

describe('the arithmetic of trades', () => {
  it('of an entry, its margin and its fee', () => {
    expect(formulas(play(EXAMPLES['long-with-bracket'].scenario)).slice(1, 9)).toEqual([
      'RESERVE_MARGIN: 0.5 × 47,500.00 / 10 (2,375.00 margin) + 9.50 for the largest fill fee (0.04 %) = 2,384.50',
      'FEE_FILL: 0.5 × 47,500.00 × 0.04 % = 9.50',
      'RETURN_MARGIN: 2,375.00: all the margin that is left',
      'CLOSE_PNL: (49,500.00 − 47,500.00) × 0.5 = 1,000.00',
      'FEE_CLOSE: 0.5 × 49,500.00 × 0.04 % = 9.90',
      'RESERVE_MARGIN: 0.5 × 51,870.00 / 10 (2,593.50 margin, the reference price with its buffer) + 10.38 for the largest fill fee (0.04 %) = 2,603.88',
      'FEE_FILL: 0.5 × 49,400.00 × 0.04 % = 9.88',
      'RETURN_MARGIN: 2,603.88 held − 2,470.00 margin of the fill − 9.88 fee = 124.00 USD',
    ]);
  });

  it('of a partial fill and a partial close', () => {
    expect(formulas(play(EXAMPLES['partial-close'].scenario))).toEqual(
      expect.arrayContaining([
        'RETURN_MARGIN: 5,020.00 held − 2,994.00 margin of the fill − 11.98 fee − 2,008.00 that the rest still needs = 6.02 USD',
        'RETURN_MARGIN: 3,745.50 margin × 0.25 closed / 0.75 open = 1,248.50',
        'CLOSE_PNL: (51,400.00 − 49,940.00) × 0.25 = 365.00',
      ]),
    );
  });

  it('of a liquidation', () => {
    expect(formulas(play(EXAMPLES['short-squeeze'].scenario))).toEqual(
      expect.arrayContaining([
        'CLOSE_PNL: (50,000.00 − 54,704.59) × 0.8 = -3,763.672, rounded down to -3,763.68; liquidation price (50,000.00 + 4,000.00 margin / 0.8) / (1 + 0.5 % maintenance + 0.04 % close fee) = 54,704.59',
      ]),
    );
  });

  it('of nights, out of what is available and out of the margin', () => {
    const nights = formulas(play(EXAMPLES['overnight-costs'].scenario)).filter((text) =>
      text.startsWith('FEE_OVERNIGHT'),
    );
    expect(nights).toEqual([
      'FEE_OVERNIGHT: 0.5 × 50,200.00 × 0.2 % = 50.20; at the last price, the close of the bar before',
      'FEE_OVERNIGHT: 0.5 flat = 0.50',
      'FEE_OVERNIGHT: 0.5 × 50,300.00 × 0.2 % = 50.30, of which 4.78 was available; at the last price, the close of the bar before',
      'FEE_OVERNIGHT: 0.5 × 50,300.00 × 0.2 % = 50.30, of which 45.52 comes out of the margin; at the last price, the close of the bar before',
      'FEE_OVERNIGHT: 0.5 × 50,400.00 × 0.2 % = 50.40, all of it out of the margin; at the last price, the close of the bar before',
    ]);
  });

  it('of a contract size, a flat margin, a fee on margin, a dearer short entry and a loss beyond the balance', () => {
    const stage = new Stage({
      contractSize: '10',
      rules: { leverage: { type: 'FLAT_MARGIN_PER_VOLUME', value: '20' } },
      fees: [{ type: 'PERCENT_OF_MARGIN', timing: 'ON_FILL', amount: '0.01' }],
      deposits: { USD: '60' },
    });
    stage.price('100');
    stage.act({ type: 'CREATE_TRADE_LIMIT', pair: 'BTCUSD', direction: 'long', volume: '2', price: '100' });
    stage.fill('O-1', '1', '99');
    stage.act({ type: 'CLOSE_TRADE', order: 'O-1', volume: '0.5', price: '101' });
    stage.act({ type: 'CLOSE_TRADE', order: 'O-1', price: '90' });
    expect(formulas(stage.player).slice(1)).toEqual([
      'RESERVE_MARGIN: 2 × 20 a unit (40.00 margin) + 0.40 for the largest fill fee (1 % of the margin) = 40.40',
      'FEE_FILL: 1 × 20 a unit × 1 % = 0.20',
      'RETURN_MARGIN: 20.00 margin × 0.5 closed / 1 open = 10.00',
      'CLOSE_PNL: (101.00 − 99.00) × 0.5 × 10 = 10.00',
      'RETURN_MARGIN: 20.20: all that the entry of O-1 still held',
      'RETURN_MARGIN: 10.00: all the margin that is left',
      'CLOSE_PNL: (90.00 − 99.00) × 0.5 × 10 = -45.00',
    ]);
    stage.act({ type: 'CREATE_TRADE_LIMIT', pair: 'BTCUSD', direction: 'long', volume: '1', price: '90' });
    stage.fill('O-2', '1', '90');
    stage.act({ type: 'CLOSE_TRADE', order: 'O-2', price: '80' });
    expect(formulas(stage.player).at(-1)).toBe(
      'ADJUSTMENT: 75.40 USD: what the close took beyond what was available, which the venue bears',
    );
  });

  it.each(MARKET_CHARACTERS)(
    'ends in the amount of the line, for all lines of runs in a %s market',
    (character) => {
      for (const strategy of ['momentum', 'breakout'] as const) {
        const player = sampleRun(strategy, 'derivatives', sampleCandles(character, 700));
        for (let entry = 1; entry <= player.journal.entries.length; entry += 1) {
          for (const { seq, formula } of explainEntry(player, entry)) {
            const { available, unavailable } = player.transactions.get(seq);
            const amount = (available.isZero() ? unavailable : available).abs();
            expect(formula).toContain(grouped(amount.toFixed(2)));
          }
        }
      }
    },
  );
});
