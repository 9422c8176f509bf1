import {
  REQUIRED_CANDLE_COLUMNS,
  type CandleMappingDraft,
  type CandlePreview,
} from '../../store/candleImport.ts';
import styles from './CandleImport.module.css';

const ROWS = 5;
const ROLES = [...REQUIRED_CANDLE_COLUMNS, 'volume', 'clock'] as const;
type Role = (typeof ROLES)[number];
/** What columns are called. */
export const COLUMN_TITLES: Readonly<Record<Role, string>> = {
  time: 'Time',
  open: 'Open',
  high: 'High',
  low: 'Low',
  close: 'Close',
  volume: 'Volume',
  clock: 'Time of day',
};

interface PreviewTableProps {
  readonly preview: CandlePreview;
  readonly mapping: CandleMappingDraft;
  readonly onMapping: (mapping: CandleMappingDraft) => void;
}

/** The first rows of a file, with what each column is taken for above it, to be changed. */
export function PreviewTable({ preview, mapping, onMapping }: PreviewTableProps) {
  const { names, rows } = preview;
  const assign = (column: number, role: string): void => {
    const cleared = Object.fromEntries(
      ROLES.map((each) => [each, mapping[each] === column ? null : mapping[each]]),
    );
    const given = ROLES.some((each) => each === role) ? { [role]: column } : {};
    onMapping({ ...mapping, ...cleared, ...given });
  };
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label="The first rows of the file">
        <thead>
          <tr>
            {names.map((name, column) => (
              <th key={name} scope="col">
                {name}
                <br />
                <select
                  aria-label={`What ${name} is`}
                  value={ROLES.find((role) => mapping[role] === column) ?? ''}
                  onChange={(event) => assign(column, event.target.value)}
                >
                  <option value="">not used</option>
                  {ROLES.map((role) => (
                    <option key={role} value={role}>
                      {COLUMN_TITLES[role]}
                    </option>
                  ))}
                </select>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS).map((cells) => (
            <tr key={cells.join()}>
              {names.map((name, column) => (
                <td key={name}>{cells[column]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
