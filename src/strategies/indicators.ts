import { invariant } from '../domain/invariant.ts';

/** The exact sum of the last `length` whole numbers, kept as they come; each sum stays within 2^53 ([M5]). */
export class MovingSum {
  readonly length: number;
  readonly #values: Float64Array;
  #next = 0;
  #count = 0;
  #sum = 0;

  constructor(length: number) {
    this.length = length;
    this.#values = new Float64Array(length);
  }

  /** Takes the next value, and forgets the one `length` before it. */
  add(value: number): void {
    this.#sum += value - (this.#values[this.#next] ?? 0);
    this.#values[this.#next] = value;
    this.#next = this.#next + 1 === this.length ? 0 : this.#next + 1;
    if (this.#count < this.length) this.#count += 1;
    invariant(this.#sum <= Number.MAX_SAFE_INTEGER, 'M5', () => `a sum of ${this.#sum} is no longer exact`);
  }

  /** Whether as many values have come as the sum is long. */
  get isFull(): boolean {
    return this.#count === this.length;
  }

  get sum(): number {
    return this.#sum;
  }

  /** The mean, as a double: for looking at, not for deciding ties. */
  get mean(): number {
    return this.#sum / this.#count;
  }

  /** Whether this mean is above another, exactly. */
  isMeanAbove(other: MovingSum): boolean {
    const own = this.#sum * other.length;
    const others = other.#sum * this.length;
    if (own <= Number.MAX_SAFE_INTEGER && others <= Number.MAX_SAFE_INTEGER) return own > others;
    return BigInt(this.#sum) * BigInt(other.length) > BigInt(other.#sum) * BigInt(this.length);
  }
}
