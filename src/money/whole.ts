/**
 * A whole number of any size: a number while that is exact, else a bigint. For going through millions of amounts, where a bigint for
 * each would cost more than all else; only what is here makes one, so that equal ones are alike. They compare by `<` and `===`.
 */
export type Whole = number | bigint;

/** A bigint as a whole. */
export function wholeOf(value: bigint): Whole {
  const number = Number(value);
  return isExact(number) ? number : value;
}

/** Whether a number that comes of whole ones is what it stands for, and not rounded; false for NaN. */
export function isExact(value: number): boolean {
  return value <= Number.MAX_SAFE_INTEGER && value >= -Number.MAX_SAFE_INTEGER;
}

/** The sum. */
export function plus(a: Whole, b: Whole): Whole {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (isExact(sum)) return sum;
  }
  return wholeOf(BigInt(a) + BigInt(b));
}

/** The difference. */
export function minus(a: Whole, b: Whole): Whole {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (isExact(difference)) return difference;
  }
  return wholeOf(BigInt(a) - BigInt(b));
}

/** A column of 64-bit integers, read as wholes. */
export class Wholes {
  readonly #column: BigInt64Array;
  readonly #halves: Int32Array;

  constructor(column: BigInt64Array) {
    this.#column = column;
    this.#halves = new Int32Array(column.buffer, column.byteOffset, 2 * column.length);
  }

  /** The value in a row, 0 where there is none. */
  at(row: number): Whole {
    const high = this.#halves[2 * row + HIGH] ?? 0;
    if (high > -MOST_HIGH && high < MOST_HIGH) {
      return high * 0x1_0000_0000 + ((this.#halves[2 * row + LOW] ?? 0) >>> 0);
    }
    return wholeOf(this.#column[row] ?? 0n);
  }
}
/** The upper half of what a number holds exactly is below this. */
const MOST_HIGH = 2 ** 21;
/** Which half comes first depends on the machine. */
const LOW = new Uint8Array(Int32Array.of(1).buffer)[0] === 1 ? 0 : 1;
const HIGH = 1 - LOW;
