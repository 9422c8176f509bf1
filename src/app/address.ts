import { useEffect, useState } from 'react';
import type { StoreApi } from 'zustand';
import { runNamed } from '../store/run.ts';
import type { AppState, RunPlace } from '../store/state.ts';
import { addressOf, linkedPlaceOf, placeIn, placeOf, type Place } from './place.ts';

/** Browsers refuse more than a hundred changes of the address in ten seconds, some in thirty. */
const WRITE_AFTER_MS = 400;

/** What begins a gesture: all that a held key or a drag passes on its way is one jump. */
const GESTURES = ['keydown', 'pointerdown', 'click'] as const;

/** What the history keeps beside an address: the scenario it is about, which the next visit need not have. */
interface Kept {
  readonly scenario: string;
}

/** Goes to a place; a run of an earlier visit is run again for it. */
export function goTo(store: StoreApi<AppState>, { view, run, at, order }: Place): void {
  const { runs, shownRun, showRun, showView, lookAt, chooseOrder } = store.getState();
  const made = runs.find(({ id, key }) => key === run && id === shownRun) ?? runNamed(runs, run);
  if (view !== 'explore') {
    showView(view);
    return;
  }
  if (run !== null && made === undefined) {
    void reopen(store, { run, at, order });
    return;
  }
  if (shownRun !== (made?.id ?? null)) showRun(made?.id ?? null);
  if (store.getState().view !== view) showView(view);
  chooseOrder(order);
  lookAt(at ?? Number.POSITIVE_INFINITY);
}

/** Nothing is shown meanwhile, for it would be gone in a moment. */
async function reopen(store: StoreApi<AppState>, place: RunPlace): Promise<void> {
  store.getState().reopen(place);
  const { runAgain } = await import('./runAgain.ts');
  await runAgain(store, place);
}

/**
 * Keeps the place in the address, so that back, forward, loading again and a copied address work: a jump makes an entry of the history,
 * the way from one moment to the next does not. An address that carries a scenario opens a copy of it; `isOpening` while the page waits
 * for its first one.
 */
export function useAddress(store: StoreApi<AppState>): { readonly isOpening: boolean } {
  const [isOpening, setIsOpening] = useState(() => linkedPlaceOf(window.location.hash) !== null);
  useEffect(() => {
    let isOver = false;
    let isFollowing = false;
    let isSameGesture = false;
    let timer: ReturnType<typeof setTimeout> | null = null;

    const write = (how: 'pushState' | 'replaceState', state: AppState): void => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      // An embedded page has no history of its own, and its address holds the scenario.
      if (state.layout === 'embedded') return;
      const kept: Kept = { scenario: state.currentId };
      const address = addressOf(placeIn(state));
      if (address === window.location.hash && keptIn(window.history.state) === kept.scenario) return;
      try {
        window.history[how](kept, '', address);
      } catch {
        // Refused for being too often: the next one says it too.
      }
    };

    /** Does something that changes the place without writing each step of it. */
    const quietly = (run: () => void): void => {
      if (isOver) return;
      isFollowing = true;
      try {
        run();
      } finally {
        isFollowing = false;
      }
    };

    const open = async (): Promise<void> => {
      const linked = linkedPlaceOf(window.location.hash);
      if (linked === null) return;
      const { openLink } = await import('./openLink.ts');
      await openLink(store, linked, quietly);
      if (isOver) return;
      write('replaceState', store.getState());
      setIsOpening(false);
    };

    const follow = (event: PopStateEvent): void => {
      void open();
      const place = placeOf(window.location.hash);
      if (place === null) return;
      quietly(() => {
        const { open: scenarios, currentId, switchTo } = store.getState();
        const scenario = keptIn(event.state);
        if (scenario !== currentId && scenarios.some(({ id }) => id === scenario)) switchTo(scenario ?? '');
        goTo(store, place);
      });
    };

    const stop = store.subscribe((state, before) => {
      if (isFollowing) return;
      const isElsewhere =
        state.view !== before.view ||
        state.currentId !== before.currentId ||
        state.shownRun !== before.shownRun;
      const isJump = state.jumps !== before.jumps;
      if (isElsewhere || (isJump && !isSameGesture)) {
        isSameGesture = true;
        if (timer !== null) write('replaceState', before);
        write('pushState', state);
      } else if (state.cursorAt !== before.cursorAt || state.chosenOrder !== before.chosenOrder) {
        timer ??= setTimeout(() => write('replaceState', store.getState()), WRITE_AFTER_MS);
      }
    });

    const beginGesture = (event: Event): void => {
      if (!(event instanceof KeyboardEvent && event.repeat)) isSameGesture = false;
    };

    void open();
    if (linkedPlaceOf(window.location.hash) === null) write('replaceState', store.getState());
    window.addEventListener('popstate', follow);
    for (const each of GESTURES) document.addEventListener(each, beginGesture, true);
    return () => {
      window.removeEventListener('popstate', follow);
      for (const each of GESTURES) document.removeEventListener(each, beginGesture, true);
      stop();
      isOver = true;
      if (timer !== null) clearTimeout(timer);
    };
  }, [store]);
  return { isOpening };
}

function keptIn(state: unknown): string | null {
  if (typeof state !== 'object' || state === null || !('scenario' in state)) return null;
  return typeof state.scenario === 'string' ? state.scenario : null;
}
