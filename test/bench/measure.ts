/** What a bench is asked to do, from its command line: a variant (`ours`, `plain`, …) and a size, in lines, bars or orders. */
export interface Task {
  readonly variant: string;
  readonly size: number;
}

export function task(): Task {
  const [variant = 'ours', size = '1000000'] = process.argv.slice(2);
  return { variant, size: Number(size) };
}

/** What was measured: a figure, and how many of what were done in it. */
export interface Report {
  readonly figure: number;
  readonly done: Readonly<Record<string, number>>;
}

/** Prints a figure for the runner to read. */
export function report(figure: number, done: Report['done'] = {}): void {
  console.log(JSON.stringify({ figure, done } satisfies Report));
}

const TIMES = 5;
/** So long is something done before it is timed, and so long at least each time. */
const WARM_UP_MS = 1500;
const LEAST_MS = 60;

/** Milliseconds that something takes: the median of several times, each long enough to be told, after it has warmed up. */
export function timeOf(run: () => void): number {
  const untilMs = performance.now() + WARM_UP_MS;
  do run();
  while (performance.now() < untilMs);
  return median(
    Array.from({ length: TIMES }, () => {
      let runs = 0;
      const startMs = processorMs();
      do {
        run();
        runs += 1;
      } while (processorMs() - startMs < LEAST_MS);
      return (processorMs() - startMs) / runs;
    }),
  );
}

/** Milliseconds that something takes once. */
export function onceMs(run: () => void): number {
  const startMs = processorMs();
  run();
  return processorMs() - startMs;
}

/** Milliseconds of processor time so far, of all threads: what else the machine does is not in it. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Microseconds that each of many calls takes, at many places. */
export function microsecondsOf(run: (round: number) => void): number {
  let round = 0;
  const tookMs = timeOf(() => {
    for (let call = 0; call < CALLS; call += 1) run((round += 1));
  });
  return (tookMs * 1000) / CALLS;
}
const CALLS = 10;

/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
