import type { LifeState } from './orderLives.ts';
import styles from './TimelinePicture.module.css';

/** The patterns of the states that are not simply filled. */
const PATTERNS: Partial<Record<LifeState, string>> = {
  TRIGGERED: 'dots',
  PARTIALLY_FILLED: 'hatch',
  PARTIALLY_CLOSED: 'closing',
};

/** The fill of a state's bars, where it is one of the {@link LifePatterns} of the same id. */
export function patternOf(id: string, state: LifeState): string | undefined {
  const name = PATTERNS[state];
  return name === undefined ? undefined : `url(#${id}-${name})`;
}

/** What tells states apart without their colours, to be put among a picture's definitions. */
export function LifePatterns({ id }: { readonly id: string }) {
  return (
    <>
      <pattern
        id={`${id}-hatch`}
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="5" height="5" className={styles.softGround} />
        <path d="M0 0V5" className={styles.hatch} />
      </pattern>
      <pattern id={`${id}-dots`} width="4" height="4" patternUnits="userSpaceOnUse">
        <rect width="4" height="4" className={styles.softGround} />
        <circle cx="2" cy="2" r="1" className={styles.dot} />
      </pattern>
      <pattern
        id={`${id}-closing`}
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-45)"
      >
        <rect width="5" height="5" className={styles.openGround} />
        <path d="M0 0V5" className={styles.openHatch} />
      </pattern>
    </>
  );
}
