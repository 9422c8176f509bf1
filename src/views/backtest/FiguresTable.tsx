import { useState } from 'react';
import type { Run } from '../../store/run.ts';
import { runName } from '../../store/runNames.ts';
import { Arrow } from '../../ui/Arrow.tsx';
import { classNames } from '../../ui/classNames.ts';
import { FIGURES, signOf, writeFigure, type Figure } from './figures.ts';
import styles from './FiguresTable.module.css';
import { lineOf } from './runLines.ts';
import { RunSwatch } from './RunSwatch.tsx';

interface FiguresTableProps {
  readonly runs: readonly Run[];
  /** What tells each from the others, by its id. */
  readonly names: ReadonlyMap<string, string>;
}

/** Every figure of the runs, a column each. */
export function FiguresTable({ runs, names }: FiguresTableProps) {
  const [told, setTold] = useState<readonly string[]>([]);
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>Money in the quote of each run</caption>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          {runs.map((run, index) => (
            <th key={run.id} scope="col" title={`${run.title}, ${run.data}`}>
              <RunSwatch line={lineOf(index)} />
              {runName(run, names)}
            </th>
          ))}
        </tr>
      </thead>
      {FIGURES.map(({ title, figures }) => (
        <tbody key={title}>
          <tr className={styles.group}>
            <th scope="rowgroup" colSpan={runs.length + 1}>
              {title}
              <button
                type="button"
                className={styles.tell}
                aria-expanded={told.includes(title)}
                aria-label={`What the figures of ${title} mean`}
                title="What these figures mean"
                onClick={() =>
                  setTold(told.includes(title) ? told.filter((each) => each !== title) : [...told, title])
                }
              >
                ?
              </button>
            </th>
          </tr>
          {figures.map((figure) => (
            <tr key={figure.title}>
              <th scope="row" title={figure.help}>
                {figure.title}
                {(told.includes(title) || figure.isTold === true) && (
                  <span className={styles.help}>{figure.help}</span>
                )}
              </th>
              {runs.map((run) => (
                <FigureCell key={run.id} figure={figure} run={run} />
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function FigureCell({ figure, run }: { readonly figure: Figure; readonly run: Run }) {
  const value = figure.of(run.statistics, run);
  if (value === null) {
    return (
      <td title={figure.missing} className={styles.missing}>
        <span aria-hidden="true">–</span>
        <span className={styles.reason}>{figure.missing}</span>
      </td>
    );
  }
  const sign = figure.isResult === true ? signOf(value) : 0;
  return (
    <td className={classNames(sign > 0 && styles.gain, sign < 0 && styles.loss)}>
      {sign !== 0 && <Arrow isUp={sign > 0} />}
      {writeFigure(figure, value)}
    </td>
  );
}
