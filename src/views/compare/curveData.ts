import { accountSeries, assetSeries } from '../../journal/balanceSeries.ts';
import { equitySeries } from '../../scenario/equitySeries.ts';
import { downsample } from '../../ui/downsample.ts';
import { formatNumber, paddedDecimalsOf } from '../../ui/formatNumber.ts';
import type { Comparison, Side } from './useComparison.ts';

/** A value of one side through its moments: from each of `moments` on it is the one of `values`. */
export interface Curve {
  readonly letter: Side['letter'];
  readonly moments: readonly number[];
  readonly values: readonly number[];
  /** The last moment of its side. */
  readonly end: number;
}

/** Curves that are drawn over each other. */
export interface CurvePanel {
  readonly title: string;
  /** As many as its values are padded to, where they are. */
  readonly decimals: number | undefined;
  readonly curves: readonly Curve[];
}

const MOST_POINTS = 800;
/** A double beyond these owes its digits to its binary form. */
const MOST_DECIMALS = 8;
/** The choice of equity and of all balances together; no asset is called so. */
export const EQUITY = ' equity';
export const WHOLE = ' whole';

/** What can be drawn: equity, the whole account, and every asset that either knows. */
export function subjectsOf({ left, right }: Comparison): readonly { value: string; title: string }[] {
  const codes = [left, right].flatMap(({ player }) => player.journal.header.assets.map(({ code }) => code));
  return [
    { value: EQUITY, title: 'Equity' },
    { value: WHOLE, title: 'Whole account' },
    ...Array.from(new Set(codes), (code) => ({ value: code, title: code })),
  ];
}

/** The panels of a subject: equity by itself, else what is available and what is not. */
export function panelsOf({ left, right }: Comparison, subject: string): readonly CurvePanel[] {
  const measured = subject === EQUITY || subject === WHOLE ? quoteOf(left) : subject;
  const decimals = paddedDecimalsOf(
    [left, right].flatMap(({ player }) => player.journal.header.assets),
    measured,
  );
  if (subject === EQUITY) {
    const curves = [left, right].map((side) => {
      const { moments, values } = equitySeries(side.player.journal);
      return thinned(side, moments, values);
    });
    return [{ title: 'Equity', decimals, curves }];
  }
  const parts = [left, right].map((side) => {
    const { journal, balances } = side.player;
    const { length } = journal.entries;
    const account = journal.header.accounts[0]?.id ?? '';
    const { moments, available, unavailable } =
      subject === WHOLE
        ? accountSeries(journal, account, quoteOf(side), length, balances.opensOf)
        : assetSeries(journal, account, subject, length);
    return { side, moments, available, unavailable };
  });
  return [
    {
      title: 'Available',
      decimals,
      curves: parts.map(({ side, moments, available }) => thinned(side, moments, available)),
    },
    {
      title: 'Unavailable',
      decimals,
      curves: parts.map(({ side, moments, unavailable }) => thinned(side, moments, unavailable)),
    },
  ];
}

/** What a side is measured in. */
export function quoteOf({ player }: Side): string {
  const { pairs, assets } = player.journal.header;
  return pairs[0]?.quote.code ?? assets[0]?.code ?? '';
}

/** The value at a moment, nothing before the first and beyond the end. */
export function valueAt({ moments, values, end }: Curve, moment: number): number | null {
  if (moment > end) return null;
  const index = moments.findLastIndex((each) => each <= moment);
  return values[index] ?? 0;
}

/** A value of a panel as it is read; `null` is beyond the end. */
export function writtenIn({ decimals }: Pick<CurvePanel, 'decimals'>, value: number | null): string {
  if (value === null) return 'ended';
  if (decimals !== undefined) return formatNumber(value.toFixed(decimals), decimals);
  return formatNumber(value.toFixed(MOST_DECIMALS).replace(/\.?0+$/, ''));
}

function thinned({ letter, player }: Side, moments: ArrayLike<number>, values: ArrayLike<number>): Curve {
  const kept = downsample([values], MOST_POINTS);
  return {
    letter,
    moments: Array.from(kept, (index) => moments[index] ?? 0),
    values: Array.from(kept, (index) => values[index] ?? 0),
    end: player.journal.entries.length,
  };
}
