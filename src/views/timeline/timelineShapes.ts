import type { OrderStatus } from '../../domain/orders/lifecycle.ts';
import { orderId } from '../../domain/orders/orderId.ts';
import type { Journal } from '../../journal/journal.ts';
import { firstIndex } from '../../journal/postings.ts';
import type { LifeState, OrderLives } from './orderLives.ts';
import type { TimelineRows } from './orderRows.ts';
import type { TimeWindow } from './timeWindow.ts';

/** Height of a row and of the bars in it, in CSS pixels; a row is large enough to be hit. */
export const ROW = 24;
export const BAR = 11;
/** Size of the sign of an end, and the shortest bar that holds its order's name. */
const SIGN = 11;
const NAMED = 46;

/** What is drawn of some rows, in CSS pixels; one path for each state, whatever many orders there are. */
export interface TimelineShapes {
  readonly paths: ReadonlyMap<LifeState, string>;
  /** Fills and closes. */
  readonly ticks: string;
  readonly signs: readonly {
    readonly order: number;
    readonly status: OrderStatus;
    readonly x: number;
    readonly y: number;
  }[];
  readonly names: readonly { readonly id: string; readonly x: number; readonly y: number }[];
}

/** Where a time lies across a plot. */
export function xAt({ fromMs, toMs }: TimeWindow, width: number, timeMs: number): number {
  return ((timeMs - fromMs) / (toMs - fromMs)) * width;
}

/** The shapes of the rows from `first` up to `last`, within the window; what would lie on the same pixel is drawn once. */
export function timelineShapes(
  journal: Journal,
  lives: OrderLives,
  rows: TimelineRows,
  window: TimeWindow,
  width: number,
  first: number,
  last: number,
): TimelineShapes {
  const paths = new Map<LifeState, string[]>();
  const ticks: string[] = [];
  const signs: TimelineShapes['signs'][number][] = [];
  const names: TimelineShapes['names'][number][] = [];
  const { fill, entry } = journal.events.columns;
  const { timeMs } = journal.entries.columns;
  const at = (time: number): number => xAt(window, width, time);

  for (let row = first; row < last; row += 1) {
    const own = rows.ordersIn(row);
    const y = row * ROW + (ROW - BAR) / 2;
    let free = Number.NEGATIVE_INFINITY;
    let tick = Number.NEGATIVE_INFINITY;
    const from = firstIndex(own.length, (index) => (lives.endMs[own[index] ?? 0] ?? 0) >= window.fromMs);
    for (let index = from; index < own.length; index += 1) {
      const order = own[index] ?? 0;
      const x1 = at(lives.birthMs[order] ?? 0);
      if (x1 > width) break;
      const x2 = at(lives.endMs[order] ?? 0);
      // Among thousands many end within one pixel: the first of them stands for all.
      if (x2 < free + 0.5) continue;
      for (const { state, fromMs, toMs } of lives.partsOf(order)) {
        const left = Math.max(-4, at(fromMs), free);
        const right = Math.min(width + 4, at(toMs));
        if (right <= left && right < free + 0.5) continue;
        const path = paths.get(state) ?? [];
        if (path.length === 0) paths.set(state, path);
        path.push(
          `M${left.toFixed(1)} ${y}h${Math.max(0.5, right - left).toFixed(1)}v${BAR}H${left.toFixed(1)}z`,
        );
        free = Math.max(free, right);
      }
      for (const event of lives.eventsOf(order)) {
        if ((fill[event] ?? 0) === 0) continue;
        const x = at(timeMs[entry[event] ?? 0] ?? 0);
        if (x < tick + 1 || x < 0 || x > width) continue;
        ticks.push(`M${x.toFixed(1)} ${y - 3}v${BAR + 6}`);
        tick = x;
      }
      free = Math.max(free, x2);
      const following = own[index + 1];
      const room = (following === undefined ? Infinity : at(lives.birthMs[following] ?? 0)) - x2;
      const status = lives.endOf(order);
      if (status !== null && room > SIGN + 4 && x2 >= 0 && x2 <= width)
        signs.push({ order, status, x: x2 + 3, y: row * ROW + (ROW - SIGN) / 2 });
      if (!rows.isSingle && Math.min(x2, width) - Math.max(x1, 0) > NAMED)
        names.push({ id: orderId(order + 1), x: Math.max(x1, 0) + 5, y: row * ROW + ROW / 2 + 3.5 });
    }
  }
  const joined = Array.from(paths, ([state, path]) => [state, path.join('')] as const);
  return { paths: new Map(joined), ticks: ticks.join(''), signs, names };
}
