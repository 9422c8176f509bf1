import { Fragment } from 'react';
import type { PositionView } from '../../domain/orders/order.ts';
import {
  POSITION_STATUS_NAMES,
  POSITION_STATUSES,
  POSITION_TRANSITIONS,
  type PositionStatus,
} from '../../domain/orders/position.ts';
import { classNames } from '../../ui/classNames.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { Money } from '../../ui/Money.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './PositionStrip.module.css';

interface PositionStripProps {
  readonly position: PositionView;
  /** The asset that margin and gains are counted in. */
  readonly asset: string;
  readonly decimals: number;
}

/** The second dimension of a trade, drawn from the table of positions ([O1]): where its position stands, and in figures. */
export function PositionStrip({ position, asset, decimals }: PositionStripProps) {
  const { status, open, entryPrice, margin, pnl, liquidationPrice, closeReason } = position;
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
      <span className={styles.facts}>
        {!open.isZero() && (
          <span>
            open {formatNumber(open)}
            {entryPrice !== null && ` @ ${formatNumber(entryPrice.toDecimalPlaces(8))}`}
          </span>
        )}
        {!margin.isZero() && (
          <span>
            margin <Money value={margin} decimals={decimals} asset={asset} />
          </span>
        )}
        {liquidationPrice !== null && <span>liquidation at {formatNumber(liquidationPrice)}</span>}
        {closeReason !== null && (
          <span>
            {closeReason.toLowerCase().replaceAll('_', ' ')}{' '}
            <Money value={pnl} decimals={decimals} as="pnl" asset={asset} />
          </span>
        )}
      </span>
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
