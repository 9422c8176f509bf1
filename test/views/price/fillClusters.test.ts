import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillClusters, type PlacedFill } from '../../../src/views/price/fillClusters.ts';
import type { DrawnBar } from '../../../src/views/price/priceBars.ts';

const BARS = 60;
const bars = Array.from({ length: BARS }, (_, index): DrawnBar => ({
  time: index,
  open: 100,
  high: 105 + (index % 7),
  low: 95 - (index % 5),
  close: 101,
  isTick: false,
  from: index,
  isPlace: false,
  firstMoment: index,
  lastMoment: index,
}));
const fills = fc
  .array(fc.tuple(fc.nat(BARS - 1), fc.boolean(), fc.integer({ min: 80, max: 120 })), { maxLength: 120 })
  .map((all) =>
    all
      .toSorted((a, b) => a[0] - b[0])
      .map(([bar, buys, price], index): PlacedFill => ({
        bar,
        fill: { orderId: `O-${index}`, buys, price, volume: '1', moment: index, timeMs: index },
      })),
  );

describe('fillClusters', () => {
  it('hold every fill once, stand apart, and mark beyond every price they stand for', () => {
    fc.assert(
      fc.property(fills, fc.double({ min: 0.1, max: 20, noNaN: true }), (placed, apart) => {
        const clusters = fillClusters(placed, bars, apart);
        const marked = clusters.flatMap(({ buys, sells }) => [...buys, ...sells]);
        expect(marked.map(({ orderId }) => orderId).toSorted()).toEqual(
          placed.map(({ fill }) => fill.orderId).toSorted(),
        );
        const places = clusters.map(({ bar }) => bar);
        // Marks of one bar are one: two bars are always apart.
        const gaps = places.slice(1).map((bar, index) => bar - (places[index] ?? 0));
        expect(Math.min(Infinity, ...gaps)).toBeGreaterThanOrEqual(Math.max(1, apart));
        for (const { bar, buys, sells, low, high } of clusters) {
          expect(buys.every((fill) => fill.buys) && sells.every((fill) => !fill.buys)).toBe(true);
          for (const { price } of [...buys, ...sells]) {
            expect(low).toBeLessThanOrEqual(price);
            expect(high).toBeGreaterThanOrEqual(price);
          }
          // What bought stands below the bar and what sold above it, so that the two never meet.
          expect(low).toBeLessThanOrEqual(bars[bar]?.low ?? 0);
          expect(high).toBeGreaterThanOrEqual(bars[bar]?.high ?? 0);
        }
      }),
    );
  });
});
