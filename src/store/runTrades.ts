import type { Direction } from '../domain/orders/order.ts';
import { orderId } from '../domain/orders/orderId.ts';
import { averagePriceOf, priceToDecimal } from '../domain/pair.ts';
import { tradeAt, type TradeColumns } from '../engine/tradeColumns.ts';
import type { Decimal } from '../money/decimal.ts';
import { toDecimal } from '../money/minorUnits.ts';
import type { Run } from './run.ts';

/** One closed trade of a run, to be read by people. */
export interface ShownTrade {
  readonly order: string;
  readonly direction: Direction;
  readonly volume: Decimal;
  readonly entryMs: number;
  readonly entryPrice: Decimal | null;
  readonly exitMs: number;
  readonly exitPrice: Decimal;
  readonly reason: string;
  readonly grossPnl: Decimal;
  readonly fees: Decimal;
  readonly netPnl: Decimal;
  readonly ambiguous: boolean;
  /** The moment after its close. */
  readonly moment: number;
  /** As far as amounts and prices of the pair are written. */
  readonly quoteDecimals: number;
  readonly priceDecimals: number;
}

/** What trades can be ordered by. */
export type TradeKey =
  | Exclude<keyof TradeColumns, 'pair' | 'entryHigh' | 'entryLow' | 'moment'>
  | 'entryPrice';

/** The trade in a row, counted from 0. */
export function shownTrade({ trades, pairs }: Pick<Run, 'trades' | 'pairs'>, row: number): ShownTrade {
  const trade = tradeAt(trades, row);
  const pair = pairs[trade.pair];
  if (pair === undefined) throw new RangeError(`no pair number ${trade.pair}`);
  const { base, quote, priceDecimals } = pair;
  return {
    ...trade,
    order: orderId(trade.order),
    volume: toDecimal(trade.volume, base.decimals),
    entryPrice: trade.volume === 0n ? null : averagePriceOf(pair, trade.entryNotional, trade.volume),
    exitPrice: priceToDecimal(pair, trade.exitPrice),
    grossPnl: toDecimal(trade.grossPnl, quote.decimals),
    fees: toDecimal(trade.fees, quote.decimals),
    netPnl: toDecimal(trade.netPnl, quote.decimals),
    quoteDecimals: quote.decimals,
    priceDecimals,
  };
}

/** The order whose fill closed a trade: of what was bought and sold, which is named after its purchase, the one that sold. */
export function closingOrderOf(run: Pick<Run, 'recording'>, { moment, order, reason }: ShownTrade): string {
  if (reason !== 'SALE') return order;
  return (
    run
      .recording()
      .orders.eventsIn(moment)
      .findLast(({ fill }) => fill !== null)?.order ?? order
  );
}

/** The rows of the trades in an order; those that are equal stay as they came. */
export function sortedTrades(trades: TradeColumns, key: TradeKey, isDescending: boolean): Int32Array {
  const rows = Int32Array.from(trades.order, (_, row) => row);
  const values = valuesOf(trades, key);
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const left = values[a] ?? 0;
    const right = values[b] ?? 0;
    if (left === right) return a - b;
    return left < right ? -sign : sign;
  });
}

function valuesOf(trades: TradeColumns, key: TradeKey): ArrayLike<number | bigint> {
  if (key !== 'entryPrice') return trades[key];
  return Float64Array.from(trades.order, (_, row) => {
    const { entryNotional, volume } = tradeAt(trades, row);
    return Number(entryNotional) / Number(volume || 1n);
  });
}
