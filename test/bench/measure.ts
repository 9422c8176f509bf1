/** What a bench is asked to do, from its command line: `ours` or `plain`, and how many lines the ledger has. */
export interface Task {
  readonly variant: string;
  readonly lines: number;
}

export function task(): Task {
  const [variant = 'ours', lines = '1000000'] = process.argv.slice(2);
  return { variant, lines: Number(lines) };
}

/** Prints a figure for the runner to read. */
export function report(figure: number): void {
  console.log(JSON.stringify({ figure }));
}

/** How often something is timed; the best time is that in which the machine did the least else. */
const TIMES = 5;

/** Milliseconds that something takes at best. */
export function bestTimeOf(run: () => void): number {
  return Math.min(...Array.from({ length: TIMES }, () => timeOf(run)));
}

/** Microseconds that each of many calls takes at best, after a third of a second to warm up. */
export function microsecondsOf(run: (round: number) => void): number {
  let calls = 0;
  const untilMs = performance.now() + WARM_UP_MS;
  while (performance.now() < untilMs) {
    run(calls);
    calls += 1;
  }
  // Few as the calls may be, they read at several places.
  const each = Math.max(TIMES, Math.round(calls / TIMES));
  const bestMs = bestTimeOf(() => {
    for (let round = 1; round <= each; round += 1) run(round);
  });
  return (bestMs * 1000) / each;
}
const WARM_UP_MS = 300;

function timeOf(run: () => void): number {
  const startMs = performance.now();
  run();
  return performance.now() - startMs;
}
