import { useApp } from '../store/useApp.ts';
import { Button } from '../ui/Button.tsx';
import { formatNumber } from '../ui/formatNumber.ts';
import styles from './Reopening.module.css';

/** Stands in the place of Explore while a run of an earlier visit is run again. */
export function Reopening() {
  const running = useApp((state) => state.running);
  const showRun = useApp((state) => state.showRun);
  const { order, progress } = running ?? { order: null, progress: null };
  return (
    <main className={styles.page}>
      <div className={styles.words}>
        <output>The run that was open is run again, to show it where you left it …</output>
        <p className={styles.quiet}>
          {order !== null && `${order.title} ${order.parameters} · ${order.data}`}
        </p>
        <progress
          className={styles.progress}
          aria-label="Bars done"
          max={progress?.totalBars ?? 1}
          {...(progress === null ? {} : { value: progress.bars })}
        />
        <p className={styles.quiet}>
          {progress !== null &&
            `${formatNumber(String(progress.bars))} of ${formatNumber(String(progress.totalBars))} bars`}
        </p>
        <Button onClick={() => showRun(null)}>To the scenario instead</Button>
      </div>
    </main>
  );
}
