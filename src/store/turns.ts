import { flushSync } from 'react-dom';
import type { StoreApi } from 'zustand';
import type { AppState } from './state.ts';

/** A store that can be read. */
export type ShownStore = Omit<StoreApi<AppState>, 'setState'>;

/** How long panes may take in a frame, in milliseconds: laying them out and painting them takes as long again. */
const FRAME_MS = 4;
/** What changes while a person only looks around, many times a second. */
const LOOKS: ReadonlySet<string> = new Set<keyof AppState>([
  'view',
  'shownRun',
  'cursorAt',
  'chosenOrder',
  'chosenPair',
  'hoveredOrder',
  'jumps',
]);

/** Shows what there is in a pane. */
interface Turn {
  readonly show: () => void;
  /** How long it took last. */
  tookMs: number;
}

/** Panes that are behind, the one that has waited longest first. */
const waiting = new Set<Turn>();
let isAsked = false;
/** When the frame began; `null` where no pane was drawn in the one before. */
let beganMs: number | null = null;

/**
 * The store as one pane shows it. Where a person only looks around, panes take turns: as many in a frame as there is time for, at least
 * one, and each shows what there is by then. So the slider answers in every frame, whatever there is to draw. All else shows at once.
 */
export function inTurn(store: ShownStore): ShownStore {
  const listeners = new Set<Parameters<ShownStore['subscribe']>[0]>();
  let shown = store.getState();
  let stop: (() => void) | null = null;
  const show = (): void => {
    const before = shown;
    shown = store.getState();
    for (const listener of listeners) listener(shown, before);
  };
  const turn: Turn = { show, tookMs: 0 };
  const follow = (state: AppState, before: AppState): void => {
    if (isLooking(state, before)) wait(turn);
    else show();
  };
  return {
    getState: () => (listeners.size === 0 ? store.getState() : shown),
    getInitialState: store.getInitialState,
    subscribe(listener) {
      if (listeners.size === 0) {
        shown = store.getState();
        stop = store.subscribe(follow);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        waiting.delete(turn);
        sayBusy();
      };
    },
  };
}

/** Shows something once it is its turn, before what waits already where it `isFirst`; returns how to call that off. */
export function awaitTurn(show: () => void, isFirst = false): () => void {
  const turn: Turn = { show, tookMs: 0 };
  const others = isFirst ? [...waiting] : [];
  if (isFirst) waiting.clear();
  wait(turn);
  for (const each of others) waiting.add(each);
  return () => waiting.delete(turn);
}

/** Whether a pane still waits for its turn. */
export function arePanesBehind(): boolean {
  return waiting.size > 0;
}

function isLooking(state: AppState, before: AppState): boolean {
  // Each pane asks for each move: nothing is made for the answer.
  for (const key in state) {
    if (state[key as keyof AppState] !== before[key as keyof AppState] && !LOOKS.has(key)) return false;
  }
  return true;
}

function wait(turn: Turn): void {
  waiting.add(turn);
  if (!isAsked) requestAnimationFrame(takeTurns);
  isAsked = true;
  sayBusy();
}

/** Lets whoever reads the page from outside wait for what is still to be drawn. */
function sayBusy(): void {
  const page = globalThis.document?.documentElement;
  if (waiting.size > 0) page?.setAttribute('aria-busy', 'true');
  else page?.removeAttribute('aria-busy');
}

function takeTurns(): void {
  // What panes left for this frame, as charts leave their painting, has come before: where that is much, it has the frame for itself.
  const isTaken = beganMs !== null && performance.now() - beganMs > FRAME_MS / 2;
  beganMs = null;
  if (!isTaken) {
    const next = requestAnimationFrame(() => {
      beganMs = performance.now();
    });
    drawPanes();
    if (waiting.size === 0) cancelAnimationFrame(next);
  }
  isAsked = waiting.size > 0;
  if (isAsked) requestAnimationFrame(takeTurns);
  sayBusy();
}

function drawPanes(): void {
  let spentMs = 0;
  for (const turn of waiting) {
    if (spentMs > 0 && spentMs + turn.tookMs > FRAME_MS) break;
    waiting.delete(turn);
    const startMs = performance.now();
    flushSync(turn.show);
    turn.tookMs = performance.now() - startMs;
    spentMs += turn.tookMs;
  }
}
