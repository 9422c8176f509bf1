import { DIRECTIONS } from '../domain/orders/order.ts';
import { TRANSACTION_TYPE_NAMES, TRANSACTION_TYPES, type TransactionType } from '../domain/transaction.ts';
import { wide, type Journal } from '../journal/journal.ts';
import type { Minor, Price } from '../money/minorUnits.ts';
import { Valuation } from './valuation.ts';

/** What looks on while a journal is walked through. */
export interface Onlooker {
  /** After each entry: what is tied up may peak inside a bar ([L10]). */
  readonly afterEntry: (valuation: Valuation) => void;
  /**
   * At each close of a bar and after each entry between bars, where equity is looked at ([S3]): `flow` is what was deposited less what was
   * withdrawn since the last time.
   */
  readonly atPoint: (valuation: Valuation, timeMs: number, flow: Minor, isClose: boolean) => void;
  /** For each fee, in minor units of the asset that is measured in. */
  readonly onFee: (type: TransactionType, amount: Minor) => void;
  /** For each fill and close: Σ price × volume of a pair. */
  readonly onExecution: (pair: number, notional: bigint) => void;
}

/**
 * Walks through the first `entries` entries and the bars shown by then, valuing all accounts together in one asset. A bar's close counts
 * after the bar's last entry. Returns the valuation at the end and the number of bars.
 */
export function walkEquity(
  journal: Journal,
  entries: number,
  asset: number,
  onlooker: Onlooker,
): { readonly valuation: Valuation; readonly bars: number } {
  const walk = new Walk(journal, asset, onlooker);
  const { columns: bars, length } = journal.bars;
  const { bar: barOf, timeMs } = journal.entries.columns;
  let entry = 0;
  let bar = 0;
  for (; bar < length; bar += 1) {
    const first = bars.firstEntry[bar] ?? 0;
    if (first >= entries && entries < journal.entries.length) break;
    for (; entry < first; entry += 1) {
      walk.read(entry);
      walk.point(timeMs[entry] ?? Number.NaN, false);
    }
    for (; entry < entries && barOf[entry] === bar; entry += 1) walk.read(entry);
    walk.show(bars.pair[bar] ?? 0, bars.close[bar] ?? 0);
    walk.point(bars.timeMs[bar] ?? Number.NaN, true);
  }
  for (; entry < entries; entry += 1) {
    walk.read(entry);
    walk.point(timeMs[entry] ?? Number.NaN, false);
  }
  return { valuation: walk.valuation, bars: bar };
}

class Walk {
  readonly valuation: Valuation;
  readonly #journal: Journal;
  readonly #onlooker: Onlooker;
  /** Open volume and basis of each trade, as far as read. */
  readonly #positions = new Map<number, { readonly volume: bigint; readonly basis: bigint }>();
  /** Pairs that the market has shown a price of, and deposits of assets that had none yet, by asset. */
  readonly #priced = new Set<number>();
  readonly #uncounted = new Map<number, Minor>();
  #row = 0;
  #event = 0;
  #flow = 0n;

  constructor(journal: Journal, asset: number, onlooker: Onlooker) {
    this.valuation = new Valuation(journal, asset);
    this.#journal = journal;
    this.#onlooker = onlooker;
  }

  read(entry: number): void {
    const { transactions, events } = this.#journal.entries.columns;
    const lineEnd = transactions[entry] ?? 0;
    for (; this.#row < lineEnd; this.#row += 1) this.#readLine(this.#row);
    const eventEnd = events[entry] ?? 0;
    for (; this.#event < eventEnd; this.#event += 1) this.#readEvent(this.#event);
    this.#onlooker.afterEntry(this.valuation);
  }

  /** The market shows a price: what was deposited before there was one counts from now on. */
  show(pair: number, price: Price): void {
    this.#priced.add(pair);
    this.valuation.price(pair, price);
    this.#countDeposits();
  }

  #countDeposits(): void {
    for (const [asset, units] of this.#uncounted) {
      const worth = this.valuation.worthOf(asset, units);
      if (worth === 0n) continue;
      this.#flow += worth;
      this.#uncounted.delete(asset);
    }
  }

  point(timeMs: number, isClose: boolean): void {
    this.#onlooker.atPoint(this.valuation, timeMs, this.#flow, isClose);
    this.#flow = 0n;
  }

  #readLine(row: number): void {
    const { book, type, order, available, unavailable } = this.#journal.transactions.columns;
    const { valuation } = this;
    const asset = (book[row] ?? 0) % this.#journal.header.assets.length;
    const free = available[row] ?? 0n;
    const tied = unavailable[row] ?? 0n;
    valuation.move(asset, free, tied);
    const name = TRANSACTION_TYPE_NAMES[type[row] ?? 0] ?? 'ADJUSTMENT';
    // What covers an order's loss beyond the balance is the venue's, not a deposit.
    if (name === 'ADJUSTMENT' && order[row] === 0) {
      this.#uncounted.set(asset, (this.#uncounted.get(asset) ?? 0n) + free);
      this.#countDeposits();
    }
    if (TRANSACTION_TYPES[name].family === 'fee') {
      this.#onlooker.onFee(name, -valuation.worthOf(asset, free + tied));
    }
  }

  #readEvent(row: number): void {
    const { events, orders, positions } = this.#journal;
    const { order: orderOf, fill, fillVolume, fillPrice, filled, position: positionOf } = events.columns;
    const order = orderOf[row] ?? 0;
    const pair = orders.columns.pair[order - 1] ?? 0;
    if ((fill[row] ?? 0) > 0) {
      const price = fillPrice[row] ?? 0;
      this.#onlooker.onExecution(pair, BigInt(price) * (fillVolume[row] ?? 0n));
      // Before the market has shown a price, that of the last fill by hand is the only one there is.
      if (!this.#priced.has(pair)) {
        this.valuation.price(pair, price);
        this.#countDeposits();
      }
    }
    const position = positionOf[row] ?? -1;
    if (position < 0 || (fill[row] ?? 0) === 0) return;
    const { closed, basisHigh, basisLow } = positions.columns;
    const sign = DIRECTIONS[orders.columns.direction[order - 1] ?? 0] === 'short' ? -1n : 1n;
    const volume = sign * ((filled[row] ?? 0n) - (closed[position] ?? 0n));
    const basis = sign * wide(basisHigh[position], basisLow[position]);
    const before = this.#positions.get(order) ?? { volume: 0n, basis: 0n };
    this.valuation.hold(pair, volume - before.volume, basis - before.basis);
    this.#positions.set(order, { volume, basis });
  }
}
