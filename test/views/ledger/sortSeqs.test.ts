import { array, assert, boolean, constantFrom, double, integer, oneof, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allRows, someRows } from '../../../src/views/ledger/ledgerRows.ts';
import type { SortKey } from '../../../src/views/ledger/sortKeys.ts';
import { sortSeqs } from '../../../src/views/ledger/sortSeqs.ts';

/** What a sort gives, and after how many slices. */
function sorted(...parameters: Parameters<typeof sortSeqs>): { seqs: readonly number[]; slices: number } {
  const work = sortSeqs(...parameters);
  for (let slices = 1; ; slices += 1) {
    const step = work.next();
    if (step.done === true) return { seqs: [...step.value], slices };
  }
}

const values = array(oneof(integer({ min: -3, max: 3 }), double({ noNaN: true }), constantFrom(0, -0)), {
  maxLength: 60,
});

describe('sorting lines', () => {
  it('orders by a key of any sign and size, either way, and leaves equals as they were written', () => {
    assert(
      property(values, boolean(), (keys, descending) => {
        const key: SortKey = (seq) => keys[seq - 1] ?? 0;
        const way = descending ? -1 : 1;
        const expected = keys
          .map((_, index) => index + 1)
          .toSorted((a, b) => way * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) || a - b);
        expect(sorted(allRows(keys.length), [key], descending).seqs).toEqual(expected);
      }),
    );
  });

  it('lets the last key decide first', () => {
    expect(sorted(allRows(6), [(seq) => -seq, (seq) => seq % 2], false).seqs).toEqual([6, 4, 2, 5, 3, 1]);
  });

  it('sorts only the lines it is given', () => {
    expect(sorted(someRows(Int32Array.of(2, 5, 9)), [(seq) => -seq], false).seqs).toEqual([9, 5, 2]);
  });

  it('goes over a million lines in slices, of which none reads more than a few', () => {
    let read = 0;
    let most = 0;
    const work = sortSeqs(
      allRows(1_000_000),
      [
        (seq) => {
          read += 1;
          return (seq * 7919) % 1_000_003;
        },
      ],
      true,
    );
    let before = 0;
    let slices = 0;
    for (let step = work.next(); step.done !== true; step = work.next()) {
      most = Math.max(most, read - before);
      before = read;
      slices += 1;
    }
    expect(most).toBeLessThanOrEqual(32_768);
    expect(slices).toBeGreaterThan(90);
  });
});
