import type { Decimal } from '../money/decimal.ts';
import { LOCALE } from './locale.ts';

/** A number exactly as it is: a Decimal or its plain text; never a float. */
export type ExactNumber = Decimal | string;

/** Which sign is written: `minus` only below zero, `always` also above it. */
export type SignDisplay = 'minus' | 'always' | 'never';

const FORMATS = new Map<string, Intl.NumberFormat>();
const MAX_FRACTION = 20;
const MOST_PADDED = 4;

function formatOf(fewest: number, most: number): Intl.NumberFormat {
  const key = `${fewest} ${most}`;
  const known = FORMATS.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(LOCALE, {
    minimumFractionDigits: fewest,
    maximumFractionDigits: most,
    signDisplay: 'never',
  });
  FORMATS.set(key, made);
  return made;
}

/**
 * A number in the reader's writing, exactly: Intl reads the digits as text, so nothing is rounded through a float.
 * `decimals` asks for that many; without it as many as the number has (at most 20).
 */
export function formatNumber(value: ExactNumber, decimals?: number, sign: SignDisplay = 'minus'): string {
  const text = typeof value === 'string' ? value : value.toFixed();
  const negative = text.startsWith('-');
  const digits = negative ? text.slice(1) : text;
  const own = digits.split('.')[1]?.length ?? 0;
  const format =
    decimals === undefined ? formatOf(0, Math.min(own, MAX_FRACTION)) : formatOf(decimals, decimals);
  // Intl reads a text as an exact decimal; its type knows only numbers and bigints.
  const written = format.format(digits as unknown as bigint);
  const isZero = /^[0.]*$/.test(digits);
  if (isZero || sign === 'never') return written;
  if (negative) return `−${written}`;
  return sign === 'always' ? `+${written}` : written;
}

/** A number with as many decimals as are written, zeros included. */
export function formatWritten(text: string, sign?: SignDisplay): string {
  return formatNumber(text, text.split('.')[1]?.length ?? 0, sign);
}

/** The decimals that amounts of an asset are padded to: cents are, the many decimals of a coin only as far as they say something. */
export function paddedDecimals(decimals: number | undefined): number | undefined {
  return decimals !== undefined && decimals <= MOST_PADDED ? decimals : undefined;
}

/** {@link paddedDecimals} of an asset among these. */
export function paddedDecimalsOf(
  assets: readonly { readonly code: string; readonly decimals: number }[],
  asset: string,
): number | undefined {
  return paddedDecimals(assets.find(({ code }) => code === asset)?.decimals);
}

/** A number with its unit: `1,234.50 USD`. */
export function formatAmount(value: ExactNumber, asset: string, decimals?: number): string {
  return `${formatNumber(value, decimals)} ${asset}`;
}

/** A percentage with at most one decimal: `59.8 %`. */
export function formatPercent(value: Decimal): string {
  return `${formatNumber(value.toDecimalPlaces(1))} %`;
}
