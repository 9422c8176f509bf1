import { describe, expect, it } from 'vitest';
import { allRows } from '../../../src/views/ledger/ledgerRows.ts';
import { searchText } from '../../../src/views/ledger/textSearch.ts';
import { busyWorld } from '../playedWorld.ts';

const { journal, transactions } = busyWorld();
const rows = allRows(journal.transactions.length);
const search = (text: string, slice = 5): number[] => [...searchText(transactions, rows, text, slice)].flat();

describe('searchText', () => {
  it('finds the lines that hold every word, in any case', () => {
    expect(search('o-4 FEE')).toEqual([19]);
    expect(search('set aside').length).toBe(6);
    expect(search('nothing like it')).toEqual([]);
  });

  it('finds a type by the name it has in files', () => {
    expect(search('RESERVE_MARGIN').length).toBe(6);
  });

  it('finds an amount with and without commas', () => {
    expect(search('19,019.00')).not.toEqual([]);
    expect(search('19019.00')).toEqual(search('19,019.00'));
  });

  it('finds the same whatever the slices', () => {
    expect(search('btc', 1)).toEqual(search('btc', 1_000));
  });
});
