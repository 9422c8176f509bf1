import { denialSentence, type Denial } from '../domain/denial.ts';
import { closedTradesOf } from '../engine/closedTrades.ts';
import type { RunCurves } from '../engine/curves.ts';
import type { Runner } from '../engine/runner.ts';
import { figuresOf, type Statistics } from '../engine/statistics.ts';
import { tradeColumns, type TradeColumns } from '../engine/tradeColumns.ts';
import type { JournalColumns } from '../journal/journal.ts';
import type { Texts } from '../journal/texts.ts';
import { Candles, type CandleColumns } from '../market/candles.ts';
import { syntheticCandles, type SyntheticOptions } from '../market/synthetic.ts';
import type { Scenario } from './format.ts';
import { Player } from './play.ts';

/** Where a pair's candles come from: they are made up on the spot, or given as columns, which are taken over. */
export type CandleSource =
  | { readonly kind: 'synthetic'; readonly pair: string; readonly options: SyntheticOptions }
  | { readonly kind: 'columns'; readonly pair: string; readonly columns: CandleColumns };

/** What is to be run: the steps of a scenario, and candles for its run steps. */
export interface BacktestRequest {
  readonly scenario: Scenario;
  readonly candles: readonly CandleSource[];
}

/** A refusal that a run met, once for each code: how often, and the first of them as a sentence. */
export interface RefusalCount {
  readonly code: Denial['code'];
  readonly count: number;
  readonly sentence: string;
}

/** What a run comes to: columns that can be handed to another thread, and its figures. */
export interface BacktestResult {
  readonly journal: JournalColumns;
  readonly candles: readonly { readonly pair: string; readonly columns: CandleColumns }[];
  readonly statistics: Statistics;
  readonly trades: TradeColumns;
  readonly curves: RunCurves;
  readonly refusals: readonly RefusalCount[];
  /** Bars that were run, of how many; fewer when it was called off. */
  readonly bars: number;
  readonly totalBars: number;
}

/** How far a run is. */
export interface RunProgress {
  readonly bars: number;
  readonly totalBars: number;
  readonly barsPerSecond: number;
  /** Milliseconds that the rest will take at this pace. */
  readonly remainingMs: number;
}

/** Why a run broke off: the rule that was broken, with the last seq and bar before it, or anything else, without a rule. */
export interface RunFailure {
  readonly rule: string | null;
  readonly seq: number;
  readonly bar: number;
  readonly message: string;
}

/** What whoever starts a run hears of it: progress at once and about twenty times a second, then one of the ends. */
export interface RunListener {
  readonly onProgress: (progress: RunProgress) => void;
  readonly onEnd: (result: BacktestResult, isCancelled: boolean, tookMs: number) => void;
  readonly onFailure: (failure: RunFailure) => void;
}

/** How runs are started somewhere; the candles in a request stay usable. */
export interface StartRun {
  /** Gives back how to call it off: it then ends with what it has. */
  (request: BacktestRequest, listener: RunListener): () => void;
  /** Makes ready for a run like this, so that it need not wait for what only the first one waits for. */
  readonly prepare?: (request: BacktestRequest) => void;
}

/** A scenario played in parts of so many bars: the journal is the one of {@link play}, however it is cut. */
export class Backtest {
  readonly player: Player;
  readonly totalBars: number;
  readonly #candles = new Map<string, Candles>();
  #runner: Runner | null = null;
  #nextStep = 0;

  constructor({ scenario, candles }: BacktestRequest) {
    for (const source of candles) {
      this.#candles.set(
        source.pair,
        source.kind === 'columns' ? Candles.fromColumns(source.columns) : syntheticCandles(source.options),
      );
    }
    this.player = new Player(scenario, this.#candles);
    let total = 0;
    for (const step of scenario.steps) {
      if ('run' in step) total += this.#candles.get(step.run.pair)?.length ?? 0;
      else if ('bar' in step || 'price' in step) total += 1;
    }
    this.totalBars = total;
  }

  /** Bars run so far. */
  get bars(): number {
    return this.player.journal.bars.length;
  }

  /**
   * Goes on for so many bars and the steps before each; whether there is more to do. A broken invariant throws. Strategies can be kept
   * from deciding at the closes of these bars.
   */
  advance(bars: number, decides = true): boolean {
    const { steps } = this.player.scenario;
    const until = this.bars + bars;
    while (this.bars < until) {
      if (this.#runner !== null) {
        if (this.#runner.advance(until - this.bars, decides)) continue;
        this.#runner.finish();
        this.#runner = null;
        continue;
      }
      const step = steps[this.#nextStep];
      if (step === undefined) return false;
      this.#nextStep += 1;
      if ('run' in step) this.#runner = this.player.startRun(step);
      else this.player.apply(step);
    }
    return this.#runner !== null || this.#nextStep < steps.length;
  }

  /** What there is so far; all of it is handed over, so it cannot go on after that. */
  result(): BacktestResult {
    const { journal } = this.player;
    const closed = closedTradesOf(journal, journal.entries.length);
    return {
      ...figuresOf(journal, closed),
      journal: journal.handOver(),
      candles: Array.from(this.#candles, ([pair, candles]) => ({ pair, columns: candles.toColumns() })),
      trades: tradeColumns(journal, closed),
      refusals: refusalsOf(journal.texts),
      bars: this.bars,
      totalBars: this.totalBars,
    };
  }
}

/** Every kind of refusal among the texts of a journal, the most frequent first. */
function refusalsOf(texts: Texts): readonly RefusalCount[] {
  const found = new Map<string, RefusalCount>();
  for (let row = 0; row < texts.length; row += 1) {
    const { denial } = JSON.parse(texts.at(row)) as { readonly denial: Denial | null };
    if (denial === null) continue;
    const known = found.get(denial.code);
    found.set(
      denial.code,
      known === undefined
        ? { code: denial.code, count: 1, sentence: denialSentence(denial) }
        : { ...known, count: known.count + 1 },
    );
  }
  return Array.from(found.values()).toSorted((a, b) => b.count - a.count);
}
