import { classNames } from '../../ui/classNames.ts';
import styles from './SideBadge.module.css';

/** Which of the two: a letter in its colour. */
export function SideBadge({ letter }: { readonly letter: 'A' | 'B' }) {
  return <span className={classNames(styles.badge, letter === 'B' && styles.other)}>{letter}</span>;
}
