import styles from './Arrow.module.css';

/** What tells a gain from a loss without colour, before its figure. */
export function Arrow({ isUp }: { readonly isUp: boolean }) {
  return (
    <span className={styles.arrow} aria-hidden="true">
      {isUp ? '▲' : '▼'}
    </span>
  );
}
