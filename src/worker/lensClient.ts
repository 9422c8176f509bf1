import type { LensAnswer, LensListener, LensQuestion } from '../scenario/pathLens.ts';

/** What the worker tells the page: one answer for each policy, and then that there are no more. */
export type FromLens =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'answer'; readonly answer: LensAnswer }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly why: string };

/** The part of a `Worker` that is used here. */
type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** Looks in a thread of its own, which ends with the last answer or when it is called off. */
export function startLens(
  question: LensQuestion,
  listener: LensListener,
  startWorker: () => WorkerLike = startLensWorker,
): () => void {
  const worker = startWorker();
  let isOver = false;
  const end = (): void => {
    isOver = true;
    worker.terminate();
  };
  const hear = (message: FromLens): void => {
    if (isOver) return;
    if (message.kind === 'progress') listener.onProgress(message.share);
    else if (message.kind === 'answer') listener.onAnswer(message.answer);
    else {
      end();
      if (message.kind === 'ended') listener.onEnd();
      else listener.onFailure(message.why);
    }
  };
  worker.addEventListener('message', ({ data }: MessageEvent<FromLens>) => hear(data));
  worker.addEventListener('error', ({ message }) =>
    hear({ kind: 'failed', why: message || 'The worker could not be started.' }),
  );
  worker.postMessage(question, []);
  return end;
}

function startLensWorker(): Worker {
  return new Worker(new URL('./lens.worker.ts', import.meta.url), {
    type: 'module',
    name: 'orderscope-lens',
  });
}
