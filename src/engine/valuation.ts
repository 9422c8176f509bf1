import type { Pair } from '../domain/pair.ts';
import type { JournalHeader } from '../journal/journal.ts';
import { FlooredLine } from '../money/flooredLine.ts';
import type { Price } from '../money/minorUnits.ts';
import { isExact, minus, plus, type Whole } from '../money/whole.ts';

/** What all accounts together are worth, in minor units of one asset. */
export interface Worth {
  /** Balances: those that are unavailable, and all. */
  readonly tied: Whole;
  readonly total: Whole;
  /** Balances and what open positions would gain or lose by closing at the last price, without fees ([S3]). */
  readonly equity: Whole;
}

/** The same for several moments, each in its place. */
interface Worths {
  readonly tied: Float64Array;
  readonly total: Float64Array;
  readonly equity: Float64Array;
  /** By place, where a double does not hold all of it and the columns have it rounded. */
  readonly wide: Map<number, Worth>;
}

/** What is held of an asset or open in a pair, and what it is worth along a price. */
interface Holding {
  readonly kind: 'free' | 'tied' | 'open';
  /** The pair whose price counts; an asset that no pair trades for the measure is worth nothing. */
  readonly pair: Pair | null;
  readonly worth: FlooredLine;
  /** Minor units; of positions the volume that is long less the one that is short, and what both were entered at, likewise. */
  units: Whole;
  basis: Whole;
  /** Whether there are any. */
  isThere: boolean;
}

/** All accounts together, valued at the prices seen last; each asset and each pair's positions rounded down, nothing without a price. */
export class Valuation {
  readonly #asset: number;
  readonly #free: readonly Holding[];
  readonly #tied: readonly Holding[];
  readonly #open: readonly Holding[];
  readonly #prices: Float64Array;
  /** All but the measure itself, which has no price; how many of them are there. */
  readonly #priced: readonly Holding[];
  #exposed = 0;
  readonly #worth = { tied: 0 as Whole, total: 0 as Whole, equity: 0 as Whole };
  /** How many assets have something that is unavailable. */
  #ties = 0;
  #isStale = false;

  constructor({ assets, pairs }: JournalHeader, asset: number) {
    this.#asset = asset;
    const marketOf = (base: number): Pair | null =>
      pairs.find((pair) => pair.base.index === base && pair.quote.index === asset) ?? null;
    this.#free = assets.map(({ index }) => emptyHolding('free', marketOf(index)));
    this.#tied = assets.map(({ index }) => emptyHolding('tied', marketOf(index)));
    this.#open = pairs.map((pair) => emptyHolding('open', pair));
    const isPriced = ({ kind }: Holding, index: number): boolean => kind === 'open' || index !== asset;
    this.#priced = [this.#free, this.#tied, this.#open].flatMap((held) => held.filter(isPriced));
    this.#prices = new Float64Array(pairs.length);
  }

  /** Balances of an asset change. */
  move(asset: number, free: Whole, tied: Whole): void {
    this.#change(this.#free[asset], free, 0);
    this.#change(this.#tied[asset], tied, 0);
  }

  /** Open positions of a pair change; of short ones both numbers are negative. */
  hold(pair: number, volume: Whole, basis: Whole): void {
    this.#change(this.#open[pair], volume, basis);
  }

  /** The market shows a price. */
  price(pair: number, price: Price): void {
    this.#prices[pair] = price;
    if (this.isExposed) this.#isStale = true;
  }

  /** The market shows a row of prices, `from` up to `to`: what all is worth at each is written down. */
  prices(pair: number, prices: Float64Array, from: number, to: number, worths: Worths): void {
    if (to - from > 1 && this.#noteAlong(pair, prices, from, to, worths)) {
      this.price(pair, prices[to - 1] ?? 0);
      return;
    }
    for (let at = from; at < to; at += 1) {
      this.price(pair, prices[at] ?? 0);
      this.note(worths, at - from);
    }
  }

