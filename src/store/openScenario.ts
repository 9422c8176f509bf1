import type { Scenario, Step } from '../scenario/format.ts';
import type { CandleFeed } from './candleFeed.ts';
import { lastTimeMs } from './stepTime.ts';

/** What a person did in one gesture: one step, or all that "play until it fills" fed. It is undone as one. */
export interface Command {
  readonly title: string;
  readonly steps: readonly Step[];
  /** Steps of the same gesture join its command; `null` for what stands alone. */
  readonly gesture: string | null;
}

/** Where a branch leaves another scenario: both have the same steps, and so the same entries, up to there. */
interface Origin {
  /** The scenario it leaves, and what that was called then: it may have been closed since. */
  readonly id: string;
  readonly name: string;
  /** After how many steps, and the moment after them: a number of entries. */
  readonly steps: number;
  readonly moment: number;
}

/** A scenario that is open in the page: as it was opened, with what has been done to it since. */
export interface OpenScenario {
  readonly id: string;
  /** As it was opened; its steps cannot be undone. */
  readonly opened: Scenario;
  readonly done: readonly Command[];
  /** What was undone and can be redone, the next one last. */
  readonly undone: readonly Command[];
  readonly branchedFrom: Origin | null;
  /** Imported candles by pair code. */
  readonly feeds: ReadonlyMap<string, CandleFeed>;
  /** Whether it came with the program: until something is done to it, it is nobody's own. */
  readonly isExample: boolean;
}

/** Candles that no scenario has been given yet. */
type NewFeed = Omit<CandleFeed, 'firstIndex' | 'firstStep'>;

/** A scenario just opened, under an id that no other has, in this tab or any other. */
export function openedAs(
  opened: Scenario,
  origin: Partial<Pick<OpenScenario, 'branchedFrom' | 'isExample'>> = {},
): OpenScenario {
  return {
    id: newId(),
    opened,
    done: [],
    undone: [],
    branchedFrom: null,
    feeds: new Map(),
    isExample: false,
    ...origin,
  };
}

/** An id that is not given twice; `crypto.randomUUID` would need a page that came over https. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** Whether there is something of a person's own in it, which an example has once something was done to it. */
export function isOwn({ isExample, done, undone, feeds }: OpenScenario): boolean {
  return !isExample || done.length > 0 || undone.length > 0 || feeds.size > 0;
}

/** Under another name; an example that is named by a person is theirs. */
export function withName(open: OpenScenario, name: string): OpenScenario {
  return { ...open, opened: { ...open.opened, name }, isExample: false };
}

/** All its steps, those it was opened with first. */
export function stepsOf({ opened, done }: OpenScenario): readonly Step[] {
  return [...opened.steps, ...done.flatMap(({ steps }) => steps)];
}

/** How many steps it has. */
export function stepCountOf({ opened, done }: OpenScenario): number {
  return done.reduce((count, { steps }) => count + steps.length, opened.steps.length);
}

/** The scenario as its file would hold it now. */
export function currentScenario(open: OpenScenario): Scenario {
  return { ...open.opened, steps: [...stepsOf(open)] };
}

/** With candles to feed for a pair, those after its last step. */
export function withFeed(
  open: OpenScenario,
  { pair, name, candles, priceDecimals, volumeDecimals }: NewFeed,
): OpenScenario {
  const last = lastTimeMs(stepsOf(open));
  const feed: CandleFeed = {
    pair,
    name,
    candles,
    priceDecimals,
    volumeDecimals,
    firstIndex: last === null ? 0 : candles.indexAt(last) + 1,
    firstStep: stepCountOf(open),
  };
  return { ...open, feeds: new Map([...open.feeds, [pair, feed]]) };
}

/** With steps done: they join the last command when it is of the same gesture; what was undone is gone. */
export function withDone(open: OpenScenario, command: Command): OpenScenario {
  const last = open.done.at(-1);
  const joins = last !== undefined && command.gesture !== null && last.gesture === command.gesture;
  const done = joins
    ? [...open.done.slice(0, -1), { ...last, steps: [...last.steps, ...command.steps] }]
    : [...open.done, command];
  return { ...open, done, undone: [] };
}

/** With the last command taken back, or as it is when there is none. */
export function withUndone(open: OpenScenario): OpenScenario {
  const last = open.done.at(-1);
  if (last === undefined) return open;
  return { ...open, done: open.done.slice(0, -1), undone: [...open.undone, last] };
}

/** With the last undone command done again, or as it is when there is none. */
export function withRedone(open: OpenScenario): OpenScenario {
  const next = open.undone.at(-1);
  if (next === undefined) return open;
  return { ...open, done: [...open.done, next], undone: open.undone.slice(0, -1) };
}
