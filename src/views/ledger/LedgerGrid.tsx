// Rows stand where they are put, one by one among a million, which those of a <table> cannot.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useId, useMemo, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { ENTRY_KINDS } from '../../domain/entry.ts';
import type { Transaction } from '../../domain/transaction.ts';
import type { Journal } from '../../journal/journal.ts';
import { originOf } from '../../journal/origin.ts';
import type { TransactionRepository } from '../../journal/transactionRepository.ts';
import { classNames } from '../../ui/classNames.ts';
import { templateOf, typeWidthOf, type Column, type Widths } from './ledgerColumns.tsx';
import styles from './LedgerGrid.module.css';
import { LedgerHead } from './LedgerHead.tsx';
import { LedgerRow } from './LedgerRow.tsx';
import type { LedgerRows, OrderedRows } from './ledgerRows.ts';
import { ledgerTimes } from './ledgerTimes.ts';
import { useLedgerScroll } from './useLedgerScroll.ts';
import type { LedgerSort } from './useSortedRows.ts';

interface LedgerGridProps {
  readonly journal: Journal;
  readonly transactions: TransactionRepository;
  /** The lines in the order they were written, and as they are shown. */
  readonly written: LedgerRows;
  readonly rows: OrderedRows;
  /** What was asked for, and by what the rows are sorted already. */
  readonly sort: LedgerSort | null;
  readonly sortedBy: LedgerSort | null;
  readonly onSort: (sort: LedgerSort | null) => void;
  readonly columns: readonly Column[];
  readonly widths: Widths;
  /** Whether the columns were chosen, so that each keeps its width and the table is scrolled. */
  readonly isChoice: boolean;
  readonly moment: number;
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly onSelect: (orderId: string | null) => void;
  readonly onHover: (orderId: string | null) => void;
  readonly onMoment: (moment: number) => void;
}

/** With less room for the types, in CSS pixels, they move together, and with less than a letter or two their icons stand alone. */
const NARROW = 80;
const ICONS = 46;

/** What the grid was scrolled to last. */
interface Shown extends Pick<LedgerGridProps, 'rows' | 'sortedBy' | 'moment'> {
  readonly lines: number;
}

/** The lines themselves: a grid of which only what is in sight exists. */
export function LedgerGrid(props: LedgerGridProps) {
  const { journal, transactions, written, rows, sort, sortedBy, onSort, columns, widths, isChoice } = props;
  const { moment, selected, hovered, onSelect, onHover, onMoment } = props;
  const { scroller, height, width, visible, places, pageRows, reveal } = useLedgerScroll(rows.length);
  const id = useId();
  // The lines of the moment; before the first the line at the beginning.
  const lastNow = written.countUpTo(journal.seqAt({ entries: moment })) - 1;
  const firstNow = Math.min(
    written.countUpTo(journal.seqAt({ entries: Math.max(0, moment - 1) })),
    Math.max(0, lastNow),
  );
  // The row that the keys act on follows the moment until the person moves it, and again once the moment moves.
  const [picked, setPicked] = useState<{ readonly seq: number; readonly moment: number } | null>(null);
  const kept = picked?.moment === moment ? rows.placeOf(picked.seq) : -1;
  const active = kept >= 0 ? kept : lastNow < 0 ? -1 : rows.placeOf(written.seqAt(lastNow));

  const [shown, setShown] = useState<Shown | null>(null);
  const isShown =
    shown?.rows === rows && shown.sortedBy === sortedBy && shown.moment === moment && shown.lines === lastNow;
  if (pageRows > 0 && !isShown) {
    setShown({ rows, sortedBy, moment, lines: lastNow });
    const isResorted = sortedBy !== null && shown?.sortedBy !== sortedBy;
    // What a sort is for stands at the top.
    if (isResorted) reveal(0);
    else if (sortedBy === null || shown?.moment !== moment) {
      // Where not all lines of the moment fit, the last is the one to see.
      reveal(rows.placeOf(written.seqAt(firstNow)));
      reveal(rows.placeOf(written.seqAt(Math.max(0, lastNow))));
    }
  }

  const moveTo = (to: number): void => {
    const index = Math.max(0, Math.min(to, rows.length - 1));
    setPicked({ seq: rows.seqAt(index), moment });
    reveal(index);
  };
  const look = (line: Transaction, at: number): void => {
    setPicked({ seq: line.seq, moment: at });
    onMoment(at);
    if (line.order !== null) onSelect(line.order);
  };

  /** Whether the key did something here. */
  const handleKey = (key: string): boolean => {
    if (rows.length === 0) return false;
    const line = (): Transaction => transactions.get(rows.seqAt(active));
    if (key === 'j' || key === 'ArrowDown') moveTo(active + 1);
    else if (key === 'k' || key === 'ArrowUp') moveTo(active - 1);
    else if (key === 'PageDown') moveTo(active + Math.max(1, pageRows));
    else if (key === 'PageUp') moveTo(active - Math.max(1, pageRows));
    else if (key === 'Home') moveTo(0);
    else if (key === 'End') moveTo(rows.length - 1);
    else if (key === 'Enter' && active >= 0) look(line(), line().entry);
    else if (key === 'c' && active >= 0) look(line(), originOf(journal, line().seq));
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !handleKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const timesAmong = ledgerTimes(journal);
  const decimalsOf = useMemo(
    () => new Map(journal.header.assets.map(({ code, decimals }) => [code, decimals])),
    [journal],
  );
  const style = { '--columns': templateOf(columns, widths, isChoice) } as CSSProperties;
  const typeWidth = typeWidthOf(columns, widths, isChoice, width);

  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label="Ledger lines"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={visible.some(({ index }) => index === active) ? `${id}-${active}` : undefined}
      aria-keyshortcuts="J K Enter C"
      className={classNames(
        styles.grid,
        typeWidth < NARROW && styles.narrow,
        typeWidth < ICONS && styles.icons,
      )}
      style={style}
      onKeyDown={onKeyDown}
    >
      <LedgerHead columns={columns} sort={sort} onSort={onSort} />
      <div role="rowgroup" className={styles.body} style={{ height }}>
        {visible.map(({ index, top }) => {
          if (index >= rows.length) return null;
          const line = transactions.get(rows.seqAt(index));
          const origin = originOf(journal, line.seq);
          const kind = ENTRY_KINDS[journal.entries.columns.kind[origin - 1] ?? 0] ?? 'ADJUSTMENT';
          return (
            <LedgerRow
              // Rows are filled anew where they are: to make them costs more.
              key={index % places}
              id={`${id}-${index}`}
              rowIndex={index + 2}
              top={top}
              line={line}
              columns={columns}
              context={{
                decimals: decimalsOf.get(line.asset) ?? 0,
                timesAmong,
                origin: { entry: origin, kind },
                onOrigin: () => look(line, origin),
              }}
              when={line.entry === moment ? 'now' : line.entry < moment ? 'past' : 'later'}
              isActive={index === active}
              isSelected={line.order !== null && line.order === selected}
              isHovered={line.order !== null && line.order === hovered}
              onPick={() => look(line, line.entry)}
              onHover={onHover}
            />
          );
        })}
      </div>
    </div>
  );
}
