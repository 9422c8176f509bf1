import { classNames } from '../../ui/classNames.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { Time } from '../../ui/Time.tsx';
import { barAt, type PriceBars } from './priceBars.ts';
import styles from './PriceTable.module.css';

/** Rows on either side of the moment. */
const NEARBY = 100;

interface PriceTableProps {
  readonly data: PriceBars;
  readonly decimals: number;
  readonly moment: number;
  readonly end: number;
}

/** The chart's data: the bars near the moment. */
export function PriceTable({ data: { bars, stride }, decimals, moment, end }: PriceTableProps) {
  const now = barAt(bars, moment, end);
  const from = Math.max(0, now - NEARBY);
  const shown = bars.slice(from, now + NEARBY + 1);
  const write = (price: number): string => formatNumber(price.toFixed(decimals), decimals);
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>
        {shown.length === bars.length
          ? 'Every bar'
          : `${shown.length} of ${bars.length} bars, those near the moment`}
        {stride > 1 && `, each of ${stride} bars of the data`}
      </caption>
      <thead>
        <tr>
          {['Time', 'Open', 'High', 'Low', 'Close'].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((bar, index) => (
          <tr
            key={bar.time}
            className={classNames(from + index === now && styles.now, from + index > now && styles.later)}
            aria-current={from + index === now ? 'step' : undefined}
          >
            <th scope="row">
              <Time timeMs={Math.round(bar.time * 1000)} />
            </th>
            <td>{write(bar.open)}</td>
            <td>{write(bar.high)}</td>
            <td>{write(bar.low)}</td>
            <td>{write(bar.close)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
