import { Decimal } from '../money/decimal.ts';
import type { Outcome } from './outcome.ts';

/** A figure of an outcome: what it is called, how it is written, and its value, `null` where there is none. */
export interface OutcomeFigure {
  readonly title: string;
  readonly kind: 'money' | 'percent' | 'count';
  readonly of: (outcome: Outcome) => string | null;
}

/** The figures that tell two outcomes apart, the most telling first. */
export const OUTCOME_FIGURES: readonly OutcomeFigure[] = [
  { title: 'Equity', kind: 'money', of: ({ statistics }) => statistics.equityFinal },
  { title: 'Profit or loss', kind: 'money', of: profitOf },
  { title: 'Return', kind: 'percent', of: ({ statistics }) => statistics.returnPercent },
  { title: 'Fees paid', kind: 'money', of: ({ statistics }) => statistics.feesPaid },
  { title: 'Peak utilisation', kind: 'percent', of: ({ statistics }) => statistics.peakUtilisationPercent },
  { title: 'Largest drawdown', kind: 'percent', of: ({ statistics }) => statistics.maxDrawdownPercent },
  { title: 'Orders', kind: 'count', of: ({ orders }) => String(orders) },
  { title: 'Fills', kind: 'count', of: ({ fills }) => String(fills) },
  { title: 'Ambiguous fills', kind: 'count', of: ({ ambiguous }) => String(ambiguous) },
  { title: 'Trades closed', kind: 'count', of: ({ statistics }) => String(statistics.trades) },
  { title: 'Denials', kind: 'count', of: ({ refusals }) => String(refusals) },
  { title: 'Lines of the ledger', kind: 'count', of: ({ lines }) => String(lines) },
];

/** What one value is more than another, to the last digit of both; `null` where one is missing. */
function differenceOf(from: string | null, to: string | null): string | null {
  if (from === null || to === null) return null;
  return new Decimal(to).minus(from).toFixed(Math.max(decimalsIn(from), decimalsIn(to)));
}

/** How many decimals are written, zeros included. */
function decimalsIn(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}

function profitOf({ statistics: { equityFinal, netDeposits } }: Outcome): string | null {
  return differenceOf(netDeposits, equityFinal);
}
