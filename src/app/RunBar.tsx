import { currentOf, shownRunOf } from '../store/selectors.ts';
import { useApp } from '../store/useApp.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/icons.tsx';
import styles from './RunBar.module.css';

/** Stands where the market is moved by hand while a run is shown: whose record it is, and the ways out. */
export function RunBar() {
  const run = useApp(shownRunOf);
  const scenarioName = useApp((state) => currentOf(state).opened.name);
  const showRun = useApp((state) => state.showRun);
  const showView = useApp((state) => state.showView);
  if (run === null) return null;
  return (
    <section className={styles.bar} aria-label="Run">
      <span className={styles.words}>
        <Icon name="lock" size={14} />
        <strong>Run #{run.number}</strong>
        <span className={styles.what}>
          {run.title} {run.parameters} · {run.data}
        </span>
      </span>
      <Button icon="chart" onClick={() => showView('backtest')}>
        Its results
      </Button>
      <Button icon="undo" title={`Back to “${scenarioName}”`} onClick={() => showRun(null)}>
        Back to the scenario
      </Button>
    </section>
  );
}
