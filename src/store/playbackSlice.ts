import type { StateCreator } from 'zustand';
import { readEntry } from '../journal/entryRepository.ts';
import { grouped } from '../money/minorUnits.ts';
import type { Step } from '../scenario/format.ts';
import { nextBars } from './candleQueue.ts';
import { stepsOf } from './openScenario.ts';
import { barsLeftOf, currentOf, cursorOf, entryCountOf, nextFeedOf } from './selectors.ts';
import type { AppState, PlaybackSlice } from './state.ts';

const MOST_BARS_AT_ONCE = 10_000;
const LAST_BAR = 'That was the last bar.';

/** What came of feeding bars. */
interface Fed {
  bars: number;
  isSomething: boolean;
}

/** Moving through time by itself. */
export const playbackSlice: StateCreator<AppState, [], [], PlaybackSlice> = (set, get) => {
  let gestures = 0;

  const nextGesture = (): string => {
    gestures += 1;
    return `gesture-${gestures}`;
  };

  /** The next bars, as many as `limit`, or until one leads to more than itself; `fed` counts them. */
  const bars = function* (limit: number, fed: Fed = { bars: 0, isSomething: false }): Generator<Step, void> {
    const { player } = get();
    const current = currentOf(get());
    for (const step of nextBars(current.feeds.values(), stepsOf(current))) {
      const before = player.journal.entries.length;
      yield step;
      fed.bars += 1;
      fed.isSomething = hasMoreThanBars(get(), before);
      if (fed.bars >= limit || fed.isSomething) return;
    }
  };

  /** Says so when there are no more bars, unless there is something else to say. */
  const tellWhenOver = (words: string): void => {
    if (get().notice === null && nextFeedOf(get()) === null) get().tell({ tone: 'note', text: words });
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
        state.scrubTo(cursor + 1);
        return;
      }
      const [step] = state.shownRun === null ? bars(1) : [];
      if (step === undefined || !state.act('Play', [step], state.gesture ?? undefined)) {
        get().setPlaying(false);
        return;
      }
      if (nextFeedOf(get()) === null) get().setPlaying(false);
      tellWhenOver(LAST_BAR);
    },

    feedBar() {
      const isDone = get().act('Next bar', bars(1));
      if (isDone) tellWhenOver(LAST_BAR);
      return isDone;
    },

    feedUntilSomethingHappens() {
      const fed: Fed = { bars: 0, isSomething: false };
      const isDone = get().act('Play until something happens', bars(MOST_BARS_AT_ONCE, fed));
      if (!isDone || fed.isSomething) return isDone;
      const left = barsLeftOf(get());
      const rest = left === 0 ? 'No more bars are left.' : `${barCount(left)} left.`;
      get().tell({ tone: 'note', text: `Played ${barCount(fed.bars)}; nothing happened. ${rest}` });
      return true;
    },
  };
};

function barCount(count: number): string {
  return count === 1 ? '1 bar' : `${grouped(String(count))} bars`;
}

/** Whether anything but the market itself was written since. */
function hasMoreThanBars({ player }: AppState, since: number): boolean {
  const { journal } = player;
  for (let entry = since + 1; entry <= journal.entries.length; entry += 1) {
    const { kind, denial } = readEntry(journal, entry);
    if (kind !== 'BAR' || denial !== null) return true;
  }
  return false;
}
