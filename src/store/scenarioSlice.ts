import type { StateCreator } from 'zustand';
import { denialSentence } from '../domain/denial.ts';
import { firstIndex } from '../journal/postings.ts';
import type { Candles } from '../market/candles.ts';
import type { Step } from '../scenario/format.ts';
import { Player, type StepOutcome } from '../scenario/play.ts';
import { nextCandleMs } from './candleFeed.ts';
import {
  currentScenario,
  openedAs,
  stepsOf,
  withDone,
  withFeed,
  withName,
  withRedone,
  withUndone,
  type OpenScenario,
} from './openScenario.ts';
import { cursorOf, currentOf, focusedOrderOf, isAtEnd, stepNow } from './selectors.ts';
import type { AppState, ScenarioSlice, Unreadable } from './state.ts';
import { fileTime, handTimeMs } from './stepTime.ts';

/** Why nothing can be done to a backtest's run. */
export const RUN_IS_OVER =
  'This is the record of a backtest: it can be looked at, but its strategy has acted already. Go back to your scenario to act.';

/** What was said of something that is no more. */
const NOTHING_TO_SAY = { notice: null, branchOffer: null } as const;

/** What a scenario starts with in the page. */
function initialScenario(
  first: OpenScenario,
): Pick<ScenarioSlice, 'open' | 'currentId' | 'player' | 'version' | 'closed'> {
  return { open: [first], currentId: first.id, player: playerOf(first), version: 0, closed: [] };
}

