import { curveBuffers } from '../engine/curves.ts';
import { tradeBuffers } from '../engine/tradeColumns.ts';
import { columnBuffers } from '../market/candles.ts';
import type { BacktestRequest, BacktestResult, RunFailure, RunProgress } from '../scenario/backtest.ts';

/** What the page tells the worker. A run has a number, so that a late message about an earlier one is known as such. */
export type ToWorker =
  | { readonly kind: 'run'; readonly run: number; readonly request: BacktestRequest }
  | { readonly kind: 'cancel'; readonly run: number }
  | { readonly kind: 'prepare'; readonly request: BacktestRequest };

/** What the worker tells the page. A run ends with `ended` (complete, or as far as it got when it was called off) or `failed`. */
export type FromWorker =
  | ({ readonly kind: 'progress'; readonly run: number } & RunProgress)
  | {
      readonly kind: 'ended';
      readonly run: number;
      readonly result: BacktestResult;
      readonly isCancelled: boolean;
      readonly tookMs: number;
    }
  | { readonly kind: 'failed'; readonly run: number; readonly failure: RunFailure };

/** The buffers of a result, which are moved to the other thread instead of copied. */
export function resultBuffers({ journal, candles, curves, trades }: BacktestResult): ArrayBuffer[] {
  const tables = Object.values<Readonly<Record<string, { readonly buffer: ArrayBufferLike }>>>(
    journal.tables,
  );
  // What the journal was lent of the candles is in both.
  const buffers = new Set([
    ...tables.flatMap((columns) => Object.values(columns).map(({ buffer }) => buffer)),
    ...candles.flatMap(({ columns }) => columnBuffers(columns)),
    ...curveBuffers(curves),
    ...tradeBuffers(trades),
  ]);
  return Array.from(buffers).filter((buffer) => buffer instanceof ArrayBuffer);
}
