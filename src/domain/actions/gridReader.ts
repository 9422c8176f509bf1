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

/** Reads decimal texts onto a pair's grids and keeps the first thing wrong; off the grid, it reads the value cut to the unit. */
export class GridReader {
  readonly pair: Pair;
  problem: Denial | null = null;

  constructor(pair: Pair) {
    this.pair = pair;
  }

  /** A price on the tick grid, in price units. */
  price(field: string, text: string | null | undefined): Price | null {
    if (text === undefined || text === null) return null;
    const { priceDecimals, tick } = this.pair;
    const units = truncateUnits(text, priceDecimals);
    if (units > MAX_PRICE_UNITS) {
      this.problem ??= denial('AMOUNT_OUT_OF_RANGE', {
        field,
        value: text,
        limit: formatShortest(MAX_PRICE_UNITS, priceDecimals),
      });
      return MAX_PRICE;
    }
    const price = Number(units);
    if (decimalsOf(text) > priceDecimals || price % tick !== 0) {
      this.problem ??= denial('PRICE_OFF_TICK', {
        price: text,
        tickSize: formatShortest(BigInt(tick), priceDecimals),
      });
    }
    return price;
  }

  /** A volume on the lot grid, in minor units of the base. */
  volume(field: string, text: string | null | undefined): Minor | null {
    if (text === undefined || text === null) return null;
    const { base, lot } = this.pair;
    const units = this.within(field, text, base.decimals);
    if (decimalsOf(text) > base.decimals || (units < MAX_MINOR && units % lot !== 0n)) {
      this.problem ??= denial('VOLUME_OFF_LOT', {
        volume: text,
        lotSize: formatShortest(lot, base.decimals),
      });
    }
    return units;
  }

  /** An amount of the quote, in its minor units. */
  amount(field: string, text: string | null | undefined): Minor | null {
    if (text === undefined || text === null) return null;
    const { code, decimals } = this.pair.quote;
    if (decimalsOf(text) > decimals) {
      this.problem ??= denial('AMOUNT_OFF_UNIT', {
        amount: text,
        asset: code,
        unit: formatUnits(1n, decimals),
      });
    }
    return this.within(field, text, decimals);
  }

  private within(field: string, text: string, decimals: number): Minor {
    const units = truncateUnits(text, decimals);
    if (fitsMinor(units)) return units;
    this.problem ??= denial('AMOUNT_OUT_OF_RANGE', {
      field,
      value: text,
      limit: formatShortest(MAX_MINOR, decimals),
    });
    return MAX_MINOR;
  }
}
