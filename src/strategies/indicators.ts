import { InvariantError } from '../domain/invariant.ts';

/** The exact sum of the last `length` whole numbers, kept as they come; each sum stays within 2^53 ([M5]). */
export class MovingSum {
  readonly length: number;
  /** The last values in a ring, and behind them their sum: in an array a number that changes with each bar takes no new memory. */
  readonly #values: Float64Array;
  #next = 0;
  #count = 0;

  constructor(length: number) {
    this.length = length;
    this.#values = new Float64Array(length + 1);
  }

  /** Takes the next value, and forgets the one `length` before it. */
  add(value: number): void {
    const { length } = this;
    const values = this.#values;
    const next = this.#next;
    const sum = (values[length] ?? 0) + value - (values[next] ?? 0);
    values[length] = sum;
    values[next] = value;
    this.#next = next + 1 === length ? 0 : next + 1;
    if (this.#count < length) this.#count += 1;
    if (sum > Number.MAX_SAFE_INTEGER) throw inexact(sum);
  }

  /** Whether as many values have come as the sum is long. */
  get isFull(): boolean {
    return this.#count === this.length;
  }

  get sum(): number {
    return this.#values[this.length] ?? 0;
  }

  /** Whether this mean is above another, exactly. */
  isMeanAbove(other: MovingSum): boolean {
    const own = this.sum * other.length;
    const others = other.sum * this.length;
    return own <= Number.MAX_SAFE_INTEGER && others <= Number.MAX_SAFE_INTEGER
      ? own > others
      : isProductAbove(this.sum, other.length, other.sum, this.length);
  }
}

// Apart from what each bar does, which is short enough to be compiled into one piece then.
function inexact(sum: number): InvariantError {
  return new InvariantError('M5', `a sum of ${sum} is no longer exact`);
}

function isProductAbove(a: number, b: number, c: number, d: number): boolean {
  return BigInt(a) * BigInt(b) > BigInt(c) * BigInt(d);
}

/**
 * The exponential moving average: α = 2 / (length + 1), begun with the plain mean of the first `length` values. A double, since each
 * step divides; only + − × ÷, which every machine rounds alike, so the same values give the same average everywhere.
 */
export class ExponentialMean {
  readonly length: number;
  readonly #seed: MovingSum;
  #value: number | null = null;

  constructor(length: number) {
    this.length = length;
    this.#seed = new MovingSum(length);
  }

  /** Takes the next value. */
  add(value: number): void {
    if (this.#value !== null) {
      this.#value += ((value - this.#value) * 2) / (this.length + 1);
      return;
    }
    this.#seed.add(value);
    if (this.#seed.isFull) this.#value = this.#seed.sum / this.length;
  }

  /** The average in the unit of the values, `null` before `length` of them. */
  get value(): number | null {
    return this.#value;
  }
}

/**
 * The relative strength index of J. Welles Wilder (New Concepts in Technical Trading Systems, 1978): the share of gains in the smoothed
 * moves from value to value, 0 to 100. The first averages are plain means of `length` moves, later ones (last × (length − 1) + move) /
 * length. A double, for the reason given at {@link ExponentialMean}.
 */
export class RelativeStrength {
  readonly length: number;
  #last: number | null = null;
  #moves = 0;
  #gain = 0;
  #loss = 0;

  constructor(length: number) {
    this.length = length;
  }

  /** Takes the next value. */
  add(value: number): void {
    const last = this.#last;
    this.#last = value;
    if (last === null) return;
    const gain = Math.max(0, value - last);
    const loss = Math.max(0, last - value);
    const { length } = this;
    if (this.#moves < length) {
      // Whole sums until the first averages are due.
      this.#moves += 1;
      this.#gain += gain;
      this.#loss += loss;
      if (this.#moves < length) return;
      this.#gain /= length;
      this.#loss /= length;
      return;
    }
    this.#gain = (this.#gain * (length - 1) + gain) / length;
    this.#loss = (this.#loss * (length - 1) + loss) / length;
  }

  /** The index, `null` before `length` moves and while nothing has moved. */
  get value(): number | null {
    const moved = this.#gain + this.#loss;
    return this.#moves < this.length || moved === 0 ? null : (100 * this.#gain) / moved;
  }
}

/** The highest or lowest of the last `length` values, in constant time for each on average: those that can still become it wait in line. */
export class RollingExtreme {
  readonly length: number;
  readonly #sign: 1 | -1;
  /** A ring of the values in line, best first, and of when they came. */
  readonly #values: Float64Array;
  readonly #times: Float64Array;
  #first = 0;
  #size = 0;
  #count = 0;

  constructor(length: number, which: 'highest' | 'lowest') {
    this.length = length;
    this.#sign = which === 'highest' ? 1 : -1;
    this.#values = new Float64Array(length);
    this.#times = new Float64Array(length);
  }

  /** Takes the next value, and forgets the one `length` before it. */
  add(value: number): void {
    if (this.#size > 0 && (this.#times[this.#first] ?? 0) <= this.#count - this.length) {
      this.#first = this.#slot(1);
      this.#size -= 1;
    }
    while (
      this.#size > 0 &&
      this.#sign * (this.#values[this.#slot(this.#size - 1)] ?? 0) <= this.#sign * value
    ) {
      this.#size -= 1;
    }
    const slot = this.#slot(this.#size);
    this.#values[slot] = value;
    this.#times[slot] = this.#count;
    this.#size += 1;
    this.#count += 1;
  }

  /** The extreme, `null` before `length` values. */
  get value(): number | null {
    return this.#count < this.length ? null : (this.#values[this.#first] ?? null);
  }

  #slot(offset: number): number {
    return (this.#first + offset) % this.length;
  }
}

/** How the last value compares with the one `length` before it; whole numbers, compared exactly ([M5]). */
export class RateOfChange {
  readonly length: number;
  readonly #values: Float64Array;
  #count = 0;
  #then = 0;
  #now = 0;

  constructor(length: number) {
    this.length = length;
    this.#values = new Float64Array(length);
  }

  /** Takes the next value. */
  add(value: number): void {
    const slot = this.#count % this.length;
    this.#then = this.#values[slot] ?? 0;
    this.#values[slot] = value;
    this.#now = value;
    this.#count += 1;
  }

  /** The change in units of 0.01 %, rounded towards zero; `null` before there is a value to compare with. */
  get basisPoints(): number | null {
    if (this.#count <= this.length) return null;
    return Number(((BigInt(this.#now) - BigInt(this.#then)) * 10_000n) / BigInt(this.#then));
  }
}
