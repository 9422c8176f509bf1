import { describe, expect, it } from 'vitest';
import { TRANSACTION_TYPES } from '../../src/domain/transaction.ts';
import { tradesOf } from '../../src/scenario/report.ts';
import { Decimal } from '../../src/money/decimal.ts';
import { sampleCandles, sampleRun } from '../strategies/sampleRuns.ts';
import { MARKET_CHARACTERS } from '../../src/market/synthetic.ts';
import { Stage } from './stage.ts';

const LEVERAGED = { leverage: { type: 'MARGIN_MULTIPLIER', value: '10' } };
const FEES = [
  { type: 'FLAT_PER_TRADE', timing: 'ON_CREATE', amount: '1' },
  { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.001' },
  { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_CLOSE', amount: '0.002' },
  { type: 'FLAT_PER_TRADE', timing: 'ON_OVERNIGHT_FILLED', amount: '0.50' },
];

function closes(stage: Stage) {
  return tradesOf(stage.player, stage.journal.transactions.length);
}

describe('closes of positions', () => {
  it('[S1] take their share of the entry and its fees, the last one the rest', () => {
    const stage = new Stage({ rules: LEVERAGED, fees: FEES });
    stage.price('100');
    stage.act({ type: 'CREATE_TRADE_LIMIT', pair: 'BTCUSD', direction: 'long', volume: '3', price: '100' });
    stage.fill('O-1', '1', '90');
    stage.fill('O-1', '2', '99');
    stage.step({ overnight: {} });
    stage.act({ type: 'CLOSE_TRADE', order: 'O-1', volume: '1', price: '110' });
    stage.act({ type: 'CLOSE_TRADE', order: 'O-1', price: '80' });
    // Entry 90 + 2 × 99 = 288, 96 each; fees 1 + 0.288 rounded up to 0.29 + a night 0.50 = 1.79, a third of it 0.59.
    expect(closes(stage)).toEqual([
      {
        order: 'O-1',
        account: 'main',
        pair: 'BTCUSD',
        direction: 'long',
        volume: '1',
        entryAt: '2024-01-02T09:03:00Z',
        entryPrice: '96',
        exitAt: '2024-01-02T09:06:00Z',
        exitPrice: '110',
        fill: 'F-3',
        reason: 'MANUAL',
        grossPnl: '14.00',
        fees: '0.81',
        netPnl: '13.19',
        ambiguous: false,
      },
      expect.objectContaining({
        volume: '2',
        entryPrice: '96',
        exitPrice: '80',
        grossPnl: '-32.00',
        // 1.20 of the entry, and 270 × 0.2 % = 0.54 on closing in all, of which 0.22 was charged before.
        fees: '1.52',
        netPnl: '-33.52',
      }),
    ]);
  });

  it('[S1] are none for orders that never fill', () => {
    const stage = new Stage({ rules: LEVERAGED, fees: FEES });
    stage.price('100');
    stage.act({ type: 'CREATE_TRADE_LIMIT', pair: 'BTCUSD', direction: 'short', volume: '1', price: '120' });
    stage.act({ type: 'CANCEL_TRADE_LIMIT', order: 'O-1' });
    expect(closes(stage)).toEqual([]);
  });

  it.each(MARKET_CHARACTERS)(
    '[S1] and fees and covers make up all that equity gains in a %s market',
    (character) => {
      for (const strategy of ['momentum', 'breakout'] as const) {
        const player = sampleRun(strategy, 'derivatives', sampleCandles(character));
        const { length } = player.journal.transactions;
        const trades = tradesOf(player, length);
        let fees = new Decimal(0);
        let covers = new Decimal(0);
        for (let seq = 1; seq <= length; seq += 1) {
          const { type, available, unavailable, order } = player.transactions.get(seq);
          if (TRANSACTION_TYPES[type].family === 'fee') fees = fees.minus(available).minus(unavailable);
          if (type === 'ADJUSTMENT' && order !== null) covers = covers.plus(available);
        }
        const gross = trades.reduce((sum, { grossPnl }) => sum.plus(grossPnl), new Decimal(0));
        const charged = trades.reduce((sum, trade) => sum.plus(trade.fees), new Decimal(0));
        const { total } = player.balances.at({ seq: length }, 'main', 'USD');
        expect(total.toFixed(2)).toBe(gross.minus(fees).plus(covers).plus(100_000).toFixed(2));
        // Nothing is charged for entries that do not fill here, so every fee belongs to a trade.
        expect(charged.toFixed(2)).toBe(fees.toFixed(2));
        expect(trades.length).toBeGreaterThan(3);
      }
    },
  );
});

describe('spot sales', () => {
  it('[S2] close what was bought, at the average cost', () => {
    const stage = new Stage({ deposits: { USD: '1000' }, fees: FEES });
    stage.price('100');
    stage.limit('buy', '1', '100');
    stage.fill('O-1', '1', '100');
    stage.limit('buy', '1', '130');
    stage.fill('O-2', '1', '130');
    stage.limit('sell', '2', '110');
    stage.fill('O-3', '0.5', '120');
    stage.fill('O-3', '1.5', '110');
    const found = closes(stage).map(
      ({ order, direction, volume, entryPrice, exitPrice, reason, grossPnl, fees }) =>
        [order, direction, volume, entryPrice, exitPrice, reason, grossPnl, fees].join(' '),
    );
    // Bought at 115 on average, for fees of 1.10 and 1.13; the sale's own create fee of 1 goes with its first fill.
    expect(found).toEqual(['O-1 buy 0.5 115 120 SALE 2.50 1.61', 'O-1 buy 1.5 115 110 SALE -7.50 1.85']);
  });

  it('[S2] of what was never bought close nothing, and a new purchase begins anew', () => {
    const stage = new Stage();
    stage.price('100');
    stage.limit('sell', '1', '100');
    stage.fill('O-1', '1', '100');
    stage.limit('buy', '1', '90');
    stage.fill('O-2', '1', '90');
    stage.limit('sell', '4', '100');
    stage.fill('O-3', '4', '100');
    expect(closes(stage)).toEqual([
      expect.objectContaining({ order: 'O-2', volume: '1', entryPrice: '90', grossPnl: '10.00' }),
    ]);
  });

  it.each(MARKET_CHARACTERS)('[S2] are one for every sale of smaCross in a %s market', (character) => {
    const player = sampleRun('smaCross', 'spot', sampleCandles(character));
    const { length } = player.journal.transactions;
    const sales = player.orders
      .find({}, { seq: length })
      .filter(({ direction, status }) => direction === 'sell' && status === 'FILLED');
    const trades = tradesOf(player, length);
    expect(trades.map(({ exitAt }) => Date.parse(exitAt))).toEqual(
      sales.map(({ updatedAtMs }) => updatedAtMs),
    );
    const ends = trades.at(-1);
    const { total } = player.balances.at({ timeMs: Date.parse(ends?.exitAt ?? '') }, 'main', 'USD');
    const net = trades.reduce((sum, { netPnl }) => sum.plus(netPnl), new Decimal(0));
    expect(net.plus(100_000).toFixed(2)).toBe(total.toFixed(2));
  });
});
