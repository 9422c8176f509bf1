import type { CandleErrors } from '../../store/candleImport.ts';
import styles from './CandleImport.module.css';

/** Every mistake of a file: line, column, what stands there, the rule and a sentence. */
export function ReadingErrors({ result }: { readonly result: CandleErrors }) {
  const { errors, total } = result;
  return (
    <div className={styles.stack} role="alert">
      <p className={styles.error}>
        {total === 1 ? 'One mistake' : `${total} mistakes`}; nothing was imported.
        {total > errors.length && ` The first ${errors.length} are listed.`}
      </p>
      <div className={styles.errors}>
        <table className={styles.table} aria-label="Mistakes">
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Column</th>
              <th scope="col">Value</th>
              <th scope="col">Rule</th>
              <th scope="col">What is wrong</th>
            </tr>
          </thead>
          <tbody>
            {errors.map(({ line, column, value, rule, message }) => (
              <tr key={`${line} ${column} ${rule}`}>
                <td>{line}</td>
                <td>{column}</td>
                <td>{value}</td>
                <td>
                  <code>{rule}</code>
                </td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
