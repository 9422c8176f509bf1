import { useId } from 'react';
import { statusCode } from '../../domain/orders/lifecycle.ts';
import type { Journal } from '../../journal/journal.ts';
import type { LifeState } from './orderLives.ts';
import { LifePatterns, patternOf } from './LifePatterns.tsx';
import pictureStyles from './TimelinePicture.module.css';
import styles from './TimelineKey.module.css';

const KEY: readonly (readonly [state: LifeState | 'fill', words: string])[] = [
  ['PENDING', 'pending'],
  ['TRIGGERED', 'triggered'],
  ['PARTIALLY_FILLED', 'partly filled'],
  ['OPEN', 'position open'],
  ['PARTIALLY_CLOSED', 'partly closed'],
  ['fill', 'fill'],
];

/** What the looks of the bars mean, of those that occur. */
export function TimelineKey({ journal }: { readonly journal: Journal }) {
  const id = useId();
  const shown = KEY.filter(([state]) => {
    if (state === 'fill') return journal.fillEvents.length > 0;
    if (state === 'OPEN' || state === 'PARTIALLY_CLOSED') return journal.positions.length > 0;
    return journal.eventsByStatus.count(statusCode(state)) > 0;
  });
  return (
    <div className={styles.key} aria-hidden="true">
      {shown.map(([state, words]) => (
        <span key={state} className={styles.entry}>
          {/* Each with its own patterns, so that it stays whole in a saved picture. */}
          <svg width="18" height="12">
            <defs>
              <LifePatterns id={`${id}-${state}`} />
            </defs>
            {state === 'fill' ? (
              <path d="M9 0v12" className={pictureStyles.fill} />
            ) : (
              <rect
                x="1"
                y="1.5"
                width="16"
                height="9"
                className={pictureStyles[state]}
                fill={patternOf(`${id}-${state}`, state)}
              />
            )}
          </svg>
          {words}
        </span>
      ))}
      <span
        className={styles.axis}
        title="Lengths are times here. The price chart gives every bar the same width, however long it lasted."
      >
        across: time, to scale
      </span>
    </div>
  );
}
