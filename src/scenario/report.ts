import { denialSentence, type Denial } from '../domain/denial.ts';
import { isoTime } from '../domain/isoTime.ts';
import { fillId, orderId } from '../domain/orders/orderId.ts';
import type { Order } from '../domain/orders/order.ts';
import { averagePriceOf } from '../domain/pair.ts';
import { closedTradesOf, type ClosedTrade } from '../engine/closedTrades.ts';
import { readEntry } from '../journal/entryRepository.ts';
import type { Journal } from '../journal/journal.ts';
import { formatShortest, formatUnits } from '../money/minorUnits.ts';
import { reconcile, RECONCILED_RULES } from '../journal/reconcile.ts';
import { statisticsOf, type Statistics } from '../engine/statistics.ts';
import type { Recording } from './recording.ts';

/** The printed world: amounts at their asset's decimals, other decimals shortest. */
export interface Report {
  readonly scenario: string;
  readonly entries: number;
  readonly cursor: { readonly seq: number; readonly at: string | null };
  readonly orders: readonly OrderReport[];
  readonly transactions: readonly TransactionReport[];
  readonly balances: Readonly<Record<string, Readonly<Record<string, BalanceReport>>>>;
  readonly denied: readonly DeniedReport[];
  readonly trades: readonly TradeReport[];
  readonly statistics: Statistics;
  readonly invariants: readonly { readonly rule: string; readonly holds: boolean }[];
}

export type OrderReport = ReturnType<typeof orderReport>;
export type TradeReport = ReturnType<typeof tradeReport>;
export type TransactionReport = ReturnType<typeof transactionReport>;

interface BalanceReport {
  readonly available: string;
  readonly unavailable: string;
  readonly total: string;
  readonly utilisation: string;
}

interface DeniedReport {
  /** Index of the step in the file's `steps`, from 0. */
  readonly step: number | null;
  readonly code: Denial['code'];
  readonly numbers: Denial['numbers'];
  readonly message: string;
}

/** The world at a seq (by default the last): what is whole at it; transactions and balances exactly up to it. */
export function reportOf(recording: Recording, seq = recording.journal.transactions.length): Report {
  const closed = closedTradesOf(recording.journal, recording.journal.entriesAt({ seq }));
  const { scenario, entries, cursor, balances, denied, statistics, invariants } = summaryOf(
    recording,
    seq,
    closed,
  );
  return {
    scenario,
    entries,
    cursor,
    orders: ordersOf(recording, seq),
    transactions: transactionsOf(recording, seq),
    balances,
    denied,
    trades: closed.map((trade) => tradeReport(recording.journal, trade)),
    statistics,
    invariants,
  };
}

/** The report without what a long run has too much of: orders, transactions and trades. */
export function summaryOf(
  recording: Recording,
  seq: number,
  closed?: readonly ClosedTrade[],
): Omit<Report, 'orders' | 'transactions' | 'trades'> {
  const { journal } = recording;
  const entries = journal.entriesAt({ seq });
  const last = entries === 0 ? null : readEntry(journal, entries);
  const broken = new Set(reconcile(journal, entries).differences.map(({ rule }) => rule));
  return {
    scenario: recording.scenario.name,
    entries,
    cursor: { seq, at: last === null ? null : isoTime(last.timeMs) },
    balances: balancesOf(recording, seq),
    denied: deniedOf(recording, entries),
    statistics: statisticsOf(journal, entries, closed),
    invariants: RECONCILED_RULES.map((rule) => ({ rule, holds: !broken.has(rule) })),
  };
}

/** Every close at a seq, as printed. */
export function tradesOf(recording: Recording, seq: number): readonly TradeReport[] {
  const { journal } = recording;
  return closedTradesOf(journal, journal.entriesAt({ seq })).map((trade) => tradeReport(journal, trade));
}

/** Every order at a seq, as printed. */
export function ordersOf(recording: Recording, seq: number): readonly OrderReport[] {
  return recording.orders.find({}, { seq }).map((order) => orderReport(recording, order, seq));
}

/** Every transaction up to a seq, as printed. */
export function transactionsOf(recording: Recording, seq: number): readonly TransactionReport[] {
  return Array.from({ length: seq }, (_, row) => transactionReport(recording, row + 1));
}

