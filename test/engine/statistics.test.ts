import { describe, expect, it } from 'vitest';
import { statisticsOf, type Statistics } from '../../src/engine/statistics.ts';
import { Decimal } from '../../src/money/decimal.ts';
import type { Player } from '../../src/scenario/play.ts';
import { tradesOf } from '../../src/scenario/report.ts';
import { sampleCandles, sampleRun } from '../strategies/sampleRuns.ts';
import { Stage } from './stage.ts';

const LEVERAGED = { leverage: { type: 'MARGIN_MULTIPLIER', value: '10' } };

function figures({ journal }: Stage): Statistics {
  return statisticsOf(journal, journal.entries.length);
}

describe('equity', () => {
  it('[S3] holds the gain that an open position would close with', () => {
    const stage = new Stage({ rules: LEVERAGED, deposits: { USD: '1000' } });
    stage.price('100');
    stage.act({
      type: 'CREATE_TRADE_MARKET',
      pair: 'BTCUSD',
      direction: 'long',
      volume: '10',
      leverage: '2',
    });
    stage.act({
      type: 'CREATE_TRADE_MARKET',
      pair: 'BTCUSD',
      direction: 'short',
      volume: '4',
      leverage: '2',
    });
    stage.bar('100 100 100 100');
    stage.bar('100 111 99 110');
    // 10 × 10 − 4 × 10.
    expect(figures(stage)).toMatchObject({ equityFinal: '1060.00', returnPercent: '6', trades: 0 });
    stage.act({ type: 'CLOSE_TRADE', order: 'O-1', volume: '5', price: '120' });
    // Realized 5 × 20, unrealized 5 × 10 − 4 × 10 at the market's last price.
    expect(figures(stage)).toMatchObject({ equityFinal: '1110.00', trades: 1 });
  });

  it('[S3] counts a deposit without a price from its first price on, as no gain', () => {
    const stage = new Stage({ deposits: { USD: '1000', BTC: '2' } });
    stage.step({ overnight: {} });
    expect(figures(stage)).toMatchObject({ equityFinal: '1000.00', returnPercent: '0' });
    stage.price('100');
    expect(figures(stage)).toMatchObject({
      equityFinal: '1200.00',
      netDeposits: '1200.00',
      returnPercent: '0',
      maxDrawdownPercent: '0',
    });
    stage.price('150');
    expect(figures(stage)).toMatchObject({ equityFinal: '1300.00', returnPercent: '8.33333333333' });
  });

  it('[S3] takes the price of a fill by hand where the market has shown none', () => {
    const stage = new Stage({ deposits: { USD: '1000' } });
    stage.limit('buy', '5', '100');
    stage.fill('O-1', '5', '80');
    expect(figures(stage)).toMatchObject({ equityFinal: '1000.00', maxDrawdownPercent: '0' });
  });

  it('[S3] does not take the cover of a loss beyond the balance for a deposit', () => {
    const stage = new Stage({ rules: LEVERAGED, deposits: { USD: '100' } });
    stage.price('100');
    stage.act({ type: 'CREATE_TRADE_MARKET', pair: 'BTCUSD', direction: 'long', volume: '9' });
    stage.bar('100 100 100 100');
    stage.bar('50 50 50 50');
    expect(figures(stage)).toMatchObject({
      equityFinal: '0.00',
      returnPercent: '-100',
      maxDrawdownPercent: '100',
    });
  });
});

describe('drawdown', () => {
  it('[S4] is the largest fall from the highest point before, and lasts until that is reached again', () => {
    const stage = new Stage({ deposits: { USD: '1000' } });
    stage.clock('2024-01-03T00:00:00Z').price('100');
    stage.spend('1000');
    stage.bar('100 100 100 100');
    const days = ['120', '90', '115', '120', '60', '119'];
    for (const [day, close] of days.entries()) {
      stage.clock(`2024-01-${String(day + 10)}T00:00:00Z`).bar(`${close} ${close} ${close} ${close}`);
    }
    expect(figures(stage)).toMatchObject({ maxDrawdownPercent: '50', maxDrawdownDays: '2' });
    stage.clock('2024-01-20T00:00:00Z').bar('130 130 130 130');
    expect(figures(stage)).toMatchObject({ maxDrawdownPercent: '50', maxDrawdownDays: '7' });
  });

  it('[S4] does not see deposits and withdrawals', () => {
    const stage = new Stage({ deposits: { USD: '1000' } });
    stage.price('100');
    stage.step({ adjust: { asset: 'USD', amount: '-500' } });
    stage.step({ adjust: { asset: 'USD', amount: '2000' } });
    expect(figures(stage)).toMatchObject({
      maxDrawdownPercent: '0',
      returnPercent: '0',
      equityFinal: '2500.00',
    });
  });
});

