import { dropRun } from '../../store/keptRuns.ts';
import type { Run } from '../../store/run.ts';
import { useApp } from '../../store/useApp.ts';
import { Arrow } from '../../ui/Arrow.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { FIGURES, signOf, writeFigure, type Figure } from './figures.ts';
import { lineOf } from './runLines.ts';
import { RunMenu } from './RunMenu.tsx';
import styles from './RunsTable.module.css';
import { RunSwatch } from './RunSwatch.tsx';

const SHOWN = new Set(['Return', 'Largest drawdown', 'Sharpe', 'Trades closed']);
/** Left to the statistics where there is little room. */
const RARE = new Set(['Sharpe', 'Trades closed']);
const COLUMNS = FIGURES.flatMap(({ figures }) => figures).filter(({ title }) => SHOWN.has(title));

interface RunsTableProps {
  readonly runs: readonly Run[];
  /** Those that are drawn, the one in focus first. */
  readonly drawn: readonly Run[];
  /** What tells each from the others, by its id. */
  readonly names: ReadonlyMap<string, string>;
}

/** The runs that are kept, the newest first: choose one, put others beside it, open one in Explore. */
export function RunsTable({ runs, drawn, names }: RunsTableProps) {
  const chooseRun = useApp((state) => state.chooseRun);
  const compareRun = useApp((state) => state.compareRun);
  const removeRun = useApp((state) => state.removeRun);
  const showRun = useApp((state) => state.showRun);
  const openDialog = useApp((state) => state.openDialog);
  const [first] = drawn;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">Compare</th>
          <th scope="col">Strategy</th>
          <th scope="col" className={styles.data}>
            Data
          </th>
          <th scope="col" className={styles.venue}>
            Venue
          </th>
          {COLUMNS.map(({ title, help }) => (
            <th
              key={title}
              scope="col"
              title={help}
              className={classNames(styles.figure, RARE.has(title) && styles.rare)}
            >
              {title === 'Largest drawdown' ? 'Drawdown' : title === 'Trades closed' ? 'Trades' : title}
            </th>
          ))}
          <th scope="col">
            <span className={styles.hidden}>What to do with it</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.toReversed().map((run) => {
          const place = drawn.indexOf(run);
          const isFirst = run === first;
          return (
            <tr
              key={run.id}
              aria-current={isFirst || undefined}
              className={classNames(isFirst && styles.chosen)}
            >
              <th scope="row">
                <button type="button" className={styles.number} onClick={() => chooseRun(run.id)}>
                  {place >= 0 && <RunSwatch line={lineOf(place)} />}#{run.number}
                </button>
              </th>
              <td>
                <label className={styles.checked}>
                  <input
                    type="checkbox"
                    className={styles.check}
                    aria-label={`Compare run ${run.number} with the chosen one`}
                    checked={place >= 0}
                    disabled={isFirst}
                    onChange={({ target }) => compareRun(run.id, target.checked)}
                  />
                </label>
              </td>
              <td className={styles.words} title={`${run.title} ${run.parameters}`}>
                <Words run={run} name={names.get(run.id) ?? ''} />
              </td>
              <td className={classNames(styles.words, styles.data)} title={run.data}>
                {run.isCancelled && (
                  <span className={styles.cut}>called off at {formatNumber(String(run.bars))} · </span>
                )}
                {run.data}
              </td>
              <td className={classNames(styles.words, styles.venue)} title={run.rules}>
                {run.rules}
              </td>
              {COLUMNS.map((figure) => (
                <ValueCell key={figure.title} figure={figure} run={run} />
              ))}
              <td>
                <span className={styles.deeds}>
                  <Button
                    icon="jump"
                    className={styles.open}
                    aria-label={`Open run ${run.number} in Explore`}
                    title="Look at every order, line and balance of it in Explore"
                    onClick={() => showRun(run.id)}
                  >
                    Open
                  </Button>
                  <IconButton
                    icon="paths"
                    label={`Run ${run.number} under the four paths`}
                    title="What it would have come to under each of the four paths inside a bar"
                    className={styles.open}
                    onClick={() => openDialog({ kind: 'lens', run: run.id, bar: null })}
                  />
                  <RunMenu order={run} run={run} label={`Files of run ${run.number}`} />
                  <IconButton
                    icon="close"
                    label={`Remove run ${run.number}`}
                    className={styles.open}
                    onClick={() => {
                      dropRun(run);
                      removeRun(run.id);
                    }}
                  />
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What tells it from the others first, and what it ran where that does not say so. */
function Words({ run, name }: { readonly run: Run; readonly name: string }) {
  const { title, parameters } = run;
  return (
    <>
      {name !== '' && <strong>{name} </strong>}
      {!name.startsWith(title) && title} <span className={styles.detail}>{parameters}</span>
    </>
  );
}

function ValueCell({ figure, run }: { readonly figure: Figure; readonly run: Run }) {
  const value = figure.of(run.statistics, run);
  const sign = value === null || figure.isResult !== true ? 0 : signOf(value);
  return (
    <td
      className={classNames(
        styles.figure,
        RARE.has(figure.title) && styles.rare,
        sign > 0 && styles.gain,
        sign < 0 && styles.loss,
      )}
      title={value === null ? figure.missing : undefined}
    >
      {sign !== 0 && <Arrow isUp={sign > 0} />}
      {value === null ? '–' : writeFigure(figure, value)}
    </td>
  );
}
