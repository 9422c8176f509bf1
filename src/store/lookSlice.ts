import type { StateCreator } from 'zustand';
import { entryCountOf } from './selectors.ts';
import { RUN_IS_OVER } from './scenarioSlice.ts';
import type { AppState, LookSlice } from './state.ts';

/** The time cursor and what is lit up; nothing here changes a scenario. */
export const lookSlice: StateCreator<AppState, [], [], LookSlice> = (set, get) => ({
  cursorAt: null,
  chosenOrder: null,
  chosenPair: null,
  hoveredOrder: null,
  hoveredEvent: null,
  form: null,

  lookAt(entries) {
    const end = entryCountOf(get());
    const cursorAt = entries >= end ? null : Math.max(0, Math.round(entries));
    set({ cursorAt, form: null });
  },
  chooseOrder: (chosenOrder) => set({ chosenOrder, chosenPair: null, form: null }),
  choosePair: (chosenPair) => set({ chosenPair }),
  hoverOrder: (hoveredOrder) => set({ hoveredOrder }),
  hoverEvent: (hoveredEvent) => set({ hoveredEvent }),
  // Where the forms lie in a drawer, asking for one opens it.
  openForm(form) {
    if (form !== null && get().shownRun !== null) set({ notice: { tone: 'refusal', text: RUN_IS_OVER } });
    else set({ form, drawer: form === null ? null : 'orders' });
  },
});
