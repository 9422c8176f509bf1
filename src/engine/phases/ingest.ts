import { draft } from '../../domain/entry.ts';
import type { Pair } from '../../domain/pair.ts';
import type { Candle } from '../../market/candles.ts';
import type { World } from '../world.ts';

/** Phase 1: the clock advances to the bar, the market shows it, and a bar given by hand is an entry of its own. */
export function ingest(world: World, pair: Pair, candle: Candle, kind: 'BAR' | 'PRICE' | null): void {
  world.advance(candle.timeMs);
  world.phase = 'INGEST';
  world.showCandle(pair, candle);
  world.bar = world.journal.addBar(pair.index, candle.timeMs, candle.close);
  if (kind !== null) world.commit(draft(kind, 0));
}
