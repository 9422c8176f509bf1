import { array, assert, nat, property, record } from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAppStore } from '../../src/store/store.ts';
import { awaitTurn, inTurn, type ShownStore } from '../../src/store/turns.ts';
import { BUY_TWO, miniature } from './miniature.ts';

let frames = new Map<number, () => void>();
let asked = 0;
/** What the clock says; panes that take long put it forward. */
let nowMs = 0;

function nextFrame(): void {
  const due = frames;
  frames = new Map();
  for (const run of due.values()) run();
}

/** A pane that takes so long to draw what it is shown, and what it has drawn. */
function paneOf(store: ShownStore, tookMs: number) {
  const pane = inTurn(store);
  const drawn: (number | null)[] = [];
  const stop = pane.subscribe(({ cursorAt }) => {
    nowMs += tookMs;
    drawn.push(cursorAt);
  });
  return { pane, drawn, stop };
}

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
    asked += 1;
    frames.set(asked, run);
    return asked;
  });
  vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id));
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
});
afterEach(() => {
  while (frames.size > 0) nextFrame();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('panes that take turns', () => {
  it('are as many in a frame as there is time for, each with the moment there is by then', () => {
    const store = createAppStore(miniature([BUY_TWO, BUY_TWO]));
    const panes = [20, 1, 1, 20].map((tookMs) => paneOf(store, tookMs));
    const drawn = (): unknown => panes.map((pane) => pane.drawn);
    store.getState().scrubTo(1);
    expect(drawn()).toEqual([[], [], [], []]);
    for (let frame = 0; frame < 4; frame += 1) nextFrame();
    expect(drawn()).toEqual([[1], [1], [1], [1]]);
    // Now it is known how long they take.
    store.getState().scrubTo(2);
    nextFrame();
    expect(drawn()).toEqual([[1, 2], [1], [1], [1]]);
    store.getState().scrubTo(0);
    nextFrame();
    expect(drawn()).toEqual([[1, 2], [1, 0], [1, 0], [1]]);
    nextFrame();
    nextFrame();
    expect(drawn()).toEqual([
      [1, 2, 0],
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
    expect(frames.size).toBe(0);
  });

  it('have a frame to themselves for what they left for it', () => {
    const store = createAppStore(miniature([BUY_TWO, BUY_TWO]));
    const panes = [5, 5, 5].map((tookMs) => paneOf(store, tookMs));
    panes[0]?.pane.subscribe(() => {
      requestAnimationFrame(() => {
        nowMs += 3;
      });
    });
    const counts = (): unknown => panes.map(({ drawn }) => drawn.length);
    store.getState().scrubTo(1);
    for (const expected of [
      [1, 0, 0],
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 1],
    ]) {
      nextFrame();
      expect(counts()).toEqual(expected);
    }
    // What came after the last of them says nothing of a frame long after.
    nowMs += 1000;
    store.getState().scrubTo(2);
    nextFrame();
    expect(counts()).toEqual([2, 1, 1]);
    for (const { stop } of panes) stop();
  });

  it('show at once what is more than looking around, and one that is gone takes none', () => {
    const store = createAppStore(miniature([BUY_TWO]));
    const { pane, drawn, stop } = paneOf(store, 20);
    store.getState().scrubTo(1);
    expect(pane.getState().cursorAt).toBeNull();
    store.getState().tell({ tone: 'note', text: 'Something happened.' });
    expect(drawn).toEqual([1]);
    expect(pane.getState().notice?.text).toBe('Something happened.');
    store.getState().scrubTo(0);
    stop();
    nextFrame();
    expect(drawn).toEqual([1]);
    expect(pane.getState().cursorAt).toBe(0);
  });

  it('let what is looked for first appear before what waits already', () => {
    const shown: string[] = [];
    const stop = [awaitTurn(() => shown.push('one')), awaitTurn(() => shown.push('two'))];
    awaitTurn(() => shown.push('first'), true);
    stop[1]?.();
    nextFrame();
    expect(shown).toEqual(['first', 'one']);
  });

  it('all show the last state in the end, however the person looks around', () => {
    const move = record({ to: nat(6), frames: nat(2) });
    assert(
      property(array(move), array(nat(9), { minLength: 1 }), (moves, costs) => {
        const store = createAppStore(miniature([BUY_TWO, BUY_TWO]));
        const panes = costs.map((tookMs) => paneOf(store, tookMs));
        for (const { to, frames: count } of moves) {
          store.getState().scrubTo(to);
          for (let frame = 0; frame < count; frame += 1) nextFrame();
        }
        for (let frame = 0; frames.size > 0 && frame <= costs.length; frame += 1) nextFrame();
        expect(frames.size).toBe(0);
        for (const { pane } of panes) expect(pane.getState()).toBe(store.getState());
        for (const { stop } of panes) stop();
      }),
    );
  });
});
