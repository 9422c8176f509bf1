import type { RunLine } from './runLines.ts';
import styles from './RunSwatch.module.css';

/** A piece of a run's line, as a legend. */
export function RunSwatch({ line }: { readonly line: RunLine }) {
  return (
    <svg className={styles.swatch} width="18" height="8" viewBox="0 0 18 8" aria-hidden="true">
      <path d="M0 4H18" stroke={line.color} strokeWidth="2" strokeDasharray={line.dashes} />
    </svg>
  );
}
