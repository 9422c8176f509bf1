import { denial, type Denial } from '../domain/denial.ts';
import { codesOf } from '../domain/codes.ts';
import { ENTRY_KINDS, type EntryDraft } from '../domain/entry.ts';
import type { Asset } from '../domain/asset.ts';
import { InvariantError } from '../domain/invariant.ts';
import { statusCode } from '../domain/orders/lifecycle.ts';
import { orderId } from '../domain/orders/orderId.ts';
import {
  DIRECTIONS,
  kindOf,
  TIMES_IN_FORCE,
  type OrderEvent,
  type OrderState,
  type OrderTerms,
} from '../domain/orders/order.ts';
import { CLOSE_REASONS, ORDER_EVENT_NAMES, POSITION_STATUS_NAMES } from '../domain/orders/position.ts';
import type { Pair } from '../domain/pair.ts';
import {
  hasAllowedShape,
  PHASES,
  transactionTypeCode,
  type Line,
  type Phase,
} from '../domain/transaction.ts';
import { fitsMinor, formatUnits, MAX_MINOR, type Price } from '../money/minorUnits.ts';
import { Table, type Columns, type Schema } from './columns.ts';
import { lowerBound, Postings, upperBound } from './postings.ts';
import { TEXT_BYTES, TEXTS, Texts } from './texts.ts';

/** Who owns balances in a run: an account of an agent. */
interface Account {
  readonly index: number;
  readonly id: string;
  readonly agent: string;
}

/** What the journal's small integers refer to. */
export interface JournalHeader {
  readonly run: string;
  readonly assets: readonly Asset[];
  readonly pairs: readonly Pair[];
  readonly accounts: readonly Account[];
}

/** When and where an entry happens; `bar` and `step` count from 0, -1 for none. */
export interface Stamp {
  readonly timeMs: number;
  readonly bar: number;
  readonly phase: Phase | null;
  readonly step: number;
}

/** A moment: after a transaction, at a time (inclusive), or after so many entries ([L9]). */
export type Moment = { readonly seq: number } | { readonly timeMs: number } | { readonly entries: number };

const SCHEMAS = {
  /** `transactions` and `events` count what is written up to and with the entry. */
  entries: {
    timeMs: 'f64',
    bar: 'i32',
    phase: 'u8',
    kind: 'u8',
    account: 'u16',
    step: 'i32',
    transactions: 'i32',
    events: 'i32',
  },
  /** A refusal or a reason as JSON; most entries have none. */
  texts: TEXTS,
  textBytes: TEXT_BYTES,
  /** Row = seq - 1. `order` and `fill` are numbers, 0 for none; `book` = account × assets + asset. */
  transactions: {
    entry: 'i32',
    book: 'i32',
    type: 'u8',
    order: 'i32',
    fill: 'i32',
    available: 'i64',
    unavailable: 'i64',
    availableAfter: 'i64',
    unavailableAfter: 'i64',
  },
  /** Row = order number - 1; prices NaN and amounts -1 for none. */
  orders: {
    entry: 'i32',
    account: 'u16',
    pair: 'u16',
    root: 'i32',
    parent: 'i32',
    direction: 'u8',
    timeInForce: 'u8',
    volume: 'i64',
    spend: 'i64',
    limitPrice: 'f64',
    triggerPrice: 'f64',
    reservePrice: 'f64',
    expiresAtMs: 'f64',
    leverage: 'i64',
  },
  /** What happened to an order and the version it made ([O2]); Σ price × volume needs 128 bits: `notionalHigh` × 2^64 + `notionalLow`. */
  events: {
    entry: 'i32',
    order: 'i32',
    event: 'u8',
    status: 'u8',
    fee: 'i64',
    fill: 'i32',
    fillVolume: 'i64',
    fillPrice: 'f64',
    fillCost: 'i64',
    /** 1 taker, 2 ambiguous. */
    fillFlags: 'u8',
    volume: 'i64',
    filled: 'i64',
    cancelled: 'i64',
    moved: 'i64',
    notionalHigh: 'i64',
    notionalLow: 'i64',
    cost: 'i64',
    fees: 'i64',
    held: 'i64',
    /** Row of the trade's position after it, -1 for a spot order. */
    position: 'i32',
  },
  /** What the position of a trade is after an event of it; prices NaN for none, `reason` one more than its code, 0 for none. */
  positions: {
    status: 'u8',
    closed: 'i64',
    basisHigh: 'i64',
    basisLow: 'i64',
    exitHigh: 'i64',
    exitLow: 'i64',
    pnl: 'i64',
    margin: 'i64',
    liquidationPrice: 'f64',
    stopLoss: 'f64',
    takeProfit: 'f64',
    reason: 'u8',
  },
  /** Row = fill number - 1: the order event of the fill. */
  fillEvents: { row: 'i32' },
  /** A price the market showed, the next of its pair's candles: `firstEntry` is how many entries there were before it. */
  bars: { pair: 'u16', timeMs: 'f64', close: 'f64', firstEntry: 'i32' },
} as const satisfies Record<string, Schema>;

