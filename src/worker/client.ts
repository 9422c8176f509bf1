import type { RunListener, StartRun } from '../scenario/backtest.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** The part of a `Worker` that is used here. */
type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** Runs back-tests in a thread of its own, which is started with the first run and kept for the next ones. */
export function createRunClient(startWorker: () => WorkerLike = startRunWorker): StartRun {
  const listeners = new Map<number, RunListener>();
  let worker: WorkerLike | null = null;
  let runs = 0;

  const hear = (message: FromWorker): void => {
    const listener = listeners.get(message.run);
    if (listener === undefined) return;
    if (message.kind !== 'progress') listeners.delete(message.run);
    if (message.kind === 'progress') listener.onProgress(message);
    else if (message.kind === 'ended') listener.onEnd(message.result, message.isCancelled, message.tookMs);
    else listener.onFailure(message.failure);
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

  return (request, listener) => {
    runs += 1;
    const run = runs;
    listeners.set(run, listener);
    worker ??= open();
    const tell = (message: ToWorker): void => worker?.postMessage(message, []);
    tell({ kind: 'run', run, request });
    return () => tell({ kind: 'cancel', run });
  };
}

function startRunWorker(): Worker {
  return new Worker(new URL('./run.worker.ts', import.meta.url), { type: 'module', name: 'orderscope-run' });
}
