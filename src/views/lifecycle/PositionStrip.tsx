import { Fragment } from 'react';
import type { PositionView } from '../../domain/orders/order.ts';
import {
  POSITION_STATUS_NAMES,
  POSITION_STATUSES,
  POSITION_TRANSITIONS,
  type PositionStatus,
} from '../../domain/orders/position.ts';
import { classNames } from '../../ui/classNames.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './PositionStrip.module.css';

interface PositionStripProps {
  readonly position: Pick<PositionView, 'status'>;
}

/** The second dimension of a trade, drawn from the table of positions ([O1]): where its position stands. */
export function PositionStrip({ position }: PositionStripProps) {
  const { status } = position;
  const next = POSITION_TRANSITIONS.filter((row) => row.from.includes(status));
  return (
    <div className={styles.strip}>
      <ol className={styles.chain} aria-label="Position">
        {POSITION_STATUS_NAMES.map((name, index) => (
          <Fragment key={name}>
            {index > 0 && (
              <li className={styles.arrow} aria-hidden="true" title={waysTo(name)}>
                →
              </li>
            )}
            <li
              className={classNames(styles.status, name === status && styles.now)}
              aria-current={name === status ? 'step' : undefined}
              title={waysTo(name)}
            >
              {POSITION_STATUSES[name].title}
            </li>
          </Fragment>
        ))}
      </ol>
      <VisuallyHidden>
        <ul aria-label="What can happen next to the position">
          {next.map((row) => (
            <li key={`${row.event} ${row.to} ${row.guard}`}>
              {row.event} → {POSITION_STATUSES[row.to].title}: if {row.guard}
            </li>
          ))}
        </ul>
      </VisuallyHidden>
    </div>
  );
}

/** The rows of the table that lead to a status from another one. */
function waysTo(status: PositionStatus): string {
  return POSITION_TRANSITIONS.filter((row) => row.to === status && !row.from.every((from) => from === status))
    .map(({ event, guard }) => `${event}: if ${guard}`)
    .join('; ');
}
