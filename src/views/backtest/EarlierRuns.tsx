import { useState } from 'react';
import { readSetup } from '../../store/backtestSetup.ts';
import {
  dropKeptRun,
  isSameWay,
  readKeptRuns,
  setupAgain,
  wayOf,
  type KeptRun,
} from '../../store/keptRuns.ts';
import { useApp, useAppStore } from '../../store/useApp.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { formatAgo } from '../../ui/formatAgo.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { ListRow } from '../../ui/ListRow.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { parseNumber } from '../../ui/parseNumber.ts';
import styles from './EarlierRuns.module.css';
import { writePercent } from './figures.ts';

/** The runs of earlier visits that are not run again yet, and what can be done with each. */
function useEarlierRuns() {
  const store = useAppStore();
  const runs = useApp((state) => state.runs);
  const [, setForgotten] = useState(0);
  const earlier = readKeptRuns().filter((each) => !runs.some((run) => isSameWay(wayOf(run), each)));
  const runAgain = async (run: KeptRun): Promise<void> => {
    if (run.file !== null) await store.getState().restoreSeries();
    const state = store.getState();
    const setup = setupAgain(run, state.series);
    if (setup === null) {
      const text = `It ran on “${run.file}”, whose candles are not here any more: bring them in by “Own CSV…” and run it again.`;
      state.tell({ tone: 'refusal', text });
      return;
    }
    state.setSetup(setup);
    const { order, problems } = readSetup(setup, state.series, parseNumber);
    if (order !== null) state.startRun(order);
    else state.tell({ tone: 'refusal', text: Object.values(problems).join(' ') });
  };
  const forget = (run: KeptRun): void => {
    dropKeptRun(run);
    setForgotten((count) => count + 1);
  };
  return { earlier, runAgain, forget };
}

/** What stands before the first run of a visit: those of earlier ones. */
export function EarlierRuns() {
  const { earlier, runAgain, forget } = useEarlierRuns();
  if (earlier.length === 0) return null;
  return (
    <>
      <h3 className={styles.title}>Runs of earlier visits</h3>
      <ul className={styles.list} aria-label="Runs of earlier visits">
        {earlier.map((run) => (
          <ListRow
            key={`${run.ranMs} ${titleOf(run)}`}
            title={<strong>{titleOf(run)}</strong>}
            detail={detailOf(run)}
          >
            <Button icon="play" aria-label={`Run again: ${titleOf(run)}`} onClick={() => void runAgain(run)}>
              Run again
            </Button>
            <IconButton icon="trash" label={`Forget ${titleOf(run)}`} onClick={() => forget(run)} />
          </ListRow>
        ))}
      </ul>
    </>
  );
}

/** The same behind a button, once there are runs. */
export function EarlierRunsMenu() {
  const { earlier, runAgain, forget } = useEarlierRuns();
  if (earlier.length === 0) return null;
  return (
    <Menu
      label="Runs of earlier visits"
      isAtEnd
      isOver
      sections={[
        {
          title: 'Run again',
          items: earlier.map((run) => ({
            title: titleOf(run),
            detail: detailOf(run),
            run: () => void runAgain(run),
            beside: { label: `Forget ${titleOf(run)}`, icon: 'trash', run: () => forget(run) },
          })),
        },
      ]}
    >
      Earlier
    </Menu>
  );
}

function titleOf({ title, parameters }: KeptRun): string {
  return parameters === '' ? title : `${title}, ${parameters}`;
}

/** `Rising, 1,000 × 1 day, seed 1 · Crypto spot exchange · +35.16 %, 9 trades · 2 days ago`. */
function detailOf({ data, rules, returnPercent, trades, isCancelled, ranMs }: KeptRun): string {
  const result = [
    ...(isCancelled ? ['called off'] : []),
    ...(returnPercent === null ? [] : [writePercent(returnPercent)]),
    trades === 1 ? '1 trade' : `${formatNumber(String(trades))} trades`,
  ];
  return [data, rules, result.join(', '), formatAgo(ranMs)].join(' · ');
}
