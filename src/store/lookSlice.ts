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
  jumps: 0,
  form: null,

  lookAt: (entries) => set({ cursorAt: cursorFor(get(), entries), form: null, jumps: get().jumps + 1 }),
  scrubTo: (entries) => set({ cursorAt: cursorFor(get(), entries), form: null }),
  chooseOrder: (chosenOrder) => set({ chosenOrder, chosenPair: null, form: null, jumps: get().jumps + 1 }),
  choosePair: (chosenPair) => set({ chosenPair }),
  hoverOrder: (hoveredOrder) => set({ hoveredOrder }),
  hoverEvent: (hoveredEvent) => set({ hoveredEvent }),
  // Where the forms lie in a drawer, asking for one opens it.
  openForm(form) {
    if (form !== null && get().shownRun !== null) set({ notice: { tone: 'refusal', text: RUN_IS_OVER } });
    else set({ form, drawer: form === null ? null : 'orders' });
  },
});

/** `null` at or beyond the end, which grows. */
function cursorFor(state: AppState, entries: number): number | null {
  return entries >= entryCountOf(state) ? null : Math.max(0, Math.round(entries));
}