/** The open scenarios, and the one player that plays the current one. */
export function scenarioSlice(first: OpenScenario): StateCreator<AppState, [], [], ScenarioSlice> {
  return (set, get) => {
    /** Puts a scenario in place of the current one and plays it from its start. */
    const replay = (next: OpenScenario): void => {
      const { open, version } = get();
      set({
        open: open.map((each) => (each.id === next.id ? next : each)),
        player: playerOf(next),
        version: version + 1,
        cursorAt: null,
        form: null,
      });
    };

    const show = (open: readonly OpenScenario[], shown: OpenScenario): void => {
      const player = playerOf(shown);
      const isOpen = new Set(open.map(({ id }) => id));
      set({
        open,
        closed: get().closed.filter(({ scenario }) => !isOpen.has(scenario.id)),
        currentId: shown.id,
        shownRun: null,
        reopening: null,
        view: 'explore',
        player,
        version: get().version + 1,
        cursorAt: null,
        chosenOrder: startingOrderOf(player),
        chosenPair: null,
        hoveredOrder: null,
        form: null,
        drawer: null,
        dialog: null,
        isPlaying: false,
        branchOffer: null,
        notice: null,
      });
    };

    /** Shows a scenario if it can be played; else says why not and leaves everything as it is. */
    const showIfSound = (open: readonly OpenScenario[], shown: OpenScenario): Unreadable | null => {
      try {
        show(open, shown);
        return null;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return { id: shown.id, name: shown.opened.name, why: `it breaks a rule of the ledger: ${why}` };
      }
    };

    const tellOf = (broken: Unreadable | null): void => {
      if (broken === null) return;
      set({ notice: { tone: 'refusal', text: `“${broken.name}” cannot be played: ${broken.why}` } });
    };

    return {
      ...initialScenario(first),

      act(title, steps, gesture) {
        const state = get();
        const { player } = state;
        if (state.shownRun !== null) {
          set({ notice: { tone: 'refusal', text: RUN_IS_OVER } });
          return false;
        }
        if (!isAtEnd(state)) {
          set({ branchOffer: { title, steps: [...steps] } });
          return false;
        }
        const applied: Step[] = [];
        const outcomes: StepOutcome[] = [];
        try {
          for (const step of steps) {
            outcomes.push(player.apply(step));
            applied.push(step);
          }
        } catch (error) {
          // A broken invariant: all that was asked for is left out, and what was there before is played again.
          replay(currentOf(state));
          const why = error instanceof Error ? error.message : String(error);
          set({
            notice: {
              tone: 'refusal',
              text: `“${title}” broke a rule of the ledger and was left out: ${why}`,
            },
          });
          return false;
        }
        if (applied.length === 0) return false;
        const done = withDone(currentOf(state), { title, steps: applied, gesture: gesture ?? null });
        set({
          open: state.open.map((each) => (each.id === done.id ? done : each)),
          version: state.version + 1,
          cursorAt: null,
          form: null,
          drawer: null,
          notice: noticeOf(player, outcomes),
          ...choiceAfter(player, outcomes),
        });
        return true;
      },

      actNow: (title, deed) => get().act(title, [stepNow(get(), deed)]),

      actHere(title, deed) {
        if (get().shownRun === null && !isAtEnd(get())) {
          set({ branchOffer: null });
          get().branchHere();
        }
        return get().actNow(title, deed);
      },

      undo() {
        const current = currentOf(get());
        if (get().shownRun !== null || current.done.length === 0) return;
        replay(withUndone(current));
        set(NOTHING_TO_SAY);
      },

      redo() {
        const current = currentOf(get());
        if (get().shownRun !== null || current.undone.length === 0) return;
        replay(withRedone(current));
        set(NOTHING_TO_SAY);
      },

      openScenario(scenario, isExample = false) {
        const opened = openedAs(scenario, { isExample });
        tellOf(showIfSound([...get().open, opened], opened));
      },

      restoreOpen(all, id) {
        const sound = new Set(all);
        const broken: Unreadable[] = [];
        const chosen = all.find((each) => each.id === id) ?? all.at(-1);
        for (const each of chosen === undefined ? [] : [chosen, ...all.toReversed()]) {
          if (!sound.has(each)) continue;
          if (each === currentOf(get()) && get().shownRun === null) {
            set({ open: [...sound] });
            break;
          }
          const problem = showIfSound([...sound], each);
          if (problem === null) break;
          sound.delete(each);
          broken.push(problem);
        }
        return broken;
      },

      replaceOpen(id, next) {
        const { open, closed, currentId, version } = get();
        set({
          open: open.map((each) => (each.id === id ? next : each)),
          closed: closed.map((each) =>
            each.scenario.id === id
              ? { scenario: next, place: each.place, wasCurrent: each.wasCurrent }
              : each,
          ),
          ...(id === currentId ? { currentId: next.id, player: playerOf(next) } : {}),
          version: version + 1,
        });
      },

      switchTo(id) {
        const { open, currentId, shownRun } = get();
        const next = open.find((each) => each.id === id);
        if (next !== undefined && id !== currentId) tellOf(showIfSound(open, next));
        else if (shownRun !== null) get().showRun(null);
      },

      closeScenario(id) {
        const { open, currentId, closed } = get();
        const place = open.findIndex((each) => each.id === id);
        const scenario = open[place];
        const rest = open.filter((each) => each.id !== id);
        // From a branch back to what it left, while that is open.
        const next = rest.find((each) => each.id === scenario?.branchedFrom?.id) ?? rest.at(-1);
        if (scenario === undefined || next === undefined) return;
        if (id === currentId) show(rest, next);
        set({
          open: rest,
          closed: [...closed, { scenario, place, wasCurrent: id === currentId }],
          notice: {
            tone: 'note',
            text: `Closed “${scenario.opened.name}”.`,
            action: { title: 'Open it again', run: get().reopenScenario },
          },
        });
      },

      reopenScenario() {
        const { open, closed } = get();
        const last = closed.at(-1);
        if (last === undefined) return;
        const all = open.toSpliced(last.place, 0, last.scenario);
        set({ open: all, closed: closed.slice(0, -1), notice: null });
        if (last.wasCurrent) show(all, last.scenario);
      },

      renameScenario(id, name) {
        const before = get().open.find((each) => each.id === id);
        const wanted = name.trim();
        if (before !== undefined && wanted !== '' && wanted !== before.opened.name)
          get().replaceOpen(id, withName(before, wanted));
      },

      branchHere(wanted = '') {
        const state = get();
        if (state.shownRun !== null) {
          set({ notice: { tone: 'refusal', text: RUN_IS_OVER } });
          return;
        }
        const { branchOffer } = state;
        const branch = branchAt(state, cursorOf(state), wanted);
        show([...state.open, branch], branch);
        set({ chosenOrder: focusedOrderOf(state) });
        if (branchOffer === null) return;
        // What was asked for in the past is done now, in the branch, at the time it gets here.
        for (const { at: _, ...deed } of branchOffer.steps) get().actNow(branchOffer.title, deed);
      },

      importCandles: (feed) => replay(withFeed(currentOf(get()), feed)),
    };
  };
}

