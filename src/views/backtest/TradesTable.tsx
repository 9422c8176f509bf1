// Rows stand where they are put, one by one among thousands, which those of a <table> cannot.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { shownTrade, sortedTrades, type ShownTrade, type TradeKey } from '../../store/runTrades.ts';
import type { Run } from '../../store/run.ts';
import { classNames } from '../../ui/classNames.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import { Money } from '../../ui/Money.tsx';
import { Time } from '../../ui/Time.tsx';
import { keepTradesPlace, tradesPlace } from './resultsPlace.ts';
import styles from './TradesTable.module.css';

interface Column {
  readonly key: TradeKey | null;
  readonly title: string;
  /** What it means, where that is easily taken for something else ([S1], [S2]). */
  readonly help?: string;
  readonly isNumber?: boolean;
}

const COLUMNS: readonly Column[] = [
  { key: null, title: '#', isNumber: true },
  { key: 'order', title: 'Order', help: 'The order that began what was held' },
  { key: 'direction', title: 'Side' },
  { key: 'volume', title: 'Volume', isNumber: true },
  { key: 'entryMs', title: 'In', help: 'When what was held began' },
  {
    key: 'entryPrice',
    title: 'Entry price',
    help: 'The average cost of all that was held then, not what one order paid',
    isNumber: true,
  },
  { key: 'exitMs', title: 'Out' },
  { key: 'exitPrice', title: 'Exit price', isNumber: true },
  { key: 'reason', title: 'Closed by' },
  { key: 'grossPnl', title: 'Before fees', isNumber: true },
  { key: 'fees', title: 'Fees', isNumber: true },
  { key: 'netPnl', title: 'Result', isNumber: true },
];

const REASONS: Readonly<Record<string, string>> = {
  MANUAL: 'the strategy',
  STOP_LOSS: 'stop loss',
  TAKE_PROFIT: 'take profit',
  LIQUIDATION: 'liquidation',
  END_OF_RUN: 'end of run',
  SALE: 'sale',
};

const ROW_HEIGHT = 28;

interface TradesTableProps {
  readonly run: Run;
  readonly onOpen: (trade: ShownTrade) => void;
}

/** Every closed trade, in any order; a press on one looks at its moment in Explore. */
export function TradesTable({ run, onOpen }: TradesTableProps) {
  const [left] = useState(() => tradesPlace(run));
  const [sorting, setSorting] = useState(left.sorting);
  const [picked, setPicked] = useState(left.picked);
  useEffect(() => keepTradesPlace(run, { sorting, picked }), [run, sorting, picked]);
  const { trades } = run;
  const count = trades.order.length;
  const rows = useMemo(
    () => (sorting === null ? null : sortedTrades(trades, sorting.key, sorting.isDescending)),
    [trades, sorting],
  );
  const rowAt = (index: number): number => rows?.[index] ?? index;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  // Nothing of it is kept beyond the render that reads it.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    initialOffset: left.scrollTop,
    overscan: 6,
    scrollPaddingStart: ROW_HEIGHT,
    useFlushSync: false,
  });
  if (count === 0) return <EmptyState>This run closed no trade.</EmptyState>;

  const active = Math.min(picked, count - 1);
  const moveTo = (to: number): void => {
    const index = Math.max(0, Math.min(to, count - 1));
    setPicked(index);
    virtualizer.scrollToIndex(index);
  };
  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: count - 1,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const to = moves[event.key];
    if (event.key === 'Enter') onOpen(shownTrade(run, rowAt(active)));
    else if (to === undefined) return;
    else moveTo(to);
    event.preventDefault();
    event.stopPropagation();
  };
  const sortBy = (key: TradeKey): void => {
    setSorting({ key, isDescending: sorting?.key === key ? !sorting.isDescending : false });
    setPicked(0);
  };
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label="Trades"
      aria-rowcount={count + 1}
      aria-colcount={COLUMNS.length}
      aria-activedescendant={`${id}-${active}`}
      aria-keyshortcuts="Enter"
      className={styles.grid}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget }) => keepTradesPlace(run, { scrollTop: currentTarget.scrollTop })}
    >
      <div role="row" aria-rowindex={1} className={classNames(styles.row, styles.head)}>
        {COLUMNS.map(({ key, title, help, isNumber = false }) => {
          const isSorted = key !== null && sorting?.key === key;
          return (
            <span
              key={title}
              role="columnheader"
              className={classNames(isNumber && styles.number)}
              aria-sort={isSorted ? (sorting.isDescending ? 'descending' : 'ascending') : undefined}
            >
              {key === null ? (
                title
              ) : (
                <button type="button" className={styles.sort} title={help} onClick={() => sortBy(key)}>
                  {title}
                  {isSorted && <span aria-hidden="true">{sorting.isDescending ? ' ↓' : ' ↑'}</span>}
                </button>
              )}
            </span>
          );
        })}
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <TradeLine
            key={index}
            id={`${id}-${index}`}
            index={index}
            number={rowAt(index) + 1}
            top={start}
            trade={shownTrade(run, rowAt(index))}
            isActive={index === active}
            onOpen={onOpen}
            onPick={setPicked}
          />
        ))}
      </div>
    </div>
  );
}

interface TradeLineProps {
  readonly id: string;
  readonly index: number;
  readonly number: number;
  readonly top: number;
  readonly trade: ShownTrade;
  readonly isActive: boolean;
  readonly onOpen: (trade: ShownTrade) => void;
  readonly onPick: (index: number) => void;
}

function TradeLine({ id, index, number, top, trade, isActive, onOpen, onPick }: TradeLineProps) {
  const { quoteDecimals, priceDecimals } = trade;
  return (
    // The keys act on the grid, which says which row is active.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isActive}
      className={classNames(styles.row, isActive && styles.active)}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onPick(index)}
      onDoubleClick={() => onOpen(trade)}
    >
      <span role="gridcell" className={styles.number}>
        <button
          type="button"
          tabIndex={-1}
          className={styles.jump}
          aria-label={`Look at the close of trade ${number} in Explore`}
          title="Look at this moment in Explore"
          onClick={() => onOpen(trade)}
        >
          {number}
        </button>
      </span>
      <span role="gridcell">{trade.order}</span>
      <span role="gridcell">{trade.direction.toUpperCase()}</span>
      <span role="gridcell" className={styles.number}>
        {formatNumber(trade.volume)}
      </span>
      <span role="gridcell">
        <Time timeMs={trade.entryMs} />
      </span>
      <span role="gridcell" className={styles.number}>
        {trade.entryPrice !== null &&
          formatNumber(trade.entryPrice.toDecimalPlaces(priceDecimals), priceDecimals)}
      </span>
      <span role="gridcell">
        <Time timeMs={trade.exitMs} />
      </span>
      <span role="gridcell" className={styles.number}>
        {formatNumber(trade.exitPrice, priceDecimals)}
      </span>
      <span role="gridcell">
        {REASONS[trade.reason] ?? trade.reason}
        {trade.ambiguous && (
          <span className={styles.ambiguous} title="It depended on the path inside a bar">
            {' '}
            ~
          </span>
        )}
      </span>
      <span role="gridcell" className={styles.number}>
        <Money value={trade.grossPnl} decimals={quoteDecimals} as="change" />
      </span>
      <span role="gridcell" className={styles.number}>
        <Money value={trade.fees} decimals={quoteDecimals} />
      </span>
      <span role="gridcell" className={styles.number}>
        <Money value={trade.netPnl} decimals={quoteDecimals} as="pnl" />
      </span>
    </div>
  );
}
