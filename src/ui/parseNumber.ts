import { DECIMAL_SIGN, GROUP_SIGN } from './locale.ts';

interface Signs {
  readonly decimal: string;
  readonly group: string;
}

/**
 * What a person typed as a plain decimal text, or `null` when it is no number. It takes the signs of the reader's language, and where
 * only one reading makes sense also the other's: `0,5` is a half everywhere, `48.000,5` too; `48,000` follows the language.
 */
export function parseNumber(
  typed: string,
  signs: Signs = { decimal: DECIMAL_SIGN, group: GROUP_SIGN },
): string | null {
  const text = typed.replaceAll(/[\s\u00A0\u202F'’_]/g, '').replace(/^−/, '-');
  if (!/^[-+]?[\d.,]+$/.test(text) || !/\d/.test(text)) return null;
  const negative = text.startsWith('-');
  const digits = text.replace(/^[-+]/, '');
  const decimal = decimalSignOf(digits, signs);
  const [whole = '', fraction, ...more] = decimal === null ? [digits] : digits.split(decimal);
  if (more.length > 0 || !isWhole(whole) || (fraction !== undefined && !/^\d*$/.test(fraction))) return null;
  const plain = whole.replaceAll(/[.,]/g, '').replace(/^0+(?=\d)/, '') || '0';
  const sign = negative ? '-' : '';
  return fraction === undefined || fraction === '' ? `${sign}${plain}` : `${sign}${plain}.${fraction}`;
}

/** Which of point and comma parts whole from fraction here; `null` when neither does. */
function decimalSignOf(digits: string, { group }: Signs): string | null {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return null;
  const sign = digits[last] ?? '';
  const other = sign === '.' ? ',' : '.';
  if (digits.includes(other)) return sign;
  const grouped = /^[1-9]\d{0,2}(?:[.,]\d{3})+$/.test(digits);
  if (digits.indexOf(sign) !== last) return grouped ? null : sign;
  return grouped && sign === group ? null : sign;
}

/** Digits, or digits in groups of three. */
function isWhole(text: string): boolean {
  return /^\d*$/.test(text) || /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(text);
}
