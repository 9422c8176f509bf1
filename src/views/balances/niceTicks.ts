const STEPS = [1, 2, 2.5, 5, 10] as const;

/** Round values from 0 on of which the last is at or above `highest`, about `count` of them. */
export function niceTicks(highest: number, count: number): readonly number[] {
  if (!(highest > 0)) return [0, 1];
  const rough = highest / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough * 0.999_999) ?? 10) * power;
  const ticks = Math.ceil((highest / step) * 0.999_999);
  return Array.from({ length: ticks + 1 }, (_, index) => index * step);
}
