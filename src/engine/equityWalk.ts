import { DIRECTIONS } from '../domain/orders/order.ts';
import { TRANSACTION_TYPE_NAMES, TRANSACTION_TYPES, transactionTypeCode } from '../domain/transaction.ts';
import { wide, type Journal, type JournalHeader } from '../journal/journal.ts';
import { minus, plus, wholeOf, Wholes, type Whole } from '../money/whole.ts';
import { Valuation } from './valuation.ts';

/** What a row of points stands for. */
export const WITHIN_BAR = 0;
const BETWEEN_BARS = 1;
export const CLOSE = 2;

/**
 * Some points of a walk, row by row, for whoever looks on: an entry within a bar, where what is tied up may peak ([L10]); an entry between
 * bars and the close of a bar, where equity is looked at ([S3]). The arrays are used again for the next points.
 */
export interface EquityPoints {
  length: number;
  readonly kind: Uint8Array;
  readonly timeMs: Float64Array;
  /** How many closes in a row it stands for, at which nothing had changed, and the time of the first of several; `timeMs` is of the last. */
  readonly count: Int32Array;
  readonly firstMs: Float64Array;
  /** What was deposited less what was withdrawn since the last row that is not within a bar. */
  readonly flow: Whole[];
  readonly tied: Whole[];
  readonly total: Whole[];
  readonly equity: Whole[];
  /** 1 where the worth depends on prices. */
  readonly exposed: Uint8Array;
}

/** Who looks on while a journal is walked through. */
export type Onlooker = (points: EquityPoints) => void;

/** What a walk came to. */
export interface WalkedEquity {
  readonly valuation: Valuation;
  readonly bars: number;
  /** Both in minor units of the asset that is measured in; deposits less withdrawals. */
  readonly deposited: Whole;
  readonly fees: readonly Whole[];
  /** Σ price × volume of fills and closes, by pair. */
  readonly executed: ReadonlyMap<number, bigint>;
}

/** The asset that runs are measured in, by index: the quote of the first pair, or the first asset there is. */
export function measureOf({ pairs, assets }: JournalHeader): number {
  return (pairs[0]?.quote ?? assets[0])?.index ?? 0;
}

/**
 * Walks through the first `entries` entries and the bars shown by then, valuing all accounts together in one asset. A bar's close counts
 * after the bar's last entry. Everyone who looks on is told the points, some at a time.
 */
export function walkEquity(
  journal: Journal,
  entries: number,
  asset: number,
  onlookers: readonly Onlooker[],
): WalkedEquity {
  const walk = new Walk(journal, asset, onlookers);
  const { columns: bars, length } = journal.bars;
  const { bar: barOf, timeMs } = journal.entries.columns;
  let entry = 0;
  let bar = 0;
  while (bar < length) {
    const first = bars.firstEntry[bar] ?? 0;
    if (first >= entries && entries < journal.entries.length) break;
    for (; entry < first; entry += 1) {
      walk.read(entry);
      walk.point(BETWEEN_BARS, timeMs[entry] ?? Number.NaN);
    }
    for (; entry < entries && barOf[entry] === bar; entry += 1) {
      walk.read(entry);
      walk.point(WITHIN_BAR, timeMs[entry] ?? Number.NaN);
    }
    // Most bars write nothing: those in a row are gone through at once.
    const nextBar = entry < entries ? barOf[entry] : -1;
    const isPast = entry === entries && entries < journal.entries.length;
    const most = isPast ? bar + 1 : Math.min(length, bar + walk.room);
    const from = bar;
    bar += 1;
    while (
      bar < most &&
      bar !== nextBar &&
      bars.firstEntry[bar] === entry &&
      bars.pair[bar] === bars.pair[from]
    )
      bar += 1;
    walk.close(from, bar);
  }
  for (; entry < entries; entry += 1) {
    walk.read(entry);
    walk.point(BETWEEN_BARS, timeMs[entry] ?? Number.NaN);
  }
  walk.tell();
  const { valuation, deposited, fees, executed } = walk;
  return { valuation, bars: bar, deposited, fees, executed };
}

