import type { BalanceSeries } from '../../journal/balanceSeries.ts';
import { downsample } from '../../ui/downsample.ts';

/** One corner of the drawn steps. */
interface ChartPoint {
  readonly moment: number;
  readonly available: number;
  readonly unavailable: number;
  /** Percent. */
  readonly utilisation: number;
}

/** What a chart draws. */
export interface ChartPoints {
  readonly points: readonly ChartPoint[];
  /** The largest total, and the moment of the largest utilisation (0 when nothing was ever unavailable). */
  readonly highest: number;
  readonly peakMoment: number;
  /** Changes there were to draw. */
  readonly changes: number;
}

/** Points a chart can draw without delay; the first and the last moment come on top of the series' own. */
const MAX_POINTS = 1_198;

/** The corners to draw of a balance from nothing at moment 0 to the end of moment `end`, no peak lost ([L10]). */
export function chartPoints({ moments, available, unavailable }: BalanceSeries, end: number): ChartPoints {
  const total = available.map((value, index) => value + (unavailable[index] ?? 0));
  const utilisation = unavailable.map((value, index) =>
    total[index] ? (value / (total[index] ?? 1)) * 100 : 0,
  );
  let highest = 0;
  let peak = -1;
  for (const [index, value] of utilisation.entries()) {
    highest = Math.max(highest, total[index] ?? 0);
    if (value > (utilisation[peak] ?? 0)) peak = index;
  }
  const points: ChartPoint[] = [{ moment: 0, available: 0, unavailable: 0, utilisation: 0 }];
  for (const index of downsample([available, unavailable, total, utilisation], MAX_POINTS)) {
    points.push({
      moment: moments[index] ?? 0,
      available: available[index] ?? 0,
      unavailable: unavailable[index] ?? 0,
      utilisation: utilisation[index] ?? 0,
    });
  }
  const last = points.at(-1);
  if (last !== undefined) points.push({ ...last, moment: end + 1 });
  return { points, highest, peakMoment: moments[peak] ?? 0, changes: moments.length };
}
