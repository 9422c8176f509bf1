import { useMemo, type CSSProperties } from 'react';
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
    if (focused === null || version < 0) return [];
    const byEntry = new Map<number, boolean>();
    for (const { entry, fill } of recording.orders.eventsOf(focused, { entries })) {
      byEntry.set(entry, (byEntry.get(entry) ?? false) || fill !== null);
    }
    return Array.from(byEntry, ([entry, isFill]) => ({ entry, isFill })).slice(-MOST_TICKS);
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
