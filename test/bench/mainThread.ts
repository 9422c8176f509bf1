import type { Page } from 'playwright-core';

/** What the main thread of a page did for a while, in milliseconds of the processor: what else the machine does is not in it. */
export interface MainThread {
  /** The longest task: for so long the page could not answer. */
  readonly longestMs: number;
  /** Its work until it marked that what was asked for is painted; NaN without the mark. */
  readonly untilPaintedMs: number;
  /** The work for a frame, from its beginning to the next, that a share of the frames does not exceed. */
  readonly frameMs: (share: number) => number;
}

/** An event of a trace as far as it is read; times in microseconds, `tdur` those of the processor. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
}

const TASK = 'ThreadControllerImpl::RunTask';
const FRAME = 'ProxyMain::BeginMainFrame';
const PAINTED = 'painted';
const CATEGORIES = ['toplevel', 'benchmark', 'blink.user_timing'];

/** Traces a page while something goes on, and half a second longer for what comes of it. */
export async function mainThreadDuring(page: Page, act: () => Promise<unknown>): Promise<MainThread> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page has no browser');
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  await act();
  await page.waitForTimeout(500);
  const complete = new Promise((resolve) => {
    session.once('Tracing.tracingComplete', resolve);
  });
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return read(events);
}

function read(events: readonly TraceEvent[]): MainThread {
  // The page that is looked at is the one that draws.
  const drawn = new Map<string, number>();
  for (const { name, pid, tid } of events) {
    if (name === FRAME) drawn.set(`${pid} ${tid}`, (drawn.get(`${pid} ${tid}`) ?? 0) + 1);
  }
  const [main] = [...drawn].toSorted(([, a], [, b]) => b - a)[0] ?? [];
  const own = events.filter(({ pid, tid }) => `${pid} ${tid}` === main).toSorted((a, b) => a.ts - b.ts);
  const tasks = own.filter(({ name, ph }) => name === TASK && ph === 'X');
  const begins = own.filter(({ name, ph }) => name === FRAME && ph === 'X').map(({ ts }) => ts);
  const paintedAt = own.find(({ name }) => name === PAINTED)?.ts ?? Number.NaN;
  const msOf = ({ tdur = 0 }: TraceEvent): number => tdur / 1000;
  const sum = (some: readonly TraceEvent[]): number => some.reduce((all, task) => all + msOf(task), 0);
  const work: number[] = [];
  let at = 0;
  for (const [index, begin] of begins.entries()) {
    const next = begins[index + 1] ?? begin;
    // A frame begins within a task, which is its own.
    while (endOf(tasks[at]) < begin) at += 1;
    let ms = 0;
    for (let task = tasks[at]; task !== undefined && endOf(task) < next; task = tasks[at]) {
      ms += msOf(task);
      at += 1;
    }
    if (next > begin) work.push(ms);
  }
  work.sort((a, b) => a - b);
  return {
    longestMs: Math.max(0, ...tasks.map(msOf)),
    untilPaintedMs: Number.isNaN(paintedAt) ? Number.NaN : sum(tasks.filter(({ ts }) => ts < paintedAt)),
    frameMs: (share) => work[Math.floor(work.length * share)] ?? Number.NaN,
  };
}

function endOf(task: TraceEvent | undefined): number {
  return task === undefined ? Number.POSITIVE_INFINITY : task.ts + (task.dur ?? 0);
}