  /** The same holding by holding; false, and nothing is written that holds, where gains go by two prices or a double does not do. */
  #noteAlong(
    pair: number,
    prices: Float64Array,
    from: number,
    to: number,
    { tied, total, equity }: Worths,
  ): boolean {
    // Without a price of the pair it is what does not change along its prices.
    this.price(pair, 0);
    const fixed = this.worth;
    const gains = minus(fixed.equity, fixed.total);
    if (typeof fixed.tied !== 'number' || typeof fixed.total !== 'number' || typeof gains !== 'number')
      return false;
    const count = to - from;
    tied.fill(fixed.tied, 0, count);
    total.fill(fixed.total, 0, count);
    for (const { kind, pair: own, worth, isThere } of this.#priced) {
      if (!isThere) continue;
      if (kind === 'open' && own?.quote.index !== this.#asset) return false;
      if (kind === 'open' || own?.index !== pair) continue;
      if (!worth.addTo(total, prices, from, to)) return false;
      if (kind === 'tied' && !worth.addTo(tied, prices, from, to)) return false;
    }
    for (let at = 0; at < count; at += 1) {
      const sum = (total[at] ?? 0) + gains;
      if (!isExact(sum)) return false;
      equity[at] = sum;
    }
    for (const { kind, pair: own, worth, isThere } of this.#priced) {
      if (!isThere || kind !== 'open' || own?.index !== pair) continue;
      if (!worth.addTo(equity, prices, from, to)) return false;
    }
    return true;
  }

  /** What all is worth now is written down in a place. */
  note(worths: Worths, at: number): void {
    const { tied, total, equity } = this.worth;
    worths.tied[at] = Number(tied);
    worths.total[at] = Number(total);
    worths.equity[at] = Number(equity);
    const isWide = typeof tied !== 'number' || typeof total !== 'number' || typeof equity !== 'number';
    if (isWide) worths.wide.set(at, { tied, total, equity });
  }

  /** Whether the worth depends on prices: an asset other than the measure is held, or a position is open. */
  get isExposed(): boolean {
    return this.#exposed > 0;
  }

  /** Whether something is unavailable. */
  get isTied(): boolean {
    return this.#ties > 0;
  }

  /** What so many minor units of an asset are worth; nothing without a price. */
  worthOf(asset: number, units: Whole): Whole {
    if (asset === this.#asset || units === 0) return units;
    const pair = this.#free[asset]?.pair ?? null;
    if (pair === null) return 0;
    const line = new FlooredLine(pair.notionalNumerator, pair.notionalDenominator);
    line.set(units, 0);
    return line.at(this.#prices[pair.index] ?? 0);
  }

  /** What it is now: the same object each time. */
  get worth(): Worth {
    if (this.#isStale) this.#reckon();
    return this.#worth;
  }

  #change(holding: Holding | undefined, units: Whole, basis: Whole): void {
    if (holding === undefined || (units === 0 && basis === 0)) return;
    holding.units = plus(holding.units, units);
    holding.basis = plus(holding.basis, basis);
    this.#isStale = true;
    const isThere = holding.units !== 0 || holding.basis !== 0;
    const hasPrice = holding !== this.#free[this.#asset] && holding !== this.#tied[this.#asset];
    if (hasPrice && isThere) holding.worth.set(holding.units, holding.basis);
    if (isThere === holding.isThere) return;
    holding.isThere = isThere;
    const more = isThere ? 1 : -1;
    if (hasPrice) this.#exposed += more;
    if (holding.kind === 'tied') this.#ties += more;
  }

  #reckon(): void {
    const worth = this.#worth;
    let tied: Whole = this.#tied[this.#asset]?.units ?? 0;
    let total: Whole = plus(tied, this.#free[this.#asset]?.units ?? 0);
    let gains: Whole = 0;
    for (const { kind, pair, worth: line, isThere } of this.#priced) {
      const price = isThere && pair !== null ? (this.#prices[pair.index] ?? 0) : 0;
      if (pair === null || price === 0) continue;
      const value = line.at(price);
      if (kind === 'open') gains = plus(gains, this.worthOf(pair.quote.index, value));
      else total = plus(total, value);
      if (kind === 'tied') tied = plus(tied, value);
    }
    worth.tied = tied;
    worth.total = total;
    worth.equity = plus(total, gains);
    this.#isStale = false;
  }
}

function emptyHolding(kind: Holding['kind'], pair: Pair | null): Holding {
  const worth = new FlooredLine(pair?.notionalNumerator ?? 1n, pair?.notionalDenominator ?? 1n);
  return { kind, pair, worth, units: 0, basis: 0, isThere: false };
}
