import { columnBuffers } from '../market/candles.ts';
import type { BacktestRequest, CandleSource, RunListener, StartRun } from '../scenario/backtest.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** The part of a `Worker` that is used here. */
type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** Bars like those of a run that are gone through to make ready for it: enough for orders to come and go. */
const BARS_TO_PREPARE = 5_000;

/** Runs backtests in a thread of its own, which is started to prepare a run or with the first one, and kept for the next ones. */
export function createRunClient(startWorker: () => WorkerLike = startRunWorker): StartRun {
  const listeners = new Map<number, RunListener>();
  let worker: WorkerLike | null = null;
  let runs = 0;

  const hear = (message: FromWorker): void => {
    const listener = listeners.get(message.run);
    if (listener === undefined) return;
    if (message.kind !== 'progress') listeners.delete(message.run);
    if (message.kind === 'progress') listener.onProgress(message);
    else if (message.kind === 'failed') listener.onFailure(message.failure);
    else {
      // To read millions of rows took the page its time already; what is drawn of them is a task of its own.
      setTimeout(() => listener.onEnd(message.result, message.isCancelled, message.tookMs), 0);
    }
  };

  const open = (): WorkerLike => {
    const opened = startWorker();
    opened.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => hear(data));
    // It could not be loaded, or broke outside of any run: the next run gets a new one.
    opened.addEventListener('error', ({ message }) => {
      opened.terminate();
      worker = null;
      const failure = { rule: null, seq: 0, bar: 0, message: message || 'The worker could not be started.' };
      const waiting = [...listeners.values()];
      listeners.clear();
      for (const { onFailure } of waiting) onFailure(failure);
    });
    return opened;
  };

  const tell = (message: ToWorker, given: ArrayBuffer[] = []): void => {
    worker ??= open();
    worker.postMessage(message, given);
  };
  const send = async (run: number, { scenario, candles }: BacktestRequest): Promise<void> => {
    const copies = await copiesOf(candles);
    if (!listeners.has(run)) return;
    tell({ kind: 'run', run, request: { scenario, candles: copies } }, copies.flatMap(buffersOf));
  };
  const start = (request: BacktestRequest, listener: RunListener): (() => void) => {
    runs += 1;
    const run = runs;
    listeners.set(run, listener);
    const isOwn = request.candles.some(({ kind }) => kind !== 'synthetic');
    if (!isOwn) tell({ kind: 'run', run, request });
    const sent = isOwn ? send(run, request) : null;
    const cancel = (): void => worker?.postMessage({ kind: 'cancel', run }, []);
    return () => {
      if (sent === null) cancel();
      else void sent.then(cancel);
    };
  };
  const prepare = async ({ scenario, candles }: BacktestRequest): Promise<void> => {
    const before = runs;
    const copies = await copiesOf(candles.map(beginningOf));
    if (runs > before) return;
    tell({ kind: 'prepare', request: { scenario, candles: copies } }, copies.flatMap(buffersOf));
  };
  return Object.assign(start, { prepare: (request: BacktestRequest): void => void prepare(request) });
}

function beginningOf(source: CandleSource): CandleSource {
  if (source.kind === 'synthetic') {
    const { options } = source;
    return { ...source, options: { ...options, bars: BARS_TO_PREPARE } };
  }
  const { timeMs, open, high, low, close, volume } = source.columns;
  return {
    ...source,
    columns: {
      timeMs: timeMs.subarray(0, BARS_TO_PREPARE),
      open: open.subarray(0, BARS_TO_PREPARE),
      high: high.subarray(0, BARS_TO_PREPARE),
      low: low.subarray(0, BARS_TO_PREPARE),
      close: close.subarray(0, BARS_TO_PREPARE),
      volume: volume.subarray(0, BARS_TO_PREPARE),
    },
  };
}

async function copiesOf(sources: readonly CandleSource[]): Promise<readonly CandleSource[]> {
  const copies: CandleSource[] = [];
  for (const source of sources) copies.push(await copyOf(source));
  return copies;
}

/** A copy to give away, made column by column: to have millions of rows copied at once would hold the page up. */
async function copyOf(source: CandleSource): Promise<CandleSource> {
  if (source.kind === 'synthetic') return source;
  const { timeMs, open, high, low, close, volume } = source.columns;
  const columns = {
    timeMs: await later(() => timeMs.slice()),
    open: await later(() => open.slice()),
    high: await later(() => high.slice()),
    low: await later(() => low.slice()),
    close: await later(() => close.slice()),
    volume: await later(() => volume.slice()),
  };
  return { ...source, columns };
}

function buffersOf(source: CandleSource): ArrayBuffer[] {
  return source.kind === 'synthetic' ? [] : columnBuffers(source.columns);
}

/** Does something in a task of its own. */
function later<T>(act: () => T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(act()), 0);
  });
}

function startRunWorker(): Worker {
  return new Worker(new URL('./run.worker.ts', import.meta.url), { type: 'module', name: 'orderscope-run' });
}