/** So many points are told at once: few enough to stay at hand in between. */
const MOST_POINTS = 1024;
const ADJUSTMENT = transactionTypeCode('ADJUSTMENT');
/** Which types are fees, by code. */
const FEES = TRANSACTION_TYPE_NAMES.map((name) => TRANSACTION_TYPES[name].family === 'fee');

class Walk {
  readonly valuation: Valuation;
  deposited: Whole = 0;
  /** By the code of their type. */
  readonly fees: Whole[] = FEES.map(() => 0);
  readonly executed = new Map<number, bigint>();
  readonly #journal: Journal;
  readonly #onlookers: readonly Onlooker[];
  readonly #points: EquityPoints = {
    length: 0,
    kind: new Uint8Array(MOST_POINTS),
    timeMs: new Float64Array(MOST_POINTS),
    count: new Int32Array(MOST_POINTS),
    firstMs: new Float64Array(MOST_POINTS),
    flow: noWholes(),
    tied: noWholes(),
    total: noWholes(),
    equity: noWholes(),
    exposed: new Uint8Array(MOST_POINTS),
  };
  readonly #available: Wholes;
  readonly #unavailable: Wholes;
  /** Open volume and basis of each trade, as far as read. */
  readonly #positions = new Map<number, { readonly volume: Whole; readonly basis: Whole }>();
  /** Pairs that the market has shown a price of, and deposits of assets that had none yet, by asset. */
  readonly #priced: Uint8Array;
  readonly #uncounted = new Map<number, Whole>();
  #row = 0;
  #event = 0;
  #flow: Whole = 0;

  constructor(journal: Journal, asset: number, onlookers: readonly Onlooker[]) {
    this.valuation = new Valuation(journal.header, asset);
    this.#journal = journal;
    this.#onlookers = onlookers;
    this.#available = new Wholes(journal.transactions.columns.available);
    this.#unavailable = new Wholes(journal.transactions.columns.unavailable);
    this.#priced = new Uint8Array(journal.header.pairs.length);
  }

  read(entry: number): void {
    const { transactions, events } = this.#journal.entries.columns;
    const lineEnd = transactions[entry] ?? 0;
    for (; this.#row < lineEnd; this.#row += 1) this.#readLine(this.#row);
    const eventEnd = events[entry] ?? 0;
    for (; this.#event < eventEnd; this.#event += 1) this.#readEvent(this.#event);
  }

  /** How many closes can be noted at once. */
  get room(): number {
    if (this.#uncounted.size > 0) return 1;
    return this.#isStill ? Number.POSITIVE_INFINITY : MOST_POINTS - this.#points.length;
  }

  /** Whether another close changes nothing. */
  get #isStill(): boolean {
    return this.#flow === 0 && !this.valuation.isExposed;
  }

  /** The market shows the closes of some bars of a pair: what was deposited before there was a price counts from now on. */
  close(from: number, to: number): void {
    const { pair: pairs, close, timeMs } = this.#journal.bars.columns;
    const points = this.#points;
    const pair = pairs[from] ?? 0;
    this.#priced[pair] = 1;
    if (this.#uncounted.size > 0) {
      this.valuation.price(pair, close[from] ?? 0);
      this.#countDeposits();
    }
    if (to - from > 1 && this.#isStill) {
      points.firstMs[points.length] = timeMs[from] ?? Number.NaN;
      this.valuation.price(pair, close[to - 1] ?? 0);
      this.point(CLOSE, timeMs[to - 1] ?? Number.NaN, to - from);
      return;
    }
    const row = points.length;
    const off = row - from;
    this.valuation.prices(pair, close, from, to, points, row);
    const exposed = this.valuation.isExposed ? 1 : 0;
    for (let bar = from; bar < to; bar += 1) {
      points.kind[bar + off] = CLOSE;
      points.count[bar + off] = 1;
      points.timeMs[bar + off] = timeMs[bar] ?? Number.NaN;
      points.exposed[bar + off] = exposed;
      points.flow[bar + off] = 0;
    }
    if (this.#flow !== 0) this.#countFlow(row);
    points.length = to + off;
    if (points.length === MOST_POINTS) this.tell();
  }

  #countDeposits(): void {
    for (const [asset, units] of this.#uncounted) {
      const worth = this.valuation.worthOf(asset, units);
      if (worth === 0) continue;
      this.#flow = plus(this.#flow, worth);
      this.#uncounted.delete(asset);
    }
  }

  /** Notes how things stand. */
  point(kind: number, timeMs: number, count = 1): void {
    const points = this.#points;
    const { worth, isExposed } = this.valuation;
    const row = points.length;
    points.kind[row] = kind;
    points.count[row] = count;
    points.timeMs[row] = timeMs;
    points.tied[row] = worth.tied;
    points.total[row] = worth.total;
    points.equity[row] = worth.equity;
    points.exposed[row] = isExposed ? 1 : 0;
    points.flow[row] = 0;
    if (this.#flow !== 0 && kind !== WITHIN_BAR) this.#countFlow(row);
    points.length = row + 1;
    if (points.length === MOST_POINTS) this.tell();
  }

  #countFlow(row: number): void {
    this.#points.flow[row] = this.#flow;
    this.deposited = plus(this.deposited, this.#flow);
    this.#flow = 0;
  }

  /** Tells what was noted. */
  tell(): void {
    for (const look of this.#onlookers) look(this.#points);
    this.#points.length = 0;
  }

  #readLine(row: number): void {
    const { book, type: types, order } = this.#journal.transactions.columns;
    const { valuation } = this;
    const asset = (book[row] ?? 0) % this.#journal.header.assets.length;
    const free = this.#available.at(row);
    const tied = this.#unavailable.at(row);
    valuation.move(asset, free, tied);
    const type = types[row] ?? 0;
    // What covers an order's loss beyond the balance is the venue's, not a deposit.
    if (type === ADJUSTMENT && order[row] === 0) {
      this.#uncounted.set(asset, plus(this.#uncounted.get(asset) ?? 0, free));
      this.#countDeposits();
    }
    if (FEES[type] !== true) return;
    this.fees[type] = minus(this.fees[type] ?? 0, valuation.worthOf(asset, plus(free, tied)));
  }

  #readEvent(row: number): void {
    const { events, orders, positions } = this.#journal;
    const { order: orderOf, fill, fillVolume, fillPrice, filled, position: positionOf } = events.columns;
    if ((fill[row] ?? 0) === 0) return;
    const order = orderOf[row] ?? 0;
    const pair = orders.columns.pair[order - 1] ?? 0;
    const price = fillPrice[row] ?? 0;
    this.executed.set(pair, (this.executed.get(pair) ?? 0n) + BigInt(price) * (fillVolume[row] ?? 0n));
    // Before the market has shown a price, that of the last fill by hand is the only one there is.
    if (this.#priced[pair] === 0) {
      this.valuation.price(pair, price);
      this.#countDeposits();
    }
    const position = positionOf[row] ?? -1;
    if (position < 0) return;
    const { closed, basisHigh, basisLow } = positions.columns;
    const sign = DIRECTIONS[orders.columns.direction[order - 1] ?? 0] === 'short' ? -1n : 1n;
    const volume = wholeOf(sign * ((filled[row] ?? 0n) - (closed[position] ?? 0n)));
    const basis = wholeOf(sign * wide(basisHigh[position], basisLow[position]));
    const before = this.#positions.get(order) ?? { volume: 0, basis: 0 };
    this.valuation.hold(pair, minus(volume, before.volume), minus(basis, before.basis));
    this.#positions.set(order, { volume, basis });
  }
}

/** Not a typed array, which could not hold every whole; one of numbers alone is as fast. */
function noWholes(): Whole[] {
  return Array.from({ length: MOST_POINTS }, () => 0);
}
