import { Table } from './columns.ts';

const NO_ROWS: Int32Array<ArrayBuffer> = new Int32Array(0);

/** Rows with a column of small whole numbers: a table, as far as an index of it looks. */
type Keyed<N extends string> = {
  readonly length: number;
  readonly columns: { readonly [K in N]: ArrayLike<number> };
};

/**
 * An index from the small whole numbers of a table's column to the ascending rows they occur in: a linked chain through the rows (4 bytes
 * a row, nothing to allocate), from which a key's sorted list is made when it is first asked for. It follows the table when it is read,
 * so that a journal which nobody reads, as during a long run, pays for no index. Rows that were indexed stay as they are.
 */
export class Postings<N extends string = string> {
  readonly #table: Keyed<N>;
  readonly #column: N;
  /** Rows with a key below this are left out. */
  readonly #least: number;
  /** So many rows are taken in; as long as all have one key, as the bars of the only pair do, there is no chain through them. */
  #followed = 0;
  /** For each row the row before it with the same key, or -1. */
  readonly #previous = new Table({ row: 'i32' });
  /** For each key its newest row, or -1, and how many rows it has. */
  readonly #keys = new Table({ newest: 'i32', count: 'i32' });
  readonly #lists = new Map<number, { rows: Int32Array<ArrayBuffer>; count: number }>();

  constructor(table: Keyed<N>, column: N, least = 0) {
    this.#table = table;
    this.#column = column;
    this.#least = least;
  }

  /** How many rows have the key. */
  count(key: number): number {
    this.#follow();
    return key < this.#keys.length && key >= 0 ? (this.#keys.columns.count[key] ?? 0) : 0;
  }

  /** The newest row with the key, or -1. */
  newest(key: number): number {
    this.#follow();
    return key < this.#keys.length && key >= 0 ? (this.#keys.columns.newest[key] ?? -1) : -1;
  }

  /** The rows with the key, ascending; the array stays valid but does not grow. */
  rows(key: number): Int32Array {
    const count = this.count(key);
    if (count === 0) return NO_ROWS;
    let list = this.#lists.get(key);
    if (list === undefined || list.count < count) {
      const known = list?.count ?? 0;
      let rows = list?.rows ?? NO_ROWS;
      // What was handed out ends before the spare capacity, so writing there changes nothing that anyone holds.
      if (rows.length < count) {
        rows = new Int32Array(Math.max(count, 2 * known));
        if (list) rows.set(list.rows.subarray(0, known));
      }
      let row = this.newest(key);
      if (row === count - 1) {
        // Every row has the key, as those of the only pair do.
        for (let index = known; index < count; index += 1) rows[index] = index;
      } else {
        const { row: previous } = this.#previous.columns;
        for (let index = count - 1; index >= known; index -= 1) {
          rows[index] = row;
          row = previous[row] ?? -1;
        }
      }
      list = { rows, count };
      this.#lists.set(key, list);
    }
    return list.rows.subarray(0, count);
  }

  /** The last row with the key that is below `end`, or -1; O(log n) once the key's list is made. */
  lastBelow(key: number, end: number): number {
    const newest = this.newest(key);
    if (newest < end) return newest;
    // Every row has the key, as those of the only pair do.
    if (newest === this.count(key) - 1) return end - 1;
    const rows = this.rows(key);
    return rows[lowerBound(rows, rows.length, end) - 1] ?? -1;
  }

  /** Takes in the rows that the table has had since the last time. */
  #follow(): void {
    const { length } = this.#table;
    const first = this.#followed;
    if (length === first) return;
    this.#followed = length;
    const values = this.#table.columns[this.#column];
    const alike = this.#previous.length === 0 ? this.#followAlike(values, length) : 0;
    if (alike === length) return;
    this.#previous.reserve(length - this.#previous.length);
    const known = this.#previous.length;
    this.#previous.length = length;
    const previous = this.#previous.columns.row;
    for (let row = known; row < alike; row += 1) previous[row] = row - 1;
    const next = Math.max(known, alike);
    let largest = -1;
    for (let row = next; row < length; row += 1) largest = Math.max(largest, values[row] ?? -1);
    this.#addKeys(largest);
    const { newest, count } = this.#keys.columns;
    for (let row = next; row < length; row += 1) {
      const key = values[row] ?? -1;
      if (key < this.#least) {
        previous[row] = -1;
        continue;
      }
      previous[row] = newest[key] ?? -1;
      newest[key] = row;
      count[key] = (count[key] ?? 0) + 1;
    }
  }

  /** How many rows from the first on have its key, which are counted. */
  #followAlike(values: ArrayLike<number>, length: number): number {
    const key = values[0] ?? -1;
    if (key < this.#least) return 0;
    let row = this.#keys.length > key ? (this.#keys.columns.count[key] ?? 0) : 0;
    while (row < length && values[row] === key) row += 1;
    this.#addKeys(key);
    this.#keys.columns.newest[key] = row - 1;
    this.#keys.columns.count[key] = row;
    return row;
  }

  #addKeys(upTo: number): void {
    const { length } = this.#keys;
    if (upTo < length) return;
    this.#keys.addRows(upTo + 1 - length);
    this.#keys.columns.newest.fill(-1, length);
    this.#keys.columns.count.fill(0, length);
  }

  /** Bytes that the chains take, without spare capacity and without the lists made for reading. */
  get byteLength(): number {
    return this.#previous.byteLength + this.#keys.byteLength;
  }
}

/** How many of the first `length` ascending values are below `value`: where it would be inserted first. */
export function lowerBound(values: ArrayLike<number>, length: number, value: number): number {
  return firstIndex(length, (index) => (values[index] ?? Number.NaN) >= value);
}

/** How many of the first `length` ascending values are at or below `value`. */
export function upperBound(values: ArrayLike<number>, length: number, value: number): number {
  return firstIndex(length, (index) => (values[index] ?? Number.NaN) > value);
}

/** The first index below `length` from which on a condition holds (it must not stop holding), or `length`. */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
