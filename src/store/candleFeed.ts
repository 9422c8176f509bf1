import type { Step } from '../scenario/format.ts';
import type { Candles } from '../market/candles.ts';
import { formatShortest, formatUnits } from '../money/minorUnits.ts';

/** Imported candles of one pair, waiting to be fed bar by bar. */
export interface CandleFeed {
  readonly pair: string;
  /** Where they come from: the name of the file. */
  readonly name: string;
  readonly candles: Candles;
  readonly priceDecimals: number;
  readonly volumeDecimals: number;
  /** The first candle that is fed, and how many steps the scenario had then. */
  readonly firstIndex: number;
  readonly firstStep: number;
}

/** The index of the next candle to feed; the length of the series when all have been fed. */
export function nextCandleIndex(feed: CandleFeed, steps: readonly Step[]): number {
  let fed = 0;
  for (let at = feed.firstStep; at < steps.length; at += 1) {
    const step = steps[at];
    if (step !== undefined && 'bar' in step && step.bar.pair === feed.pair) fed += 1;
  }
  return Math.min(feed.firstIndex + fed, feed.candles.length);
}

/** When the next candle begins, `null` when there is none. */
export function nextCandleMs(feed: CandleFeed, steps: readonly Step[]): number | null {
  const index = nextCandleIndex(feed, steps);
  return index < feed.candles.length ? feed.candles.candleAt(index).timeMs : null;
}

type Bar = Extract<Step, { bar: unknown }>['bar'];

/** A candle as the bar of a step, its numbers as plain texts. */
export function barOf(feed: CandleFeed, index: number): Bar {
  const { open, high, low, close, volume } = feed.candles.candleAt(index);
  const price = (units: number): string => formatUnits(BigInt(units), feed.priceDecimals);
  const bar = {
    pair: feed.pair,
    open: price(open),
    high: price(high),
    low: price(low),
    close: price(close),
  };
  return Number.isNaN(volume) ? bar : { ...bar, volume: formatShortest(BigInt(volume), feed.volumeDecimals) };
}
