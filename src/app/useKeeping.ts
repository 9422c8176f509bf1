import { useEffect } from 'react';
import type { StoreApi } from 'zustand';
import { keepSaving } from '../store/persistenceAutosave.ts';
import type { AppState } from '../store/state.ts';
import { saveKept, saveScenario } from './files.ts';

/** Keeps what is done for the next visit, and says so when that fails or something kept cannot be opened. */
export function useKeeping(store: StoreApi<AppState>): void {
  useEffect(() => keepSaving(store), [store]);
  useEffect(() => {
    tellUnreadable(store);
    let hasTold = false;
    return store.subscribe(({ keeping, version, unreadable }, before) => {
      if (unreadable !== before.unreadable) tellUnreadable(store);
      if (keeping.status !== 'failed') hasTold = false;
      else if (!hasTold && version > 0) {
        hasTold = true;
        store.getState().tell({
          tone: 'refusal',
          text: `What you do is not saved: ${keeping.why}. It goes on here as long as the page is open.`,
          action: { title: 'Save it as a file', run: () => saveScenario(store) },
        });
      }
    });
  }, [store]);
}

function tellUnreadable(store: StoreApi<AppState>): void {
  const { unreadable, tell, openDialog } = store.getState();
  const [first] = unreadable;
  if (first === undefined) return;
  tell(
    unreadable.length === 1
      ? {
          tone: 'refusal',
          text: `“${first.name}” cannot be opened: ${first.why}. It stays where it is.`,
          action: { title: 'Save it as it is', run: () => void saveKept(store, first.id) },
        }
      : {
          tone: 'refusal',
          text: `${unreadable.length} kept scenarios cannot be opened. They stay where they are.`,
          action: { title: 'Show them', run: () => openDialog({ kind: 'kept' }) },
        },
  );
}
