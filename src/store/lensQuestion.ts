import type { LensQuestion } from '../scenario/pathLens.ts';
import { currentScenario } from './openScenario.ts';
import { currentOf } from './selectors.ts';
import type { AppState } from './state.ts';

/** What is asked to look at a bar, or at all, of a run or of the scenario; `null` when there is no such run any more. */
export function lensQuestion(state: AppState, run: string | null, bar: number | null): LensQuestion | null {
  if (run !== null) {
    const request = state.runs.find(({ id }) => id === run)?.request;
    return request === undefined ? null : { request, bar };
  }
  const current = currentOf(state);
  const scenario = currentScenario(current);
  const fed = new Set(scenario.steps.flatMap((step) => ('run' in step ? step.run.pair : [])));
  const candles = Array.from(current.feeds.values())
    .filter(({ pair }) => fed.has(pair))
    .map(({ pair, candles: series }) => ({ kind: 'columns', pair, columns: series.toColumns() }) as const);
  return { request: { scenario, candles }, bar };
}
