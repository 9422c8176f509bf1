import type { Pair } from '../domain/pair.ts';
import type { RunCurves } from '../engine/curves.ts';
import type { Statistics } from '../engine/statistics.ts';
import type { TradeColumns } from '../engine/tradeColumns.ts';
import type { Candles } from '../market/candles.ts';
import type { BacktestRequest, RefusalCount } from '../scenario/backtest.ts';
import type { Recording } from '../scenario/recording.ts';
import type { BacktestSetup } from './backtestSetup.ts';

/** Candles from a file, to run backtests on. */
export interface OwnSeries {
  /** Of these candles under this name, on every visit ({@link candlesId}). */
  readonly id: string;
  /** The name of the file. */
  readonly name: string;
  readonly base: string;
  readonly quote: string;
  readonly candles: Candles;
  readonly priceDecimals: number;
  readonly volumeDecimals: number;
}

/** What follows the venue in {@link RunOrder.rules} where its rules were changed. */
export const CHANGED = ', changed';

/** A backtest that was asked for, with the words that name it. */
export interface RunOrder {
  /** Names the way it is set up, on later visits too. */
  readonly key: string;
  readonly request: BacktestRequest;
  /** The form that asked for it. */
  readonly setup: BacktestSetup;
  /** The strategy's title, its parameters, the data, the rules. */
  readonly title: string;
  readonly parameters: string;
  readonly data: string;
  readonly rules: string;
  /** The file's candles, where it ran on those. */
  readonly series: OwnSeries | null;
}

/** A backtest that has been run, whole or until it was called off. */
export interface Run extends RunOrder {
  readonly id: string;
  /** Counted from 1. */
  readonly number: number;
  /** What it wrote; made readable when it is first asked for. */
  readonly recording: () => Recording;
  readonly pairs: readonly Pair[];
  /** What it ran on, by pair. */
  readonly candles: ReadonlyMap<string, Candles>;
  readonly statistics: Statistics;
  readonly trades: TradeColumns;
  readonly curves: RunCurves;
  readonly refusals: readonly RefusalCount[];
  readonly bars: number;
  readonly totalBars: number;
  readonly isCancelled: boolean;
  readonly tookMs: number;
}

/** The run that a key names: the newest of those run whole, else of those called off; `undefined` for none. */
export function runNamed(runs: readonly Run[], key: string | null): Run | undefined {
  const named = runs.filter((run) => run.key === key);
  return named.findLast(({ isCancelled }) => !isCancelled) ?? named.at(-1);
}
