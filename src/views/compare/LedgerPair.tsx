// Rows stand where they are put, which those of a <table> cannot; the grid around them listens to the keys.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { TRANSACTION_TYPES, type Transaction } from '../../domain/transaction.ts';
import { useAppStore } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { paddedDecimals } from '../../ui/formatNumber.ts';
import { Money } from '../../ui/Money.tsx';
import { Time } from '../../ui/Time.tsx';
import { TransactionTypeBadge } from '../../ui/TransactionTypeBadge.tsx';
import styles from './LedgerPair.module.css';
import { SideBadge } from './SideBadge.tsx';
import type { Comparison, Side } from './useComparison.ts';

const ROW_HEIGHT = 44;
const PAGE_ROWS = 8;

/** Both ledgers line by line: one while they are the same, side by side from the first difference on. */
export function LedgerPair({ comparison }: { readonly comparison: Comparison }) {
  const { left, right, parting } = comparison;
  const store = useAppStore();
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const counts = [left, right].map(({ outcome }) => outcome.lines);
  const rows = Math.max(...counts);
  const first = parting.lines;
  const hasDifference = first < rows;
  const [active, setActive] = useState<{ readonly row: number; readonly isRight: boolean }>({
    row: Math.min(first, rows - 1),
    isRight: false,
  });
  // Nothing of it is kept beyond the render that reads it.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 4,
    useFlushSync: false,
  });

  const goTo = (row: number, isRight = active.isRight): void => {
    const index = Math.max(0, Math.min(row, rows - 1));
    setActive({ row: index, isRight });
    virtualizer.scrollToIndex(index, { align: 'auto' });
  };
  useEffect(() => {
    // Some of what is the same stays in sight above it.
    virtualizer.scrollToIndex(Math.max(0, first - 2), { align: 'start' });
    setActive({ row: Math.max(0, Math.min(first, rows - 1)), isRight: false });
  }, [virtualizer, first, rows]);

  const open = (side: Side, row: number): void => {
    const line = row < side.outcome.lines ? side.player.transactions.get(row + 1) : null;
    if (line === null) return;
    const { switchTo, showView, lookAt, chooseOrder } = store.getState();
    switchTo(side.scenario.id);
    showView('explore');
    lookAt(line.entry);
    if (line.order !== null) chooseOrder(line.order);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const deeds: Readonly<Record<string, () => void>> = {
      ArrowDown: () => goTo(active.row + 1),
      ArrowUp: () => goTo(active.row - 1),
      PageDown: () => goTo(active.row + PAGE_ROWS),
      PageUp: () => goTo(active.row - PAGE_ROWS),
      Home: () => goTo(0),
      End: () => goTo(rows - 1),
      ArrowLeft: () => goTo(active.row, false),
      ArrowRight: () => goTo(active.row, true),
      Enter: () => open(active.isRight ? right : left, active.row),
    };
    const deed = deeds[event.key];
    if (deed === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  };

  if (rows === 0) return <EmptyState>Neither has a line.</EmptyState>;
  return (
    <div className={styles.pair}>
      <div className={styles.bar}>
        <span>
          {hasDifference
            ? `${first === 1 ? '1 line is' : `${first} lines are`} the same; the first difference is line ${first + 1}.`
            : `All ${rows} lines are the same.`}
        </span>
        {hasDifference && (
          <Button
            icon="jump"
            onClick={() => {
              goTo(first, false);
              scroller.current?.focus();
            }}
          >
            To line {first + 1}
          </Button>
        )}
      </div>
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label="Lines of both ledgers"
        aria-rowcount={rows + 1}
        aria-colcount={2}
        aria-activedescendant={`${id}-${active.row}`}
        className={styles.grid}
        onKeyDown={onKeyDown}
      >
        <div role="row" aria-rowindex={1} className={styles.head}>
          {[left, right].map(({ letter, name }) => (
            <span key={letter} role="columnheader" className={styles.title}>
              <SideBadge letter={letter} /> {name}
            </span>
          ))}
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => (
            <div
              key={index}
              id={`${id}-${index}`}
              role="row"
              tabIndex={-1}
              aria-rowindex={index + 2}
              aria-current={index === first && hasDifference ? 'true' : undefined}
              className={classNames(
                styles.row,
                index === first && styles.first,
                index === active.row && styles.active,
              )}
              style={{ transform: `translateY(${start}px)` }}
            >
              {index < first ? (
                <Half side={left} row={index} isSame isActive={false} onOpen={open} />
              ) : (
                [left, right].map((side) => (
                  <Half
                    key={side.letter}
                    side={side}
                    row={index}
                    isActive={index === active.row && (side === right) === active.isRight}
                    onOpen={open}
                  />
                ))
              )}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

interface HalfProps {
  readonly side: Side;
  readonly row: number;
  /** Stands for both. */
  readonly isSame?: boolean;
  readonly isActive: boolean;
  readonly onOpen: (side: Side, row: number) => void;
}

function Half({ side, row, isSame = false, isActive, onOpen }: HalfProps) {
  const { player, outcome } = side;
  const className = classNames(styles.half, isSame && styles.same, isActive && styles.chosen);
  if (row >= outcome.lines) {
    return (
      <span role="gridcell" className={classNames(className, styles.ended)}>
        {row === outcome.lines ? `${side.letter} has no more lines` : ''}
      </span>
    );
  }
  const line = player.transactions.get(row + 1);
  return (
    <span
      role="gridcell"
      tabIndex={-1}
      aria-colspan={isSame ? 2 : undefined}
      className={className}
      title={`${line.description}\nOpen at moment ${line.entry}`}
      onClick={() => onOpen(side, row)}
    >
      <Line line={line} decimals={paddedDecimals(decimalsOf(side, line.asset))} />
    </span>
  );
}

function Line({ line, decimals }: { readonly line: Transaction; readonly decimals: number | undefined }) {
  return (
    <>
      <span className={styles.what}>
        <span className={styles.seq}>{line.seq}</span>
        <TransactionTypeBadge type={line.type} family={TRANSACTION_TYPES[line.type].family} />
        <span>{line.order ?? ''}</span>
        <span className={styles.time}>
          <Time timeMs={line.timeMs} />
        </span>
      </span>
      <span className={styles.amounts}>
        <span className={styles.asset}>{line.asset}</span>
        <Money value={line.available} decimals={decimals} as="change" className={styles.available} />
        <Money value={line.unavailable} decimals={decimals} as="change" className={styles.unavailable} />
      </span>
    </>
  );
}

function decimalsOf({ player }: Side, asset: string): number {
  return player.journal.header.assets.find(({ code }) => code === asset)?.decimals ?? 0;
}
