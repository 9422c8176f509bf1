import type { Journal } from '../../journal/journal.ts';
import type { Decimal } from '../../money/decimal.ts';
import { toDecimal } from '../../money/minorUnits.ts';
import type { LedgerRows } from './ledgerRows.ts';

/** What rows of one asset add up to. */
export interface LedgerTotal {
  readonly asset: string;
  readonly decimals: number;
  readonly lines: number;
  readonly available: Decimal;
  readonly unavailable: Decimal;
}

/** Rows between two stored sums: a total at any place adds at most so many. */
const STRIDE = 1_024;
/** Numbers kept for an asset at a stored sum: lines, Δ available, Δ unavailable. */
const WIDTH = 3;

/** Adds rows up once, so that the totals of the first so many of them are at hand wherever the cursor goes. */
export class LedgerTotals {
  readonly #journal: Journal;
  readonly #rows: LedgerRows;
  readonly #sums: BigInt64Array;

  constructor(journal: Journal, rows: LedgerRows) {
    this.#journal = journal;
    this.#rows = rows;
    const width = WIDTH * journal.header.assets.length;
    const stored = Math.floor(rows.length / STRIDE) + 1;
    this.#sums = new BigInt64Array(stored * width);
    const running = new BigInt64Array(width);
    for (let at = 1; at < stored; at += 1) {
      this.#add(running, (at - 1) * STRIDE, at * STRIDE);
      this.#sums.set(running, at * width);
    }
  }

  /** The totals of the first `count` rows, for each asset that they move. */
  at(count: number): readonly LedgerTotal[] {
    const { assets } = this.#journal.header;
    const width = WIDTH * assets.length;
    const from = Math.floor(count / STRIDE);
    const sums = this.#sums.slice(from * width, (from + 1) * width);
    this.#add(sums, from * STRIDE, count);
    return assets.flatMap(({ code, decimals }, index) => {
      const lines = Number(sums[WIDTH * index] ?? 0n);
      if (lines === 0) return [];
      return {
        asset: code,
        decimals,
        lines,
        available: toDecimal(sums[WIDTH * index + 1] ?? 0n, decimals),
        unavailable: toDecimal(sums[WIDTH * index + 2] ?? 0n, decimals),
      };
    });
  }

  #add(sums: BigInt64Array, from: number, to: number): void {
    const { book, available, unavailable } = this.#journal.transactions.columns;
    const assets = this.#journal.header.assets.length;
    for (let index = from; index < to; index += 1) {
      const row = this.#rows.seqAt(index) - 1;
      const at = WIDTH * ((book[row] ?? 0) % assets);
      sums[at] = (sums[at] ?? 0n) + 1n;
      sums[at + 1] = (sums[at + 1] ?? 0n) + (available[row] ?? 0n);
      sums[at + 2] = (sums[at + 2] ?? 0n) + (unavailable[row] ?? 0n);
    }
  }
}
