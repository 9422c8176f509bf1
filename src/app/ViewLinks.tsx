import type { MouseEvent } from 'react';
import { VIEWS, type View } from '../store/state.ts';
import { useApp } from '../store/useApp.ts';
import { hashOf } from './place.ts';
import styles from './ViewLinks.module.css';

const TITLES: Readonly<Record<View, string>> = {
  explore: 'Explore',
  backtest: 'Backtest',
  compare: 'Compare',
};

/** The large parts of the page, as links: each has its own address. */
export function ViewLinks() {
  const view = useApp((state) => state.view);
  const showView = useApp((state) => state.showView);
  const isRunning = useApp((state) => state.running !== null);
  return (
    <nav className={styles.links} aria-label="Parts of the page">
      {VIEWS.map((each) => (
        <a
          key={each}
          href={hashOf(each)}
          className={styles.link}
          onClick={(event) => {
            if (opensElsewhere(event)) return;
            // Where it was left, not at the bare address.
            event.preventDefault();
            showView(each);
          }}
          aria-current={each === view ? 'page' : undefined}
        >
          {TITLES[each]}
          {each === 'backtest' && isRunning && <span className={styles.dot} title="A backtest is running" />}
        </a>
      ))}
    </nav>
  );
}

function opensElsewhere({ metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return metaKey || ctrlKey || shiftKey || altKey;
}
