import { LOCALE } from './locale.ts';

const STEPS = [1, 2, 2.5, 5, 10] as const;
/** What changes by a smaller share of itself looks level: the ticks between would be too long to write. */
const LEAST_SHARE = 1e-4;
/** Of round values: all their digits, and none that a double adds. */
const SHORT = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 7 });

/** A range of values with the round ones within it. */
export interface CurveScale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/** A scale that holds the values from `lowest` to `highest`, with about `count` round ticks and some room above and below. */
export function curveScale(lowest: number, highest: number, count: number): CurveScale {
  if (!(highest >= lowest)) return { low: 0, high: 1, ticks: [0, 1] };
  const size = Math.max(Math.abs(lowest), Math.abs(highest));
  const own = highest - lowest;
  const room = (own || size || 1) * 0.06 + (own === 0 ? 0 : Math.max(0, size * LEAST_SHARE - own) / 2);
  const low = lowest - room;
  const high = highest + room;
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough * 0.999_999) ?? 10) * power;
  const ticks: number[] = [];
  for (let at = Math.ceil(low / step); at * step <= high; at += 1) ticks.push(at === 0 ? 0 : at * step);
  return { low, high, ticks };
}

/** From 0 to at least `highest`, for shares in percent; one percent where there is nothing to show. */
export function percentScale(highest: number, count: number): CurveScale {
  const most = highest > 0 ? Math.max(highest, 0.01) : 1;
  const high = most * 1.04;
  const { ticks } = curveScale(0, most, count);
  return { low: 0, high, ticks: ticks.filter((tick) => tick >= 0 && tick <= high) };
}

/** A tick as it is written at its line, shortened but never rounded: `12.5K`. */
export function writeTick(tick: number): string {
  return SHORT.format(tick);
}
