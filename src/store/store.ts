import { createStore, type StoreApi } from 'zustand';
import type { Scenario } from '../scenario/format.ts';
import { lookSlice } from './lookSlice.ts';
import { openedAs } from './openScenario.ts';
import { pageSlice } from './pageSlice.ts';
import { playbackSlice } from './playbackSlice.ts';
import { scenarioSlice, startingOrderOf } from './scenarioSlice.ts';
import type { AppState, Theme } from './state.ts';

/** A store that opens with a scenario. */
export function createAppStore(first: Scenario, theme: Theme = 'system'): StoreApi<AppState> {
  return createStore<AppState>((...parts) => {
    const scenario = scenarioSlice(openedAs('scenario-1', first))(...parts);
    return {
      ...scenario,
      ...lookSlice(...parts),
      ...playbackSlice(...parts),
      ...pageSlice(theme)(...parts),
      chosenOrder: startingOrderOf(scenario.player),
    };
  });
}
