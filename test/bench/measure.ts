/** What a bench is asked to do, from its command line: a variant (`ours`, `plain`, …) and a size, in lines, bars or orders. */
export interface Task {
  readonly variant: string;
  readonly size: number;
}

export function task(): Task {
  const [variant = 'ours', size = '1000000'] = process.argv.slice(2);
  return { variant, size: Number(size) };
}

/** Prints a figure for the runner to read. */
export function report(figure: number): void {
  console.log(JSON.stringify({ figure }));
}

const TIMES = 7;

/** Milliseconds that something takes: the median of several times, after one that is not counted. */
export function timeOf(run: () => void): number {
  run();
  return median(Array.from({ length: TIMES }, () => onceMs(run)));
}

/** Milliseconds that something takes the first time. */
export function onceMs(run: () => void): number {
  const startMs = performance.now();
  run();
  return performance.now() - startMs;
}

/** Microseconds that each of many calls takes, after a third of a second to warm up. */
export function microsecondsOf(run: (round: number) => void): number {
  let calls = 0;
  const untilMs = performance.now() + WARM_UP_MS;
  while (performance.now() < untilMs) {
    run(calls);
    calls += 1;
  }
  // Few as the calls may be, they read at several places.
  const each = Math.max(TIMES, Math.round(calls / TIMES));
  const tookMs = timeOf(() => {
    for (let round = 1; round <= each; round += 1) run(round);
  });
  return (tookMs * 1000) / each;
}
const WARM_UP_MS = 300;

/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
