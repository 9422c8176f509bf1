import { upperBound } from '../../journal/postings.ts';

/** The lines that are shown, by their place in the table; a million of them cost nothing until one is read. */
export interface LedgerRows {
  readonly length: number;
  /** The seq at a place counted from 0. */
  seqAt(index: number): number;
  /** How many of the rows have a seq at or before this one. */
  countUpTo(seq: number): number;
}

/** Every line of a ledger of so many lines. */
export function allRows(length: number): LedgerRows {
  return {
    length,
    seqAt: (index) => index + 1,
    countUpTo: (seq) => Math.max(0, Math.min(seq, length)),
  };
}

/** Some lines, by their ascending seqs. */
export function someRows(seqs: Int32Array): LedgerRows {
  return {
    length: seqs.length,
    seqAt: (index) => seqs[index] ?? 0,
    countUpTo: (seq) => upperBound(seqs, seqs.length, seq),
  };
}
