import { Decimal as DecimalJs } from 'decimal.js';

/**
 * Decimal with 60 significant digits: money outside the engine and the journal ([M2]).
 * The library's default of 20 digits rounds even `plus`, so nothing else may import it.
 */
export const Decimal: typeof DecimalJs = DecimalJs.clone({
  precision: 60,
  rounding: DecimalJs.ROUND_HALF_EVEN,
  toExpNeg: -60,
  toExpPos: 60,
});
export type Decimal = DecimalJs;

/** Decimal zero, shared. */
export const ZERO: Decimal = new Decimal(0);
