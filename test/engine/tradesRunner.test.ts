import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/domain/actions/registry.ts';
import { MarketView } from '../../src/engine/marketView.ts';
import { Runner } from '../../src/engine/runner.ts';
import { Candles } from '../../src/market/candles.ts';
import { TradeStage } from './tradeStage.ts';

const MINUTE_MS = 60_000;

/** Bars that stand still at a price, in cents, a minute apart, all after the stage's clock. */
function bars(stage: TradeStage, ...prices: readonly number[]): Candles {
  const candles = new Candles();
  for (const [index, price] of prices.entries()) {
    candles.push(stage.player.world.nowMs + (index + 1) * MINUTE_MS, price, price, price, price, Number.NaN);
  }
  return candles;
}

describe('the end of a run', () => {
  it('[O8] closes what the agent’s account still has open at the last price, and no one else’s', () => {
    const stage = new TradeStage({
      accounts: [
        { id: 'main', deposits: { USD: '1000' } },
        { id: 'other', deposits: { USD: '1000' } },
      ],
    });
    stage.hold('long', '1', '100', {}, 'other');
    const { world } = stage.player;
    const pair = world.pairByCode('BTCUSD');
    const asked: Action = { type: 'CREATE_TRADE_MARKET', pair: 'BTCUSD', direction: 'long', volume: '2' };
    const later: Action = {
      type: 'CREATE_TRADE_LIMIT',
      pair: 'BTCUSD',
      direction: 'long',
      volume: '1',
      price: '50',
    };
    const decide = (view: MarketView): readonly Action[] => (view.bars === 1 ? [asked, later] : []);
    const agent = { account: 0, view: new MarketView(world, pair, 0), decide };
    const runner = new Runner(world, pair, bars(stage, 10_000, 10_100, 10_500), 0, [agent]);
    runner.advance(Number.POSITIVE_INFINITY);
    expect(stage.standing('O-2')).toBe('OPEN 2 @ 101 margin 20.2 liquidated at 90.9');
    runner.finish();
    expect(stage.order('O-2')).toMatchObject({ position: 'CLOSED', closeReason: 'END_OF_RUN', pnl: '8.00' });
    expect(stage.order('O-1').position).toBe('OPEN');
    expect(stage.status('O-3')).toBe('PENDING');
    expect(stage.balance('USD')).toBe('1003.00 / 5.00');
  });
});
