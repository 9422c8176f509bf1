import type { EntryKind } from '../domain/entry.ts';
import type { Liquidity } from '../domain/fees.ts';
import { STATUS_NAMES, statusCode, type OrderStatus } from '../domain/orders/lifecycle.ts';
import { fillId, orderId, orderNumber } from '../domain/orders/orderId.ts';
import {
  DIRECTIONS,
  kindOf,
  orderTypeOf,
  TIMES_IN_FORCE,
  type Order,
  type PositionView,
} from '../domain/orders/order.ts';
import {
  CLOSE_REASONS,
  ORDER_EVENT_NAMES,
  POSITION_STATUS_NAMES,
  type OrderEventName,
} from '../domain/orders/position.ts';
import { heldAssetOf } from '../domain/postings/reservation.ts';
import { averagePriceOf, priceToDecimal, type Pair } from '../domain/pair.ts';
import type { Phase } from '../domain/transaction.ts';
import type { Decimal } from '../money/decimal.ts';
import { RATE_DECIMALS, toDecimal, type Price } from '../money/minorUnits.ts';
import { readEntry } from './entryRepository.ts';
import { FILL_AMBIGUOUS, FILL_TAKER, wide, type Journal, type Moment } from './journal.ts';
import { firstIndex } from './postings.ts';

/** Which orders are asked for; what is left out does not matter. Times are of creation, inclusive, in milliseconds. */
export interface OrderFilter {
  readonly account?: string;
  readonly agent?: string;
  readonly pair?: string;
  /** All orders of the chain that starts at this order. */
  readonly root?: string;
  readonly parent?: string;
  readonly status?: OrderStatus;
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** Something that happened to an order, as recorded. */
export interface OrderEvent {
  readonly order: string;
  readonly entry: number;
  readonly kind: EntryKind;
  readonly timeMs: number;
  readonly phase: Phase | null;
  readonly event: OrderEventName;
  /** The status before it, `null` before the first. */
  readonly from: OrderStatus | null;
  readonly to: OrderStatus;
  readonly fee: Decimal;
  readonly held: Decimal;
  readonly fill: {
    readonly id: string;
    readonly volume: Decimal;
    readonly price: Decimal;
    readonly cost: Decimal;
    readonly liquidity: Liquidity;
    readonly ambiguous: boolean;
  } | null;
}

/** Reads orders as they were at any moment ([O2]), by every key, through the journal's indexes. */
export class OrderRepository {
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** The version of an order at a moment, or `null` when it did not exist yet; O(log n) ([O2]). */
  at(id: string, moment: Moment): Order | null {
    const number = orderNumber(id) ?? -1;
    const journal = this.#journal;
    const row = journal.eventsByOrder.lastBelow(number, journal.eventsAt(journal.entriesAt(moment)));
    return row < 0 ? null : this.#version(number, row);
  }

