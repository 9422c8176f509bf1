// Rows stand where they are put, one by one among a million, which those of a <table> cannot.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { memo, useRef, useState, type KeyboardEvent } from 'react';
import { classNames } from '../../ui/classNames.ts';
import { nameOfColumn, type Column } from './ledgerColumns.tsx';
import styles from './LedgerGrid.module.css';
import type { LedgerSort } from './useSortedRows.ts';

interface LedgerHeadProps {
  readonly columns: readonly Column[];
  readonly sort: LedgerSort | null;
  readonly onSort: (sort: LedgerSort | null) => void;
}

/** The head of the ledger: each column sorts by itself; ← and → go from one to the next. */
export const LedgerHead = memo(function LedgerHead({ columns, sort, onSort }: LedgerHeadProps) {
  const row = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState('');
  const entry = columns.some(({ key }) => key === reached) ? reached : columns[0]?.key;
  const move = (event: KeyboardEvent, index: number): void => {
    const to = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: columns.length - 1 }[event.key];
    // Enter and Space press the button; the grid around it takes the rest.
    if (event.key === 'Enter') event.stopPropagation();
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const column = columns[Math.max(0, Math.min(to, columns.length - 1))];
    if (column === undefined) return;
    setReached(column.key);
    row.current?.querySelector<HTMLElement>(`[data-column="${column.key}"]`)?.focus();
  };
  return (
    <div ref={row} role="row" aria-rowindex={1} className={classNames(styles.row, styles.head)}>
      {columns.map((column, index) => {
        const { key, title, align } = column;
        const own = sort?.column === key ? sort : null;
        const direction = own === null ? 'none' : own.descending ? 'descending' : 'ascending';
        return (
          <span
            key={key}
            role="columnheader"
            aria-sort={direction}
            aria-colindex={index + 1}
            className={align === 'end' ? styles.amount : undefined}
          >
            <button
              type="button"
              data-column={key}
              tabIndex={key === entry ? 0 : -1}
              className={classNames(styles.sort, own !== null && styles.sorted)}
              aria-label={nameOfColumn(column)}
              title={sortWords(nameOfColumn(column), own)}
              onClick={() => onSort(nextSort(column, own))}
              onFocus={() => setReached(key)}
              onKeyDown={(event) => move(event, index)}
            >
              {title}
              <span aria-hidden="true" className={styles.arrow}>
                {own === null ? '' : own.descending ? '▼' : '▲'}
              </span>
            </button>
          </span>
        );
      })}
    </div>
  );
});

/** Up, down, and then as the ledger was written. */
function nextSort({ key }: Column, sort: LedgerSort | null): LedgerSort | null {
  if (sort === null) return { column: key, descending: key === 'seq' || key === 'time' };
  return sort.descending || key === 'seq' || key === 'time' ? null : { column: key, descending: true };
}

function sortWords(name: string, sort: LedgerSort | null): string {
  if (sort === null) return `Sort by ${name.toLowerCase()}`;
  return sort.descending
    ? 'Back to the order in which it was written'
    : `Sort by ${name.toLowerCase()}, largest first`;
}
