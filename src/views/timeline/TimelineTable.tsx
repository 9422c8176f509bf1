import { orderId, orderNumber } from '../../domain/orders/orderId.ts';
import type { Journal } from '../../journal/journal.ts';
import { Button } from '../../ui/Button.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { Time } from '../../ui/Time.tsx';
import { STATUS_NAMES } from '../../domain/orders/lifecycle.ts';
import type { OrderLives } from './orderLives.ts';
import { orderTerms } from './orderTerms.ts';
import styles from './TimelineTable.module.css';

/** Rows on either side of the selected order. */
const NEARBY = 100;

interface TimelineTableProps {
  readonly journal: Journal;
  readonly lives: OrderLives;
  readonly moment: number;
  readonly selected: string | null;
  readonly onSelect: (orderId: string) => void;
}

/** The chart's data: the orders near the selected one, with when they began and ended. */
export function TimelineTable({ journal, lives, moment, selected, onSelect }: TimelineTableProps) {
  const { entry, fill, status } = journal.events.columns;
  const at = (orderNumber(selected ?? '') ?? 1) - 1;
  const from = Math.max(0, at - NEARBY);
  const to = Math.min(lives.count, at + NEARBY + 1);
  const shown = Array.from({ length: to - from }, (_, index) => from + index);
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>
        {shown.length === lives.count
          ? 'Every order'
          : `${shown.length} of ${lives.count} orders, those near the selected one`}
      </caption>
      <thead>
        <tr>
          {['Order', 'Terms', 'Born', 'Ended', 'Stands at last', 'Fills'].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => {
          const id = orderId(row + 1);
          const events = lives.eventsOf(row);
          const last = STATUS_NAMES[status[events.at(-1) ?? 0] ?? 0] ?? 'NEW';
          const isLater = (entry[events[0] ?? 0] ?? 0) >= moment;
          return (
            <tr
              key={id}
              className={isLater ? styles.later : undefined}
              aria-current={id === selected || undefined}
            >
              <th scope="row">
                <Button look="plain" onClick={() => onSelect(id)}>
                  {id}
                </Button>
              </th>
              <td>{orderTerms(journal, row)}</td>
              <td>
                <Time timeMs={lives.birthMs[row] ?? Number.NaN} />
              </td>
              <td>{lives.endOf(row) === null ? '–' : <Time timeMs={lives.endMs[row] ?? Number.NaN} />}</td>
              <td>
                <StatusBadge status={last} />
              </td>
              <td>{events.filter((event) => (fill[event] ?? 0) > 0).length}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