/** The order to look at first: one that is filled in part, for most can still happen to it. */
export function startingOrderOf({ orders, journal }: Player): string | null {
  const moment = { entries: journal.entries.length };
  return orders.find({ status: 'PARTIALLY_FILLED' }, moment)[0]?.id ?? null;
}

/** A branch of the scenario that is played, from the moment after so many entries; without a name it is called after what it leaves. */
export function branchAt(state: AppState, entries: number, wanted = ''): OpenScenario {
  const { player, open } = state;
  const current = currentOf(state);
  // An entry belongs to a step as a whole: the branch holds every step that had begun by then.
  const count = player.stepsUpTo(entries).length;
  const { id, opened, feeds } = current;
  const moment = firstIndex(
    player.journal.entries.length,
    (row) => (player.journal.entries.columns.step[row] ?? -1) >= count,
  );
  const branch = openedAs(
    {
      ...opened,
      name: wanted.trim() || branchName(open, opened.name, entries),
      steps: stepsOf(current).slice(0, count),
    },
    { branchedFrom: { id, name: opened.name, steps: count, moment } },
  );
  return [...feeds.values()].reduce(withFeed, branch);
}

/** What a branch is called that is not named: after what it leaves and when, and told apart from others that leave there. */
export function branchName(open: readonly OpenScenario[], name: string, moment: number): string {
  const plain = `${name.replace(/ · branch at \d+(?: \(\d+\))?$/, '')} · branch at ${moment}`;
  const isFree = (wanted: string): boolean => open.every(({ opened }) => opened.name !== wanted);
  let free = plain;
  for (let count = 2; !isFree(free); count += 1) free = `${plain} (${count})`;
  return free;
}

/** A player with all steps of a scenario applied. */
export function playerOf(open: OpenScenario): Player {
  const steps = stepsOf(open);
  const { feeds } = open;
  const candles = new Map<string, Candles>(Array.from(feeds.values(), (feed) => [feed.pair, feed.candles]));
  // The player makes the deposits when the first step happens: without any, when the first one would.
  const opening: Step = { at: fileTime(handTimeMs(null, openingCandleMs(feeds))), overnight: {} };
  const player = new Player(
    { ...currentScenario(open), steps: steps.length > 0 ? [...steps] : [opening] },
    candles,
  );
  for (const step of steps) player.apply(step);
  return player;
}

function openingCandleMs(feeds: OpenScenario['feeds']): number | null {
  const times = Array.from(feeds.values(), (feed) => nextCandleMs(feed, [])).filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

function noticeOf({ journal }: Player, outcomes: readonly StepOutcome[]): AppState['notice'] {
  const [refused] = outcomes.flatMap(({ denials }) => denials);
  return refused === undefined
    ? null
    : { tone: 'refusal', text: denialSentence(refused), moment: journal.entries.length };
}

/** The order to look at after something was done: a new one, or the first child of one that was replaced. */
function choiceAfter(player: Player, outcomes: readonly StepOutcome[]): Partial<AppState> {
  for (const { firstEntry, lastEntry } of outcomes) {
    for (let entry = firstEntry; entry <= lastEntry; entry += 1) {
      const created = player.orders.eventsIn(entry).find(({ event }) => event === 'create');
      if (created !== undefined) return { chosenOrder: created.order, chosenPair: null };
    }
  }
  return {};
}
