import { ZERO, type Decimal } from '../money/decimal.ts';
import { toDecimal, type Minor } from '../money/minorUnits.ts';

/** What an account has of one asset: available = free, unavailable = held by working orders and positions. */
export interface Balance {
  readonly available: Decimal;
  readonly unavailable: Decimal;
  readonly total: Decimal;
  /** unavailable / total × 100, in percent; 0 when the total is 0 ([L10]). */
  readonly utilisation: Decimal;
}

/** A balance from its two parts in minor units of an asset; each Decimal is made when it is asked for. */
export function createBalance(available: Minor, unavailable: Minor, decimals: number): Balance {
  return Object.freeze({
    get available() {
      return toDecimal(available, decimals);
    },
    get unavailable() {
      return toDecimal(unavailable, decimals);
    },
    get total() {
      return toDecimal(available + unavailable, decimals);
    },
    get utilisation() {
      return utilisationOf(this.unavailable, this.total);
    },
  });
}

/** Unavailable as a percentage of the total, 0 when the total is 0 ([L10]). */
export function utilisationOf(unavailable: Decimal, total: Decimal): Decimal {
  return total.isZero() ? ZERO : unavailable.div(total).times(100);
}
