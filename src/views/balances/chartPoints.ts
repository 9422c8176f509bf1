import type { BalanceSeries } from '../../journal/balanceSeries.ts';
import { downsample } from '../../ui/downsample.ts';

/** One corner of the drawn steps. */
export interface ChartPoint {
  readonly moment: number;
  readonly available: number;
  readonly unavailable: number;
  /** Percent. */
  readonly utilisation: number;
}

/** What a chart reaches: the largest total, and the moment of the largest utilisation (0 when nothing was ever unavailable). */
export interface ChartReach {
  readonly highest: number;
  readonly peakMoment: number;
}

/** What a series reaches. */
export function chartReach({ moments, available, unavailable }: BalanceSeries): ChartReach {
  let highest = 0;
  let most = 0;
  let peakMoment = 0;
  for (let index = 0; index < moments.length; index += 1) {
    const part = unavailable[index] ?? 0;
    const total = (available[index] ?? 0) + part;
    const share = utilisationOf(part, total);
    if (total > highest) highest = total;
    if (share > most) {
      most = share;
      peakMoment = moments[index] ?? 0;
    }
  }
  return { highest, peakMoment };
}

/** The corners to draw of a balance from nothing at moment 0 to the end of moment `end`, `most` of them, no peak lost ([L10]). */
export function chartPoints(series: BalanceSeries, end: number, most: number): readonly ChartPoint[] {
  const { moments, available, unavailable } = series;
  const total = new Float64Array(moments.length);
  const utilisation = new Float64Array(moments.length);
  for (let index = 0; index < moments.length; index += 1) {
    const part = unavailable[index] ?? 0;
    total[index] = (available[index] ?? 0) + part;
    utilisation[index] = utilisationOf(part, total[index] ?? 0);
  }
  const points: ChartPoint[] = [{ moment: 0, available: 0, unavailable: 0, utilisation: 0 }];
  // The first and the last moment come on top of the series' own.
  for (const index of downsample([available, unavailable, total, utilisation], most - 2)) {
    points.push({
      moment: moments[index] ?? 0,
      available: available[index] ?? 0,
      unavailable: unavailable[index] ?? 0,
      utilisation: utilisation[index] ?? 0,
    });
  }
  const last = points.at(-1);
  if (last !== undefined) points.push({ ...last, moment: end + 1 });
  return points;
}

function utilisationOf(unavailable: number, total: number): number {
  return total === 0 ? 0 : (unavailable / total) * 100;
}
