import type { AppState } from '../store/state.ts';

/** Whether what is done is kept, as a sentence. */
export function keepingText(keeping: AppState['keeping']): string {
  switch (keeping.status) {
    case 'off':
      return 'Nothing is kept here: save as a file what you need.';
    case 'idle':
      return 'Nothing to save yet. What you do is saved in this browser by itself.';
    case 'saving':
      return 'Being saved in this browser.';
    case 'kept':
      return 'Saved in this browser, and again after every change.';
    case 'failed':
      return `Not saved: ${keeping.why}.`;
  }
}
