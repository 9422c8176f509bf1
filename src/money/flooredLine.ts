import { floorDiv } from './rounding.ts';
import { isExact, wholeOf, type Whole } from './whole.ts';

/**
 * ⌊(x × slope − offset) × numerator / denominator⌋ of whole x from 0 on, exactly: in doubles where each part of it is small enough. Both
 * factors are above 0.
 */
export class FlooredLine {
  readonly #numerator: bigint;
  readonly #denominator: bigint;
  readonly #divisor: number;
  #slope: Whole = 0;
  #offset: Whole = 0;
  /** How often the denominator goes into slope and offset, and what is left; NaN where a double is not exact. */
  #slopeQuotient = 0;
  #slopeRest = 0;
  #offsetQuotient = 0;
  #offsetRest = 0;

  constructor(numerator: bigint, denominator: bigint) {
    this.#numerator = numerator;
    this.#denominator = denominator;
    this.#divisor = exactly(denominator);
  }

  set(slope: Whole, offset: Whole): void {
    this.#slope = slope;
    this.#offset = offset;
    this.#slopeQuotient = this.#quotientOf(slope);
    this.#slopeRest = this.#restOf(slope, this.#slopeQuotient);
    this.#offsetQuotient = this.#quotientOf(offset);
    this.#offsetRest = this.#restOf(offset, this.#offsetQuotient);
  }

  /** Its value. */
  at(x: number): Whole {
    const upper = x * this.#slopeQuotient;
    const lower = x * this.#slopeRest;
    const base = upper - this.#offsetQuotient;
    if (isExact(upper) && isExact(lower) && isExact(base)) {
      // The quotient of two such numbers is never rounded up to the next whole one.
      const value = base + Math.floor((lower - this.#offsetRest) / this.#divisor);
      if (isExact(value)) return value;
    }
    const product = BigInt(x) * BigInt(this.#slope) - BigInt(this.#offset);
    return wholeOf(floorDiv(product * this.#numerator, this.#denominator));
  }

  /**
   * Adds its values at each x in a row, `from` up to `to`, to sums; false, and these are of no use any more, where a double does not hold
   * one exactly.
   */
  addTo(sums: Float64Array, x: Float64Array, from: number, to: number): boolean {
    const divisor = this.#divisor;
    const slopeQuotient = this.#slopeQuotient;
    const slopeRest = this.#slopeRest;
    const offsetQuotient = this.#offsetQuotient;
    const offsetRest = this.#offsetRest;
    for (let at = from; at < to; at += 1) {
      const each = x[at] ?? 0;
      const upper = each * slopeQuotient;
      const lower = each * slopeRest;
      const base = upper - offsetQuotient;
      const value = base + Math.floor((lower - offsetRest) / divisor);
      const sum = (sums[at - from] ?? 0) + value;
      const areExact = isExact(upper) && isExact(lower) && isExact(base) && isExact(value);
      if (!areExact || !isExact(sum)) return false;
      sums[at - from] = sum;
    }
    return true;
  }

  #quotientOf(factor: Whole): number {
    if (typeof factor === 'number' && this.#numerator === 1n) return Math.floor(factor / this.#divisor);
    return exactly(floorDiv(BigInt(factor) * this.#numerator, this.#denominator));
  }

  #restOf(factor: Whole, quotient: number): number {
    if (typeof factor === 'number' && this.#numerator === 1n) {
      const taken = quotient * this.#divisor;
      return isExact(taken) ? factor - taken : Number.NaN;
    }
    if (Number.isNaN(quotient)) return Number.NaN;
    return exactly(BigInt(factor) * this.#numerator - BigInt(quotient) * this.#denominator);
  }
}

/** A bigint as a number, NaN where it would not be exact. */
function exactly(value: bigint): number {
  const number = Number(value);
  return isExact(number) ? number : Number.NaN;
}
