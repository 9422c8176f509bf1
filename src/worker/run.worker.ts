import { InvariantError } from '../domain/invariant.ts';
import { Backtest, type BacktestRequest, type RunFailure } from '../scenario/backtest.ts';
import { resultBuffers, type FromWorker, type ToWorker } from './protocol.ts';

/** How long the worker computes before it looks at its messages, and how often it reports. */
const SLICE_MS = 24;
const REPORT_MS = 50;
const FIRST_SLICE_BARS = 64;
const MOST_SLICE_BARS = 50_000;

/** How long it makes ready for a run. */
const PREPARED_MS = 400;

const cancelled = new Set<number>();
/** Runs so far. */
let begun = 0;

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'cancel') cancelled.add(data.run);
  else if (data.kind === 'run') void run(data.run, data.request);
  else void prepare(data.request);
});

function tell(message: FromWorker, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

/**
 * Goes through a short run that nobody wants, again and again, so that what the next one needs is loaded and compiled; gives way to
 * that one. What is compiled during a single long one supposes that there is one only, and is thrown away with the second.
 */
async function prepare(request: BacktestRequest): Promise<void> {
  const before = begun;
  const endMs = performance.now() + PREPARED_MS;
  try {
    while (performance.now() < endMs) {
      const backtest = new Backtest(request);
      backtest.advance(Number.POSITIVE_INFINITY);
      backtest.result();
      await nextTurn();
      if (begun > before) return;
    }
  } catch {
    // The run itself will tell.
  }
}

async function run(number: number, request: BacktestRequest): Promise<void> {
  begun += 1;
  const startedMs = performance.now();
  let backtest: Backtest | null = null;
  try {
    backtest = new Backtest(request);
    const isComplete = await advance(backtest, number);
    const result = backtest.result();
    const tookMs = performance.now() - startedMs;
    tell({ kind: 'ended', run: number, result, isCancelled: !isComplete, tookMs }, resultBuffers(result));
  } catch (error) {
    tell({ kind: 'failed', run: number, failure: failureOf(error, backtest) });
  } finally {
    cancelled.delete(number);
  }
}

/** Runs slice by slice, looking at messages in between; false when it was called off before the end. */
async function advance(backtest: Backtest, number: number): Promise<boolean> {
  const startedMs = performance.now();
  let reportedMs = -Infinity;
  let slice = FIRST_SLICE_BARS;
  for (;;) {
    const sliceMs = performance.now();
    const goesOn = backtest.advance(slice);
    const nowMs = performance.now();
    if (!goesOn) return true;
    const share = SLICE_MS / Math.max(0.5, nowMs - sliceMs);
    slice = Math.round(Math.min(MOST_SLICE_BARS, Math.max(1, slice * Math.min(4, share))));
    if (nowMs - reportedMs >= REPORT_MS) {
      reportedMs = nowMs;
      const { bars, totalBars } = backtest;
      const barsPerSecond = bars / ((nowMs - startedMs) / 1000);
      const remainingMs = ((totalBars - bars) / barsPerSecond) * 1000;
      tell({ kind: 'progress', run: number, bars, totalBars, barsPerSecond, remainingMs });
    }
    await nextTurn();
    if (cancelled.has(number)) return false;
  }
}

const turns = new MessageChannel();

/** Lets the messages that have come in be handled; a timer would wait for milliseconds each time. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    turns.port1.addEventListener('message', () => resolve(), { once: true });
    turns.port1.start();
    turns.port2.postMessage(null);
  });
}

function failureOf(error: unknown, backtest: Backtest | null): RunFailure {
  const journal = backtest?.player.journal;
  return {
    rule: error instanceof InvariantError ? error.rule : null,
    seq: journal?.transactions.length ?? 0,
    bar: journal?.bars.length ?? 0,
    message: error instanceof Error ? error.message : String(error),
  };
}
