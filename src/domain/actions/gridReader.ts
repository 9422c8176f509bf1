import {
  decimalsOf,
  fitsMinor,
  formatShortest,
  formatUnits,
  MAX_MINOR,
  MAX_PRICE,
  MAX_PRICE_UNITS,
  truncateUnits,
  type Minor,
  type Price,
} from '../../money/minorUnits.ts';
import { denial, type Denial } from '../denial.ts';
import type { Pair } from '../pair.ts';

/**
 * Reads decimal texts onto a pair's grids, or whole units, and keeps the first thing wrong; off the grid, it reads the value cut to the
 * unit. It takes `undefined` and `null` for nothing.
 */
export class GridReader {
  readonly pair: Pair;
  problem: Denial | null = null;

  constructor(pair: Pair) {
    this.pair = pair;
  }

  /** A price on the tick grid, in price units. */
  price(field: string, given: string | Price | null | undefined): Price | null {
    if (given === undefined || given === null) return null;
    const { priceDecimals, tick } = this.pair;
    const units = typeof given === 'string' ? truncateUnits(given, priceDecimals) : given;
    if (units > MAX_PRICE_UNITS) {
      this.problem ??= denial('AMOUNT_OUT_OF_RANGE', {
        field,
        value: textOf(given, priceDecimals),
        limit: formatShortest(MAX_PRICE_UNITS, priceDecimals),
      });
      return MAX_PRICE;
    }
    const price = Number(units);
    if (isCut(given, priceDecimals) || price % tick !== 0) {
      this.problem ??= denial('PRICE_OFF_TICK', {
        price: textOf(given, priceDecimals),
        tickSize: formatShortest(BigInt(tick), priceDecimals),
      });
    }
    return price;
  }

  /** A volume on the lot grid, in minor units of the base. */
  volume(field: string, given: string | Minor | null | undefined): Minor | null {
    if (given === undefined || given === null) return null;
    const { base, lot } = this.pair;
    const units = this.#within(field, given, base.decimals);
    if (isCut(given, base.decimals) || (units < MAX_MINOR && units % lot !== 0n)) {
      this.problem ??= denial('VOLUME_OFF_LOT', {
        volume: textOf(given, base.decimals),
        lotSize: formatShortest(lot, base.decimals),
      });
    }
    return units;
  }

  /** An amount of the quote, in its minor units. */
  amount(field: string, given: string | Minor | null | undefined): Minor | null {
    if (given === undefined || given === null) return null;
    const { code, decimals } = this.pair.quote;
    if (isCut(given, decimals)) {
      this.problem ??= denial('AMOUNT_OFF_UNIT', {
        amount: textOf(given, decimals),
        asset: code,
        unit: formatUnits(1n, decimals),
      });
    }
    return this.#within(field, given, decimals);
  }

  #within(field: string, given: string | Minor, decimals: number): Minor {
    const units = typeof given === 'string' ? truncateUnits(given, decimals) : given;
    if (fitsMinor(units)) return units;
    this.problem ??= denial('AMOUNT_OUT_OF_RANGE', {
      field,
      value: textOf(given, decimals),
      limit: formatShortest(MAX_MINOR, decimals),
    });
    return MAX_MINOR;
  }
}

/** Whether a text has more decimals than there are. */
function isCut(given: string | Minor | Price, decimals: number): boolean {
  return typeof given === 'string' && decimalsOf(given) > decimals;
}

function textOf(given: string | Minor | Price, decimals: number): string {
  return typeof given === 'string' ? given : formatShortest(BigInt(given), decimals);
}
