import type { Balance } from '../../domain/balance.ts';
import { classNames } from '../../ui/classNames.ts';
import { formatPercent } from '../../ui/formatNumber.ts';
import { Money } from '../../ui/Money.tsx';
import { Time } from '../../ui/Time.tsx';
import styles from './BalanceTable.module.css';

/** Rows on either side of the moment; the ledger has every change. */
const NEARBY = 100;

interface BalanceTableProps {
  /** The moments at which something changes, ascending. */
  readonly moments: Float64Array;
  readonly moment: number;
  readonly decimals: number;
  readonly balanceAt: (moment: number) => Balance;
  readonly timeAt: (moment: number) => number;
}

/** The chart's data: the balance after each change near the moment. */
export function BalanceTable({ moments, moment, decimals, balanceAt, timeAt }: BalanceTableProps) {
  const now = moments.findLastIndex((each) => each <= moment);
  const from = Math.max(0, now - NEARBY);
  const shown = Array.from(moments.subarray(from, now + NEARBY + 1));
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>
        {shown.length === moments.length
          ? 'The balance after every change'
          : `${shown.length} of ${moments.length} changes, those near the moment`}
      </caption>
      <thead>
        <tr>
          <th scope="col">Moment</th>
          <th scope="col">Time</th>
          <th scope="col">Available</th>
          <th scope="col">Unavailable</th>
          <th scope="col">Total</th>
          <th scope="col">Utilisation</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((at, index) => {
          const balance = balanceAt(at);
          return (
            <tr
              key={at}
              className={classNames(from + index === now && styles.now, at > moment && styles.later)}
              aria-current={from + index === now ? 'step' : undefined}
            >
              <th scope="row">{at}</th>
              <td>
                <Time timeMs={timeAt(at)} />
              </td>
              {[balance.available, balance.unavailable, balance.total].map((value, column) => (
                // The three amounts have no name but their column.
                // oxlint-disable-next-line react/no-array-index-key
                <td key={column}>
                  <Money value={value.toDecimalPlaces(decimals)} decimals={decimals} />
                </td>
              ))}
              <td>{formatPercent(balance.utilisation)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
