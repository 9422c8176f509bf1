import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZERO } from '../../../src/money/decimal.ts';
import { allRows, someRows } from '../../../src/views/ledger/ledgerRows.ts';
import { LedgerTotals } from '../../../src/views/ledger/ledgerTotals.ts';
import { busyWorld, playDeeds } from '../playedWorld.ts';

const { journal, transactions, balances } = busyWorld();
const lines = journal.transactions.length;

describe('LedgerTotals', () => {
  it('[L8] of every line up to a moment are the balances of that moment', () => {
    const totals = new LedgerTotals(journal, allRows(lines));
    for (let seq = 0; seq <= lines; seq += 1) {
      for (const { asset, available, unavailable } of totals.at(seq)) {
        const balance = balances.at({ seq }, 'main', asset);
        expect(available.equals(balance.available)).toBe(true);
        expect(unavailable.equals(balance.unavailable)).toBe(true);
      }
    }
  });

  it('of any lines are the sums of those lines alone', () => {
    fc.assert(
      fc.property(fc.subarray(Array.from({ length: lines }, (_, index) => index + 1)), (seqs) => {
        const totals = new LedgerTotals(journal, someRows(Int32Array.from(seqs))).at(seqs.length);
        const read = seqs.map((seq) => transactions.get(seq));
        for (const total of totals) {
          const own = read.filter(({ asset }) => asset === total.asset);
          expect(total.lines).toBe(own.length);
          expect(total.available.equals(own.reduce((sum, line) => sum.plus(line.available), ZERO))).toBe(
            true,
          );
        }
        expect(totals.reduce((sum, { lines: count }) => sum + count, 0)).toBe(seqs.length);
      }),
    );
  });

  it('agree on both sides of a stored sum', () => {
    const many = playDeeds(
      Array.from({ length: 1_100 }, () => ({ adjust: { asset: 'USD', amount: '0.01' } })),
    );
    const totals = new LedgerTotals(many.journal, allRows(many.journal.transactions.length));
    for (const count of [1_023, 1_024, 1_025, 1_101]) {
      expect(totals.at(count)[0]?.available.toFixed(2)).toBe((100_000 + (count - 1) / 100).toFixed(2));
    }
  });
});
