import type { HeldAsset } from '../../store/heldAsset.ts';
import type { Run } from '../../store/run.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { Time } from '../../ui/Time.tsx';
import styles from './FiguresTable.module.css';

const COLUMNS = ['Bar', 'Time', 'Equity', 'Lowest', 'Highest', 'Drawdown', 'Utilisation'];

/** The curves' data: a row for each point of the run in focus. */
export function CurvesTable({ run, held }: { readonly run: Run; readonly held: HeldAsset | null }) {
  const { bar, timeMs, equity, lowest, highest, drawdown, utilisation } = run.curves;
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>
        Equity of run #{run.number}, a row for each point that is drawn; the lowest and the highest are those
        of all bars since the point before
      </caption>
      <thead>
        <tr>
          {[...COLUMNS, ...(held === null ? [] : [`${held.asset} held`])].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from(bar, (each, index) => (
          <tr key={each}>
            <th scope="row">{formatNumber(String(each + 1))}</th>
            <td>
              <Time timeMs={timeMs[index] ?? Number.NaN} />
            </td>
            {[equity, lowest, highest].map((values, column) => (
              // The three amounts have no name but their column.
              // oxlint-disable-next-line react/no-array-index-key
              <td key={column}>{formatNumber((values[index] ?? 0).toFixed(2), 2)}</td>
            ))}
            {[drawdown, utilisation].map((values, column) => (
              // oxlint-disable-next-line react/no-array-index-key
              <td key={column}>{formatNumber((values[index] ?? 0).toFixed(2), 2)} %</td>
            ))}
            {held !== null && <td>{formatNumber(held.equityAt(each).toFixed(2), 2)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
