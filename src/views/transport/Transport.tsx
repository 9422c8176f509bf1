import { useEffect } from 'react';
import { readEntry } from '../../journal/entryRepository.ts';
import { SPEEDS } from '../../store/state.ts';
import { useApp, useWorld } from '../../store/useApp.ts';
import { classNames } from '../../ui/classNames.ts';
import { CommandButton } from '../../ui/commands.tsx';
import { Time } from '../../ui/Time.tsx';
import { Scrubber } from './Scrubber.tsx';
import styles from './Transport.module.css';

/** Milliseconds from one moment to the next at 1×. */
const MOMENT_MS = 700;

interface TransportProps {
  /** In one row even where there is little width, without what changes a scenario. */
  readonly isSlim?: boolean;
}

/** Moves through time: to the ends, moment by moment, along the scrubber, by itself, and along the focused order's life. */
export function Transport({ isSlim = false }: TransportProps) {
  const { recording, cursor, entries } = useWorld();
  const isPlaying = useApp((state) => state.isPlaying);
  const speed = useApp((state) => state.speed);
  const setSpeed = useApp((state) => state.setSpeed);
  const tick = useApp((state) => state.tick);

  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setInterval(tick, MOMENT_MS / Number(speed));
    return () => clearInterval(timer);
  }, [isPlaying, speed, tick]);

  return (
    <section className={classNames(styles.transport, isSlim && styles.slim)} aria-label="Time" id="transport">
      <div className={styles.buttons}>
        <CommandButton id="start" className={styles.ends ?? ''} />
        <CommandButton id="back" />
        <CommandButton id={isPlaying ? 'pause' : 'play'} look="normal" className={styles.play ?? ''} />
        <CommandButton id="forward" />
        <CommandButton id="end" className={styles.ends ?? ''} />
      </div>
      <Scrubber />
      <div className={styles.where}>
        <span className={classNames(styles.count, cursor < entries && styles.past)}>
          {cursor} / {entries}
        </span>
        <span className={styles.time}>
          {cursor > 0 && <Time timeMs={readEntry(recording.journal, cursor).timeMs} />}
        </span>
        <select
          className={styles.speed}
          aria-label="Speed"
          value={speed}
          onChange={(event) => setSpeed(SPEEDS.find((each) => each === event.target.value) ?? '1')}
        >
          {SPEEDS.map((each) => (
            <option key={each} value={each}>
              {each}×
            </option>
          ))}
        </select>
      </div>
      <div className={styles.buttons}>
        <CommandButton id="previousOfOrder" />
        <CommandButton id="nextOfOrder" />
        {!isSlim && <CommandButton id="branch" />}
      </div>
    </section>
  );
}
