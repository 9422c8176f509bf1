import type { FillMark } from './fillMarks.ts';
import { firstIndex } from '../../journal/postings.ts';
import type { DrawnBar } from './priceBars.ts';
import type { Sight } from './sight.ts';

/** A fill with the bar it is drawn at. */
export interface PlacedFill {
  readonly bar: number;
  readonly fill: FillMark;
}

/** Fills too close to each other for a mark each: one mark below for what bought, one above for what sold. */
export interface FillCluster {
  /** The bar of the first of them: where the marks stand. */
  readonly bar: number;
  readonly buys: readonly FillMark[];
  readonly sells: readonly FillMark[];
  /** The extremes of its bars and fills, beyond which the marks stand. */
  readonly low: number;
  readonly high: number;
}

/** Those of fills, in the order of their bars, that lie in sight. */
export function fillsBetween(fills: readonly PlacedFill[], { from, to }: Sight): readonly PlacedFill[] {
  const first = firstIndex(fills.length, (index) => (fills[index]?.bar ?? 0) >= from);
  return fills.slice(
    first,
    firstIndex(fills.length, (index) => (fills[index]?.bar ?? 0) > to),
  );
}

/** Joins fills, in the order of their bars, so that marks stand at least `apart` bars from each other; a fraction joins those of one bar only. */
export function fillClusters(
  fills: readonly PlacedFill[],
  bars: readonly DrawnBar[],
  apart: number,
): readonly FillCluster[] {
  const clusters: FillCluster[] = [];
  for (let at = 0; at < fills.length;) {
    const first = fills[at]?.bar ?? 0;
    const buys: FillMark[] = [];
    const sells: FillMark[] = [];
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (
      let next = fills[at];
      next !== undefined && next.bar - first < Math.max(apart, 1);
      next = fills[at]
    ) {
      const { fill, bar } = next;
      (fill.buys ? buys : sells).push(fill);
      low = Math.min(low, fill.price, bars[bar]?.low ?? fill.price);
      high = Math.max(high, fill.price, bars[bar]?.high ?? fill.price);
      at += 1;
    }
    clusters.push({ bar: first, buys, sells, low, high });
  }
  return clusters;
}
