import { createContext, useContext, useMemo } from 'react';
import { useStore, type StoreApi } from 'zustand';
import type { Recording } from '../scenario/recording.ts';
import { cursorOf, entryCountOf, recordingOf } from './selectors.ts';
import type { AppState } from './state.ts';
import type { ShownStore } from './turns.ts';

/** The store of the page; the app provides it. */
export const AppStoreContext = createContext<StoreApi<AppState> | null>(null);

/** The store as the pane around shows it, which may be a frame behind; `null` outside of panes. */
export const ShownStoreContext = createContext<ShownStore | null>(null);

/** The store itself, for event handlers that read the state when they run. */
export function useAppStore(): StoreApi<AppState> {
  const store = useContext(AppStoreContext);
  if (store === null) throw new Error('useAppStore needs an AppStoreContext above it');
  return store;
}

/** A part of the state; the selector must return the same object for the same state. */
export function useApp<T>(selector: (state: AppState) => T): T {
  const store = useAppStore();
  return useStore(useContext(ShownStoreContext) ?? store, selector);
}

/** What a view reads: the recording, which may grow inside, with the version that says so, and the moment that is looked at. */
export interface World {
  readonly recording: Recording;
  readonly version: number;
  /** How many entries there are, and how many of them are before the moment. */
  readonly entries: number;
  readonly cursor: number;
  /** The same moment as repositories take it. */
  readonly moment: { readonly entries: number };
}

/** The world at the cursor; the same object until the scenario or the cursor changes. */
export function useWorld(): World {
  const recording = useApp(recordingOf);
  const version = useApp((state) => state.version);
  const entries = useApp(entryCountOf);
  const cursor = useApp(cursorOf);
  return useMemo(
    () => ({ recording, version, entries, cursor, moment: { entries: cursor } }),
    [recording, version, entries, cursor],
  );
}
