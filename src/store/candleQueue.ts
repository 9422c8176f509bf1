import type { Step } from '../scenario/format.ts';
import { barOf, nextCandleIndex, type CandleFeed } from './candleFeed.ts';
import { candleTimeMs, fileTime, lastTimeMs } from './stepTime.ts';

/** The steps that feed the next candles of all pairs, the earliest first; it ends when every candle has been fed. */
export function* nextBars(feeds: Iterable<CandleFeed>, steps: readonly Step[]): Generator<Step, void> {
  const waiting = Array.from(feeds, (feed) => ({ feed, index: nextCandleIndex(feed, steps) }));
  let lastMs = lastTimeMs(steps);
  for (;;) {
    let next: (typeof waiting)[number] | null = null;
    let earliest = Number.POSITIVE_INFINITY;
    for (const each of waiting) {
      if (each.index >= each.feed.candles.length) continue;
      const { timeMs } = each.feed.candles.candleAt(each.index);
      if (timeMs >= earliest) continue;
      earliest = timeMs;
      next = each;
    }
    if (next === null) return;
    lastMs = candleTimeMs(lastMs, earliest);
    yield { at: fileTime(lastMs), bar: barOf(next.feed, next.index) };
    next.index += 1;
  }
}