describe('figures of trades', () => {
  it('[S6] count net results', () => {
    const stage = new Stage({ rules: LEVERAGED, deposits: { USD: '10000' } });
    stage.price('100');
    const exits = ['110', '130', '90', '100'];
    for (const [index, price] of exits.entries()) {
      stage.act({
        type: 'CREATE_TRADE_LIMIT',
        pair: 'BTCUSD',
        direction: 'long',
        volume: '10',
        price: '100',
      });
      stage.fill(`O-${index + 1}`, '10', '100');
      stage.act({ type: 'CLOSE_TRADE', order: `O-${index + 1}`, price });
    }
    expect(figures(stage)).toMatchObject({
      trades: 4,
      winRatePercent: '50',
      profitFactor: '4',
      expectancyPercent: '7.5',
      averageTrade: '75.00',
      ambiguousPnlPercent: '0',
      equityFinal: '10300.00',
    });
  });

  it('[S6] tell how much came from bars whose path decided', () => {
    const stage = new Stage({ rules: LEVERAGED, deposits: { USD: '10000' } });
    const bracket = { stopLoss: '90', takeProfit: '110' };
    stage.price('100');
    for (const more of [bracket, {}]) {
      stage.act({
        type: 'CREATE_TRADE_MARKET',
        pair: 'BTCUSD',
        direction: 'long',
        volume: '10',
        leverage: '2',
        ...more,
      });
    }
    stage.bar('100 100 100 100');
    stage.bar('100 111 89 100');
    stage.act({ type: 'CLOSE_TRADE', order: 'O-2', price: '130' });
    expect(figures(stage)).toMatchObject({ trades: 2, averageTrade: '100.00', ambiguousPnlPercent: '25' });
  });

  it('[S6] and of everything else are null where they are not defined, never zero or not a number', () => {
    const empty = figures(new Stage({ deposits: {} }));
    expect(empty).toEqual({
      bars: 0,
      trades: 0,
      equityFinal: '0.00',
      netDeposits: '0.00',
      returnPercent: null,
      cagrPercent: null,
      maxDrawdownPercent: null,
      maxDrawdownDays: null,
      sharpe: null,
      sortino: null,
      calmar: null,
      winRatePercent: null,
      profitFactor: null,
      expectancyPercent: null,
      averageTrade: null,
      exposurePercent: null,
      turnover: null,
      feesPaid: '0.00',
      fees: { create: '0.00', fill: '0.00', close: '0.00', cancel: '0.00', overnight: '0.00' },
      peakUtilisationPercent: '0',
      meanUtilisationPercent: null,
      ambiguousPnlPercent: null,
    });
  });
});

/** Equity at each close, reckoned anew from balances and orders as repositories read them. */
function naiveEquity(player: Player): readonly Decimal[] {
  const { journal, balances, orders } = player;
  const { bar } = journal.entries.columns;
  return Array.from({ length: journal.bars.length }, (_, index) => {
    let entries = journal.bars.columns.firstEntry[index] ?? 0;
    while (entries < journal.entries.length && bar[entries] === index) entries += 1;
    const close = new Decimal(journal.bars.columns.close[index] ?? 0).div(100);
    const usd = balances.at({ entries }, 'main', 'USD').total;
    const btc = balances.at({ entries }, 'main', 'BTC').total.times(close);
    const open = orders.find({}, { entries }).reduce((sum, { position, direction }) => {
      if (position === null || position.entryPrice === null) return sum;
      const gain = close.minus(position.entryPrice).times(position.open);
      return direction === 'long' ? sum.plus(gain) : sum.minus(gain);
    }, new Decimal(0));
    return usd
      .plus(btc.toDecimalPlaces(2, Decimal.ROUND_FLOOR))
      .plus(open.toDecimalPlaces(2, Decimal.ROUND_FLOOR));
  });
}

function expectClose(text: string | null, value: number): void {
  expect(Math.abs(Number(text) - value)).toBeLessThan(1e-6 * (1 + Math.abs(value)));
}

