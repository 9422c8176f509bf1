import type { ChartPoint } from './chartPoints.ts';

/** The two areas, the lower one last. */
export const AREAS = ['available', 'unavailable'] as const;
type Area = (typeof AREAS)[number];

/** Where in an area something lies wholly within it, in the units of the chart. */
export interface AreaPlace {
  readonly moment: number;
  readonly value: number;
  /** From the edge below it to that above. */
  readonly room: number;
}

/** Where an area has the most room for something as wide as `width` moments; `null` where it is nowhere so wide. */
export function areaPlace(points: readonly ChartPoint[], area: Area, width: number): AreaPlace | null {
  const end = points.at(-1)?.moment ?? 0;
  let best: { from: number; to: number; floor: number; ceiling: number } | null = null;
  let most = 0;
  for (const [first, { moment: from }] of points.entries()) {
    if (from + width > end) break;
    let floor = 0;
    let ceiling = Number.POSITIVE_INFINITY;
    let to = from;
    for (let at = first; at + 1 < points.length && ceiling - floor > most; at += 1) {
      const [point, next] = [points[at], points[at + 1]];
      if (point === undefined || next === undefined) break;
      const low = area === 'available' ? point.unavailable : 0;
      const high = low + point[area];
      // Beyond its width it goes on only for as long as that costs no room.
      if (to - from >= width && (low > floor || high < ceiling)) break;
      floor = Math.max(floor, low);
      ceiling = Math.min(ceiling, high);
      to = next.moment;
    }
    if (ceiling - floor <= most) continue;
    most = ceiling - floor;
    best = { from, to, floor, ceiling };
  }
  if (best === null) return null;
  const { from, to, floor, ceiling } = best;
  return { moment: (from + to) / 2, value: (floor + ceiling) / 2, room: ceiling - floor };
}
