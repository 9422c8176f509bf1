import type { BarInProgress } from '../matching.ts';

/** Phase 5: the market is marked at the close, and how far balances moved within the bar is kept ([L10]). */
export function settle(bar: BarInProgress): void {
  const { world, pair, candle } = bar;
  world.phase = 'SETTLE';
  const market = world.market(pair);
  market.last = candle.close;
  market.lastMs = candle.timeMs;
  market.seenOrders = world.nextOrder - 1;
  world.journal.closeBar();
}
