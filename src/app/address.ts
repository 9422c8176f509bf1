import { useEffect } from 'react';
import type { StoreApi } from 'zustand';
import { VIEWS, type AppState, type View } from '../store/state.ts';

/** The address of a view within the page. */
export function hashOf(view: View): string {
  return `#/${view}`;
}

/** The view that an address names, `null` when it names none. */
export function viewOf(hash: string): View | null {
  if (hash === '' || hash === '#') return 'explore';
  return VIEWS.find((view) => hash === hashOf(view)) ?? null;
}

/** Keeps the view in the address, so that back, forward and links work. */
export function useAddress(store: StoreApi<AppState>): void {
  useEffect(() => {
    const follow = (): void => {
      const view = viewOf(window.location.hash);
      if (view !== null && view !== store.getState().view) store.getState().showView(view);
    };
    window.addEventListener('hashchange', follow);
    const stop = store.subscribe(({ view }, before) => {
      if (view !== before.view && viewOf(window.location.hash) !== view)
        window.history.pushState(null, '', hashOf(view));
    });
    return () => {
      window.removeEventListener('hashchange', follow);
      stop();
    };
  }, [store]);
}
