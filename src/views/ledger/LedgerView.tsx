import { useDeferredValue, useMemo, useState } from 'react';
import type { Journal } from '../../journal/journal.ts';
import type { TransactionRepository } from '../../journal/transactionRepository.ts';
import { keepLedgerColumns, readLedgerColumns } from '../../store/persistence.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import { useElementSize } from '../../ui/useElementSize.ts';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { shownColumns } from './ledgerColumns.tsx';
import { indexedRows, NO_FILTER, type LedgerFilter } from './ledgerFilter.ts';
import { LedgerFilters } from './LedgerFilters.tsx';
import { LedgerGrid } from './LedgerGrid.tsx';
import { LedgerTotals } from './ledgerTotals.ts';
import { LedgerTotalsBar } from './LedgerTotalsBar.tsx';
import styles from './LedgerView.module.css';
import { ledgerWidths } from './ledgerWidths.ts';
import { useLedgerExport } from './useLedgerExport.ts';
import { useSortedRows, type LedgerSort } from './useSortedRows.ts';
import { useTextSearch } from './useTextSearch.ts';

/** What the ledger is read from. `moment` counts entries; `version` changes when the journal grows. */
export interface LedgerViewProps {
  /** What a file of its lines is called after. */
  readonly name: string;
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

/** Every line of the ledger, narrowed by filters and sorted by any column, with what lies after the moment faded ([L2]). */
export function LedgerView(props: LedgerViewProps) {
  const { name, journal, transactions, moment, selected } = props;
  const all = journal.transactions.length;
  const [ref, { width }] = useElementSize<HTMLDivElement>();
  const [filter, setFilter] = useState<LedgerFilter>(NO_FILTER);
  const [sort, setSort] = useState<LedgerSort | null>(null);
  const [choice, setChoice] = useState(readLedgerColumns);
  const chooseColumns = (columns: readonly string[] | null): void => {
    setChoice(columns);
    keepLedgerColumns(columns);
  };
  // "Only the selected order" follows the selection.
  const order = filter.followsSelection ? (selected ?? '') : filter.order;
  const { account, asset, kind, origin, from, to } = filter;
  const text = useDeferredValue(filter.text.trim());
  const indexed = useMemo(
    () => indexedRows(transactions, { account, order, asset, kind, origin, from, to }, all),
    [transactions, account, order, asset, kind, origin, from, to, all],
  );
  const { rows: written, isLooking } = useTextSearch(transactions, indexed, text);
  const totals = useMemo(() => new LedgerTotals(journal, written), [journal, written]);
  const { rows, by } = useSortedRows(journal, written, sort);
  const writing = useLedgerExport(name, journal, transactions, rows);
  const past = written.countUpTo(journal.seqAt({ entries: moment }));
  // How many lines there are says whether their amounts and times may have become wider.
  const widths = useMemo(() => (all < 0 ? null : ledgerWidths(journal)), [journal, all]);
  const columns = useMemo(
    () => (widths === null ? [] : shownColumns(choice, widths, width, journal.header.accounts.length > 1)),
    [choice, widths, width, journal],
  );
  const state = isLooking ? 'looking … ' : sort !== null && by === null ? 'sorting … ' : '';

  return (
    <div ref={ref} className={styles.view}>
      <LedgerFilters
        journal={journal}
        filter={filter}
        onFilter={setFilter}
        selected={selected}
        count={`${state}${countWords(written.length, all)}`}
        soFar={past < written.length ? formatNumber(String(past)) : null}
        menus={
          <>
            <ColumnsMenu shown={columns} choice={choice} onChoice={chooseColumns} />
            <ExportMenu lines={countWords(written.length, all)} writing={writing} />
          </>
        }
      />
      {(written.length === 0 && !isLooking) || widths === null ? (
        <EmptyState>
          {all === 0 ? 'Nothing has moved yet.' : 'No line of the ledger passes these filters.'}
        </EmptyState>
      ) : (
        <LedgerGrid
          {...props}
          written={written}
          rows={rows}
          sort={sort}
          sortedBy={by}
          onSort={setSort}
          columns={columns}
          widths={widths}
          isChoice={choice !== null}
        />
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
