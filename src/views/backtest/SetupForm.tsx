import { useEffect, useMemo, useState, type FormEvent } from 'react';
import { readSetup } from '../../store/backtestSetup.ts';
import { useApp, useAppStore } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { parseNumber } from '../../ui/parseNumber.ts';
import { DataFields } from './DataFields.tsx';
import { RulesFields } from './RulesFields.tsx';
import { RunningBar } from './RunningBar.tsx';
import styles from './SetupForm.module.css';
import { StrategyFields } from './StrategyFields.tsx';
import { useSetup } from './useSetup.ts';

/** A form that has not changed for so long is likely to be sent as it is. */
const REST_MS = 400;

/** What to run: data, a strategy, rules and funds; and the run while it goes on. */
export function SetupForm() {
  const store = useAppStore();
  const [setup, change] = useSetup();
  const series = useApp((state) => state.series);
  const running = useApp((state) => state.running);
  const [wasSent, setWasSent] = useState(false);
  const { order, problems } = useMemo(() => readSetup(setup, series, parseNumber), [setup, series]);
  useEffect(() => {
    if (order === null) return;
    const timer = setTimeout(() => store.getState().prepareRun(order), REST_MS);
    return () => clearTimeout(timer);
  }, [store, order]);
  const count = problems === null ? 0 : Object.keys(problems).length;
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setWasSent(true);
    if (order !== null) store.getState().startRun(order);
    else event.currentTarget.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate aria-label="New backtest">
      <div className={styles.fields}>
        <DataFields setup={setup} change={change} series={series} problems={problems ?? {}} />
        <StrategyFields setup={setup} change={change} problems={problems ?? {}} />
        <RulesFields setup={setup} change={change} problems={problems ?? {}} />
      </div>
      <div className={styles.foot}>
        {wasSent && count > 0 && (
          <p className={styles.problem} role="alert">
            <Icon name="alert" size={14} />
            {problems?.['form'] ??
              (count === 1 ? 'One field needs another value.' : `${count} fields need other values.`)}
          </p>
        )}
        {running === null ? (
          <Button type="submit" look="primary" icon="play" className={styles.run}>
            Run
          </Button>
        ) : (
          <RunningBar running={running} onCancel={() => store.getState().cancelRun()} />
        )}
      </div>
    </form>
  );
}
