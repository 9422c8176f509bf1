import styles from './CompareView.module.css';
import { valueAt, writtenIn, type CurvePanel } from './curveData.ts';

const MOST_ROWS = 1_000;

interface CurvesTableProps {
  readonly title: string;
  readonly panels: readonly CurvePanel[];
}

/** The curves' data: a row for each moment at which one of them changes. */
export function CurvesTable({ title, panels }: CurvesTableProps) {
  const curves = panels.flatMap((panel) => panel.curves.map((curve) => ({ ...curve, panel })));
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
          {curves.map(({ letter, panel }) => (
            <th key={`${letter} ${panel.title}`} scope="col">
              {panel.title} {letter}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {moments.slice(-MOST_ROWS).map((moment) => (
          <tr key={moment}>
            <th scope="row">{moment}</th>
            {curves.map((curve) => (
              <td key={`${curve.letter} ${curve.panel.title}`}>
                {writtenIn(curve.panel, valueAt(curve, moment))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
