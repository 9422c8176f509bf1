import { DECIMAL_SIGN, GROUP_SIGN } from './locale.ts';

/** The zeros of the scripts that write numbers by place; the other nine digits follow each. */
const ZEROS = Array.from('٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀០᠐０', (zero) => zero.codePointAt(0) ?? 0);

const GROUPED = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$|^\d{1,2}(?:([.,])\d{2})(?:\2\d{2})*\2\d{3}$/;

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
  const text = withPlainDigits(typed, signs)
    .replaceAll(/[\s\u00A0\u202F\u061C\u200E\u200F'’_]/g, '')
    .replace(/^−/, '-');
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

/** With digits 0–9 for those of other scripts, and the reader's signs for the Arabic ones. */
function withPlainDigits(text: string, { decimal, group }: Signs): string {
  return text
    .replaceAll('٫', decimal)
    .replaceAll('٬', group)
    .replaceAll(/\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0) ?? 0;
      const zero = ZEROS.find((each) => code >= each && code <= each + 9);
      return zero === undefined ? digit : String(code - zero);
    });
}

/** Which of point and comma parts whole from fraction here; `null` when neither does. */
function decimalSignOf(digits: string, { group }: Signs): string | null {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return null;
  const sign = digits[last] ?? '';
  const other = sign === '.' ? ',' : '.';
  if (digits.includes(other)) return sign;
  const grouped = GROUPED.test(digits) && !digits.startsWith('0');
  if (digits.indexOf(sign) !== last) return grouped ? null : sign;
  return grouped && sign === group ? null : sign;
}

/** Digits, or digits in groups: of three, or as in India of two before the last three. */
function isWhole(text: string): boolean {
  return /^\d*$/.test(text) || GROUPED.test(text);
}
