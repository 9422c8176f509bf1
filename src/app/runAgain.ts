import type { StoreApi } from 'zustand';
import { readSetup } from '../store/backtestSetup.ts';
import { keptRun, setupAgain } from '../store/keptRuns.ts';
import { runNamed, type RunOrder } from '../store/run.ts';
import type { AppState, RunPlace } from '../store/state.ts';
import { parseNumber } from '../ui/parseNumber.ts';

/** Runs again what was open on an earlier visit, unless that is not waited for any more, and shows it where it was left; or says why it cannot. */
export async function runAgain(store: StoreApi<AppState>, place: RunPlace): Promise<void> {
  if (typeof keptRun(place.run)?.file === 'string') await store.getState().restoreSeries();
  const { reopening, running, setSetup, startRun, tell, showRun } = store.getState();
  if (reopening !== place) return;
  const order =
    running === null
      ? orderAgain(store.getState(), place.run)
      : 'Another backtest is running: open it again once that is done.';
  if (typeof order === 'string') {
    showRun(null);
    tell({ tone: 'refusal', text: `The run that the address names is not open any more. ${order}` });
    return;
  }
  setSetup(order.setup);
  const stop = store.subscribe((state) => {
    if (state.reopening !== place) {
      stop();
    } else if (state.running === null) {
      stop();
      const made = runNamed(state.runs, place.run);
      if (made === undefined) state.showView('backtest');
      else state.showRun(made.id, place.at ?? undefined, place.order ?? undefined);
    }
  });
  startRun(order);
}

/** What the run of a key is asked for by, or why it cannot be. */
function orderAgain({ series }: AppState, key: string): RunOrder | string {
  const kept = keptRun(key);
  if (kept === null) return 'It is not kept in this browser: what it was set up with is unknown here.';
  const setup = setupAgain(kept, series);
  if (setup === null) {
    return `It ran on “${kept.file}”, whose candles are not here any more: bring them in under Backtest by “Own CSV…” and run it again.`;
  }
  const { order, problems } = readSetup(setup, series, parseNumber);
  return order ?? Object.values(problems).join(' ');
}
