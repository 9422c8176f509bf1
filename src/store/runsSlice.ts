import type { StateCreator } from 'zustand';
import { Journal } from '../journal/journal.ts';
import { Candles } from '../market/candles.ts';
import type { BacktestResult, RunListener, StartRun } from '../scenario/backtest.ts';
import { recordingOf } from '../scenario/recording.ts';
import { startingOrderOf } from './scenarioSlice.ts';
import type { OwnSeries, Run, RunOrder } from './run.ts';
import type { AppState, RunsSlice } from './state.ts';

/** Backtests: what is running, and the runs that are kept. `start` runs one elsewhere, for the page must not wait. */
export function runsSlice(start: StartRun): StateCreator<AppState, [], [], RunsSlice> {
  return (set, get) => {
    let runs = 0;
    let cancel: (() => void) | null = null;
    let restoring: Promise<void> | null = null;

    const restore = async (): Promise<void> => {
      const kept = await keptCandles();
      const here = new Set(get().series.map(({ id }) => id));
      set({ series: [...kept.filter(({ id }) => !here.has(id)), ...get().series] });
    };

    const keep = (order: RunOrder, result: BacktestResult, isCancelled: boolean, tookMs: number): void => {
      runs += 1;
      const candles = candlesOf(order, result);
      const { statistics, trades, curves, refusals, bars, totalBars } = result;
      const run: Run = {
        ...order,
        id: `run-${runs}`,
        number: runs,
        recording: once(() =>
          recordingOf(order.request.scenario, Journal.fromColumns(result.journal), candles),
        ),
        pairs: result.journal.header.pairs,
        candles,
        statistics,
        trades,
        curves,
        refusals,
        bars,
        totalBars,
        isCancelled,
        tookMs,
      };
      set({ running: null, runs: [...get().runs, run], chosenRun: run.id });
      void remember(run);
    };

    return {
      runs: [],
      running: null,
      runFailure: null,
      chosenRun: null,
      comparedRuns: [],
      shownRun: null,
      reopening: null,
      series: [],
      setup: null,

      prepareRun({ request }) {
        if (get().running === null) start.prepare?.(request);
      },

      startRun(order) {
        if (get().running !== null) return;
        const listener: RunListener = {
          onProgress: (progress) => set({ running: { order, progress } }),
          onEnd: (result, isCancelled, tookMs) => keep(order, result, isCancelled, tookMs),
          onFailure: (failure) => set({ running: null, runFailure: { order, failure } }),
        };
        set({ running: { order, progress: null }, runFailure: null });
        cancel = start(order.request, listener);
      },

      cancelRun: () => cancel?.(),
      dropRunFailure: () => set({ runFailure: null }),

      chooseRun: (chosenRun) => set({ chosenRun }),

      compareRun(id, isCompared) {
        const others = get().comparedRuns.filter((each) => each !== id);
        set({ comparedRuns: isCompared ? [...others, id] : others });
      },

      removeRun(id) {
        const { runs: all, chosenRun, comparedRuns, shownRun } = get();
        const rest = all.filter((each) => each.id !== id);
        if (shownRun === id) get().showRun(null);
        set({
          runs: rest,
          comparedRuns: comparedRuns.filter((each) => each !== id),
          chosenRun: chosenRun === id ? (rest.at(-1)?.id ?? null) : chosenRun,
        });
      },

      showRun(id, moment, order) {
        set({
          shownRun: id,
          reopening: null,
          cursorAt: moment ?? null,
          chosenOrder: order ?? (id === null ? startingOrderOf(get().player) : null),
          hoveredOrder: null,
          form: null,
          drawer: null,
          isPlaying: false,
          branchOffer: null,
          notice: null,
          view: 'explore',
        });
      },

      reopen: (reopening) =>
        set(
          reopening === null ? { reopening } : { reopening, view: 'explore', drawer: null, isPlaying: false },
        ),

      addSeries(added) {
        set({ series: [...get().series.filter(({ id }) => id !== added.id), added] });
        void keepCandles(added);
      },

      dropSeries(id) {
        const { series, tell } = get();
        const dropped = series.find((each) => each.id === id);
        if (dropped === undefined) return;
        set({ series: series.filter((each) => each !== dropped) });
        const undo = (): void => {
          tell(null);
          get().addSeries(dropped);
        };
        const said = `The candles of “${dropped.name}” are forgotten.`;
        void forgetCandles(id).then(() =>
          tell({ tone: 'note', text: said, action: { title: 'Undo', run: undo } }),
        );
      },

      restoreSeries() {
        restoring ??= restore();
        return restoring;
      },

      setSetup: (setup) => set({ setup }),
    };
  };
}

/** Notes how it was set up, for a later visit. */
async function remember(run: Run): Promise<void> {
  const { keepRun } = await import('./keptRuns.ts');
  keepRun(run, Date.now());
}

/** Keeps candles for later visits; where that fails they are here for now, and said to be missed when they are. */
async function keepCandles(series: OwnSeries): Promise<void> {
  try {
    const { keepSeries } = await import('./keptSeries.ts');
    await keepSeries(series, Date.now());
  } catch {
    // The browser has no room, or keeps nothing.
  }
}

/** Candles that earlier visits brought in; none where the browser keeps nothing. */
async function keptCandles(): Promise<readonly OwnSeries[]> {
  try {
    const { readKeptSeries } = await import('./keptSeries.ts');
    return await readKeptSeries();
  } catch {
    return [];
  }
}

async function forgetCandles(id: string): Promise<void> {
  try {
    const { forgetSeries } = await import('./keptSeries.ts');
    await forgetSeries(id);
  } catch {
    // Nothing is kept then.
  }
}

/** What a run ran on; a series that the page has already is not kept twice. */
function candlesOf({ series }: RunOrder, { candles }: BacktestResult): ReadonlyMap<string, Candles> {
  return new Map(candles.map(({ pair, columns }) => [pair, series?.candles ?? Candles.fromColumns(columns)]));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
