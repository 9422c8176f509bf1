import { Table } from './columns.ts';

const NO_ROWS: Int32Array<ArrayBuffer> = new Int32Array(0);

/**
 * An index from small whole-number keys to the ascending rows they occur in, kept while appending: a linked chain through the rows
 * (4 bytes a row, nothing to allocate), from which a key's sorted list is made when it is first asked for, and extended after that.
 */
export class Postings {
  /** For each row the row before it with the same key, or -1. */
  readonly #previous = new Table({ row: 'i32' });
  /** For each key its newest row, or -1, and how many rows it has. */
  readonly #keys = new Table({ newest: 'i32', count: 'i32' });
  readonly #lists = new Map<number, { rows: Int32Array<ArrayBuffer>; count: number }>();

  /** Adds the next row under a key; rows come in ascending order without gaps. A key below 0 leaves the row out. */
  add(key: number): void {
    const row = this.#previous.addRow();
    if (key < 0) {
      this.#previous.columns.row[row] = -1;
      return;
    }
    while (this.#keys.length <= key) {
      const added = this.#keys.addRow();
      this.#keys.columns.newest[added] = -1;
      this.#keys.columns.count[added] = 0;
    }
    const { newest, count } = this.#keys.columns;
    this.#previous.columns.row[row] = newest[key] ?? -1;
    newest[key] = row;
    count[key] = (count[key] ?? 0) + 1;
  }

  /** Makes room for so many rows more at once. */
  reserve(rows: number): void {
    this.#previous.reserve(rows);
  }

  /** How many rows have the key. */
  count(key: number): number {
    return key < this.#keys.length && key >= 0 ? (this.#keys.columns.count[key] ?? 0) : 0;
  }

  /** The newest row with the key, or -1. */
  newest(key: number): number {
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
      const { row: previous } = this.#previous.columns;
      let row = this.newest(key);
      for (let index = count - 1; index >= known; index -= 1) {
        rows[index] = row;
        row = previous[row] ?? -1;
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
    const rows = this.rows(key);
    return rows[lowerBound(rows, rows.length, end) - 1] ?? -1;
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
