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

/** Milliseconds that something takes: the median of five times. */
export function medianTimeOf(run: () => void): number {
  return Array.from({ length: 5 }, () => timeOf(run)).toSorted((a, b) => a - b)[2] ?? Number.NaN;
}

/** Milliseconds that something takes, once. */
function timeOf(run: () => void): number {
  const startMs = performance.now();
  run();
  return performance.now() - startMs;
}

/** Microseconds that each of many calls takes, after as many to warm up; no more than about a second of it. */
export function microsecondsOf(run: (round: number) => void, atMost = 20_000): number {
  let calls = 0;
  const untilMs = performance.now() + 300;
  while (calls < atMost && performance.now() < untilMs) {
    run(calls);
    calls += 1;
  }
  const totalMs = timeOf(() => {
    for (let round = 0; round < calls; round += 1) run(round);
  });
  return (totalMs * 1000) / calls;
}
