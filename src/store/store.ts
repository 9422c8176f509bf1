import { createStore, type StoreApi } from 'zustand';
import type { Scenario } from '../scenario/format.ts';
import { lookSlice } from './lookSlice.ts';
import { openedAs } from './openScenario.ts';
import { pageSlice } from './pageSlice.ts';
import type { StartRun } from '../scenario/backtest.ts';
import { persistenceSlice } from './persistenceSlice.ts';
import type { ScenarioStorage } from './persistenceStorage.ts';
import { playbackSlice } from './playbackSlice.ts';
import { runsSlice } from './runsSlice.ts';
import { scenarioSlice, startingOrderOf } from './scenarioSlice.ts';
import type { AppState, Theme } from './state.ts';

/** Where there is no other thread to run in. */
const CANNOT_RUN: StartRun = (_, { onFailure }) => {
  onFailure({ rule: null, seq: 0, bar: 0, message: 'Backtests cannot be run here.' });
  return () => {};
};

/** A store that opens with an example, runs backtests by `startRun`, and keeps its scenarios in a storage if there is one. */
export function createAppStore(
  first: Scenario,
  theme: Theme = 'system',
  startRun: StartRun = CANNOT_RUN,
  storage: ScenarioStorage | null = null,
): StoreApi<AppState> {
  return createStore<AppState>((...parts) => {
    const scenario = scenarioSlice(openedAs(first, { isExample: true }))(...parts);
    return {
      ...scenario,
      ...persistenceSlice(storage)(...parts),
      ...lookSlice(...parts),
      ...playbackSlice(...parts),
      ...pageSlice(theme)(...parts),
      ...runsSlice(startRun)(...parts),
      chosenOrder: startingOrderOf(scenario.player),
    };
  });
}
