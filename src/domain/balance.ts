import { ZERO, type Decimal } from '../money/decimal.ts';

/** What an account has of one asset: available = free, unavailable = held by working orders and positions. */
export interface Balance {
  readonly available: Decimal;
  readonly unavailable: Decimal;
  readonly total: Decimal;
  /** unavailable / total × 100, in percent; 0 when the total is 0 ([L10]). */
  readonly utilisation: Decimal;
}

/** A balance from its two parts; the utilisation is divided when it is asked for. */
export function createBalance(available: Decimal, unavailable: Decimal): Balance {
  const total = available.plus(unavailable);
  return Object.freeze({
    available,
    unavailable,
    total,
    get utilisation() {
      return utilisationOf(unavailable, total);
    },
  });
}

/** Unavailable as a percentage of the total, 0 when the total is 0 ([L10]). */
export function utilisationOf(unavailable: Decimal, total: Decimal): Decimal {
  return total.isZero() ? ZERO : unavailable.div(total).times(100);
}
