import type { StoreApi } from 'zustand';
import { cursorOf } from '../store/selectors.ts';
import type { AppState } from '../store/state.ts';
import { copyText } from '../ui/copyText.ts';

/** Copies a link to the moment that is looked at; where that is not allowed, it is shown to be copied by hand. */
export async function copyMoment(store: StoreApi<AppState>): Promise<void> {
  const state = store.getState();
  const address = import('./shareAddress.ts').then(({ momentAddress }) => momentAddress(state));
  if (await copyText(address)) {
    state.tell({
      tone: 'note',
      text: `The link to moment ${cursorOf(state)} is copied. Whoever opens it gets a copy of the scenario.`,
    });
  } else {
    state.openDialog({ kind: 'share' });
  }
}
