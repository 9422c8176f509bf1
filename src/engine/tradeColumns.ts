import { DIRECTIONS, type Direction } from '../domain/orders/order.ts';
import { CLOSE_REASONS } from '../domain/orders/position.ts';
import { wide, type Journal } from '../journal/journal.ts';
import type { ClosedTrade } from './closedTrades.ts';

/** Closed trades as columns, to be handed to another thread; units as in {@link ClosedTrade}. */
export interface TradeColumns {
  readonly order: Int32Array<ArrayBuffer>;
  readonly pair: Uint16Array<ArrayBuffer>;
  readonly direction: Uint8Array<ArrayBuffer>;
  readonly volume: BigInt64Array<ArrayBuffer>;
  readonly entryMs: Float64Array<ArrayBuffer>;
  /** Σ price × volume of the entry: `entryHigh` × 2^64 + `entryLow`. */
  readonly entryHigh: BigInt64Array<ArrayBuffer>;
  readonly entryLow: BigInt64Array<ArrayBuffer>;
  readonly exitMs: Float64Array<ArrayBuffer>;
  readonly exitPrice: Float64Array<ArrayBuffer>;
  /** The moment after the close. */
  readonly moment: Int32Array<ArrayBuffer>;
  readonly reason: Uint8Array<ArrayBuffer>;
  readonly grossPnl: BigInt64Array<ArrayBuffer>;
  readonly fees: BigInt64Array<ArrayBuffer>;
  readonly netPnl: BigInt64Array<ArrayBuffer>;
  readonly ambiguous: Uint8Array<ArrayBuffer>;
}

/** One trade out of the columns, with the moment after its close. */
export interface TradeRow extends Omit<ClosedTrade, 'account' | 'fill'> {
  readonly moment: number;
}

const REASONS: readonly ClosedTrade['reason'][] = [...CLOSE_REASONS, 'SALE'];

/** Lays closed trades of a journal out as columns. */
export function tradeColumns(journal: Journal, trades: readonly ClosedTrade[]): TradeColumns {
  const count = trades.length;
  const columns: TradeColumns = {
    order: new Int32Array(count),
    pair: new Uint16Array(count),
    direction: new Uint8Array(count),
    volume: new BigInt64Array(count),
    entryMs: new Float64Array(count),
    entryHigh: new BigInt64Array(count),
    entryLow: new BigInt64Array(count),
    exitMs: new Float64Array(count),
    exitPrice: new Float64Array(count),
    moment: new Int32Array(count),
    reason: new Uint8Array(count),
    grossPnl: new BigInt64Array(count),
    fees: new BigInt64Array(count),
    netPnl: new BigInt64Array(count),
    ambiguous: new Uint8Array(count),
  };
  const { events, fillEvents } = journal;
  for (const [row, trade] of trades.entries()) {
    const event = fillEvents.columns.row[trade.fill - 1] ?? -1;
    columns.order[row] = trade.order;
    columns.pair[row] = trade.pair;
    columns.direction[row] = DIRECTIONS.indexOf(trade.direction);
    columns.volume[row] = trade.volume;
    columns.entryMs[row] = trade.entryMs;
    columns.entryHigh[row] = trade.entryNotional >> 64n;
    columns.entryLow[row] = BigInt.asIntN(64, trade.entryNotional);
    columns.exitMs[row] = trade.exitMs;
    columns.exitPrice[row] = trade.exitPrice;
    columns.moment[row] = (events.columns.entry[event] ?? -1) + 1;
    columns.reason[row] = REASONS.indexOf(trade.reason);
    columns.grossPnl[row] = trade.grossPnl;
    columns.fees[row] = trade.fees;
    columns.netPnl[row] = trade.netPnl;
    columns.ambiguous[row] = trade.ambiguous ? 1 : 0;
  }
  return columns;
}

/** The trade in a row, counted from 0; refuses one that is not there with a RangeError. */
export function tradeAt(columns: TradeColumns, row: number): TradeRow {
  const { order, volume, grossPnl, fees, netPnl } = columns;
  if (row < 0 || row >= order.length) {
    throw new RangeError(`no trade ${row}, expected a whole number from 0 to ${order.length - 1}`);
  }
  return {
    order: order[row] ?? 0,
    pair: columns.pair[row] ?? 0,
    direction: directionAt(columns, row),
    volume: volume[row] ?? 0n,
    entryMs: columns.entryMs[row] ?? Number.NaN,
    entryNotional: wide(columns.entryHigh[row], columns.entryLow[row]),
    exitMs: columns.exitMs[row] ?? Number.NaN,
    exitPrice: columns.exitPrice[row] ?? 0,
    moment: columns.moment[row] ?? 0,
    reason: REASONS[columns.reason[row] ?? 0] ?? 'SALE',
    grossPnl: grossPnl[row] ?? 0n,
    fees: fees[row] ?? 0n,
    netPnl: netPnl[row] ?? 0n,
    ambiguous: columns.ambiguous[row] === 1,
  };
}

/** Every buffer of the columns, as a transfer list. */
export function tradeBuffers(columns: TradeColumns): ArrayBuffer[] {
  return Object.values<{ readonly buffer: ArrayBuffer }>({ ...columns }).map(({ buffer }) => buffer);
}

function directionAt(columns: TradeColumns, row: number): Direction {
  return DIRECTIONS[columns.direction[row] ?? 0] ?? 'buy';
}
