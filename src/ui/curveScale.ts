const STEPS = [1, 2, 2.5, 5, 10] as const;

/** A range of values with the round ones within it. */
export interface CurveScale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/** A scale that holds the values from `lowest` to `highest`, with about `count` round ticks and some room above and below. */
export function curveScale(lowest: number, highest: number, count: number): CurveScale {
  if (!(highest >= lowest)) return { low: 0, high: 1, ticks: [0, 1] };
  const room = (highest - lowest || Math.abs(highest) || 1) * 0.06;
  const low = lowest - room;
  const high = highest + room;
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough * 0.999_999) ?? 10) * power;
  const ticks: number[] = [];
  for (let at = Math.ceil(low / step); at * step <= high; at += 1) ticks.push(at === 0 ? 0 : at * step);
  return { low, high, ticks };
}

/** From 0 to at least `highest`, for shares in percent. */
export function percentScale(highest: number, count: number): CurveScale {
  const { ticks } = curveScale(0, Math.max(highest, 0.01), count);
  const high = Math.max(highest * 1.04, 0.01);
  return { low: 0, high, ticks: ticks.filter((tick) => tick >= 0 && tick <= high) };
}
