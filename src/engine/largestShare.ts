import type { Whole } from '../money/whole.ts';

/** The largest of some shares, compared exactly; the first of those that are equal. */
export class LargestShare {
  part: Whole = 0;
  whole: Whole;
  /** Their quotient, NaN where rounding it once does not do. */
  #share = 0;

  constructor(whole: Whole) {
    this.whole = whole;
  }

  /** Takes a part of 0 or more of a whole above 0, if that is more than the largest share so far; whether it was. */
  take(part: Whole, whole: Whole): boolean {
    if (part === 0 || this.whole <= 0 || (part === this.part && whole === this.whole)) return false;
    const share = typeof part === 'number' && typeof whole === 'number' ? part / whole : Number.NaN;
    // Rounding never changes the order of two quotients, but may make them equal; what comes out as 1 is all of it.
    if (share < this.#share || (share === 1 && this.#share === 1)) return false;
    const isSurelyMore = share > this.#share;
    if (!isSurelyMore && BigInt(part) * BigInt(this.whole) <= BigInt(this.part) * BigInt(whole)) return false;
    this.part = part;
    this.whole = whole;
    this.#share = share;
    return true;
  }
}
