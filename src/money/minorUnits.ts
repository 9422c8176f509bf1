import { Decimal, ZERO } from './decimal.ts';

declare const unit: unique symbol;

/** An amount or a volume in minor units of its asset (10^-decimals each) ([M1]). */
export type Minor = bigint & { readonly [unit]?: 'minor' };
/** A rate or a fee amount in units of 1e-12 ([M1]). */
export type Rate = bigint & { readonly [unit]?: 'rate' };
/** A price in whole price units of its pair (10^-priceDecimals each); a safe integer, so that candles can share it ([M1], [M5]). */
export type Price = number & { readonly [unit]?: 'price' };

/** Decimals of a {@link Rate}. */
export const RATE_DECIMALS = 12;
/** The largest number of decimals an asset or a price may have. */
export const MAX_DECIMALS = 12;
/** Largest amount the journal can hold, in minor units: a signed 64-bit integer. */
export const MAX_MINOR: Minor = 2n ** 63n - 1n;
/** Largest price, in price units: the largest whole number that a double holds exactly. */
export const MAX_PRICE: Price = Number.MAX_SAFE_INTEGER;
/** The same to compare whole numbers of any size with. */
export const MAX_PRICE_UNITS = BigInt(MAX_PRICE);

const PLAIN_DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Whether the text is a plain decimal number: digits, at most one point, no exponent, no sign but a leading minus. */
export function isPlainDecimal(text: string): boolean {
  return PLAIN_DECIMAL.test(text);
}

/** 10 to the power of `exponent`, a whole number ≥ 0. */
export function pow10(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}
const POWERS: readonly bigint[] = Array.from({ length: 40 }, (_, exponent) => 10n ** BigInt(exponent));

/** Number of decimals that a plain decimal text needs, trailing zeros left out: `"0.10"` gives 1. */
export function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  if (point < 0) return 0;
  let end = text.length;
  while (text[end - 1] === '0') end -= 1;
  return Math.max(0, end - point - 1);
}

/** A plain decimal text as whole units of 10^-decimals; `null` when it needs more decimals than that. */
export function parseUnits(text: string, decimals: number): bigint | null {
  if (decimalsOf(text) > decimals) return null;
  return truncateUnits(text, decimals);
}

/** A plain decimal text as whole units of 10^-decimals, digits beyond cut off (towards zero). */
export function truncateUnits(text: string, decimals: number): bigint {
  const negative = text.startsWith('-');
  const point = text.indexOf('.');
  const whole = text.slice(negative ? 1 : 0, point < 0 ? undefined : point);
  const fraction = point < 0 ? '' : text.slice(point + 1, point + 1 + decimals);
  const digits = whole + fraction.padEnd(decimals, '0');
  // Read as a double while that is exact, which is several times faster.
  const units = BigInt(digits.length <= EXACT_DIGITS ? Number(digits) : digits);
  return negative ? -units : units;
}
/** So many digits are below 2^53 whatever they are. */
const EXACT_DIGITS = 15;

/** Units of 10^-decimals as a text with exactly `decimals` decimals: `formatUnits(4n, 2)` gives `"0.04"`. */
export function formatUnits(units: bigint, decimals: number): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  const text = decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return negative ? `-${text}` : text;
}

/** Units of 10^-decimals as the shortest text: `formatShortest(120n, 2)` gives `"1.2"`. */
export function formatShortest(units: bigint, decimals: number): string {
  const text = formatUnits(units, decimals);
  if (decimals === 0) return text;
  let end = text.length;
  while (text[end - 1] === '0') end -= 1;
  return text.slice(0, text[end - 1] === '.' ? end - 1 : end);
}

/** A plain decimal text with its thousands set apart by commas, as English sentences have it; other texts as they are. */
export function grouped(text: string): string {
  if (!isPlainDecimal(text)) return text;
  const [whole = '', fraction] = text.split('.');
  const groups = whole.replaceAll(/\B(?=(?:\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

/** Units of 10^-decimals as a Decimal, exactly. */
export function toDecimal(units: bigint, decimals: number): Decimal {
  return units === 0n ? ZERO : new Decimal(formatUnits(units, decimals));
}

/** Whether a signed 64-bit integer holds the amount ([M1]). */
export function fitsMinor(units: bigint): boolean {
  return BigInt.asIntN(64, units) === units;
}
