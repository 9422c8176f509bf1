import { heldAsset } from '../../store/heldAsset.ts';
import type { Run } from '../../store/run.ts';
import { Decimal } from '../../money/decimal.ts';
import { formatNumber, formatWritten } from '../../ui/formatNumber.ts';

type Statistics = Run['statistics'];
type Kind = 'money' | 'percent' | 'ratio' | 'count' | 'days';

/** A figure of a run: what it is called and means, and why there may be none. */
export interface Figure {
  readonly title: string;
  readonly help: string;
  readonly kind: Kind;
  readonly of: (statistics: Statistics, run: Run) => string | null;
  /** Why it is not defined where it is not. */
  readonly missing: string;
  /** Its meaning stands below it always, for it is easily taken for another. */
  readonly isTold?: boolean;
  /** Written with a sign, and coloured by it. */
  readonly isResult?: boolean;
}

/** Figures that belong together. */
export interface FigureGroup {
  readonly title: string;
  readonly figures: readonly Figure[];
}

const NO_TRADES = 'No trade has been closed.';
const TOO_SHORT = 'The run is too short, or equity never changed.';

/** Every figure, the most telling first. */
export const FIGURES: readonly FigureGroup[] = [
  {
    title: 'Result',
    figures: [
      {
        title: 'Return',
        help: 'Final equity less what was deposited, as a share of that',
        kind: 'percent',
        of: ({ returnPercent }) => returnPercent,
        missing: 'Nothing was deposited.',
        isResult: true,
      },
      {
        title: 'Return if held',
        help: 'What the deposit would have returned, had it bought the asset at the first open and kept it to the last close, without fees',
        kind: 'percent',
        of: (_, run) => heldAsset(run)?.returnPercent.toFixed() ?? null,
        missing: 'No bar was run.',
        isResult: true,
      },
      {
        title: 'Final equity',
        help: 'Balances and open positions at the last prices',
        kind: 'money',
        of: ({ equityFinal }) => equityFinal,
        missing: '',
      },
      {
        title: 'Return a year',
        help: 'Compound annual growth',
        kind: 'percent',
        of: ({ cagrPercent }) => cagrPercent,
        missing: 'The run is shorter than a day.',
        isResult: true,
      },
      {
        title: 'Fees paid',
        help: 'All fees of the run',
        kind: 'money',
        of: ({ feesPaid }) => feesPaid,
        missing: '',
      },
    ],
  },
  {
    title: 'Risk',
    figures: [
      {
        title: 'Largest drawdown',
        help: 'The deepest fall of equity from its highest point before',
        kind: 'percent',
        of: ({ maxDrawdownPercent }) => maxDrawdownPercent,
        missing: 'There was no equity to fall.',
      },
      {
        title: 'Its length',
        help: 'From that highest point until equity came back to it, or the end',
        kind: 'days',
        of: ({ maxDrawdownDays }) => maxDrawdownDays,
        missing: 'There was no equity to fall.',
      },
      {
        title: 'Sharpe',
        help: 'Mean return of a bar over its standard deviation, a year',
        kind: 'ratio',
        of: ({ sharpe }) => sharpe,
        missing: TOO_SHORT,
      },
      {
        title: 'Sortino',
        help: 'As Sharpe, over the losses only',
        kind: 'ratio',
        of: ({ sortino }) => sortino,
        missing: 'The run is too short, or no bar lost anything.',
      },
      {
        title: 'Calmar',
        help: 'Return a year over the largest drawdown',
        kind: 'ratio',
        of: ({ calmar }) => calmar,
        missing: 'The run is shorter than a day, or equity never fell.',
      },
      {
        title: 'Peak utilisation',
        help: 'The most of the balances that was unavailable at any moment, even within a bar',
        kind: 'percent',
        of: ({ peakUtilisationPercent }) => peakUtilisationPercent,
        missing: '',
        isTold: true,
      },
      {
        title: 'Mean utilisation',
        help: 'How much of them was unavailable at the closes of bars, on average',
        kind: 'percent',
        of: ({ meanUtilisationPercent }) => meanUtilisationPercent,
        missing: 'No bar was shown.',
        isTold: true,
      },
      {
        title: 'Exposure',
        help: 'Bars at whose close something other than the quote was held',
        kind: 'percent',
        of: ({ exposurePercent }) => exposurePercent,
        missing: 'No bar was shown.',
      },
    ],
  },
  {
    title: 'Trades',
    figures: [
      {
        title: 'Trades closed',
        help: 'Closes, and sales of what was bought',
        kind: 'count',
        of: ({ trades }) => String(trades),
        missing: '',
      },
      {
        title: 'Winning',
        help: 'Trades with a gain after fees',
        kind: 'percent',
        of: ({ winRatePercent }) => winRatePercent,
        missing: NO_TRADES,
      },
      {
        title: 'Profit factor',
        help: 'All gains over all losses',
        kind: 'ratio',
        of: ({ profitFactor }) => profitFactor,
        missing: 'No trade has lost anything.',
      },
      {
        title: 'Average trade',
        help: 'Mean result after fees',
        kind: 'money',
        of: ({ averageTrade }) => averageTrade,
        missing: NO_TRADES,
        isResult: true,
      },
      {
        title: 'Expectancy',
        help: 'Mean result after fees, as a share of the value at entry',
        kind: 'percent',
        of: ({ expectancyPercent }) => expectancyPercent,
        missing: NO_TRADES,
        isResult: true,
      },
      {
        title: 'Turnover',
        help: 'Value of all executions over mean equity',
        kind: 'ratio',
        of: ({ turnover }) => turnover,
        missing: 'There was no equity.',
      },
      {
        title: 'By assumption',
        help: 'Share of gains and losses that depended on the path inside a bar',
        kind: 'percent',
        of: ({ ambiguousPnlPercent }) => ambiguousPnlPercent,
        missing: 'No trade gained or lost anything.',
      },
      {
        title: 'Bars',
        help: 'Bars that the market showed',
        kind: 'count',
        of: ({ bars }) => String(bars),
        missing: '',
      },
    ],
  },
];

const SHOWN_DECIMALS: Readonly<Record<Exclude<Kind, 'money'>, number>> = {
  percent: 2,
  ratio: 2,
  count: 0,
  days: 1,
};
const UNITS: Readonly<Record<Kind, string>> = {
  percent: ' %',
  ratio: '',
  count: '',
  days: ' days',
  money: '',
};

/** A figure as people read it: rounded, in its unit, with a sign where it is a result. */
export function writeFigure({ kind, isResult = false }: Figure, value: string): string {
  const sign = isResult ? 'always' : 'minus';
  if (kind === 'money') return formatWritten(value, sign);
  const decimals = SHOWN_DECIMALS[kind];
  return formatNumber(new Decimal(value).toFixed(decimals), decimals, sign) + UNITS[kind];
}

/** A result in percent by itself. */
export function writePercent(value: string): string {
  return formatNumber(new Decimal(value).toFixed(2), 2, 'always') + UNITS.percent;
}

/** Whether a result is a gain (1), a loss (-1) or neither. */
export function signOf(value: string): -1 | 0 | 1 {
  if (!/[1-9]/.test(value)) return 0;
  return value.startsWith('-') ? -1 : 1;
}
