import { formatNumber } from '../../ui/formatNumber.ts';
import styles from './CompareView.module.css';
import { valueAt, type CurvePanel } from './curveData.ts';

const MOST_ROWS = 1_000;
const DECIMALS = 8;

interface CurvesTableProps {
  readonly title: string;
  readonly panels: readonly CurvePanel[];
}

/** The curves' data: a row for each moment at which one of them changes. */
export function CurvesTable({ title, panels }: CurvesTableProps) {
  const curves = panels.flatMap((panel) => panel.curves.map((curve) => ({ ...curve, title: panel.title })));
  const moments = Array.from(new Set(curves.flatMap((curve) => curve.moments))).toSorted((a, b) => a - b);
  return (
    <table className={styles.figures}>
      <caption className={styles.hidden}>
        {title} of both, a row for each moment at which it changes
        {moments.length > MOST_ROWS && `; the last ${MOST_ROWS}`}
      </caption>
      <thead>
        <tr>
          <th scope="col">Moment</th>
          {curves.map(({ letter, title: name }) => (
            <th key={`${letter} ${name}`} scope="col">
              {name} {letter}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {moments.slice(-MOST_ROWS).map((moment) => (
          <tr key={moment}>
            <th scope="row">{moment}</th>
            {curves.map((curve) => {
              const value = valueAt(curve, moment);
              return (
                <td key={`${curve.letter} ${curve.title}`}>
                  {value === null ? 'ended' : formatNumber(trimmed(value))}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A double without the digits it owes to its binary form. */
function trimmed(value: number): string {
  return value.toFixed(DECIMALS).replace(/\.?0+$/, '');
}
