import type { Pair } from '../domain/pair.ts';
import type { JournalHeader } from '../journal/journal.ts';
import { FlooredLine } from '../money/flooredLine.ts';
import type { Price } from '../money/minorUnits.ts';
import { plus, type Whole } from '../money/whole.ts';

/** What all accounts together are worth, in minor units of one asset. */
export interface Worth {
  /** Balances: those that are unavailable, and all. */
  readonly tied: Whole;
  readonly total: Whole;
  /** Balances and what open positions would gain or lose by closing at the last price, without fees ([S3]). */
  readonly equity: Whole;
}

/** The same for several moments, one in each row. */
interface Worths {
  readonly tied: Whole[];
  readonly total: Whole[];
  readonly equity: Whole[];
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
}

/** All accounts together, valued at the prices seen last; each asset and each pair's positions rounded down, nothing without a price. */
export class Valuation {
  readonly #asset: number;
  readonly #free: readonly Holding[];
  readonly #tied: readonly Holding[];
  readonly #open: readonly Holding[];
  readonly #prices: Float64Array;
  /** Those that are there, but for the measure itself, which has no price. */
  #exposed: readonly Holding[] = [];
  readonly #worth = { tied: 0 as Whole, total: 0 as Whole, equity: 0 as Whole };
  #isStale = false;

  constructor({ assets, pairs }: JournalHeader, asset: number) {
    this.#asset = asset;
    const marketOf = (base: number): Pair | null =>
      pairs.find((pair) => pair.base.index === base && pair.quote.index === asset) ?? null;
    this.#free = assets.map(({ index }) => emptyHolding('free', marketOf(index)));
    this.#tied = assets.map(({ index }) => emptyHolding('tied', marketOf(index)));
    this.#open = pairs.map((pair) => emptyHolding('open', pair));
    this.#prices = new Float64Array(pairs.length);
  }

  /** Balances of an asset change. */
  move(asset: number, free: Whole, tied: Whole): void {
    this.#change(this.#free[asset], free, 0, asset !== this.#asset);
    this.#change(this.#tied[asset], tied, 0, asset !== this.#asset);
  }

  /** Open positions of a pair change; of short ones both numbers are negative. */
  hold(pair: number, volume: Whole, basis: Whole): void {
    this.#change(this.#open[pair], volume, basis, true);
  }

  /** The market shows a price. */
  price(pair: number, price: Price): void {
    this.#prices[pair] = price;
    if (this.isExposed) this.#isStale = true;
  }

  /** The market shows a row of prices, `from` up to `to`: what all is worth at each is written down from a row on. */
  prices(pair: number, prices: Float64Array, from: number, to: number, worths: Worths, row: number): void {
    const off = row - from;
    const { tied, total, equity } = worths;
    for (let at = from; at < to; at += 1) {
      this.price(pair, prices[at] ?? 0);
      const { worth } = this;
      tied[at + off] = worth.tied;
      total[at + off] = worth.total;
      equity[at + off] = worth.equity;
    }
  }

  /** Whether the worth depends on prices: an asset other than the measure is held, or a position is open. */
  get isExposed(): boolean {
    return this.#exposed.length > 0;
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

  #change(holding: Holding | undefined, units: Whole, basis: Whole, hasPrice: boolean): void {
    if (holding === undefined || (units === 0 && basis === 0)) return;
    const wasThere = holding.units !== 0 || holding.basis !== 0;
    holding.units = plus(holding.units, units);
    holding.basis = plus(holding.basis, basis);
    this.#isStale = true;
    if (!hasPrice) return;
    holding.worth.set(holding.units, holding.basis);
    const isThere = holding.units !== 0 || holding.basis !== 0;
    if (isThere === wasThere) return;
    const others = this.#exposed.filter((each) => each !== holding);
    this.#exposed = isThere ? [...others, holding] : others;
  }

  #reckon(): void {
    const worth = this.#worth;
    let tied: Whole = this.#tied[this.#asset]?.units ?? 0;
    let total: Whole = plus(tied, this.#free[this.#asset]?.units ?? 0);
    let gains: Whole = 0;
    const exposed = this.#exposed;
    for (let index = 0; index < exposed.length; index += 1) {
      const holding = exposed[index];
      if (holding === undefined || holding.pair === null) continue;
      const { kind, pair } = holding;
      const price = this.#prices[pair.index] ?? 0;
      if (price === 0) continue;
      const value = holding.worth.at(price);
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
  return { kind, pair, worth, units: 0, basis: 0 };
}
