import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderLives, type OrderLives } from '../../../src/views/timeline/orderLives.ts';
import { orderAt, packedRows, singleRows } from '../../../src/views/timeline/orderRows.ts';
import { orderTerms } from '../../../src/views/timeline/orderTerms.ts';
import { timelineShapes } from '../../../src/views/timeline/timelineShapes.ts';
import { wholeWindow } from '../../../src/views/timeline/timeWindow.ts';
import { sampleCandles, sampleRun } from '../../strategies/sampleRuns.ts';
import { busyWorld, tradedWorld } from '../playedWorld.ts';

const START_MS = Date.UTC(2024, 0, 2, 9);
const minutes = (ms: number): number => (ms - START_MS) / 60_000;

function partsOf(lives: OrderLives, row: number): string[] {
  return lives.partsOf(row).map(({ state, fromMs, toMs }) => `${state} ${minutes(fromMs)}–${minutes(toMs)}`);
}

describe('orderLives', () => {
  it('[O2] draws each order from its birth to its end, with every state on the way', () => {
    const { journal } = busyWorld();
    const lives = orderLives(journal, journal.entries.length);
    expect(lives.count).toBe(7);
    expect(partsOf(lives, 0)).toEqual(['PENDING 1–3', 'PARTIALLY_FILLED 3–4']);
    expect(lives.endOf(0)).toBe('REPLACED');
    expect(partsOf(lives, 3)).toEqual(['PENDING 5–9', 'PARTIALLY_FILLED 9–10']);
    expect(lives.endOf(3)).toBe('CANCELLED');
    // Refused as it was asked for: no while at all, but an end.
    expect(partsOf(lives, 5)).toEqual([]);
    expect(lives.endOf(5)).toBe('REJECTED');
    // Still at work.
    expect(lives.endOf(6)).toBeNull();
    expect(lives.endMs[6]).toBe(lives.lastMs);
  });

  it('goes on through the position of a trade until that is closed', () => {
    const { journal } = tradedWorld();
    const lives = orderLives(journal, journal.entries.length);
    expect(partsOf(lives, 0)).toEqual([
      'PENDING 1–2',
      'PARTIALLY_FILLED 2–3',
      'OPEN 3–5',
      'PARTIALLY_CLOSED 5–6',
    ]);
    expect(lives.endOf(0)).toBe('FILLED');
  });

  it('knows what has happened up to a moment and no more', () => {
    const { journal } = busyWorld();
    const lives = orderLives(journal, 4);
    expect(lives.count).toBe(1);
    expect(lives.endOf(0)).toBeNull();
  });

  it('says what each asked for', () => {
    const { journal } = busyWorld();
    expect(orderTerms(journal, 0)).toBe('buy 1.5 @ 48,000');
  });
});

describe('rows', () => {
  const lives = fc
    .array(fc.tuple(fc.nat(5), fc.nat(12)), { minLength: 1, maxLength: 80 })
    .map((spans): Pick<OrderLives, 'count' | 'birthMs' | 'endMs'> => {
      let at = 0;
      const born = spans.map(([wait]) => (at += wait));
      return {
        count: spans.length,
        birthMs: Float64Array.from(born),
        endMs: Float64Array.from(born, (birth, index) => birth + (spans[index]?.[1] ?? 0)),
      };
    });

  it('hold every order once, none over another, in as few rows as live at one time', () => {
    fc.assert(
      fc.property(lives, (given) => {
        const rows = packedRows(given as OrderLives);
        const seen = Array.from({ length: rows.count }, (_, row) => Array.from(rows.ordersIn(row)));
        expect(seen.flat().toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: given.count }, (_, order) => order),
        );
        for (const [row, orders] of seen.entries()) {
          for (const [index, order] of orders.entries()) {
            expect(rows.rowOf(order)).toBe(row);
            const before = orders[index - 1];
            if (before === undefined) continue;
            expect(given.birthMs[order]).toBeGreaterThanOrEqual(given.endMs[before] ?? 0);
            // Never at the same place: one of them has a length, or they are apart.
            expect(given.birthMs[order]).toBeGreaterThan(given.birthMs[before] ?? 0);
          }
        }
      }),
    );
  });

  it('find the order under a time, or the nearest one within reach', () => {
    const { journal } = busyWorld();
    const all = orderLives(journal, journal.entries.length);
    const rows = packedRows(all);
    const at = (minute: number, reach = 0) =>
      orderAt(rows, all, rows.rowOf(3), START_MS + minute * 60_000, reach * 60_000);
    expect(at(7)).toBe(3);
    expect(at(11)).toBeNull();
    expect(at(11, 1)).toBe(3);
  });
});

describe('timelineShapes', () => {
  it('draws ten thousands of orders by a few thousand strokes', () => {
    const { journal } = sampleRun('grid', 'spot', sampleCandles('range', 4_000));
    const all = orderLives(journal, journal.entries.length);
    expect(all.count).toBeGreaterThan(300);
    const rows = packedRows(all);
    const width = 400;
    const { paths, ticks } = timelineShapes(
      journal,
      all,
      rows,
      wholeWindow(all.firstMs, all.lastMs),
      width,
      0,
      rows.count,
    );
    const strokes = [...paths.values(), ticks].join('').split('M').length - 1;
    // Two for each pixel of a row, and a tick.
    expect(strokes).toBeLessThanOrEqual(3 * width * rows.count);
    expect(strokes).toBeGreaterThan(rows.count);
  });

  it('[O2] draws each state of a single order where it lies', () => {
    const { journal } = busyWorld();
    const all = orderLives(journal, journal.entries.length);
    const window = { fromMs: START_MS, toMs: START_MS + 10 * 60_000 };
    const { paths, ticks, signs } = timelineShapes(journal, all, singleRows(all), window, 100, 0, 1);
    expect(Object.fromEntries(paths)).toEqual({
      PENDING: 'M10.0 6.5h20.0v11H10.0z',
      PARTIALLY_FILLED: 'M30.0 6.5h10.0v11H30.0z',
    });
    expect(ticks).toBe('M30.0 3.5v17');
    expect(signs).toEqual([{ order: 0, status: 'REPLACED', x: 43, y: 6.5 }]);
  });
});
