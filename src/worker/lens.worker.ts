import { PATH_POLICIES } from '../market/barPath.ts';
import { PathLens, type LensQuestion } from '../scenario/pathLens.ts';
import type { FromLens } from './lensClient.ts';

/** How many bars are done before the page may hear of it, and how often it hears. */
const SLICE_BARS = 1_000;
const REPORT_MS = 50;

self.addEventListener('message', ({ data }: MessageEvent<LensQuestion>) => {
  try {
    look(data);
    tell({ kind: 'ended' });
  } catch (error) {
    tell({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
  }
});

function tell(message: FromLens): void {
  self.postMessage(message, { transfer: [] });
}

/** Looks without a pause: whoever has seen enough ends the worker. */
function look(question: LensQuestion): void {
  let reportedMs = -Infinity;
  for (const [index, policy] of PATH_POLICIES.entries()) {
    const lens = new PathLens(question, policy);
    while (lens.advance(SLICE_BARS)) {
      const nowMs = performance.now();
      if (nowMs - reportedMs < REPORT_MS) continue;
      reportedMs = nowMs;
      const share = Math.min(1, lens.bars / Math.max(1, lens.totalBars));
      tell({ kind: 'progress', share: (index + share) / PATH_POLICIES.length });
    }
    tell({ kind: 'answer', answer: lens.answer() });
  }
}
