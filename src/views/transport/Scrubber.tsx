import { useMemo, type CSSProperties } from 'react';
import { orderNumber } from '../../domain/orders/orderId.ts';
import { readEntry } from '../../journal/entryRepository.ts';
import { focusedOrderOf } from '../../store/selectors.ts';
import { useApp, useWorld } from '../../store/useApp.ts';
import { classNames } from '../../ui/classNames.ts';
import { formatTime } from '../../ui/formatTime.ts';
import styles from './Transport.module.css';

const MOST_TICKS = 400;

/** A slider over all moments, with a tick where something happened to the focused order. */
export function Scrubber() {
  const { recording, cursor, entries, version } = useWorld();
  const scrubTo = useApp((state) => state.scrubTo);
  const focused = useApp(focusedOrderOf);
  const ticks = useMemo(() => {
    if (focused === null || version < 0 || entries === 0) return [];
    const { eventsByOrder, events } = recording.journal;
    const byEntry = new Map<number, boolean>();
    for (const row of eventsByOrder.rows(orderNumber(focused) ?? -1).slice(-MOST_TICKS)) {
      const entry = (events.columns.entry[row] ?? 0) + 1;
      byEntry.set(entry, (byEntry.get(entry) ?? false) || (events.columns.fill[row] ?? 0) > 0);
    }
    return Array.from(byEntry, ([entry, isFill]) => ({ entry, isFill }));
  }, [recording, focused, entries, version]);
  const time = cursor === 0 ? 'the beginning' : formatTime(readEntry(recording.journal, cursor).timeMs);
  return (
    <div className={styles.scrubber}>
      <input
        type="range"
        className={styles.range}
        aria-label="Moment"
        aria-valuetext={`${cursor} of ${entries}, ${time}`}
        min={0}
        max={entries}
        step={1}
        value={cursor}
        onChange={(event) => scrubTo(event.target.valueAsNumber)}
      />
      <div className={styles.ticks} aria-hidden="true">
        {ticks.map(({ entry, isFill }) => {
          // Where it lies in time is data, so the style takes it from here.
          const place = { '--at': entry / Math.max(1, entries) } as CSSProperties;
          return (
            <span key={entry} className={classNames(styles.tick, isFill && styles.fill)} style={place} />
          );
        })}
      </div>
    </div>
  );
}
