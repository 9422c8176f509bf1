import { formatUnits } from '../../money/minorUnits.ts';
import { Button } from '../../ui/Button.tsx';
import { Money } from '../../ui/Money.tsx';
import { titleOfType } from '../../ui/TransactionTypeBadge.tsx';
import styles from './BalanceTable.module.css';
import { CAUSE_WORDS, isOwn, type WaterfallStep } from './waterfall.ts';

interface WaterfallTableProps {
  readonly steps: readonly WaterfallStep[];
  readonly decimals: number;
  readonly onMoment: (moment: number) => void;
}

/** The waterfall's data: what each step moved, and the balance after it. */
export function WaterfallTable({ steps, decimals, onMoment }: WaterfallTableProps) {
  const columns = ['available', 'unavailable', 'availableAfter', 'unavailableAfter'] as const;
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>
        The balance before the order, every step of it, and the balance after
      </caption>
      <thead>
        <tr>
          {['Step', 'Moment', 'Line', 'Δ available', 'Δ unavailable', 'Available', 'Unavailable'].map(
            (name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => {
          const { cause, moment, seq } = step;
          return (
            <tr key={`${cause} ${seq} ${moment} ${step.availableAfter}`}>
              <th scope="row">{isOwn(cause) ? titleOfType(cause) : CAUSE_WORDS[cause]}</th>
              <td>
                <Button look="plain" onClick={() => onMoment(moment)}>
                  {moment}
                </Button>
              </td>
              <td>{seq === 0 ? '' : seq}</td>
              {columns.map((column) => (
                <td key={column}>
                  <Money
                    value={formatUnits(step[column], decimals)}
                    decimals={decimals}
                    as={column === 'available' || column === 'unavailable' ? 'change' : 'balance'}
                  />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
