import { lowerBound, upperBound } from '../../journal/postings.ts';

/** Lines in some order, by their place in the table; a million of them cost nothing until one is read. */
export interface OrderedRows {
  readonly length: number;
  /** The seq at a place counted from 0. */
  seqAt(index: number): number;
  /** The place of a seq, -1 where it is not among them. */
  placeOf(seq: number): number;
}

/** The lines that are shown, in the order they were written. */
export interface LedgerRows extends OrderedRows {
  /** How many of the rows have a seq at or before this one. */
  countUpTo(seq: number): number;
}

/** Every line of a ledger of so many lines. */
export function allRows(length: number): LedgerRows {
  return {
    length,
    seqAt: (index) => index + 1,
    placeOf: (seq) => (seq >= 1 && seq <= length ? seq - 1 : -1),
    countUpTo: (seq) => Math.max(0, Math.min(seq, length)),
  };
}

/** Some lines, by their ascending seqs. */
export function someRows(seqs: Int32Array): LedgerRows {
  return {
    length: seqs.length,
    seqAt: (index) => seqs[index] ?? 0,
    placeOf(seq) {
      const place = lowerBound(seqs, seqs.length, seq);
      return seqs[place] === seq ? place : -1;
    },
    countUpTo: (seq) => upperBound(seqs, seqs.length, seq),
  };
}

/** The same lines, the newest first. */
export function reversedRows(rows: OrderedRows): OrderedRows {
  const { length } = rows;
  return {
    length,
    seqAt: (index) => rows.seqAt(length - 1 - index),
    placeOf(seq) {
      const place = rows.placeOf(seq);
      return place < 0 ? -1 : length - 1 - place;
    },
  };
}

/** Lines by their seqs in any order. */
export function sortedRows(seqs: Int32Array): OrderedRows {
  return {
    length: seqs.length,
    seqAt: (index) => seqs[index] ?? 0,
    placeOf: (seq) => seqs.indexOf(seq),
  };
}
