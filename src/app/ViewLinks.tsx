import { VIEWS, type View } from '../store/state.ts';
import { useApp } from '../store/useApp.ts';
import { hashOf } from './address.ts';
import { classNames } from '../ui/classNames.ts';
import styles from './ViewLinks.module.css';

const TITLES: Readonly<Record<View, string>> = {
  explore: 'Explore',
  backtest: 'Backtest',
  compare: 'Compare',
};

/** The large parts of the page, as links: each has its own address. */
export function ViewLinks() {
  const view = useApp((state) => state.view);
  const isRunning = useApp((state) => state.running !== null);
  return (
    <nav className={styles.links} aria-label="Parts of the page">
      {VIEWS.map((each) => (
        <a
          key={each}
          href={hashOf(each)}
          className={classNames(styles.link, each === 'compare' && styles.rare)}
          aria-current={each === view ? 'page' : undefined}
        >
          {TITLES[each]}
          {each === 'backtest' && isRunning && <span className={styles.dot} title="A back-test is running" />}
        </a>
      ))}
    </nav>
  );
}
