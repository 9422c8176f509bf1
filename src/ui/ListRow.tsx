import type { ReactNode } from 'react';
import styles from './ListRow.module.css';

interface ListRowProps {
  readonly title: ReactNode;
  readonly detail: string;
  /** What can be done with it: buttons. */
  readonly children: ReactNode;
}

/** A thing in a list, with a word about it and what can be done with it. */
export function ListRow({ title, detail, children }: ListRowProps) {
  return (
    <li className={styles.row}>
      <span className={styles.title}>{title}</span>
      <span className={styles.detail}>{detail}</span>
      <span className={styles.deeds}>{children}</span>
    </li>
  );
}
