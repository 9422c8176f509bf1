import { useEffect, useState } from 'react';
import type { TransactionRepository } from '../../journal/transactionRepository.ts';
import { someRows, type LedgerRows } from './ledgerRows.ts';
import { searchText } from './textSearch.ts';

/** Lines read before the page gets its turn: a few milliseconds. */
const SLICE_ROWS = 1_000;
const NONE = someRows(new Int32Array(0));

/** What a search has found so far, and whether it is still looking. */
interface Search {
  readonly rows: LedgerRows;
  readonly isLooking: boolean;
}

/** The rows that hold a text, found slice by slice; all of them for an empty text. */
export function useTextSearch(transactions: TransactionRepository, rows: LedgerRows, text: string): Search {
  const [search, setSearch] = useState<Search & { readonly of: LedgerRows; readonly text: string }>({
    rows,
    isLooking: false,
    of: rows,
    text: '',
  });
  useEffect(() => {
    if (text === '') return undefined;
    const slices = searchText(transactions, rows, text, SLICE_ROWS);
    const found: number[] = [];
    let timer = 0;
    let sinceMs = 0;
    const look = (): void => {
      const slice = slices.next();
      if (slice.done !== true) found.push(...slice.value);
      const isLooking = slice.done !== true;
      const nowMs = performance.now();
      // Found lines show at once when there are few, then now and then: sorting them in costs more than finding them.
      if (!isLooking || nowMs - sinceMs > 200) {
        sinceMs = nowMs;
        setSearch({ rows: someRows(Int32Array.from(found)), isLooking, of: rows, text });
      }
      if (isLooking) timer = window.setTimeout(look, 0);
    };
    look();
    return () => window.clearTimeout(timer);
  }, [transactions, rows, text]);
  if (text === '') return { rows, isLooking: false };
  return search.of === rows && search.text === text ? search : { rows: NONE, isLooking: true };
}
