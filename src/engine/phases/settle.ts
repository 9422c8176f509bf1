import type { Pair } from '../../domain/pair.ts';
import type { Candle } from '../../market/candles.ts';
import type { World } from '../world.ts';

/** Phase 5: the market is marked at the close. */
export function settle(world: World, pair: Pair, { close, timeMs }: Candle): void {
  world.phase = 'SETTLE';
  const market = world.market(pair);
  market.last = close;
  market.lastMs = timeMs;
  market.seenOrders = world.nextOrder - 1;
}
