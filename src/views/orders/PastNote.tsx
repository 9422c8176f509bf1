import { isInReach } from '../../store/scene.ts';
import { cursorOf, isAtEnd } from '../../store/selectors.ts';
import { useApp } from '../../store/useApp.ts';
import styles from './ActionForm.module.css';

/** Says in the past what doing something there leads to; nothing at the end. */
export function PastNote() {
  const atEnd = useApp(isAtEnd);
  const isShown = useApp((state) => isInReach(state, cursorOf(state)));
  if (atEnd) return null;
  return (
    <p className={styles.summary}>
      You are looking at the past. Doing this here starts a branch from this moment.
      {!isShown && ' What it would write there takes too long to work out in so long a scenario.'}
    </p>
  );
}

/** What the button of a form adds to its words in the past. */
export function PastSuffix() {
  return useApp(isAtEnd) ? null : ' on a new branch';
}
