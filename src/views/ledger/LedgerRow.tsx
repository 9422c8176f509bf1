// Rows stand where they are put, one by one among a million, which those of a <table> cannot; the grid around them listens to the keys.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */
import { TRANSACTION_TYPES, type Transaction } from '../../domain/transaction.ts';
import { classNames } from '../../ui/classNames.ts';
import { Money } from '../../ui/Money.tsx';
import { Time } from '../../ui/Time.tsx';
import { TransactionTypeBadge } from '../../ui/TransactionTypeBadge.tsx';
import styles from './LedgerGrid.module.css';

interface LedgerRowProps {
  readonly id: string;
  /** Place in the table with its head, counted from 1. */
  readonly rowIndex: number;
  readonly top: number;
  readonly line: Transaction;
  readonly decimals: number;
  /** Where it stands to the moment that is looked at. */
  readonly when: 'past' | 'now' | 'later';
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isHovered: boolean;
  /** The times it stands among, where they say how much of its own has to be told. */
  readonly timesAmong: readonly [firstMs: number, lastMs: number] | undefined;
  readonly showsAccount: boolean;
  readonly onPick: (line: Transaction) => void;
  readonly onHover: (orderId: string | null) => void;
}

/** One line of the ledger. */
export function LedgerRow(props: LedgerRowProps) {
  const { id, rowIndex, top, line, decimals, when, isActive, isSelected, isHovered } = props;
  const { timesAmong, showsAccount, onPick, onHover } = props;
  return (
    <div
      id={id}
      role="row"
      tabIndex={-1}
      aria-rowindex={rowIndex}
      aria-selected={isActive}
      aria-current={when === 'now' ? 'step' : undefined}
      className={classNames(
        styles.row,
        styles[when],
        isSelected && styles.selected,
        isHovered && styles.hovered,
        isActive && styles.active,
      )}
      style={{ transform: `translateY(${top}px)` }}
      title={line.description}
      onClick={() => onPick(line)}
      onPointerEnter={() => onHover(line.order)}
      onPointerLeave={() => onHover(null)}
    >
      <span role="gridcell" className={styles.number}>
        {line.seq}
      </span>
      <span role="gridcell" className={styles.time}>
        <Time timeMs={line.timeMs} among={timesAmong} />
      </span>
      <span role="gridcell" className={styles.type}>
        <TransactionTypeBadge type={line.type} family={TRANSACTION_TYPES[line.type].family} />
      </span>
      <span role="gridcell">{line.order ?? ''}</span>
      {showsAccount && (
        <span role="gridcell" className={styles.account}>
          {line.account}
        </span>
      )}
      <span role="gridcell">{line.asset}</span>
      <span role="gridcell" className={styles.amount}>
        <Money value={line.available} decimals={decimals} as="change" />
      </span>
      <span role="gridcell" className={classNames(styles.amount, styles.held)}>
        <Money value={line.unavailable} decimals={decimals} as="change" />
      </span>
      <span role="gridcell" className={classNames(styles.amount, styles.balance)}>
        <Money value={line.availableAfter} decimals={decimals} />
      </span>
      <span role="gridcell" className={classNames(styles.amount, styles.held, styles.balance)}>
        <Money value={line.unavailableAfter} decimals={decimals} />
      </span>
      <span role="gridcell" className={styles.description}>
        {line.description}
      </span>
    </div>
  );
}
