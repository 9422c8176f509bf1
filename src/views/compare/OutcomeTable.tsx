import { OUTCOME_FIGURES } from '../../scenario/outcomeFigures.ts';
import { differenceText, figureText } from '../../ui/figureText.ts';
import styles from './CompareView.module.css';
import { quoteOf } from './curveData.ts';
import { SideBadge } from './SideBadge.tsx';
import type { Comparison } from './useComparison.ts';

/** The final figures of both, and how far B is from A. */
export function OutcomeTable({ comparison: { left, right } }: { readonly comparison: Comparison }) {
  const quotes = [quoteOf(left), quoteOf(right)] as const;
  // Amounts of two assets have no difference.
  const isOneQuote = quotes[0] === quotes[1];
  return (
    <table className={styles.figures}>
      <caption className={styles.hidden}>Money in {isOneQuote ? quotes[0] : 'the quote of each'}</caption>
      <thead>
        <tr>
          <th scope="col">{isOneQuote ? quotes[0] : 'Figure'}</th>
          <th scope="col">
            <SideBadge letter="A" /> {!isOneQuote && quotes[0]}
          </th>
          <th scope="col">
            <SideBadge letter="B" /> {!isOneQuote && quotes[1]}
          </th>
          <th scope="col">B − A</th>
        </tr>
      </thead>
      <tbody>
        {OUTCOME_FIGURES.map(({ title, kind, of }) => {
          const [one, other] = [of(left.outcome), of(right.outcome)];
          const isMissing = one === null || other === null || (kind === 'money' && !isOneQuote);
          const difference = isMissing ? '–' : (differenceText(kind, one, other) ?? 'the same');
          return (
            <tr key={title}>
              <th scope="row">{title}</th>
              <td>{figureText(kind, one)}</td>
              <td>{figureText(kind, other)}</td>
              <td className={/\d/.test(difference) ? styles.differs : styles.same}>{difference}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