type TableName = keyof typeof SCHEMAS;

/** A whole journal as plain typed arrays: what one thread hands to another. */
export interface JournalColumns {
  readonly header: JournalHeader;
  readonly tables: { readonly [T in TableName]: Columns<(typeof SCHEMAS)[T]> };
}

/** A number of up to 128 bits from its two columns. */
export function wide(high: bigint | undefined, low: bigint | undefined): bigint {
  return ((high ?? 0n) << 64n) + BigInt.asUintN(64, low ?? 0n);
}

/** Flag bits of `fillFlags`. */
export const FILL_TAKER = 1;
export const FILL_AMBIGUOUS = 2;

/** What the forecast of a run's rows is taken times, and the most that a table may grow by it: its first bars may be its busiest. */
const MARGIN = 1.25;
const MOST_GROWTH = 16;

const NO_PHASE = PHASES.length;
const phaseCode = codesOf(PHASES);
const kindCode = codesOf(ENTRY_KINDS);
const eventCode = codesOf(ORDER_EVENT_NAMES);
const directionCode = codesOf(DIRECTIONS);
const timeInForceCode = codesOf(TIMES_IN_FORCE);
const positionStatusCode = codesOf(POSITION_STATUS_NAMES);
const closeReasonCode = codesOf(CLOSE_REASONS);

/**
 * The append-only record of a run and its only truth ([L1]): entries, the transactions and order events they caused, with the running
 * balances and the order's version stored beside each, as columns of whole numbers. It knows no rules: it refuses lines of a wrong
 * shape ([L3]), amounts that do not fit ([M1]) and negative balances ([L4]), and writes an entry whole or not at all.
 */
