import { useEffect, useMemo, useState } from 'react';
import type { Journal } from '../../journal/journal.ts';
import type { ColumnKey } from './ledgerColumns.tsx';
import { reversedRows, sortedRows, type LedgerRows, type OrderedRows } from './ledgerRows.ts';
import { sortKeysOf } from './sortKeys.ts';
import { sortSeqs } from './sortSeqs.ts';

/** By which column the ledger is sorted. */
export interface LedgerSort {
  readonly column: ColumnKey;
  readonly descending: boolean;
}

/** Rows in their order, and by what they are sorted by now; `null` while they are sorted still. */
interface Sorted {
  readonly rows: OrderedRows;
  readonly by: LedgerSort | null;
}

/** So many rows are sorted before anyone notices. */
const AT_ONCE = 5_000;
/** How long the page waits for its turn, in milliseconds. */
const SLICE_MS = 8;

/** The rows sorted by a column; many of them slice by slice, and as they were written until that is done. */
export function useSortedRows(journal: Journal, rows: LedgerRows, sort: LedgerSort | null): Sorted {
  const [late, setLate] = useState<(Sorted & { readonly of: LedgerRows }) | null>(null);
  const soon = useMemo((): Sorted | null => {
    if (sort === null) return { rows, by: null };
    const keys = sortKeysOf(journal, sort.column);
    if (keys === null) return { rows: sort.descending ? reversedRows(rows) : rows, by: sort };
    if (rows.length > AT_ONCE) return null;
    const work = sortSeqs(rows, keys, sort.descending);
    for (;;) {
      const step = work.next();
      if (step.done === true) return { rows: sortedRows(step.value), by: sort };
    }
  }, [journal, rows, sort]);

  useEffect(() => {
    if (soon !== null || sort === null) return undefined;
    const work = sortSeqs(rows, sortKeysOf(journal, sort.column) ?? [], sort.descending);
    let timer = 0;
    const go = (): void => {
      const untilMs = performance.now() + SLICE_MS;
      do {
        const step = work.next();
        if (step.done === true) {
          setLate({ rows: sortedRows(step.value), by: sort, of: rows });
          return;
        }
      } while (performance.now() < untilMs);
      timer = window.setTimeout(go, 0);
    };
    go();
    return () => window.clearTimeout(timer);
  }, [journal, rows, sort, soon]);

  if (soon !== null) return soon;
  return late !== null && late.of === rows && late.by === sort ? late : { rows, by: null };
}
