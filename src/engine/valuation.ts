import type { Journal } from '../journal/journal.ts';
import type { Minor, Price } from '../money/minorUnits.ts';
import { floorDiv } from '../money/rounding.ts';

/** What all accounts together are worth, in minor units of one asset. */
export interface Worth {
  /** Balances: those that are unavailable, and all. */
  readonly tied: Minor;
  readonly total: Minor;
  /** Balances and what open positions would gain or lose by closing at the last price, without fees ([S3]). */
  readonly equity: Minor;
}

/** All accounts together, valued at the prices seen last; each asset and each pair's positions rounded down, nothing without a price. */
export class Valuation {
  readonly #journal: Journal;
  readonly #asset: number;
  readonly #free: bigint[];
  readonly #tied: bigint[];
  readonly #prices: bigint[];
  /** Of each pair the volume that is long less the volume that is short, and what both were entered at as Σ price × volume, likewise. */
  readonly #volumes: bigint[];
  readonly #bases: bigint[];
  #worth: Worth | null = null;

  constructor(journal: Journal, asset: number) {
    this.#journal = journal;
    this.#asset = asset;
    this.#free = journal.header.assets.map(() => 0n);
    this.#tied = journal.header.assets.map(() => 0n);
    this.#prices = journal.header.pairs.map(() => 0n);
    this.#volumes = journal.header.pairs.map(() => 0n);
    this.#bases = journal.header.pairs.map(() => 0n);
  }

  /** Balances of an asset change. */
  move(asset: number, free: Minor, tied: Minor): void {
    this.#free[asset] = (this.#free[asset] ?? 0n) + free;
    this.#tied[asset] = (this.#tied[asset] ?? 0n) + tied;
    this.#worth = null;
  }

  /** Open positions of a pair change; of short ones both numbers are negative. */
  hold(pair: number, volume: Minor, basis: bigint): void {
    this.#volumes[pair] = (this.#volumes[pair] ?? 0n) + volume;
    this.#bases[pair] = (this.#bases[pair] ?? 0n) + basis;
    this.#worth = null;
  }

  /** The market shows a price. */
  price(pair: number, price: Price): void {
    this.#prices[pair] = BigInt(price);
    if (this.isExposed) this.#worth = null;
  }

  /** Whether the worth depends on prices: an asset other than the measure is held, or a position is open. */
  get isExposed(): boolean {
    for (let asset = 0; asset < this.#free.length; asset += 1) {
      if (asset !== this.#asset && (this.#free[asset] !== 0n || this.#tied[asset] !== 0n)) return true;
    }
    for (let pair = 0; pair < this.#bases.length; pair += 1) {
      if (this.#volumes[pair] !== 0n || this.#bases[pair] !== 0n) return true;
    }
    return false;
  }

  /** What so many minor units of an asset are worth; nothing without a price. */
  worthOf(asset: number, units: bigint): bigint {
    if (asset === this.#asset || units === 0n) return units;
    for (const pair of this.#journal.header.pairs) {
      if (pair.base.index !== asset || pair.quote.index !== this.#asset) continue;
      const notional = (this.#prices[pair.index] ?? 0n) * units;
      return floorDiv(notional * pair.notionalNumerator, pair.notionalDenominator);
    }
    return 0n;
  }

  get worth(): Worth {
    this.#worth ??= this.#reckon();
    return this.#worth;
  }

  #reckon(): Worth {
    let total = 0n;
    let tied = 0n;
    for (let asset = 0; asset < this.#free.length; asset += 1) {
      const held = this.worthOf(asset, this.#tied[asset] ?? 0n);
      tied += held;
      total += held + this.worthOf(asset, this.#free[asset] ?? 0n);
    }
    let equity = total;
    for (const { index, quote, notionalNumerator, notionalDenominator } of this.#journal.header.pairs) {
      const price = this.#prices[index] ?? 0n;
      const volume = this.#volumes[index] ?? 0n;
      const basis = this.#bases[index] ?? 0n;
      if (price === 0n || (volume === 0n && basis === 0n)) continue;
      const gain = floorDiv((price * volume - basis) * notionalNumerator, notionalDenominator);
      equity += this.worthOf(quote.index, gain);
    }
    return { tied, total, equity };
  }
}
