import { useCallback, useSyncExternalStore } from 'react';

/** What held on the screen, by query. */
const onScreen = new Map<string, boolean>();

/** Whether a media query holds now; on paper, which is not waited for, what held on the screen goes on holding. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => holds(query));
}

function holds(query: string): boolean {
  const before = onScreen.get(query);
  if (before !== undefined && window.matchMedia('print').matches) return before;
  const { matches } = window.matchMedia(query);
  onScreen.set(query, matches);
  return matches;
}
