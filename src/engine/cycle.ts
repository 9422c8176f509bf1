import type { Pair } from '../domain/pair.ts';
import type { Candle } from '../market/candles.ts';
import { BarInProgress } from './matching.ts';
import { accrue } from './phases/accrue.ts';
import { ingest } from './phases/ingest.ts';
import { open } from './phases/open.ts';
import { path } from './phases/path.ts';
import { settle } from './phases/settle.ts';
import type { World } from './world.ts';

/**
 * Takes one bar through its phases: a bar or price given by hand is an entry of its own (`kind`), one of a run leaves entries only
 * where something happens. The candle is sound ([X9]) and not before the clock.
 */
export function runBar(world: World, pair: Pair, candle: Candle, kind: 'BAR' | 'PRICE' | null): void {
  ingest(world, pair, candle, kind);
  accrue(world, pair);
  if (isReached(world, pair, candle)) {
    const bar = new BarInProgress(world, pair, candle);
    open(bar);
    path(bar);
  }
  settle(world, pair, candle);
  world.phase = null;
}

/** Whether anything waits for this bar: most bars of a long run reach nothing, and cost nothing here. */
function isReached(world: World, pair: Pair, { low, high }: Candle): boolean {
  const { working, closes } = world.market(pair);
  if (working.isReached(low, high) || closes.length > 0) return true;
  return world.settings.liquidation === 'cross' && !working.isEmpty;
}
