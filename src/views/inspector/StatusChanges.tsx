import type { Entry } from '../../journal/entryRepository.ts';
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
    <section className={styles.block} aria-label="Orders">
      <h3 className={styles.heading}>Orders</h3>
      {events.map(({ order, event, from, to }, index) => (
        // An entry's events have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <p key={index} className={styles.change}>
          <button type="button" className={styles.link} onClick={() => store.getState().chooseOrder(order)}>
            {order}
          </button>
          {event}:{from !== null && <StatusBadge status={from} filledShare={0.5} />}
          {from === null ? '' : '→'}
          <StatusBadge status={to} filledShare={0.5} />
        </p>
      ))}
    </section>
  );
}
