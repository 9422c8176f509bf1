import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  moved,
  timeTicks,
  wholeWindow,
  windowAround,
  zoomed,
} from '../../../src/views/timeline/timeWindow.ts';

const DAY_MS = 86_400_000;
const whole = wholeWindow(Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 8));
const time = fc.double({ min: whole.fromMs, max: whole.toMs, noNaN: true });

describe('the window of time', () => {
  it('never leaves the whole, however it is moved and zoomed', () => {
    const deeds = fc.array(
      fc.tuple(fc.constantFrom(0.5, 2, 1), time, fc.integer({ min: -DAY_MS, max: DAY_MS })),
    );
    fc.assert(
      fc.property(deeds, (all) => {
        let window = whole;
        for (const [factor, around, by] of all) {
          window = moved(zoomed(window, whole, factor, around), whole, by);
          expect(window.fromMs).toBeGreaterThanOrEqual(whole.fromMs - 1);
          expect(window.toMs).toBeLessThanOrEqual(whole.toMs + 1);
          expect(window.toMs).toBeGreaterThan(window.fromMs);
        }
      }),
    );
  });

  it('keeps what is pointed at in its place', () => {
    fc.assert(
      fc.property(time, (around) => {
        const closer = zoomed(whole, whole, 0.5, around);
        const share = (around - whole.fromMs) / (whole.toMs - whole.fromMs);
        expect((around - closer.fromMs) / (closer.toMs - closer.fromMs)).toBeCloseTo(share, 6);
      }),
    );
  });

  it('comes along to a time that is out of sight, and stays for one that is in it', () => {
    const closer = zoomed(whole, whole, 0.1, Date.UTC(2024, 0, 2));
    expect(windowAround(closer, whole, Date.UTC(2024, 0, 2))).toBe(closer);
    const there = windowAround(closer, whole, Date.UTC(2024, 0, 6));
    expect(there.fromMs).toBeLessThan(Date.UTC(2024, 0, 6));
    expect(there.toMs).toBeGreaterThan(Date.UTC(2024, 0, 6));
  });

  it('is named at round times', () => {
    const day = { fromMs: Date.UTC(2024, 0, 1, 20), toMs: Date.UTC(2024, 0, 2, 5) };
    const years = { fromMs: Date.UTC(2019, 11, 20), toMs: Date.UTC(2025, 8, 14) };
    expect(timeTicks(years, 4).map(({ text }) => text)).toEqual(['2020-01', '2022-01', '2024-01']);
    const months = { fromMs: Date.UTC(2024, 0, 1), toMs: Date.UTC(2024, 3, 14) };
    expect(timeTicks(months, 4).map(({ text }) => text)).toEqual([
      '2024-01',
      '2024-02',
      '2024-03',
      '2024-04',
    ]);
    expect(timeTicks(day, 4).map(({ text }) => text)).toEqual(['21:00', '2024-01-02', '03:00']);
  });
});
