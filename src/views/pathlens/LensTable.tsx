import { differenceText, figureText } from '../../ui/figureText.ts';
import styles from './PathLens.module.css';
import { POLICY_WORDS, type Policy } from './policies.ts';

/** One figure or state under each policy. */
export interface LensRow {
  readonly title: string;
  readonly kind: 'money' | 'percent' | 'count' | 'words';
  readonly values: readonly (string | null)[];
}

interface LensTableProps {
  readonly caption: string;
  readonly rows: readonly LensRow[];
  readonly columns: readonly Policy[];
  readonly inUse: Policy;
}

/** What came of each way, and how far that is from the one in use. */
export function LensTable({ caption, rows, columns, inUse }: LensTableProps) {
  const own = columns.indexOf(inUse);
  return (
    // What scrolls is reached by keyboard, so that it can be scrolled.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.tableBox} tabIndex={0} aria-label={caption}>
      <table className={styles.table}>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            {columns.map((policy) => (
              <th key={policy} scope="col">
                {POLICY_WORDS[policy].title}
                {policy === inUse && <span className={styles.inUse}>in use</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.title}>
              <th scope="row">{row.title}</th>
              {columns.map((policy, index) => (
                <ValueCell
                  key={policy}
                  kind={row.kind}
                  value={row.values[index] ?? null}
                  own={own < 0 ? null : (row.values[own] ?? null)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ValueCellProps {
  readonly kind: LensRow['kind'];
  readonly value: string | null;
  /** The value under the policy in use. */
  readonly own: string | null;
}

function ValueCell({ kind, value, own }: ValueCellProps) {
  if (kind === 'words')
    return <td className={own !== null && value !== own ? styles.differs : undefined}>{value ?? '–'}</td>;
  const difference = own === null || value === null ? null : differenceText(kind, own, value);
  return (
    <td className={difference === null ? undefined : styles.differs}>
      {figureText(kind, value)}
      {difference !== null && <span className={styles.difference}>{difference}</span>}
    </td>
  );
}
