import { useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, type UIEvent } from 'react';
import { kindOf } from '../../domain/orders/order.ts';
import type { Run } from '../../store/run.ts';
import { runNames } from '../../store/runNames.ts';
import { closingOrderOf, shownTrade } from '../../store/runTrades.ts';
import { useApp, useAppStore } from '../../store/useApp.ts';
import { classNames } from '../../ui/classNames.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { Pane } from '../../ui/Pane.tsx';
import { useMediaQuery } from '../../ui/useMediaQuery.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './BacktestView.module.css';
import { EarlierRunsMenu } from './EarlierRuns.tsx';
import { ExampleRuns } from './ExampleRuns.tsx';
import { FiguresTable } from './FiguresTable.tsx';
import { RunCharts } from './RunCharts.tsx';
import { keepPagePlace, pagePlace } from './resultsPlace.ts';
import { FailureNote, OtherDataNote, RefusalNote } from './RunNotes.tsx';
import { RunsTable } from './RunsTable.tsx';
import { SetupForm } from './SetupForm.tsx';
import { TradesTable } from './TradesTable.tsx';

/** Strategies over bars: what to run, the runs that are kept, and what they came to. */
export function BacktestView() {
  const store = useAppStore();
  const page = useRef<HTMLDivElement>(null);
  const runs = useApp((state) => state.runs);
  const chosenId = useApp((state) => state.chosenRun);
  const compared = useApp((state) => state.comparedRuns);
  const failed = useApp((state) => state.runFailure);
  const drawn = useMemo(() => drawnRuns(runs, chosenId, compared), [runs, chosenId, compared]);
  const names = useMemo(() => runNames(runs), [runs]);
  // The list of runs comes first: pictures, figures and trades are more than can be drawn at once.
  const pictured = useDeferredValue(drawn);
  const [chosen] = pictured;
  const latest = runs.at(-1);
  const isPhone = useMediaQuery('(width <= 767px)');
  const results = useRef<HTMLDivElement>(null);
  const newest = latest?.number ?? 0;
  const pictures = chosen?.number ?? 0;
  const seen = useRef(newest);
  useEffect(() => {
    // Where the results lie below the form, a new one comes into sight, once it is as high as it will be.
    if (newest <= seen.current || pictures !== newest) return;
    seen.current = newest;
    if (isPhone) results.current?.scrollIntoView?.({ block: 'start' });
  }, [newest, pictures, isPhone]);
  useLayoutEffect(() => {
    const { scrollTops } = pagePlace(store);
    if (page.current !== null) page.current.scrollTop = scrollTops['page'] ?? 0;
    if (results.current !== null) results.current.scrollTop = scrollTops['results'] ?? 0;
  }, [store]);
  useEffect(() => void store.getState().restoreSeries(), [store]);
  const keepScroll = ({ target }: UIEvent<HTMLDivElement>): void => {
    const name = target === page.current ? 'page' : target === results.current ? 'results' : null;
    if (name === null) return;
    const { scrollTops } = pagePlace(store);
    keepPagePlace(store, { scrollTops: { ...scrollTops, [name]: (target as HTMLDivElement).scrollTop } });
  };
  return (
    <div ref={page} className={styles.view} onScroll={keepScroll}>
      <Pane title="New backtest" id="setup" isStill className={styles.setup}>
        <SetupForm />
      </Pane>
      <div ref={results} className={styles.results} data-printed onScroll={keepScroll}>
        {failed !== null && <FailureNote failed={failed} />}
        {latest === undefined ? (
          <ExampleRuns />
        ) : (
          <Pane title="Runs" id="runs" className={styles.runs} toolbar={<EarlierRunsMenu />}>
            <RunsTable runs={runs} drawn={drawn} names={names} />
          </Pane>
        )}
        {latest !== undefined && chosen !== undefined && (
          <>
            <OtherDataNote runs={pictured} />
            <RefusalNote run={chosen} />
            <div className={styles.pictures}>
              <div className={styles.charts}>
                <RunCharts runs={pictured} names={names} />
              </div>
              <Pane title="Statistics" id="statistics" className={styles.figures}>
                <FiguresTable runs={pictured} names={names} />
              </Pane>
            </div>
            <Trades run={chosen} />
          </>
        )}
      </div>
      <VisuallyHidden>
        <output>
          {latest !== undefined &&
            `Run ${latest.number} ${latest.isCancelled ? 'was called off' : 'is done'}: ${formatNumber(String(latest.bars))} bars.`}
        </output>
      </VisuallyHidden>
    </div>
  );
}

/** What the figures of a trade are reckoned from ([S1], [S2]). */
const AT_AVERAGE_COST = {
  spot: 'What was bought is one holding at its average cost; each sale closes a part of it.',
  trade: 'Each close is reckoned from the average entry of what was open.',
} as const;

function Trades({ run }: { readonly run: Run }) {
  const showRun = useApp((state) => state.showRun);
  return (
    <Pane
      title={`Trades of #${run.number}`}
      id="trades"
      isStill
      className={styles.trades}
      toolbar={
        run.trades.order.length > 0 && (
          <>
            <span className={styles.hint}>{AT_AVERAGE_COST[kindOf(shownTrade(run, 0).direction)]}</span>
            <span className={classNames(styles.hint, styles.forKeys)}>
              A number, a double click or Enter shows the trade in Explore
            </span>
          </>
        )
      }
    >
      <TradesTable
        key={run.id}
        run={run}
        onOpen={(trade) => showRun(run.id, trade.moment, closingOrderOf(run, trade))}
      />
    </Pane>
  );
}

/** The chosen run and those beside it. */
function drawnRuns(
  runs: readonly Run[],
  chosenId: string | null,
  compared: readonly string[],
): readonly Run[] {
  const chosen = runs.find(({ id }) => id === chosenId) ?? runs.at(-1);
  if (chosen === undefined) return [];
  return [chosen, ...runs.filter((run) => run !== chosen && compared.includes(run.id))];
}