function orderReport(recording: Recording, order: Order, seq: number) {
  const decimals = (code: string): number =>
    recording.journal.header.assets.find((asset) => asset.code === code)?.decimals ?? 0;
  return {
    id: order.id,
    rootId: order.rootId,
    parentId: order.parentId,
    children: recording.orders.childrenOf(order.id, { seq }),
    kind: order.kind,
    type: order.type,
    account: order.account,
    pair: order.pair,
    direction: order.direction,
    status: order.status,
    position: order.position?.status ?? null,
    closeReason: order.position?.closeReason ?? null,
    volume: order.volume.toString(),
    filled: order.filled.toString(),
    cancelled: order.cancelled.toString(),
    moved: order.moved.toString(),
    remaining: order.remaining.toString(),
    spend: order.spend?.toFixed(decimals(order.feeAsset)) ?? null,
    limitPrice: order.limitPrice?.toString() ?? null,
    triggerPrice: order.triggerPrice?.toString() ?? null,
    averagePrice: order.averagePrice?.toString() ?? null,
    timeInForce: order.timeInForce,
    expiresAt: order.expiresAtMs === null ? null : isoTime(order.expiresAtMs),
    held: { [order.heldAsset]: order.held.toFixed(decimals(order.heldAsset)) },
    margin: order.position?.margin.toFixed(decimals(order.feeAsset)) ?? null,
    fees: { [order.feeAsset]: order.fees.toFixed(decimals(order.feeAsset)) },
    pnl: order.position?.pnl.toFixed(decimals(order.feeAsset)) ?? null,
    createdAt: isoTime(order.createdAtMs),
    updatedAt: isoTime(order.updatedAtMs),
  };
}

function tradeReport(journal: Journal, trade: ClosedTrade) {
  const { pairs, accounts } = journal.header;
  const pair = pairs[trade.pair];
  if (pair === undefined) throw new RangeError(`no pair number ${trade.pair}`);
  const { base, quote } = pair;
  const money = (units: bigint): string => formatUnits(units, quote.decimals);
  return {
    order: orderId(trade.order),
    account: accounts[trade.account]?.id ?? '',
    pair: pair.code,
    direction: trade.direction,
    volume: formatShortest(trade.volume, base.decimals),
    entryAt: isoTime(trade.entryMs),
    entryPrice: averagePriceOf(pair, trade.entryNotional, trade.volume).toString(),
    exitAt: isoTime(trade.exitMs),
    exitPrice: formatShortest(BigInt(trade.exitPrice), pair.priceDecimals),
    fill: fillId(trade.fill),
    reason: trade.reason,
    grossPnl: money(trade.grossPnl),
    fees: money(trade.fees),
    netPnl: money(trade.netPnl),
    ambiguous: trade.ambiguous,
  };
}

/** A transaction, as printed. */
export function transactionReport(recording: Pick<Recording, 'journal' | 'transactions'>, seq: number) {
  const line = recording.transactions.get(seq);
  const decimals = recording.journal.header.assets.find(({ code }) => code === line.asset)?.decimals ?? 0;
  return {
    seq: line.seq,
    entry: line.entry,
    at: isoTime(line.timeMs),
    account: line.account,
    asset: line.asset,
    type: line.type,
    available: line.available.toFixed(decimals),
    unavailable: line.unavailable.toFixed(decimals),
    availableAfter: line.availableAfter.toFixed(decimals),
    unavailableAfter: line.unavailableAfter.toFixed(decimals),
    order: line.order,
    fill: line.fill,
    bar: line.bar,
    phase: line.phase,
    description: line.description,
  };
}

function balancesOf(recording: Recording, seq: number): Report['balances'] {
  const { accounts, assets } = recording.journal.header;
  return Object.fromEntries(
    accounts.map(({ id }) => [
      id,
      Object.fromEntries(
        assets.map(({ code, decimals }): [string, BalanceReport] => {
          const balance = recording.balances.at({ seq }, id, code);
          return [
            code,
            {
              available: balance.available.toFixed(decimals),
              unavailable: balance.unavailable.toFixed(decimals),
              total: balance.total.toFixed(decimals),
              utilisation: balance.utilisation.toString(),
            },
          ];
        }),
      ),
    ]),
  );
}

function deniedOf(recording: Recording, entries: number): readonly DeniedReport[] {
  const denied: DeniedReport[] = [];
  for (let row = 0; row < entries; row += 1) {
    if (recording.journal.texts.of(row) === undefined) continue;
    const { denial, step } = readEntry(recording.journal, row + 1);
    if (denial === null) continue;
    denied.push({ step, code: denial.code, numbers: denial.numbers, message: denialSentence(denial) });
  }
  return denied;
}
