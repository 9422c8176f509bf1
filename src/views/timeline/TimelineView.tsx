import { useMemo, useState, type ReactNode } from 'react';
import { orderNumber } from '../../domain/orders/orderId.ts';
import type { Journal } from '../../journal/journal.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ChartFrame } from '../../ui/ChartFrame.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import { formatTime } from '../../ui/formatTime.ts';
import { titleOfStatus } from '../../ui/StatusBadge.tsx';
import { orderLives } from './orderLives.ts';
import { packedRows, singleRows } from './orderRows.ts';
import { orderTerms } from './orderTerms.ts';
import { TimelineChart } from './TimelineChart.tsx';
import { TimelineTable } from './TimelineTable.tsx';
import { wholeWindow, windowAround, zoomed, type TimeWindow } from './timeWindow.ts';

/** What the lives of the orders are drawn from. `moment` counts entries; `version` changes when the journal grows. */
export interface TimelineViewProps {
  readonly journal: Journal;
  readonly version: number;
  readonly orders: OrderRepository;
  readonly moment: number;
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly onSelect: (orderId: string | null) => void;
  readonly onHover: (orderId: string | null) => void;
  readonly onMoment: (moment: number) => void;
  /** What stands before the title: the switch to what else is drawn in this place. */
  readonly lead?: ReactNode;
}

/** With more orders than this they share rows, until the person wants a row for each. */
const MAX_SINGLE = 300;
/** What browsers can scroll through, in rows. */
const MOST_ROWS = 500_000;

/** Every order from its birth to its end along the time, with its states and its fills. */
export function TimelineView(props: TimelineViewProps) {
  const { journal, orders, moment, selected, hovered, onSelect, onHover, onMoment, lead } = props;
  const end = journal.entries.length;
  const lives = useMemo(() => orderLives(journal, end), [journal, end]);
  const [wantsSingle, setWantsSingle] = useState<boolean | null>(null);
  const isSingle = lives.count <= MOST_ROWS && (wantsSingle ?? lives.count <= MAX_SINGLE);
  const rows = useMemo(() => (isSingle ? singleRows(lives) : packedRows(lives)), [lives, isSingle]);
  const whole = useMemo(() => wholeWindow(lives.firstMs, lives.lastMs), [lives]);
  const [chosen, setChosen] = useState<TimeWindow | null>(null);

  const momentMs = journal.entries.columns.timeMs[moment - 1] ?? lives.firstMs;
  // What is looked at stays in sight.
  const window = chosen === null ? whole : windowAround(chosen, whole, momentMs);
  if (chosen !== null && window !== chosen) setChosen(window);
  const isWhole = window.toMs - window.fromMs >= whole.toMs - whole.fromMs;
  const onWindow = (next: TimeWindow): void =>
    setChosen(next.toMs - next.fromMs >= whole.toMs - whole.fromMs ? null : next);

  if (lives.count === 0) {
    return (
      <EmptyState lead={lead}>No orders yet: each will be a bar here, from its birth to its end.</EmptyState>
    );
  }
  const describe = (id: string): string => {
    const row = (orderNumber(id) ?? 1) - 1;
    const order = orders.at(id, { entries: moment });
    const span = `${formatTime(lives.birthMs[row] ?? 0)} to ${lives.endOf(row) === null ? 'the end' : formatTime(lives.endMs[row] ?? 0)}`;
    return `${id} ${orderTerms(journal, row)} · ${order === null ? 'comes later' : titleOfStatus(order.status)} · ${span}`;
  };
  const born = journal.ordersAt(moment);
  const summary =
    (lives.count === 1 ? 'one order' : `${count(lives.count)} orders`) +
    (born < lives.count ? `, ${count(lives.count - born)} of them later` : '') +
    (rows.isSingle ? '' : `, in ${count(rows.count)} rows`);

  const drawTable = () => (
    <TimelineTable journal={journal} lives={lives} moment={moment} selected={selected} onSelect={onSelect} />
  );

  return (
    <ChartFrame
      picture="timeline"
      title="Orders"
      lead={lead}
      summary={summary}
      table={drawTable}
      toolbar={
        <>
          {lives.count > 1 && (
            <Button
              look="plain"
              icon="orders"
              aria-pressed={isSingle}
              aria-label="A row for each order"
              title="A row for each order"
              blocked={lives.count > MOST_ROWS ? 'There are too many orders for a row each' : null}
              onClick={() => setWantsSingle(!isSingle)}
            />
          )}
          <IconButton
            icon="minus"
            label="See a longer time"
            blocked={isWhole ? 'All of the time is in sight' : null}
            onClick={() => onWindow(zoomed(window, whole, 2, momentMs))}
          />
          <IconButton
            icon="plus"
            label="See a shorter time"
            onClick={() => onWindow(zoomed(window, whole, 1 / 2, momentMs))}
          />
        </>
      }
    >
      {({ width, height }) => (
        <TimelineChart
          journal={journal}
          lives={lives}
          rows={rows}
          window={window}
          whole={whole}
          width={width}
          height={height}
          moment={moment}
          selected={selected}
          hovered={hovered}
          describe={describe}
          onWindow={onWindow}
          onSelect={onSelect}
          onHover={onHover}
          onMoment={onMoment}
        />
      )}
    </ChartFrame>
  );
}

function count(of: number): string {
  return formatNumber(String(of));
}
