import type { RunsSlice } from '../../store/state.ts';
import { Button } from '../../ui/Button.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import styles from './SetupForm.module.css';

interface RunningBarProps {
  readonly running: NonNullable<RunsSlice['running']>;
  readonly onCancel: () => void;
}

/** How far the run is, how fast it goes and how long it will take; and how to stop it. */
export function RunningBar({ running, onCancel }: RunningBarProps) {
  const { progress } = running;
  return (
    <div className={styles.running}>
      <progress
        className={styles.progress}
        aria-label="Bars done"
        max={progress?.totalBars ?? 1}
        {...(progress === null ? {} : { value: progress.bars })}
      />
      <p className={styles.pace}>
        {progress === null ? (
          'Making the bars ready …'
        ) : (
          <>
            <span>
              {whole(progress.bars)} of {whole(progress.totalBars)} bars
            </span>
            <span>
              {whole(progress.barsPerSecond)} bars/s · {secondsText(progress.remainingMs)} left
            </span>
          </>
        )}
      </p>
      <Button icon="close" onClick={onCancel}>
        Cancel, and keep what is done
      </Button>
    </div>
  );
}

function whole(value: number): string {
  return formatNumber(Math.round(value).toString());
}

/** A short while in words: `0.4 s`, `12 s`, `3 min`. */
function secondsText(ms: number): string {
  if (ms < 950) return `${formatNumber((Math.ceil(ms / 100) / 10).toFixed(1))} s`;
  return ms < 90_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}
