import { Decimal } from '../money/decimal.ts';
import { formatNumber, type SignDisplay } from './formatNumber.ts';

const PERCENT_DECIMALS = 2;

/** A figure as it stands in a table: percentages rounded, all else as it is; a dash where there is none. */
export function figureText(
  kind: 'money' | 'percent' | 'count',
  value: string | null,
  sign: SignDisplay = 'minus',
): string {
  if (value === null) return '–';
  if (kind !== 'percent') return formatNumber(value, value.split('.')[1]?.length ?? 0, sign);
  return `${formatNumber(new Decimal(value).toFixed(PERCENT_DECIMALS), PERCENT_DECIMALS, sign)} %`;
}

/** Whether a figure is other than zero. */
export function isOther(value: string | null): boolean {
  return value !== null && /[1-9]/.test(value);
}