  /** The orders that match at a moment, by number. */
  find(filter: OrderFilter, moment: Moment): readonly Order[] {
    const journal = this.#journal;
    const events = journal.eventsAt(journal.entriesAt(moment));
    const found: Order[] = [];
    for (const number of this.#candidates(filter, events)) {
      const row = journal.eventsByOrder.lastBelow(number, events);
      if (row < 0 || !this.#matches(filter, number, row)) continue;
      found.push(this.#version(number, row));
    }
    return found;
  }

  /** How many orders exist at a moment. */
  count(moment: Moment): number {
    return this.#journal.ordersAt(this.#journal.entriesAt(moment));
  }

  /** How many orders stand in each status at a moment. */
  countsByStatus(moment: Moment): Readonly<Record<OrderStatus, number>> {
    const journal = this.#journal;
    const entries = journal.entriesAt(moment);
    const events = journal.eventsAt(entries);
    const counts = Object.fromEntries(STATUS_NAMES.map((name) => [name, 0])) as Record<OrderStatus, number>;
    for (let number = 1; number <= journal.ordersAt(entries); number += 1) {
      const status = this.#statusOf(journal.eventsByOrder.lastBelow(number, events));
      if (status !== null) counts[status] += 1;
    }
    return counts;
  }

  /** The children a modify or split made of an order up to a moment. */
  childrenOf(id: string, moment: Moment): readonly string[] {
    const journal = this.#journal;
    const rows = journal.ordersByParent.rows(orderNumber(id) ?? -1);
    const end = journal.ordersAt(journal.entriesAt(moment));
    return Array.from(rows)
      .filter((row) => row < end)
      .map((row) => orderId(row + 1));
  }

  /** Everything that happened to an order up to a moment, in order. */
  eventsOf(id: string, moment: Moment): readonly OrderEvent[] {
    const journal = this.#journal;
    const end = journal.eventsAt(journal.entriesAt(moment));
    const rows = journal.eventsByOrder.rows(orderNumber(id) ?? -1);
    const upTo = firstIndex(rows.length, (index) => (rows[index] ?? 0) >= end);
    return Array.from(rows.subarray(0, upTo), (row, index) => this.#event(row, rows[index - 1] ?? -1));
  }

  /** The order events of one entry, counted from 1. */
  eventsIn(entry: number): readonly OrderEvent[] {
    const journal = this.#journal;
    const found: OrderEvent[] = [];
    for (let row = journal.eventsAt(entry - 1); row < journal.eventsAt(entry); row += 1) {
      const number = journal.events.columns.order[row] ?? 0;
      found.push(this.#event(row, journal.eventsByOrder.lastBelow(number, row)));
    }
    return found;
  }

  *#candidates(filter: OrderFilter, events: number): Iterable<number> {
    const journal = this.#journal;
    const { header } = journal;
    if (filter.root !== undefined) {
      for (const row of journal.ordersByRoot.rows(orderNumber(filter.root) ?? -1)) yield row + 1;
    } else if (filter.parent !== undefined) {
      for (const row of journal.ordersByParent.rows(orderNumber(filter.parent) ?? -1)) yield row + 1;
    } else if (filter.status !== undefined) {
      const seen = new Set<number>();
      for (const row of journal.eventsByStatus.rows(statusCode(filter.status))) {
        if (row >= events) break;
        seen.add(journal.events.columns.order[row] ?? 0);
      }
      yield* Array.from(seen).toSorted((a, b) => a - b);
    } else if (filter.account !== undefined) {
      const owner = header.accounts.find(({ id }) => id === filter.account);
      for (const row of journal.ordersByAccount.rows(owner?.index ?? -1)) yield row + 1;
    } else if (filter.pair !== undefined) {
      const pair = header.pairs.find(({ code }) => code === filter.pair);
      for (const row of journal.ordersByPair.rows(pair?.index ?? -1)) yield row + 1;
    } else {
      for (let number = 1; number <= journal.orders.length; number += 1) yield number;
    }
  }

  #matches(filter: OrderFilter, number: number, eventRow: number): boolean {
    const { header, orders, entries } = this.#journal;
    const { columns } = orders;
    const row = number - 1;
    const account = header.accounts[columns.account[row] ?? -1];
    const createdMs = entries.columns.timeMs[columns.entry[row] ?? 0] ?? Number.NaN;
    return (
      (filter.account === undefined || account?.id === filter.account) &&
      (filter.agent === undefined || account?.agent === filter.agent) &&
      (filter.pair === undefined || header.pairs[columns.pair[row] ?? -1]?.code === filter.pair) &&
      (filter.root === undefined || orderId(columns.root[row] ?? 0) === filter.root) &&
      (filter.parent === undefined || orderId(columns.parent[row] ?? 0) === filter.parent) &&
      (filter.status === undefined || this.#statusOf(eventRow) === filter.status) &&
      (filter.fromMs === undefined || createdMs >= filter.fromMs) &&
      (filter.toMs === undefined || createdMs <= filter.toMs)
    );
  }

  #statusOf(eventRow: number): OrderStatus | null {
    return STATUS_NAMES[this.#journal.events.columns.status[eventRow] ?? -1] ?? null;
  }

  #version(number: number, eventRow: number): Order {
    const { header, orders, events, entries } = this.#journal;
    const { columns: terms } = orders;
    const { columns: state } = events;
    const row = number - 1;
    const pair = this.#pairOf(number);
    const { base, quote } = pair;
    const account = header.accounts[terms.account[row] ?? 0];
    const direction = DIRECTIONS[terms.direction[row] ?? 0] ?? 'buy';
    const volumeOf = (units: bigint | undefined): Decimal => toDecimal(units ?? 0n, base.decimals);
    const priceOf = (units: Price | undefined): Decimal | null =>
      units === undefined || Number.isNaN(units) ? null : priceToDecimal(pair, units);
    const limitPrice = priceOf(terms.limitPrice[row]);
    const triggerPrice = priceOf(terms.triggerPrice[row]);
    const spend = terms.spend[row] ?? -1n;
    const volume = state.volume[eventRow] ?? 0n;
    const filled = state.filled[eventRow] ?? 0n;
    const cancelled = state.cancelled[eventRow] ?? 0n;
    const moved = state.moved[eventRow] ?? 0n;
    const notional = wide(state.notionalHigh[eventRow], state.notionalLow[eventRow]);
    const heldAsset = heldAssetOf(pair, { direction });
    const leverage = terms.leverage[row] ?? -1n;
    const positionRow = state.position[eventRow] ?? -1;
    const protection = this.#journal.positions.columns;
    const expiresAtMs = terms.expiresAtMs[row] ?? Number.NaN;
    const createdEntry = terms.entry[row] ?? 0;
    const updatedEntry = state.entry[eventRow] ?? 0;
    return Object.freeze({
      kind: kindOf(direction),
      id: orderId(number),
      rootId: orderId(terms.root[row] ?? 0),
      parentId: terms.parent[row] ? orderId(terms.parent[row]) : null,
      account: account?.id ?? '',
      agent: account?.agent ?? '',
      pair: pair.code,
      direction,
      type: orderTypeOf({
        limitPrice: limitPrice === null ? null : 0,
        triggerPrice: triggerPrice === null ? null : 0,
      }),
      status: this.#statusOf(eventRow) ?? 'NEW',
      volume: volumeOf(volume),
      filled: volumeOf(filled),
      cancelled: volumeOf(cancelled),
      moved: volumeOf(moved),
      remaining: volumeOf(volume - filled - cancelled - moved),
      spend: spend < 0n ? null : toDecimal(spend, quote.decimals),
      limitPrice,
      triggerPrice,
      averagePrice: filled === 0n ? null : averagePriceOf(pair, notional, filled),
      timeInForce: TIMES_IN_FORCE[terms.timeInForce[row] ?? 0] ?? 'GTC',
      expiresAtMs: Number.isNaN(expiresAtMs) ? null : expiresAtMs,
      held: toDecimal(state.held[eventRow] ?? 0n, heldAsset.decimals),
      heldAsset: heldAsset.code,
      cost: toDecimal(state.cost[eventRow] ?? 0n, quote.decimals),
      leverage: leverage < 0n ? null : toDecimal(leverage, RATE_DECIMALS),
      stopLoss: priceOf(protection.stopLoss[positionRow]),
      takeProfit: priceOf(protection.takeProfit[positionRow]),
      position: positionRow < 0 ? null : this.#position(positionRow, pair, filled),
      fees: toDecimal(state.fees[eventRow] ?? 0n, quote.decimals),
      feeAsset: quote.code,
      createdEntry: createdEntry + 1,
      updatedEntry: updatedEntry + 1,
      createdAtMs: entries.columns.timeMs[createdEntry] ?? Number.NaN,
      updatedAtMs: entries.columns.timeMs[updatedEntry] ?? Number.NaN,
    });
  }

  #position(row: number, pair: Pair, filled: bigint): PositionView {
    const { columns } = this.#journal.positions;
    const { base, quote } = pair;
    const status = POSITION_STATUS_NAMES[columns.status[row] ?? 0] ?? 'NONE';
    const closed = columns.closed[row] ?? 0n;
    const open = filled - closed;
    const basis = wide(columns.basisHigh[row], columns.basisLow[row]);
    const exit = wide(columns.exitHigh[row], columns.exitLow[row]);
    const liquidation = columns.liquidationPrice[row] ?? Number.NaN;
    return Object.freeze({
      status,
      open: toDecimal(open, base.decimals),
      closed: toDecimal(closed, base.decimals),
      entryPrice: open === 0n ? null : averagePriceOf(pair, basis, open),
      exitPrice: closed === 0n ? null : averagePriceOf(pair, exit, closed),
      margin: toDecimal(columns.margin[row] ?? 0n, quote.decimals),
      pnl: toDecimal(columns.pnl[row] ?? 0n, quote.decimals),
      liquidationPrice: Number.isNaN(liquidation) ? null : priceToDecimal(pair, liquidation),
      closeReason: CLOSE_REASONS[(columns.reason[row] ?? 0) - 1] ?? null,
    });
  }

  #event(row: number, previousRow: number): OrderEvent {
    const journal = this.#journal;
    const { columns } = journal.events;
    const number = columns.order[row] ?? 0;
    const pair = this.#pairOf(number);
    const direction = DIRECTIONS[journal.orders.columns.direction[number - 1] ?? 0] ?? 'buy';
    const { decimals: heldDecimals } = heldAssetOf(pair, { direction });
    const entry = readEntry(journal, (columns.entry[row] ?? 0) + 1);
    const fill = columns.fill[row] ?? 0;
    const flags = columns.fillFlags[row] ?? 0;
    return Object.freeze<OrderEvent>({
      order: orderId(number),
      entry: entry.number,
      kind: entry.kind,
      timeMs: entry.timeMs,
      phase: entry.phase,
      event: ORDER_EVENT_NAMES[columns.event[row] ?? 0] ?? 'create',
      from: this.#statusOf(previousRow),
      to: this.#statusOf(row) ?? 'NEW',
      fee: toDecimal(columns.fee[row] ?? 0n, pair.quote.decimals),
      held: toDecimal(columns.held[row] ?? 0n, heldDecimals),
      fill:
        fill === 0
          ? null
          : {
              id: fillId(fill),
              volume: toDecimal(columns.fillVolume[row] ?? 0n, pair.base.decimals),
              price: priceToDecimal(pair, columns.fillPrice[row] ?? 0),
              cost: toDecimal(columns.fillCost[row] ?? 0n, pair.quote.decimals),
              liquidity: (flags & FILL_TAKER) === 0 ? 'maker' : 'taker',
              ambiguous: (flags & FILL_AMBIGUOUS) !== 0,
            },
    });
  }

  #pairOf(number: number): Pair {
    const { header, orders } = this.#journal;
    const pair = header.pairs[orders.columns.pair[number - 1] ?? -1];
    if (pair === undefined) throw new RangeError(`no order ${orderId(number)}`);
    return pair;
  }
}
