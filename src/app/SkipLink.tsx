import { useApp } from '../store/useApp.ts';
import { hashOf } from './place.ts';
import styles from './SkipLink.module.css';
import { focusSoon } from './useFocus.ts';

/** The first stop of Tab: past the header, to what the view is about. */
export function SkipLink() {
  const view = useApp((state) => state.view);
  return (
    <a
      className={styles.skip}
      href={hashOf(view)}
      onClick={(event) => {
        event.preventDefault();
        focusSoon(view === 'explore' ? '#order' : `#${view}`);
      }}
    >
      Skip to {view === 'explore' ? 'the order' : 'the content'}
    </a>
  );
}