export class Journal {
  readonly header: JournalHeader;
  /** How many bars there will be when those that are expected have come. */
  #expectedBars = 0;
  /** In a run the tables grow as if the bars to come did as much as those so far: copying them again and again would take a part of its time. */
  readonly #growth = (): number => {
    const times = (MARGIN * this.#expectedBars) / this.bars.length;
    return times > MARGIN ? Math.min(times, MOST_GROWTH) : 2;
  };
  readonly entries = new Table(SCHEMAS.entries, this.#growth);
  readonly transactions = new Table(SCHEMAS.transactions, this.#growth);
  readonly orders = new Table(SCHEMAS.orders, this.#growth);
  readonly events = new Table(SCHEMAS.events, this.#growth);
  readonly positions = new Table(SCHEMAS.positions, this.#growth);
  readonly fillEvents = new Table(SCHEMAS.fillEvents, this.#growth);
  readonly bars = new Table(SCHEMAS.bars);
  /** Texts of entries, a refusal or a reason as JSON. */
  readonly texts = new Texts();

  /** Transactions (seq - 1) by book, order number and type code. */
  readonly byBook = new Postings(this.transactions, 'book');
  readonly byOrder = new Postings(this.transactions, 'order', 1);
  readonly byType = new Postings(this.transactions, 'type');
  /** Order events (rows) by order number and by the status they led to. */
  readonly eventsByOrder = new Postings(this.events, 'order');
  readonly eventsByStatus = new Postings(this.events, 'status');
  /** Orders (number - 1) by account, pair, root and parent. */
  readonly ordersByAccount = new Postings(this.orders, 'account');
  readonly ordersByPair = new Postings(this.orders, 'pair');
  readonly ordersByRoot = new Postings(this.orders, 'root');
  readonly ordersByParent = new Postings(this.orders, 'parent', 1);
  /** Bars by pair. */
  readonly barsByPair = new Postings(this.bars, 'pair');

  readonly #available: BigInt64Array;
  readonly #unavailable: BigInt64Array;
  /** The pair whose bars the lent ones are. */
  #expectedPair = -1;

  constructor(header: JournalHeader) {
    this.header = header;
    const books = header.accounts.length * header.assets.length;
    this.#available = new BigInt64Array(books);
    this.#unavailable = new BigInt64Array(books);
  }

  /** The book of an account's asset: an index into running balances. */
  book(account: number, asset: number): number {
    return account * this.header.assets.length + asset;
  }

  /** Available now, in minor units. */
  available(book: number): bigint {
    return this.#available[book] ?? 0n;
  }

  /** Unavailable now, in minor units. */
  unavailable(book: number): bigint {
    return this.#unavailable[book] ?? 0n;
  }

  /**
   * Writes an entry with its lines and the versions its events made, or nothing: returns a denial when an amount does not fit ([M1]),
   * throws for a line of a wrong shape ([L3]), a balance that would end below zero ([L4]) or an order that is not the next ([O6]).
   * `versions` are the orders after each event.
   */
  append(entry: EntryDraft, versions: readonly OrderState[], stamp: Stamp): Denial | null {
    this.#assertOrderNumbers(entry.events);
    const entryRow = this.entries.length;
    const firstRow = this.transactions.length;
    const refused = this.#refuseVersions(versions) ?? this.#writeLines(entry.lines, entryRow);
    if (refused !== null) {
      this.#takeBack(firstRow);
      return refused;
    }
    this.#assertNotNegative(firstRow);
    for (let index = 0; index < versions.length; index += 1) {
      const happened = entry.events[index];
      const version = versions[index];
      if (happened && version) this.#writeEvent(happened, version, entryRow);
    }
    this.#writeEntry(entry, stamp);
    return null;
  }

  /** Takes note of a pair's bars that are to come, by times (ms) and closes (price units), which are not copied while they come so. */
  expectBars(pair: number, timeMs: Float64Array<ArrayBuffer>, close: Float64Array<ArrayBuffer>): void {
    if (this.bars.length === 0) {
      this.bars.lend({ timeMs, close }, timeMs.length);
      this.#expectedPair = pair;
    } else {
      this.bars.own();
      this.bars.reserve(timeMs.length);
    }
    this.#expectedBars = this.bars.length + timeMs.length;
  }

  /** Records that the market showed a price; returns the bar's number. */
  addBar(pair: number, timeMs: number, close: Price): number {
    const bar = this.bars.addRow();
    const { timeMs: times, close: closes } = this.bars.columns;
    if (times[bar] !== timeMs || closes[bar] !== close) this.#writeBar(bar, timeMs, close);
    const { columns } = this.bars;
    columns.pair[bar] = pair;
    columns.firstEntry[bar] = this.entries.length;
    return bar;
  }

  /**
   * Records bars of a pair from one index of its series up to another, in which no entry is written, all at once;
   * false, and nothing, when they are not those that were expected next.
   */
  addBars(pair: number, from: number, to: number): boolean {
    const { bars } = this;
    if (!bars.isLent || this.#expectedPair !== pair || bars.length !== from) return false;
    bars.addRows(to - from);
    const { pair: pairs, firstEntry } = bars.columns;
    const entries = this.entries.length;
    for (let bar = from; bar < to; bar += 1) {
      pairs[bar] = pair;
      firstEntry[bar] = entries;
    }
    return true;
  }

  #writeBar(bar: number, timeMs: number, close: Price): void {
    this.bars.own();
    const { columns } = this.bars;
    columns.timeMs[bar] = timeMs;
    columns.close[bar] = close;
  }

  /** How many entries are whole at a moment: those whose last transaction is at or before it, and those without any after that. */
  entriesAt(moment: Moment): number {
    const { timeMs, transactions } = this.entries.columns;
    const { length } = this.entries;
    if ('entries' in moment) return Math.max(0, Math.min(moment.entries, length));
    if ('timeMs' in moment) return upperBound(timeMs, length, moment.timeMs);
    return upperBound(transactions, length, moment.seq);
  }

  /** The last seq at a moment, 0 before the first ([L9]). */
  seqAt(moment: Moment): number {
    if ('seq' in moment) return Math.max(0, Math.min(moment.seq, this.transactions.length));
    const entries = this.entriesAt(moment);
    return entries === 0 ? 0 : (this.entries.columns.transactions[entries - 1] ?? 0);
  }

  /** How many order events have happened after so many entries. */
  eventsAt(entries: number): number {
    return entries === 0 ? 0 : (this.entries.columns.events[entries - 1] ?? 0);
  }

  /** How many orders there are after so many entries. */
  ordersAt(entries: number): number {
    return lowerBound(this.orders.columns.entry, this.orders.length, entries);
  }

  /** Bytes the rows and their indexes take. */
  get byteLength(): number {
    const { entries, texts, transactions, orders, events, positions, fillEvents, bars } = this;
    const tables = [
      entries,
      texts.rows,
      texts.bytes,
      transactions,
      orders,
      events,
      positions,
      fillEvents,
      bars,
    ];
    const indexes = [
      this.byBook,
      this.byOrder,
      this.byType,
      this.eventsByOrder,
      this.eventsByStatus,
      this.ordersByAccount,
      this.ordersByPair,
      this.ordersByRoot,
      this.ordersByParent,
      this.barsByPair,
    ];
    return [...tables, ...indexes].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** All that was written, as plain arrays of its own. */
  toColumns(): JournalColumns {
    return this.#gather((table) => table.toColumns());
  }

  /** All that was written, without a copy, to be transferred to another thread; nothing can be written after that. */
  handOver(): JournalColumns {
    return this.#gather((table) => table.handOver());
  }

  #gather(columnsOf: <S extends Schema>(table: Table<S>) => Columns<S>): JournalColumns {
    return {
      header: this.header,
      tables: {
        entries: columnsOf(this.entries),
        texts: columnsOf(this.texts.rows),
        textBytes: columnsOf(this.texts.bytes),
        transactions: columnsOf(this.transactions),
        orders: columnsOf(this.orders),
        events: columnsOf(this.events),
        positions: columnsOf(this.positions),
        fillEvents: columnsOf(this.fillEvents),
        bars: columnsOf(this.bars),
      },
    };
  }

  /** A journal around columns made by {@link toColumns} or {@link handOver}, with its indexes made anew; the arrays are taken over, not copied. */
  static fromColumns({ header, tables }: JournalColumns): Journal {
    const journal = new Journal(header);
    journal.entries.adopt(tables.entries);
    journal.texts.rows.adopt(tables.texts);
    journal.texts.bytes.adopt(tables.textBytes);
    journal.transactions.adopt(tables.transactions);
    journal.orders.adopt(tables.orders);
    journal.events.adopt(tables.events);
    journal.positions.adopt(tables.positions);
    journal.fillEvents.adopt(tables.fillEvents);
    journal.bars.adopt(tables.bars);
    const { book, availableAfter, unavailableAfter } = tables.transactions;
    const isKnown = new Uint8Array(journal.#available.length);
    let unknown = isKnown.length;
    for (let row = book.length - 1; row >= 0 && unknown > 0; row -= 1) {
      const of = book[row] ?? 0;
      if (isKnown[of] === 1) continue;
      isKnown[of] = 1;
      unknown -= 1;
      journal.#available[of] = availableAfter[row] ?? 0n;
      journal.#unavailable[of] = unavailableAfter[row] ?? 0n;
    }
    return journal;
  }

  #assertOrderNumbers(events: readonly OrderEvent[]): void {
    let next = this.orders.length + 1;
    for (const { terms } of events) {
      if (terms === null) continue;
      if (terms.number !== next)
        throw new InvariantError('O6', `order ${terms.number} is not the next, ${next}`);
      next += 1;
    }
  }

  /** The refusal of an order whose sums a column cannot hold, or `null`; what it holds now is in the balances. */
  #refuseVersions(versions: readonly OrderState[]): Denial | null {
    for (const { terms, volume, cost, fees, position } of versions) {
      if (fitsMinor(volume) && fitsMinor(cost) && fitsMinor(fees) && fitsMinor(position.pnl)) continue;
      const pair = this.header.pairs[terms.pair];
      const id = orderId(terms.number);
      if (!fitsMinor(volume)) return outOfRange(`volume of ${id}`, volume, pair?.base);
      if (!fitsMinor(cost)) return outOfRange(`cost of ${id}`, cost, pair?.quote);
      if (!fitsMinor(fees)) return outOfRange(`fees of ${id}`, fees, pair?.quote);
      return outOfRange(`gain or loss of ${id}`, position.pnl, pair?.quote);
    }
    return null;
  }

  #writeLines(lines: readonly Line[], entryRow: number): Denial | null {
    const firstRow = this.transactions.length;
    for (const line of lines) {
      const type = transactionTypeCode(line.type);
      if (!hasAllowedShape(type, line.available, line.unavailable)) {
        this.#takeBack(firstRow);
        throw new InvariantError('L3', `${line.type} cannot change (${line.available}, ${line.unavailable})`);
      }
      const book = this.book(line.account, line.asset);
      const available = (this.#available[book] ?? 0n) + line.available;
      const unavailable = (this.#unavailable[book] ?? 0n) + line.unavailable;
      const total = available + unavailable;
      const asset = this.header.assets[line.asset];
      if (!fitsMinor(available) || !fitsMinor(unavailable) || !fitsMinor(total)) {
        return outOfRange(`${asset?.code ?? ''} balance`, total, asset);
      }
      // A loss may be larger than the ledger holds although the balance it leaves before it is covered is not.
      if (!fitsMinor(line.available) || !fitsMinor(line.unavailable)) {
        return outOfRange(`${asset?.code ?? ''} change`, line.available || line.unavailable, asset);
      }
      this.#available[book] = available;
      this.#unavailable[book] = unavailable;
      const row = this.transactions.addRow();
      const { columns } = this.transactions;
      columns.entry[row] = entryRow;
      columns.book[row] = book;
      columns.type[row] = type;
      columns.order[row] = line.order;
      columns.fill[row] = line.fill;
      columns.available[row] = line.available;
      columns.unavailable[row] = line.unavailable;
      columns.availableAfter[row] = available;
      columns.unavailableAfter[row] = unavailable;
    }
    return null;
  }

  #assertNotNegative(firstRow: number): void {
    const { book: books } = this.transactions.columns;
    for (let row = firstRow; row < this.transactions.length; row += 1) {
      const book = books[row] ?? 0;
      const available = this.#available[book] ?? 0n;
      const unavailable = this.#unavailable[book] ?? 0n;
      if (available >= 0n && unavailable >= 0n) continue;
      this.#takeBack(firstRow);
      throw new InvariantError('L4', `book ${book} would end at ${available} / ${unavailable}`);
    }
  }

  /** Takes the lines from a row on back, the newest first. */
  #takeBack(firstRow: number): void {
    const { book, available, unavailable, availableAfter, unavailableAfter } = this.transactions.columns;
    for (let row = this.transactions.length - 1; row >= firstRow; row -= 1) {
      const of = book[row] ?? 0;
      this.#available[of] = (availableAfter[row] ?? 0n) - (available[row] ?? 0n);
      this.#unavailable[of] = (unavailableAfter[row] ?? 0n) - (unavailable[row] ?? 0n);
    }
    this.transactions.length = firstRow;
  }

  #writeEntry(entry: EntryDraft, stamp: Stamp): void {
    const row = this.entries.addRow();
    const { columns } = this.entries;
    columns.timeMs[row] = stamp.timeMs;
    columns.bar[row] = stamp.bar;
    columns.phase[row] = stamp.phase === null ? NO_PHASE : phaseCode(stamp.phase);
    columns.kind[row] = kindCode(entry.kind);
    columns.account[row] = entry.account;
    columns.step[row] = stamp.step;
    columns.transactions[row] = this.transactions.length;
    columns.events[row] = this.events.length;
    if (entry.denial !== null || entry.reason !== null) {
      this.texts.add(row, JSON.stringify({ denial: entry.denial, reason: entry.reason }));
    }
  }

  #writeEvent(happened: OrderEvent, version: OrderState, entryRow: number): void {
    if (happened.terms !== null) this.#writeOrder(happened.terms, entryRow);
    const row = this.events.addRow();
    const { columns } = this.events;
    const { fill, closing } = happened;
    columns.entry[row] = entryRow;
    columns.order[row] = happened.order;
    columns.event[row] = eventCode(happened.event);
    columns.status[row] = statusCode(happened.to);
    columns.fee[row] = happened.fee;
    const execution = fill ?? closing;
    // Where nothing was executed, now or before, the cells stay as they are in a new row: 0.
    if (execution !== null) {
      const taker = closing !== null || fill?.liquidity === 'taker';
      columns.fill[row] = execution.number;
      columns.fillVolume[row] = execution.volume;
      columns.fillPrice[row] = execution.price;
      columns.fillCost[row] = fill?.cost ?? closing?.pnl ?? 0n;
      columns.fillFlags[row] = (taker ? FILL_TAKER : 0) | (execution.ambiguous ? FILL_AMBIGUOUS : 0);
      this.#noteFill(row);
    }
    columns.volume[row] = version.volume;
    columns.cancelled[row] = version.cancelled;
    columns.moved[row] = version.moved;
    if (version.filled > 0n) {
      columns.filled[row] = version.filled;
      columns.notionalHigh[row] = version.notional >> 64n;
      columns.notionalLow[row] = BigInt.asIntN(64, version.notional);
      columns.cost[row] = version.cost;
    }
    columns.fees[row] = version.fees;
    columns.held[row] = version.held;
    columns.position[row] = kindOf(version.terms.direction) === 'trade' ? this.#writePosition(version) : -1;
  }

  #writePosition({ position, protection }: OrderState): number {
    const row = this.positions.addRow();
    const { columns } = this.positions;
    columns.status[row] = positionStatusCode(position.status);
    columns.closed[row] = position.closed;
    columns.basisHigh[row] = position.basis >> 64n;
    columns.basisLow[row] = BigInt.asIntN(64, position.basis);
    columns.exitHigh[row] = position.exitNotional >> 64n;
    columns.exitLow[row] = BigInt.asIntN(64, position.exitNotional);
    columns.pnl[row] = position.pnl;
    columns.margin[row] = position.margin;
    columns.liquidationPrice[row] = position.liquidationPrice ?? Number.NaN;
    columns.stopLoss[row] = protection.stopLoss ?? Number.NaN;
    columns.takeProfit[row] = protection.takeProfit ?? Number.NaN;
    columns.reason[row] = position.reason === null ? 0 : closeReasonCode(position.reason) + 1;
    return row;
  }

  #writeOrder(terms: OrderTerms, entryRow: number): void {
    const row = this.orders.addRow();
    const { columns } = this.orders;
    columns.entry[row] = entryRow;
    columns.account[row] = terms.account;
    columns.pair[row] = terms.pair;
    columns.root[row] = terms.rootNumber;
    columns.parent[row] = terms.parentNumber;
    columns.direction[row] = directionCode(terms.direction);
    columns.timeInForce[row] = timeInForceCode(terms.timeInForce);
    columns.volume[row] = terms.volume;
    columns.spend[row] = terms.spend ?? -1n;
    columns.limitPrice[row] = terms.limitPrice ?? Number.NaN;
    columns.triggerPrice[row] = terms.triggerPrice ?? Number.NaN;
    columns.reservePrice[row] = terms.reservePrice ?? Number.NaN;
    columns.expiresAtMs[row] = terms.expiresAtMs ?? Number.NaN;
    columns.leverage[row] = terms.leverage ?? -1n;
  }

  /** Keeps where the next fill stands. */
  #noteFill(row: number): void {
    const fill = this.fillEvents.addRow();
    this.fillEvents.columns.row[fill] = row;
  }
}

/** The refusal of an amount that a signed 64-bit integer does not hold ([M1]). */
function outOfRange(field: string, units: bigint, asset: Asset | undefined): Denial {
  const decimals = asset?.decimals ?? 0;
  return denial('AMOUNT_OUT_OF_RANGE', {
    field,
    value: formatUnits(units, decimals),
    limit: formatUnits(MAX_MINOR, decimals),
  });
}
