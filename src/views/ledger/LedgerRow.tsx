// Rows stand where they are put, one by one among a million, which those of a <table> cannot; the grid around them listens to the keys.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */
import type { Transaction } from '../../domain/transaction.ts';
import { classNames } from '../../ui/classNames.ts';
import type { CellContext, Column } from './ledgerColumns.tsx';
import styles from './LedgerGrid.module.css';

interface LedgerRowProps {
  readonly id: string;
  /** Place in the table with its head, counted from 1. */
  readonly rowIndex: number;
  readonly top: number;
  readonly line: Transaction;
  readonly columns: readonly Column[];
  readonly context: CellContext;
  /** Where it stands to the moment that is looked at. */
  readonly when: 'past' | 'now' | 'later';
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isHovered: boolean;
  readonly onPick: (line: Transaction) => void;
  readonly onHover: (orderId: string | null) => void;
}

/** One line of the ledger. */
export function LedgerRow(props: LedgerRowProps) {
  const { id, rowIndex, top, line, columns, context, when, isActive, isSelected, isHovered } = props;
  const { onPick, onHover } = props;
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
      {columns.map(({ key, align, look, cell }, index) => (
        <span
          key={key}
          role="gridcell"
          aria-colindex={index + 1}
          className={classNames(
            styles.cell,
            align === 'end' && styles.amount,
            look !== undefined && styles[look],
          )}
        >
          {cell(line, context)}
        </span>
      ))}
    </div>
  );
}
