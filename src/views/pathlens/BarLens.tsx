import type { BarFill, BarOutcome, LensAnswer } from '../../scenario/pathLens.ts';
import { Decimal } from '../../money/decimal.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { formatTime } from '../../ui/formatTime.ts';
import { LensTable, type LensRow } from './LensTable.tsx';
import styles from './PathLens.module.css';
import { POLICY_WORDS, type Policy } from './policies.ts';
import { WalkPicture } from './WalkPicture.tsx';
import { walkLayout } from './walkLayout.ts';

interface BarLensProps {
  readonly answers: readonly LensAnswer[];
  readonly inUse: Policy;
}

/** One bar: its four walks, what each met, and what came of it. */
export function BarLens({ answers, inUse }: BarLensProps) {
  const found = answers.flatMap(({ policy, bar }) => (bar === null ? [] : { policy, outcome: bar }));
  const [first] = found;
  if (first === undefined) return null;
  const { outcome } = first;
  const { hidden } = walkLayout(outcome, 0, 1);
  return (
    <>
      <p className={styles.verdict}>
        <strong>
          {outcome.pair}, {formatTime(outcome.timeMs)}.
        </strong>{' '}
        {found.length === 4 && verdictOf(found.map((each) => each.outcome))}
      </p>
      <div className={styles.walks}>
        {found.map(({ policy, outcome: each }) => (
          <section
            key={policy}
            className={styles.walkCard}
            aria-label={`Walked ${POLICY_WORDS[policy].title}`}
          >
            <h3 className={styles.policy}>
              {POLICY_WORDS[policy].title}
              {policy === inUse && <span className={styles.inUse}>in use</span>}
            </h3>
            <p className={styles.words}>{POLICY_WORDS[policy].words}</p>
            <WalkPicture outcome={each} />
            <Fills outcome={each} />
          </section>
        ))}
      </div>
      {hidden > 0 && (
        <p className={styles.note}>
          {hidden === 1 ? 'One level lies' : `${hidden} levels lie`} too far off to be drawn.
        </p>
      )}
      <LensTable
        caption={`What came of the bar, in ${outcome.quote}`}
        rows={rowsOf(found.map((each) => each.outcome))}
        columns={found.map(({ policy }) => policy)}
        inUse={inUse}
      />
    </>
  );
}

/** Whether it matters how the bar is walked. */
function verdictOf(outcomes: readonly BarOutcome[]): string {
  const results = new Set(
    outcomes.map(({ fills, balances, orders, fees, pnl }) =>
      JSON.stringify([
        fills.map(({ order, reason, price, volume }) => [order, reason, price, volume].join(' ')).toSorted(),
        balances,
        orders,
        fees,
        pnl,
      ]),
    ),
  );
  if (new Set(outcomes.flatMap(({ walk }) => walk)).size === 1) return 'One price: there is only one way.';
  if (results.size === 1) return 'However it is walked, the same comes of it.';
  return `It matters how it is walked: ${results.size} different things come of it.`;
}

function Fills({ outcome }: { readonly outcome: BarOutcome }) {
  const { fills } = outcome;
  if (fills.length === 0) return <p className={styles.words}>Nothing is met.</p>;
  return (
    <ol className={styles.fills}>
      {fills.map((fill, index) => (
        // Two may be alike.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={`${index} ${fill.order}`}>
          {fillWords(fill, outcome)}
          {fill.ambiguous && (
            <span className={styles.ambiguous} title="On another path it would have come otherwise">
              ? ambiguous
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

const REASONS: Readonly<Record<NonNullable<BarFill['reason']>, string>> = {
  MANUAL: 'closed',
  STOP_LOSS: 'stop loss',
  TAKE_PROFIT: 'take profit',
  LIQUIDATION: 'liquidation',
  END_OF_RUN: 'closed',
};

function fillWords({ order, reason, buys, volume, price }: BarFill, { priceDecimals }: BarOutcome): string {
  const at = formatNumber(new Decimal(price).div(new Decimal(10).pow(priceDecimals)));
  const why = reason === null ? '' : `${REASONS[reason]}, `;
  return `${order} ${why}${buys ? 'buys' : 'sells'} ${formatNumber(volume)} at ${at}`;
}

/** The figures of the bar, a row each. */
function rowsOf(outcomes: readonly BarOutcome[]): readonly LensRow[] {
  const [first] = outcomes;
  if (first === undefined) return [];
  const asked = first.balances.filter(({ asset, account }) =>
    outcomes.some(({ balances }) =>
      balances.some(
        (each) =>
          each.asset === asset && each.account === account && /[1-9]/.test(each.available + each.unavailable),
      ),
    ),
  );
  const accounts = new Set(first.balances.map(({ account }) => account)).size;
  const orders = Array.from(new Set(outcomes.flatMap((each) => each.orders.map(({ id }) => id))));
  return [
    { title: 'Fills', kind: 'count', values: outcomes.map(({ fills }) => String(fills.length)) },
    { title: 'Fees', kind: 'money', values: outcomes.map(({ fees }) => fees) },
    { title: 'Gain or loss', kind: 'money', values: outcomes.map(({ pnl }) => pnl) },
    { title: 'Equity after it', kind: 'money', values: outcomes.map(({ equity }) => equity) },
    ...asked.flatMap(({ account, asset }): LensRow[] =>
      (['available', 'unavailable'] as const).map((part) => ({
        title: `${asset} ${part}${accounts > 1 ? ` of ${account}` : ''}`,
        kind: 'money',
        values: outcomes.map(
          ({ balances }) =>
            balances.find((each) => each.account === account && each.asset === asset)?.[part] ?? null,
        ),
      })),
    ),
    ...orders.map((id): LensRow => ({
      title: `${id} ends`,
      kind: 'words',
      values: outcomes.map((each) => {
        const order = each.orders.find((other) => other.id === id);
        return order === undefined ? 'not there' : stateWords(order);
      }),
    })),
  ];
}

function stateWords({ status, position, filled }: BarOutcome['orders'][number]): string {
  const entry = `${wordsOf(status)}, filled ${formatNumber(filled)}`;
  return position === null || position === 'NONE'
    ? entry
    : `${wordsOf(status)}, position ${wordsOf(position)}`;
}

function wordsOf(name: string): string {
  return name.toLowerCase().replaceAll('_', ' ');
}
