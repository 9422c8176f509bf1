import { Table } from './columns.ts';
import { lowerBound } from './postings.ts';

/** `end`: where the text ends among the bytes of all, it begins where the one before ends. */
export const TEXTS = { entry: 'i32', end: 'i32' } as const;
export const TEXT_BYTES = { byte: 'u8' } as const;

/** The most bytes that a UTF-16 unit takes in UTF-8. */
const MOST_BYTES = 3;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Texts of entries, one at most for each, ascending; kept as bytes, so that very many reach another thread as two arrays. */
export class Texts {
  readonly rows = new Table(TEXTS);
  readonly bytes = new Table(TEXT_BYTES);

  /** How many there are. */
  get length(): number {
    return this.rows.length;
  }

  /** Adds the text of an entry (row), which comes after all that have one. */
  add(entry: number, text: string): void {
    const { bytes, rows } = this;
    bytes.reserve(text.length * MOST_BYTES);
    bytes.addRows(encoder.encodeInto(text, bytes.columns.byte.subarray(bytes.length)).written);
    const row = rows.addRow();
    rows.columns.entry[row] = entry;
    rows.columns.end[row] = bytes.length;
  }

  /** The text of an entry by its row; `undefined` for none. */
  of(entry: number): string | undefined {
    const { columns, length } = this.rows;
    const row = lowerBound(columns.entry, length, entry);
    return row < length && columns.entry[row] === entry ? this.at(row) : undefined;
  }

  /** A text by its place among all, which is below {@link length}. */
  at(row: number): string {
    const { end } = this.rows.columns;
    return decoder.decode(this.bytes.columns.byte.subarray(row === 0 ? 0 : end[row - 1], end[row]));
  }
}
