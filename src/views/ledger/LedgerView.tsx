import { useDeferredValue, useMemo, useState } from 'react';
import type { Journal } from '../../journal/journal.ts';
import type { TransactionRepository } from '../../journal/transactionRepository.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import { indexedRows, NO_FILTER, type LedgerFilter } from './ledgerFilter.ts';
import { LedgerFilters } from './LedgerFilters.tsx';
import { LedgerGrid } from './LedgerGrid.tsx';
import { LedgerTotals } from './ledgerTotals.ts';
import { LedgerTotalsBar } from './LedgerTotalsBar.tsx';
import styles from './LedgerView.module.css';
import { useTextSearch } from './useTextSearch.ts';

/** What the ledger is read from. `moment` counts entries; `version` changes when the journal grows. */
export interface LedgerViewProps {
  readonly journal: Journal;
  readonly version: number;
  readonly transactions: TransactionRepository;
  readonly moment: number;
  /** The selected order, which the ledger can be narrowed to. */
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly onSelect: (orderId: string | null) => void;
  readonly onHover: (orderId: string | null) => void;
  /** Look at the moment after the entry of a line. */
  readonly onMoment: (moment: number) => void;
}

/** Every line of the ledger, narrowed by filters, with what lies after the moment faded ([L2]). */
export function LedgerView(props: LedgerViewProps) {
  const { journal, transactions, moment, selected } = props;
  const all = journal.transactions.length;
  const [filter, setFilter] = useState<LedgerFilter>(NO_FILTER);
  // "Only the selected order" follows the selection.
  const order = filter.order === '' ? '' : (selected ?? '');
  const { account, asset, kind } = filter;
  const text = useDeferredValue(filter.text.trim());
  const indexed = useMemo(
    () => indexedRows(transactions, { account, order, asset, kind, text: '' }, all),
    [transactions, account, order, asset, kind, all],
  );
  const { rows, isLooking } = useTextSearch(transactions, indexed, text);
  const totals = useMemo(() => new LedgerTotals(journal, rows), [journal, rows]);
  const past = rows.countUpTo(journal.seqAt({ entries: moment }));

  return (
    <div className={styles.view}>
      <LedgerFilters
        journal={journal}
        filter={{ ...filter, order }}
        onFilter={setFilter}
        selected={selected}
        count={`${isLooking ? 'looking … ' : ''}${countWords(rows.length, all)}`}
      />
      {rows.length === 0 && !isLooking ? (
        <EmptyState>
          {all === 0 ? 'Nothing has moved yet.' : 'No line of the ledger passes these filters.'}
        </EmptyState>
      ) : (
        <LedgerGrid {...props} rows={rows} />
      )}
      <LedgerTotalsBar totals={totals.at(past)} />
    </div>
  );
}

function countWords(shown: number, all: number): string {
  const lines = all === 1 ? 'line' : 'lines';
  if (shown === all) return `${formatNumber(String(all))} ${lines}`;
  return `${formatNumber(String(shown))} of ${formatNumber(String(all))} ${lines}`;
}
