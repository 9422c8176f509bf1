import { orderId, orderNumber } from '../domain/orders/orderId.ts';
import { readEntry } from '../journal/entryRepository.ts';
import { firstIndex } from '../journal/postings.ts';
import type { Step } from '../scenario/format.ts';
import type { Recording } from '../scenario/recording.ts';
import { nextCandleIndex, nextCandleMs, type CandleFeed } from './candleFeed.ts';
import { currentScenario, stepsOf, type OpenScenario } from './openScenario.ts';
import type { Run } from './run.ts';
import type { AppState, Deed } from './state.ts';
import { fileTime, handTimeMs, lastTimeMs } from './stepTime.ts';

/** The open scenario that is played. */
export function currentOf({ open, currentId }: Pick<AppState, 'open' | 'currentId'>): OpenScenario {
  const current = open.find(({ id }) => id === currentId);
  if (current === undefined) throw new RangeError(`no open scenario ${currentId}`);
  return current;
}

/** The run that is shown instead of the scenario, if any. */
export function shownRunOf({ runs, shownRun }: Pick<AppState, 'runs' | 'shownRun'>): Run | null {
  return shownRun === null ? null : (runs.find(({ id }) => id === shownRun) ?? null);
}

/** What the views show. */
export function recordingOf(state: AppState): Recording {
  return shownRunOf(state)?.recording() ?? state.player;
}

/** The two open scenarios that are compared: those that were chosen, else the current one beside what it left or another one. */
export function comparedOf(state: AppState): readonly [OpenScenario, OpenScenario] {
  const { open, compared } = state;
  const [left, right] = (compared ?? []).map((id) => open.find((each) => each.id === id));
  if (left !== undefined && right !== undefined) return [left, right];
  const current = currentOf(state);
  const origin = open.find(({ id }) => id === current.branchedFrom?.id);
  if (origin !== undefined) return [origin, current];
  const branch = open.findLast(({ branchedFrom }) => branchedFrom?.id === current.id);
  return [current, branch ?? open.findLast(({ id }) => id !== current.id) ?? current];
}

/** How many entries there are. */
export function entryCountOf(state: AppState): number {
  return recordingOf(state).journal.entries.length;
}

/** The moment that is looked at, as a number of entries. */
export function cursorOf(state: AppState): number {
  return Math.min(state.cursorAt ?? Number.POSITIVE_INFINITY, entryCountOf(state));
}

/** The bar that the moment belongs to, counted from 1; `null` between bars. */
export function barOf(state: AppState): number | null {
  const cursor = cursorOf(state);
  return cursor === 0 ? null : readEntry(recordingOf(state).journal, cursor).bar;
}

/** Whether the end is looked at, where things can be done. */
export function isAtEnd(state: AppState): boolean {
  return cursorOf(state) === entryCountOf(state);
}

/** The order in focus: the chosen one while it exists, else the one that changed last before the cursor, else the first to come. */
export function focusedOrderOf(state: AppState): string | null {
  const { journal } = recordingOf(state);
  const chosen = state.chosenOrder === null ? null : orderNumber(state.chosenOrder);
  if (chosen !== null && chosen <= journal.orders.length) return state.chosenOrder;
  const events = journal.eventsAt(cursorOf(state));
  const number = journal.events.columns.order[Math.max(0, events - 1)] ?? 0;
  return number === 0 ? null : orderId(number);
}

/** The pair in focus: the one chosen by the person, else that of the order in focus, else the first. */
export function pairInFocusOf(state: AppState): string {
  const { header, orders } = recordingOf(state).journal;
  const chosen = header.pairs.find(({ code }) => code === state.chosenPair);
  const order = orderNumber(focusedOrderOf(state) ?? '') ?? 0;
  const index = order === 0 ? -1 : orders.columns.pair[order - 1];
  const pair = chosen ?? header.pairs.find((each) => each.index === index) ?? header.pairs[0];
  return pair?.code ?? '';
}

/** A pair with candles that have not been fed, the one whose next candle is earliest; `null` without. */
export function nextFeedOf(state: AppState): CandleFeed | null {
  return state.shownRun === null ? nextFeedIn(currentOf(state)) : null;
}

function nextFeedIn(open: OpenScenario): CandleFeed | null {
  if (open.feeds.size === 0) return null;
  const steps = stepsOf(open);
  let next: CandleFeed | null = null;
  let earliest = Number.POSITIVE_INFINITY;
  for (const feed of open.feeds.values()) {
    const timeMs = nextCandleMs(feed, steps);
    if (timeMs === null || timeMs >= earliest) continue;
    earliest = timeMs;
    next = feed;
  }
  return next;
}

/** How many bars have not been fed, of all pairs. */
export function barsLeftOf(state: AppState): number {
  const current = currentOf(state);
  if (current.feeds.size === 0 || state.shownRun !== null) return 0;
  const steps = stepsOf(current);
  let left = 0;
  for (const feed of current.feeds.values()) left += feed.candles.length - nextCandleIndex(feed, steps);
  return left;
}

/** Whether a bar can lead to more than itself: an order works, or a position is open. */
export function canMarketMatter({ player: { world, journal } }: AppState): boolean {
  return journal.header.pairs.some((pair) => world.workingOrders(pair).length > 0);
}

/** A deed as the step it is when it is done now. */
export function stepNow(state: AppState, deed: Deed): Step {
  return stepAfter(currentOf(state), deed);
}

/** A deed as the next step of a scenario. */
export function stepAfter(open: OpenScenario, deed: Deed): Step {
  const steps = stepsOf(open);
  const feed = nextFeedIn(open);
  const timeMs = handTimeMs(lastTimeMs(steps), feed === null ? null : nextCandleMs(feed, steps));
  return { at: fileTime(timeMs), ...deed };
}

/** The scenario that is shown, as its file would hold it now. */
export function scenarioOf(state: AppState): ReturnType<typeof currentScenario> {
  return shownRunOf(state)?.request.scenario ?? currentScenario(currentOf(state));
}

/** The moment of the focused order's next or previous event, seen from the cursor; `null` when there is none. */
export function orderMomentOf(state: AppState, direction: 'next' | 'previous'): number | null {
  const { journal } = recordingOf(state);
  const cursor = cursorOf(state);
  const rows = journal.eventsByOrder.rows(orderNumber(focusedOrderOf(state) ?? '') ?? -1);
  const momentOf = (index: number): number => (journal.events.columns.entry[rows[index] ?? 0] ?? 0) + 1;
  const found =
    direction === 'next'
      ? firstIndex(rows.length, (index) => momentOf(index) > cursor)
      : firstIndex(rows.length, (index) => momentOf(index) >= cursor) - 1;
  return found < 0 || found >= rows.length ? null : momentOf(found);
}

/** The order before or after the focused one, by number; the same one at the ends. */
export function orderNeighbourOf(state: AppState, direction: 1 | -1): string | null {
  const count = recordingOf(state).journal.orders.length;
  if (count === 0) return null;
  const focused = orderNumber(focusedOrderOf(state) ?? '') ?? (direction === 1 ? 0 : count + 1);
  return orderId(Math.min(count, Math.max(1, focused + direction)));
}
