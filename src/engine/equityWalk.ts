import { DIRECTIONS } from '../domain/orders/order.ts';
import { TRANSACTION_TYPE_NAMES, TRANSACTION_TYPES, transactionTypeCode } from '../domain/transaction.ts';
import { wide, type Journal, type JournalHeader } from '../journal/journal.ts';
import { minus, plus, wholeOf, Wholes, type Whole } from '../money/whole.ts';
import { Valuation, type Worth } from './valuation.ts';

/** What a stretch of a walk is: an entry within a bar that leaves something tied up, an entry between bars, or closes of bars. */
export const WITHIN_BAR = 0;
const BETWEEN_BARS = 1;
export const CLOSES = 2;

/**
 * What a walk tells whoever looks on: how things stand after an entry, or at the closes of bars of a pair in a row with no entry in
 * between. What is tied up may peak within a bar ([L10]), equity is looked at elsewhere ([S3]). The same object each time.
 */
export interface Stretch {
  kind: number;
  /** How many closes it has, 1 of an entry. */
  count: number;
  /** Whether all closes are alike: then only the first place of the columns is of use. */
  isStill: boolean;
  /** Times from the place `first` on. */
  timeMs: Float64Array;
  first: number;
  /** How many entries there were by then. */
  moment: number;
  /** What was deposited less what was withdrawn since the last stretch that is not within a bar. */
  flow: Whole;
  /** Whether the worth depends on prices, and whether something is unavailable. */
  isExposed: boolean;
  isTied: boolean;
  readonly tied: Float64Array;
  readonly total: Float64Array;
  readonly equity: Float64Array;
  /** By place, where a double does not hold all of the three exactly: what they are. Most have none. */
  readonly wide: Map<number, Worth>;
}

/** Who looks on while a journal is walked through. */
export type Onlooker = (stretch: Stretch) => void;

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
 * after the bar's last entry. Everyone who looks on is told stretch by stretch.
 */
export function walkEquity(
  journal: Journal,
  entries: number,
  asset: number,
  onlookers: readonly Onlooker[],
): WalkedEquity {
  const walk = new Walk(journal, asset, onlookers);
  const { columns: bars, length } = journal.bars;
  const { bar: barOf } = journal.entries.columns;
  let entry = 0;
  let bar = 0;
  while (bar < length) {
    const first = bars.firstEntry[bar] ?? 0;
    if (first >= entries && entries < journal.entries.length) break;
    for (; entry < first; entry += 1) walk.enter(entry, BETWEEN_BARS);
    for (; entry < entries && barOf[entry] === bar; entry += 1) walk.enter(entry, WITHIN_BAR);
    // Most bars write nothing: those in a row are gone through at once.
    const nextBar = entry < entries ? (barOf[entry] ?? -1) : -1;
    const isPast = entry === entries && entries < journal.entries.length;
    const most = isPast ? bar + 1 : Math.min(length, bar + walk.room);
    const end = nextBar < 0 ? most : Math.min(most, nextBar);
    const from = bar;
    bar = quietEnd(journal, from, end, entry);
    walk.close(from, bar);
  }
  for (; entry < entries; entry += 1) walk.enter(entry, BETWEEN_BARS);
  const { valuation, deposited, fees, executed } = walk;
  return { valuation, bars: bar, deposited, fees, executed };
}

/** Where bars of one pair in a row end between which there is no entry after the first `entries`; at `end` at the latest. */
function quietEnd({ bars }: Journal, from: number, end: number, entries: number): number {
  const { pair, firstEntry } = bars.columns;
  let bar = from + 1;
  while (bar < end && firstEntry[bar] === entries && pair[bar] === pair[from]) bar += 1;
  return bar;
}

/** So many closes are told at once: few enough to stay at hand in between. */
const MOST_CLOSES = 1024;
const NO_TIMES = new Float64Array(0);
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
  readonly #stretch: Stretch = {
    kind: CLOSES,
    count: 0,
    isStill: false,
    timeMs: NO_TIMES,
    first: 0,
    moment: 0,
    flow: 0,
    isExposed: false,
    isTied: false,
    tied: new Float64Array(MOST_CLOSES),
    total: new Float64Array(MOST_CLOSES),
    equity: new Float64Array(MOST_CLOSES),
    wide: new Map(),
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

  /** Takes in an entry, and tells how things stand after it. */
  enter(entry: number, kind: number): void {
    const { timeMs, transactions, events } = this.#journal.entries.columns;
    const lineEnd = transactions[entry] ?? 0;
    for (; this.#row < lineEnd; this.#row += 1) this.#readLine(this.#row);
    const eventEnd = events[entry] ?? 0;
    for (; this.#event < eventEnd; this.#event += 1) this.#readEvent(this.#event);
    this.#stretch.moment = entry + 1;
    if (kind === WITHIN_BAR && !this.valuation.isTied) return;
    this.valuation.note(this.#stretch, 0);
    this.#tell(kind, timeMs, entry, 1);
  }

  /** How many closes can be told at once. */
  get room(): number {
    if (this.#uncounted.size > 0) return 1;
    return this.valuation.isExposed ? MOST_CLOSES : Number.POSITIVE_INFINITY;
  }

  /** The market shows the closes of some bars of a pair: what was deposited before there was a price counts from now on. */
  close(from: number, to: number): void {
    const { valuation } = this;
    const { pair: pairs, close, timeMs } = this.#journal.bars.columns;
    const pair = pairs[from] ?? 0;
    this.#priced[pair] = 1;
    if (this.#uncounted.size > 0) {
      valuation.price(pair, close[from] ?? 0);
      this.#countDeposits();
    }
    if (valuation.isExposed) valuation.prices(pair, close, from, to, this.#stretch);
    else {
      valuation.price(pair, close[to - 1] ?? 0);
      valuation.note(this.#stretch, 0);
    }
    this.#tell(CLOSES, timeMs, from, to - from);
  }

  #tell(kind: number, timeMs: Float64Array, first: number, count: number): void {
    const stretch = this.#stretch;
    stretch.kind = kind;
    stretch.timeMs = timeMs;
    stretch.first = first;
    stretch.count = count;
    stretch.isExposed = this.valuation.isExposed;
    stretch.isStill = !stretch.isExposed;
    stretch.isTied = this.valuation.isTied;
    stretch.flow = 0;
    if (kind !== WITHIN_BAR && this.#flow !== 0) {
      stretch.flow = this.#flow;
      this.deposited = plus(this.deposited, this.#flow);
      this.#flow = 0;
    }
    for (const look of this.#onlookers) look(stretch);
    if (stretch.wide.size > 0) stretch.wide.clear();
  }

  #countDeposits(): void {
    for (const [asset, units] of this.#uncounted) {
      const worth = this.valuation.worthOf(asset, units);
      if (worth === 0) continue;
      this.#flow = plus(this.#flow, worth);
      this.#uncounted.delete(asset);
    }
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
