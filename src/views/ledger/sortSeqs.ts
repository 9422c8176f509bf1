import type { OrderedRows } from './ledgerRows.ts';
import type { SortKey } from './sortKeys.ts';

/** Rows that one slice goes over: well below the time of a frame. */
const SLICE_ROWS = 32_768;
/** A key is sorted by its 64 bits, 16 at a time from the lowest on; each pass keeps the order of the one before. */
const DIGIT_VALUES = 65_536;
const SIGN = 0x8000_0000;
const ALL = 0xffff_ffff;

/**
 * The seqs of rows sorted by keys, the one that decides first at the end; equal ones stay in the order they came in, also when `descending`.
 * A radix sort in slices: it yields after each, so that the page gets its turn.
 */
export function* sortSeqs(
  rows: OrderedRows,
  keys: readonly SortKey[],
  descending: boolean,
): Generator<void, Int32Array> {
  const { length } = rows;
  let from = { seqs: new Int32Array(length), low: new Uint32Array(length), high: new Uint32Array(length) };
  let to = { seqs: new Int32Array(length), low: new Uint32Array(length), high: new Uint32Array(length) };
  for (let at = 0; at < length; at += 1) from.seqs[at] = rows.seqAt(at);
  yield;
  const double = new Float64Array(1);
  const bits = new Uint32Array(double.buffer);
  for (const key of keys) {
    const counts = [0, 1, 2, 3].map(() => new Int32Array(DIGIT_VALUES));
    for (let start = 0; start < length; start += SLICE_ROWS) {
      const end = Math.min(length, start + SLICE_ROWS);
      for (let at = start; at < end; at += 1) {
        // Zero has one sign here: minus nothing is nothing.
        double[0] = key(from.seqs[at] ?? 0) + 0;
        let low = bits[0] ?? 0;
        let high = bits[1] ?? 0;
        // As whole numbers the bits of doubles ascend with them once the sign is turned over, and with it all bits of negative ones.
        const isNegative = high >= SIGN;
        low = (low ^ (isNegative !== descending ? ALL : 0)) >>> 0;
        high = (high ^ (isNegative ? ALL : SIGN) ^ (descending ? ALL : 0)) >>> 0;
        from.low[at] = low;
        from.high[at] = high;
        count(counts[0], low & 0xffff);
        count(counts[1], low >>> 16);
        count(counts[2], high & 0xffff);
        count(counts[3], high >>> 16);
      }
      yield;
    }
    for (const [digit, places] of counts.entries()) {
      // All in one place: this digit tells nothing apart.
      if (places.includes(length)) continue;
      startsOf(places);
      const shift = digit % 2 === 0 ? 0 : 16;
      for (let start = 0; start < length; start += SLICE_ROWS) {
        const end = Math.min(length, start + SLICE_ROWS);
        const digits = digit < 2 ? from.low : from.high;
        for (let at = start; at < end; at += 1) {
          const value = ((digits[at] ?? 0) >>> shift) & 0xffff;
          const place = places[value] ?? 0;
          places[value] = place + 1;
          to.seqs[place] = from.seqs[at] ?? 0;
          to.low[place] = from.low[at] ?? 0;
          to.high[place] = from.high[at] ?? 0;
        }
        yield;
      }
      [from, to] = [to, from];
    }
  }
  return from.seqs;
}

function count(counts: Int32Array | undefined, value: number): void {
  if (counts !== undefined) counts[value] = (counts[value] ?? 0) + 1;
}

/** Turns how often each value occurs into where its first row goes. */
function startsOf(counts: Int32Array): void {
  let start = 0;
  for (let value = 0; value < counts.length; value += 1) {
    const here = counts[value] ?? 0;
    counts[value] = start;
    start += here;
  }
}
