import { Decimal } from '../money/decimal.ts';
import {
  decimalsOf,
  formatShortest,
  pow10,
  toDecimal,
  truncateUnits,
  type Minor,
  type Price,
} from '../money/minorUnits.ts';
import { ceilDiv, floorDiv } from '../money/rounding.ts';
import type { Asset } from './asset.ts';

/** What is traded against what, with its grids: prices on `tick` (price units), volumes on `lot` (minor units of the base). */
export interface Pair {
  readonly index: number;
  readonly code: string;
  readonly base: Asset;
  readonly quote: Asset;
  readonly priceDecimals: number;
  readonly tick: Price;
  readonly lot: Minor;
  /** A plain decimal, shortest: `1` for spot. */
  readonly contractSize: string;
  /** notional in minor units of the quote = price × volume × numerator / denominator, exact before rounding ([M1]). */
  readonly notionalNumerator: bigint;
  readonly notionalDenominator: bigint;
}

/** A pair as a scenario file states it; sizes are plain decimal texts. */
export interface PairDefinition {
  readonly code: string;
  readonly base: Asset;
  readonly quote: Asset;
  readonly tickSize: string;
  readonly lotSize: string;
  readonly contractSize: string;
}

/** A pair ready to compute with: the price decimals are those of the tick size. */
export function createPair(index: number, definition: PairDefinition): Pair {
  const { code, base, quote, tickSize, lotSize, contractSize } = definition;
  const priceDecimals = decimalsOf(tickSize);
  const contractDecimals = decimalsOf(contractSize);
  const contractUnits = truncateUnits(contractSize, contractDecimals);
  const exponent = priceDecimals + base.decimals + contractDecimals - quote.decimals;
  return {
    index,
    code,
    base,
    quote,
    priceDecimals,
    tick: Number(truncateUnits(tickSize, priceDecimals)),
    lot: truncateUnits(lotSize, base.decimals),
    contractSize: formatShortest(contractUnits, contractDecimals),
    notionalNumerator: contractUnits * pow10(Math.max(0, -exponent)),
    notionalDenominator: pow10(Math.max(0, exponent)),
  };
}

/** What a purchase of Σ price × volume costs, in minor units of the quote, rounded up ([M3]). */
export function costOf(pair: Pair, notional: bigint): Minor {
  return ceilDiv(notional * pair.notionalNumerator, pair.notionalDenominator);
}

/** What a sale of Σ price × volume brings, in minor units of the quote, rounded down ([M3]). */
export function proceedsOf(pair: Pair, notional: bigint): Minor {
  return floorDiv(notional * pair.notionalNumerator, pair.notionalDenominator);
}

/** A price as a Decimal. */
export function priceToDecimal(pair: Pair, price: Price): Decimal {
  return toDecimal(BigInt(price), pair.priceDecimals);
}

/** Σ price × volume divided by a volume, as a Decimal price with 60 significant digits ([M2]). */
export function averagePriceOf(pair: Pair, notional: bigint, volume: Minor): Decimal {
  return new Decimal(notional.toString()).div(volume.toString()).div(new Decimal(10).pow(pair.priceDecimals));
}
