// Rows stand where they are put, one by one among a million, which those of a <table> cannot.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useEffect, useId, useState, type CSSProperties, type KeyboardEvent } from 'react';
import type { Transaction } from '../../domain/transaction.ts';
import type { Journal } from '../../journal/journal.ts';
import type { TransactionRepository } from '../../journal/transactionRepository.ts';
import { classNames } from '../../ui/classNames.ts';
import { amountCharacters } from './amountCharacters.ts';
import styles from './LedgerGrid.module.css';
import { LedgerRow } from './LedgerRow.tsx';
import type { LedgerRows } from './ledgerRows.ts';
import { useLedgerScroll } from './useLedgerScroll.ts';

interface LedgerGridProps {
  readonly journal: Journal;
  readonly transactions: TransactionRepository;
  readonly rows: LedgerRows;
  readonly moment: number;
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly onSelect: (orderId: string | null) => void;
  readonly onHover: (orderId: string | null) => void;
  readonly onMoment: (moment: number) => void;
}

const DAY_MS = 86_400_000;

/** The lines themselves: a grid of which only what is in sight exists. */
export function LedgerGrid(props: LedgerGridProps) {
  const { journal, transactions, rows, moment, selected, hovered, onSelect, onHover, onMoment } = props;
  const { scroller, height, visible, pageRows, reveal } = useLedgerScroll(rows.length);
  const id = useId();
  const lastSeq = journal.seqAt({ entries: moment });
  const lastPast = rows.countUpTo(lastSeq) - 1;
  // The row that the keys act on follows the moment until the person moves it, and again once the moment moves.
  const [picked, setPicked] = useState<{ readonly index: number; readonly moment: number } | null>(null);
  const active = Math.min(picked?.moment === moment ? picked.index : lastPast, rows.length - 1);
  const setActive = (index: number): void => setPicked({ index, moment });

  // The lines of the moment, of which the last is the one to see where not all fit; the first line at the beginning.
  const firstNow = rows.countUpTo(journal.seqAt({ entries: Math.max(0, moment - 1) }));
  useEffect(() => {
    reveal(Math.min(firstNow, Math.max(0, lastPast)));
    reveal(Math.max(0, lastPast));
  }, [firstNow, lastPast, reveal]);

  const moveTo = (to: number): void => {
    const index = Math.max(0, Math.min(to, rows.length - 1));
    setActive(index);
    reveal(index);
  };
  const pick = (line: Transaction): void => {
    setPicked({ index: rows.countUpTo(line.seq) - 1, moment: line.entry });
    onMoment(line.entry);
    if (line.order !== null) onSelect(line.order);
  };

  /** Whether the key did something here. */
  const handleKey = (key: string): boolean => {
    if (rows.length === 0) return false;
    if (key === 'j' || key === 'ArrowDown') moveTo(active + 1);
    else if (key === 'k' || key === 'ArrowUp') moveTo(active - 1);
    else if (key === 'PageDown') moveTo(active + pageRows);
    else if (key === 'PageUp') moveTo(active - pageRows);
    else if (key === 'Home') moveTo(0);
    else if (key === 'End') moveTo(rows.length - 1);
    else if (key === 'Enter' && active >= 0) pick(transactions.get(rows.seqAt(active)));
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !handleKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { timeMs } = journal.entries.columns;
  const firstMs = timeMs[0] ?? 0;
  const lastMs = timeMs[journal.entries.length - 1] ?? 0;
  const clockOnly = Math.floor(firstMs / DAY_MS) === Math.floor(lastMs / DAY_MS) && lastMs % 1000 === 0;
  const showsAccount = journal.header.accounts.length > 1;
  const decimalsOf = new Map(journal.header.assets.map(({ code, decimals }) => [code, decimals]));
  const columns: readonly (readonly [title: string, ...classes: (string | undefined)[]])[] = [
    ['#', styles.number],
    ['Time', styles.time],
    ['Type'],
    ['Order'],
    ...(showsAccount ? [['Account', styles.account] as const] : []),
    ['Asset'],
    ['Δ available', styles.amount],
    ['Δ unavailable', styles.amount, styles.held],
    ['Available', styles.amount, styles.balance],
    ['Unavailable', styles.amount, styles.held, styles.balance],
    ['What happened', styles.description],
  ];
  const style = {
    '--amount': `${amountCharacters(journal)}ch`,
    '--number': `${Math.max(3, String(journal.transactions.length).length)}ch`,
    '--time': clockOnly ? '5ch' : '16ch',
    '--account': showsAccount ? '9ch ' : '',
  } as CSSProperties;

  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label="Ledger lines"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={visible.some(({ index }) => index === active) ? `${id}-${active}` : undefined}
      aria-keyshortcuts="J K Enter"
      className={styles.grid}
      style={style}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className={classNames(styles.row, styles.head)}>
        {columns.map(([title, ...classes]) => (
          <span key={title} role="columnheader" className={classNames(...classes)}>
            {title}
          </span>
        ))}
      </div>
      <div role="rowgroup" className={styles.body} style={{ height }}>
        {visible.map(({ index, top }) => {
          if (index >= rows.length) return null;
          const line = transactions.get(rows.seqAt(index));
          return (
            <LedgerRow
              key={line.seq}
              id={`${id}-${index}`}
              rowIndex={index + 2}
              top={top}
              line={line}
              decimals={decimalsOf.get(line.asset) ?? 0}
              when={line.entry === moment ? 'now' : line.entry < moment ? 'past' : 'later'}
              isActive={index === active}
              isSelected={line.order !== null && line.order === selected}
              isHovered={line.order !== null && line.order === hovered}
              timesAmong={clockOnly ? [firstMs, lastMs] : undefined}
              showsAccount={showsAccount}
              onPick={pick}
              onHover={onHover}
            />
          );
        })}
      </div>
    </div>
  );
}
