import { useRef } from 'react';
import type { CandleErrors } from '../../store/candleImport.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { useScrollStop } from '../../ui/useScrollStop.ts';
import styles from './CandleImport.module.css';

/** Every mistake of a file: line, a sentence, column, what stands there and the rule. */
export function ReadingErrors({ result }: { readonly result: CandleErrors }) {
  const { errors, total } = result;
  const box = useRef<HTMLDivElement>(null);
  useScrollStop(box);
  return (
    <div className={styles.stack}>
      <p className={styles.error} role="alert">
        {total === 1 ? 'One mistake' : `${formatNumber(String(total))} mistakes`}; nothing was imported.
        {total > errors.length && ` The first ${formatNumber(String(errors.length))} are listed.`}
      </p>
      <div ref={box} className={styles.errors}>
        <table className={styles.table} aria-label="Mistakes">
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">What is wrong</th>
              <th scope="col">Column</th>
              <th scope="col">Value</th>
              <th scope="col">Rule</th>
            </tr>
          </thead>
          <tbody>
            {errors.map(({ line, column, value, rule, message }) => (
              <tr key={`${line} ${column} ${rule}`}>
                <td>{line}</td>
                <td className={styles.message}>{message}</td>
                <td>{column}</td>
                <td className={styles.value} title={value}>
                  {value}
                </td>
                <td>
                  <code>{rule}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
