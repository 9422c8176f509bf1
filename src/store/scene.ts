import { useEffect, useMemo, useState } from 'react';
import type { Step } from '../scenario/format.ts';
import type { Player } from '../scenario/play.ts';
import { branchAt, playerOf } from './scenarioSlice.ts';
import { stepAfter, stepNow } from './selectors.ts';
import type { AppState, Deed } from './state.ts';
import { useApp, useAppStore, useWorld } from './useApp.ts';

/** Where a deed would be done: in the world as it would find it, as the step it would be. */
export interface Scene {
  readonly player: Player;
  readonly stepOf: (deed: Deed) => Step;
}

/** Playing 10,000 entries again takes about a quarter of a second the first time, and a fifth of that once its code is warm. */
const MOST_ENTRIES = 10_000;
/** So many are played again while a person moves through time; more once the page has rested for so long. */
const ENTRIES_AT_ONCE = 500;
const REST_MS = 150;

/** The past that was asked for last, of each player. */
const pasts = new WeakMap<Player, { readonly steps: number; readonly scene: Scene }>();

/** Whether the scene of a moment can be had without a long wait. */
export function isInReach({ player }: Pick<AppState, 'player'>, entries: number): boolean {
  const { length } = player.journal.entries;
  if (entries >= length) return true;
  return entries <= MOST_ENTRIES && !player.stepsUpTo(entries).some((step) => 'run' in step);
}

/** Where a deed would be done at a moment: at the end in the scenario itself, before it on the branch that would start there. */
export function sceneAt(state: AppState, entries: number): Scene {
  const { player } = state;
  if (entries >= player.journal.entries.length) return { player, stepOf: (deed) => stepNow(state, deed) };
  const steps = player.stepsUpTo(entries).length;
  const known = pasts.get(player);
  if (known?.steps === steps) return known.scene;
  const branch = branchAt(state, entries);
  const scene: Scene = { player: playerOf(branch), stepOf: (deed) => stepAfter(branch, deed) };
  pasts.set(player, { steps, scene });
  return scene;
}

/** The scene at the cursor for what asks for it; `null` while it is not wanted, while it is awaited, and where it is out of reach. */
export function useScene(isWanted: boolean): Scene | null {
  const store = useAppStore();
  const { version, cursor } = useWorld();
  const player = useApp((state) => state.player);
  const isEnd = cursor >= player.journal.entries.length;
  const mayWait = isWanted && !isEnd && cursor > ENTRIES_AT_ONCE;
  const [restedAt, setRestedAt] = useState<number | null>(null);
  useEffect(() => {
    if (!mayWait) return undefined;
    const timer = setTimeout(() => setRestedAt(cursor), REST_MS);
    return () => clearTimeout(timer);
  }, [mayWait, cursor]);
  const isDue = isWanted && (!mayWait || restedAt === cursor);
  return useMemo(() => {
    // The version says that the world inside the player is another one.
    const state = store.getState();
    return isDue && version >= 0 && isInReach(state, cursor) && state.player === player
      ? sceneAt(state, cursor)
      : null;
  }, [isDue, version, cursor, store, player]);
}
