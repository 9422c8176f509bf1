import { POSITION_STATUSES } from '../../domain/orders/position.ts';
import type { Entry } from '../../journal/entryRepository.ts';
import type { OrderEvent } from '../../journal/orderRepository.ts';
import { useAppStore, useWorld } from '../../store/useApp.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './Inspector.module.css';

/** What an entry did to the statuses of orders; each order can be jumped to. */
export function StatusChanges({ entry }: { readonly entry: Entry }) {
  const store = useAppStore();
  const { recording } = useWorld();
  const events = recording.orders.eventsIn(entry.number);
  if (events.length === 0) return null;
  return (
    <section className={styles.block} aria-label="What it did to orders">
      <h3 className={styles.heading}>Orders</h3>
      {events.map(({ order, event, from, to }, index) => (
        // An entry's events have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <p key={index} className={styles.change}>
          <button type="button" className={styles.link} onClick={() => store.getState().chooseOrder(order)}>
            {order}
          </button>
          {event}:
          {event === 'close' || event === 'amend' ? null : (
            <>
              {from !== null && <StatusBadge status={from} filledShare={0.5} />}
              {from === null ? '' : '→'}
              <StatusBadge status={to} filledShare={0.5} />
            </>
          )}
          <PositionChange order={order} entry={entry.number} event={event} />
        </p>
      ))}
    </section>
  );
}

/** Where the entry left the position of a trade, for events that move it. */
function PositionChange({
  order,
  entry,
  event,
}: {
  readonly order: string;
  readonly entry: number;
  readonly event: OrderEvent['event'];
}) {
  const { recording } = useWorld();
  const after = recording.orders.at(order, { entries: entry })?.position ?? null;
  if (after === null || (event !== 'fill' && event !== 'close' && event !== 'amend')) return null;
  const before = recording.orders.at(order, { entries: entry - 1 })?.position?.status ?? 'NONE';
  const now = POSITION_STATUSES[after.status].title;
  return (
    <span className={styles.position}>
      {before === after.status
        ? `position stays ${now.toLowerCase()}`
        : `position ${POSITION_STATUSES[before].title.toLowerCase()} → ${now.toLowerCase()}`}
    </span>
  );
}
