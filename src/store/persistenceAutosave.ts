import type { StoreApi } from 'zustand';
import type { AppState } from './state.ts';

/** How soon a change is saved. What takes long to save waits as many times longer, but never too long. */
const SOON_MS = 250;
const PAUSE_FACTOR = 5;
const LONGEST_PAUSE_MS = 2000;

/** Saves what changes in a store: soon after it does, and before the page goes away. Returns how to stop that. */
export function keepSaving(store: StoreApi<AppState>): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let pauseMs = SOON_MS;

  const save = async (): Promise<void> => {
    const startedAtMs = performance.now();
    await store.getState().keepChanges();
    const tookMs = performance.now() - startedAtMs;
    pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(SOON_MS, tookMs * PAUSE_FACTOR));
  };
  const stop = store.subscribe((state, before) => {
    if (state.open === before.open && state.currentId === before.currentId) return;
    state.awaitKeeping();
    if (timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      void save();
    }, pauseMs);
  });
  /** A page that is hidden may never run again, and the database answers only later: so the change is noted at once. */
  const leave = (): void => {
    if (document.visibilityState !== 'hidden') return;
    store.getState().noteChanges();
    void save();
  };
  const leaveForGood = (): void => store.getState().noteChanges();
  document.addEventListener('visibilitychange', leave);
  window.addEventListener('pagehide', leaveForGood);
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
    document.removeEventListener('visibilitychange', leave);
    window.removeEventListener('pagehide', leaveForGood);
  };
}
