import type { Pair } from '../domain/pair.ts';
import type { Candle } from '../market/candles.ts';
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
  const bar = ingest(world, pair, candle, kind);
  accrue(world, pair);
  open(bar);
  path(bar);
  settle(bar);
  world.phase = null;
}
