import type { StateCreator } from 'zustand';
import { readEntry } from '../journal/entryRepository.ts';
import type { Step } from '../scenario/format.ts';
import { nextBars } from './candleQueue.ts';
import { stepsOf } from './openScenario.ts';
import { currentOf, cursorOf, entryCountOf } from './selectors.ts';
import type { AppState, PlaybackSlice } from './state.ts';

const MOST_BARS_AT_ONCE = 10_000;

/** Moving through time by itself. */
export const playbackSlice: StateCreator<AppState, [], [], PlaybackSlice> = (set, get) => {
  let gestures = 0;

  const nextGesture = (): string => {
    gestures += 1;
    return `gesture-${gestures}`;
  };

  const bars = function* (limit: number): Generator<Step, void> {
    const { feeds, player } = get();
    let fed = 0;
    for (const step of nextBars(feeds.values(), stepsOf(currentOf(get())))) {
      const before = player.journal.entries.length;
      yield step;
      fed += 1;
      if (fed >= limit || hasMoreThanBars(get(), before)) return;
    }
  };

  return {
    isPlaying: false,
    speed: '1',
    gesture: null,

    setPlaying: (isPlaying) => set({ isPlaying, gesture: isPlaying ? nextGesture() : null }),
    setSpeed: (speed) => set({ speed }),

    tick() {
      const state = get();
      const cursor = cursorOf(state);
      if (cursor < entryCountOf(state)) {
        state.lookAt(cursor + 1);
        return;
      }
      const [step] = state.shownRun === null ? bars(1) : [];
      if (step === undefined || !state.act('Play', [step], state.gesture ?? undefined))
        get().setPlaying(false);
    },

    feedBar: () => get().act('Next bar', bars(1)),
    feedUntilSomethingHappens: () => get().act('Play until something happens', bars(MOST_BARS_AT_ONCE)),
  };
};

/** Whether anything but the market itself was written since. */
function hasMoreThanBars({ player }: AppState, since: number): boolean {
  const { journal } = player;
  for (let entry = since + 1; entry <= journal.entries.length; entry += 1) {
    const { kind, denial } = readEntry(journal, entry);
    if (kind !== 'BAR' || denial !== null) return true;
  }
  return false;
}