describe('ratios', () => {
  it.each([
    ['smaCross', 'spot', 'range'],
    ['grid', 'costlySpot', 'range'],
    ['breakout', 'derivatives', 'gapRidden'],
    ['momentum', 'derivatives', 'crash'],
  ] as const)(
    '[S5] of %s on %s in a %s market are those of a naive equity curve',
    (strategy, venue, character) => {
      const player = sampleRun(strategy, venue, sampleCandles(character, 250));
      const found = statisticsOf(player.journal, player.journal.entries.length);
      // What is closed for the end of the run is closed at the last bar's time, and belongs to it.
      const curve = [...naiveEquity(player).slice(0, -1), new Decimal(found.equityFinal)].map(Number);
      const returns = curve.map((equity, index) => equity / (curve[index - 1] ?? 100_000) - 1);
      const mean = returns.reduce((sum, each) => sum + each, 0) / returns.length;
      const variance = returns.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (returns.length - 1);
      const downside = returns.reduce((sum, each) => sum + Math.min(0, each) ** 2, 0) / returns.length;
      const times = Array.from(player.journal.bars.columns.timeMs.slice(0, returns.length));
      const years = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / (365.25 * 86_400_000);
      const scale = Math.sqrt((returns.length - 1) / years);
      const growth = (curve.at(-1) ?? 0) / 100_000;
      const cagr = growth ** (1 / years) - 1;
      let highest = 100_000;
      let drawdown = 0;
      for (const equity of curve) {
        highest = Math.max(highest, equity);
        drawdown = Math.max(drawdown, 1 - equity / highest);
      }
      expectClose(found.sharpe, (mean / Math.sqrt(variance)) * scale);
      expectClose(found.sortino, (mean / Math.sqrt(downside)) * scale);
      expectClose(found.cagrPercent, 100 * cagr);
      expectClose(found.maxDrawdownPercent, 100 * drawdown);
      expectClose(found.calmar, cagr / drawdown);
      expectClose(found.returnPercent, 100 * (growth - 1));
      const meanEquity = curve.reduce((sum, each) => sum + each, 0) / curve.length;
      const traded = player.orders
        .find({}, { entries: player.journal.entries.length })
        .flatMap(({ id }) => player.orders.eventsOf(id, { entries: player.journal.entries.length }))
        .reduce((sum, { fill }) => (fill === null ? sum : sum + fill.volume.times(fill.price).toNumber()), 0);
      expectClose(found.turnover, traded / meanEquity);
      const trades = tradesOf(player, player.journal.transactions.length);
      expect(found.trades).toBe(trades.length);
      const wins = trades.filter(({ netPnl }) => Number(netPnl) > 0).length;
      expectClose(found.winRatePercent, (100 * wins) / trades.length);
    },
  );

  it('[L10] know the highest and the mean of what was tied up', () => {
    const stage = new Stage({ deposits: { USD: '1000' } });
    stage.price('100');
    stage.limit('buy', '5', '100');
    stage.bar('110 110 110 110');
    stage.limit('buy', '4', '100');
    stage.cancel('O-2');
    stage.bar('110 110 110 110');
    expect(figures(stage)).toMatchObject({
      peakUtilisationPercent: '90',
      meanUtilisationPercent: '33.33333333',
    });
  });

  it('tell fees by when they were charged, and how often something was held', () => {
    const stage = new Stage({
      rules: LEVERAGED,
      deposits: { USD: '1000' },
      fees: (['ON_CREATE', 'ON_FILL', 'ON_CLOSE', 'ON_CANCEL', 'ON_OVERNIGHT_FILLED'] as const).map(
        (timing, index) => ({ type: 'FLAT_PER_TRADE', timing, amount: String(index + 1) }),
      ),
    });
    stage.price('100');
    const trade = { type: 'CREATE_TRADE_MARKET', pair: 'BTCUSD', direction: 'long', volume: '1' } as const;
    stage.act(trade);
    stage.bar('100 100 100 100');
    stage.step({ overnight: {} });
    stage.act({ type: 'CLOSE_TRADE', order: 'O-1', price: '100' });
    stage.bar('100 100 100 100');
    stage.act(trade);
    stage.act({ type: 'CANCEL_TRADE_LIMIT', order: 'O-2' });
    expect(figures(stage)).toMatchObject({
      feesPaid: '16.00',
      fees: { create: '2.00', fill: '2.00', close: '3.00', cancel: '4.00', overnight: '5.00' },
      exposurePercent: '33.3333333333',
    });
  });
});
