import { Decimal } from '../../money/decimal.ts';
import type { Outcome } from '../../scenario/outcome.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { quoteOf } from './curveData.ts';
import styles from './CompareView.module.css';
import { SideBadge } from './SideBadge.tsx';
import type { Comparison } from './useComparison.ts';

interface Row {
  readonly title: string;
  readonly unit: string;
  /** `null` where there is none. */
  readonly of: (outcome: Outcome) => string | null;
}

const money = (title: string, of: Row['of']): Row => ({ title, unit: 'money', of });
const percent = (title: string, of: Row['of']): Row => ({ title, unit: '%', of });
const count = (title: string, of: (outcome: Outcome) => number): Row => ({
  title,
  unit: '',
  of: (outcome) => String(of(outcome)),
});

const ROWS: readonly Row[] = [
  money('Equity', ({ statistics }) => statistics.equityFinal),
  money('Profit or loss', ({ statistics: { equityFinal, netDeposits } }) =>
    new Decimal(equityFinal).minus(netDeposits).toFixed(decimalsIn(equityFinal)),
  ),
  percent('Return', ({ statistics }) => statistics.returnPercent),
  money('Fees paid', ({ statistics }) => statistics.feesPaid),
  percent('Peak utilisation', ({ statistics }) => statistics.peakUtilisationPercent),
  percent('Largest drawdown', ({ statistics }) => statistics.maxDrawdownPercent),
  count('Orders', ({ orders }) => orders),
  count('Fills', ({ fills }) => fills),
  count('Ambiguous fills', ({ ambiguous }) => ambiguous),
  count('Trades closed', ({ statistics }) => statistics.trades),
  count('Refusals', ({ refusals }) => refusals),
  count('Lines of the ledger', ({ lines }) => lines),
];
const PERCENT_DECIMALS = 2;

/** The final figures of both, and how far B is from A. */
export function OutcomeTable({ comparison: { left, right } }: { readonly comparison: Comparison }) {
  const quotes = [quoteOf(left), quoteOf(right)];
  const isOneQuote = quotes[0] === quotes[1];
  return (
    <table className={styles.figures}>
      <caption className={styles.hidden}>
        {isOneQuote ? `Money in ${quotes[0]}` : 'Money in the quote of each'}
      </caption>
      <thead>
        <tr>
          <th scope="col">{isOneQuote ? quotes[0] : 'Figure'}</th>
          <th scope="col">
            <SideBadge letter="A" />
          </th>
          <th scope="col">
            <SideBadge letter="B" />
          </th>
          <th scope="col">B − A</th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map((row) => {
          const [one, other] = [row.of(left.outcome), row.of(right.outcome)];
          // Amounts of two assets have no difference.
          const isComparable = row.unit !== 'money' || isOneQuote;
          const difference =
            one === null || other === null || !isComparable
              ? null
              : new Decimal(other).minus(one).toFixed(Math.max(decimalsIn(one), decimalsIn(other)));
          return (
            <tr key={row.title}>
              <th scope="row">{row.title}</th>
              <td>{write(row, one, isOneQuote ? '' : quotes[0])}</td>
              <td>{write(row, other, isOneQuote ? '' : quotes[1])}</td>
              <td className={difference !== null && /[1-9]/.test(difference) ? styles.differs : styles.same}>
                {difference === null
                  ? '–'
                  : /[1-9]/.test(difference)
                    ? write(row, difference, '', 'always')
                    : 'the same'}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function write({ unit }: Row, value: string | null, quote = '', sign: 'minus' | 'always' = 'minus'): string {
  if (value === null) return '–';
  if (unit === '%')
    return `${formatNumber(new Decimal(value).toFixed(PERCENT_DECIMALS), PERCENT_DECIMALS, sign)} %`;
  const written = formatNumber(value, decimalsIn(value), sign);
  return unit === 'money' && quote !== '' ? `${written} ${quote}` : written;
}

function decimalsIn(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}
