import { Decimal } from '../money/decimal.ts';
import { formatNumber, formatWritten } from './formatNumber.ts';

type FigureKind = 'money' | 'percent' | 'count';

const PERCENT_DECIMALS = 2;

/** A figure as it stands in a table: percentages rounded, all else as it is; a dash where there is none. */
export function figureText(kind: FigureKind, value: string | null): string {
  if (value === null) return '–';
  if (kind !== 'percent') return formatWritten(value);
  return `${formatNumber(new Decimal(value).toFixed(PERCENT_DECIMALS), PERCENT_DECIMALS)} %`;
}

/** How far a figure is from another, `null` where they are the same: of percentages in points, between what is written of both. */
export function differenceText(kind: FigureKind, from: string, to: string): string | null {
  const difference = new Decimal(to).minus(from);
  if (difference.isZero()) return null;
  if (kind !== 'percent') {
    const decimals = Math.max(...[from, to].map((text) => text.split('.')[1]?.length ?? 0));
    return formatNumber(difference.toFixed(decimals), decimals, 'always');
  }
  const written = new Decimal(new Decimal(to).toFixed(PERCENT_DECIMALS)).minus(
    new Decimal(from).toFixed(PERCENT_DECIMALS),
  );
  if (written.isZero()) return 'under 0.01 pp';
  return `${formatNumber(written.toFixed(PERCENT_DECIMALS), PERCENT_DECIMALS, 'always')} pp`;
}
