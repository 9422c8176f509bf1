import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/domain/actions/registry.ts';
import { MarketView } from '../../src/engine/marketView.ts';
import { Runner } from '../../src/engine/runner.ts';
import type { World } from '../../src/engine/world.ts';
import { Candles } from '../../src/market/candles.ts';
import { TradeStage } from './tradeStage.ts';

const PRICES = [10_000, 10_100, 10_200, 10_300, 10_400];
const BUY: Action = { type: 'CREATE_SPOT_MARKET', pair: 'BTCUSD', direction: 'buy', volume: '1' };

/** A run over bars that stand still at {@link PRICES}, in cents, a minute apart, with one who decides at their closes or two who do. */
function runOf(
  decide: (view: MarketView) => readonly Action[],
  agents = 1,
): { world: World; runner: Runner } {
  const { world } = new TradeStage({ accounts: [{ id: 'main', deposits: { USD: '1000' } }] }).player;
  const pair = world.pairByCode('BTCUSD');
  const candles = new Candles();
  for (const [index, price] of PRICES.entries())
    candles.push(world.nowMs + (index + 1) * 60_000, price, price, price, price, Number.NaN);
  const agent = (): { account: number; view: MarketView; decide: typeof decide } => ({
    account: 0,
    view: new MarketView(world, pair, 0),
    decide,
  });
  return { world, runner: new Runner(world, pair, candles, 0, Array.from({ length: agents }, agent)) };
}

describe('bars that change nothing but prices', () => {
  it.each([1, 2])(
    '[X1] are each looked from once, in their order and at their time, by %i who decide',
    (count) => {
      const seen: unknown[] = [];
      const { world, runner } = runOf((view) => {
        expect(() => view.close(-1)).toThrow(RangeError);
        seen.push([view.bars, view.close(), view.timeMs - startMs, view.happenings().length]);
        return [];
      }, count);
      const startMs = world.nowMs;
      runner.advance(Number.POSITIVE_INFINITY);
      const once = PRICES.map((price, index) => [index + 1, price, (index + 1) * 60_000, 0]);
      expect(seen).toEqual(once.flatMap((looked) => Array.from({ length: count }, () => looked)));
      expect(Array.from(world.journal.bars.toColumns().close)).toEqual(PRICES);
    },
  );

  it('[X1] are passed up to the one at which something is asked for, which is where it is written', () => {
    const { world, runner } = runOf((view) => (view.bars === 3 ? [BUY] : []));
    runner.advance(Number.POSITIVE_INFINITY);
    const { entries, bars } = world.journal;
    const kinds = entries.length;
    expect(Array.from(entries.toColumns().bar).slice(-2)).toEqual([2, 3]);
    expect(Array.from(bars.toColumns().firstEntry)).toEqual([
      kinds - 2,
      kinds - 2,
      kinds - 2,
      kinds - 1,
      kinds,
    ]);
  });

  it('stand in the journal up to the one at whose close a strategy broke', () => {
    const { world, runner } = runOf((view) => {
      if (view.bars === 4) throw new RangeError('broken');
      return [];
    });
    expect(() => runner.advance(Number.POSITIVE_INFINITY)).toThrow('broken');
    expect(world.journal.bars.length).toBe(4);
  });

  it('are asked for only as far as the run is to go on', () => {
    const seen: number[] = [];
    const { world, runner } = runOf((view) => {
      seen.push(view.bars);
      return [];
    });
    expect(runner.advance(2)).toBe(true);
    expect([seen, world.journal.bars.length]).toEqual([[1, 2], 2]);
    expect(runner.advance(2, false)).toBe(true);
    expect([seen, world.journal.bars.length]).toEqual([[1, 2], 4]);
    expect(runner.advance(2)).toBe(false);
    expect(seen).toEqual([1, 2, 5]);
  });
});
