/** Which sign starts the decimals: `1,234.5` is 'point', `1.234,5` is 'comma'. */
export type NumberFormat = 'point' | 'comma';

const GRAMMAR: Readonly<Record<NumberFormat, RegExp>> = {
  point: grammar('.', ','),
  comma: grammar(',', '.'),
};

/** Plain digits with an optional exponent, or digits in groups of three with one kind of gap; the decimals last. */
function grammar(decimal: string, group: string): RegExp {
  const plain = `(\\d*)(?:[${decimal}](\\d*))?(?:[eE]([+-]?\\d{1,3}))?`;
  const grouped = `([1-9]\\d{0,2}([${group}'’ \\u00a0\\u202f])\\d{3}(?:\\5\\d{3})*)(?:[${decimal}](\\d*))?`;
  return new RegExp(`^[+-]?(?:${plain}|${grouped})$`);
}

/** A number as its digits: digits × 10^-fraction; `fraction` is negative for whole hundreds written as `1e2`. */
interface Digits {
  readonly digits: bigint;
  readonly fraction: number;
}

/** Longest cell that is taken for a number. */
const MAX_CELL_LENGTH = 400;

function readDigits(cell: string, format: NumberFormat): Digits | null {
  if (cell.length > MAX_CELL_LENGTH) return null;
  const match = GRAMMAR[format].exec(cell);
  if (match === null) return null;
  const [, plain = '', plainFraction = '', exponent = '0', grouped = '', , groupedFraction = ''] = match;
  const whole = plain + grouped.replace(/\D/g, '');
  const fraction = (plainFraction + groupedFraction).replace(/0+$/, '');
  if (whole === '' && plainFraction === '') return null;
  const digits = BigInt(whole + fraction);
  return {
    digits: cell.startsWith('-') ? -digits : digits,
    fraction: fraction.length - Number(exponent),
  };
}

/**
 * What a cell says about its file's number format: the one format that can read it, `'either'` when both can and disagree
 * (`1.000`, `1,000`), `null` when it says nothing (`1000`, `n/a`).
 */
export function formatEvidence(cell: string): NumberFormat | 'either' | null {
  if (!/[.,]/.test(cell)) return null;
  const point = readDigits(cell, 'point');
  const comma = readDigits(cell, 'comma');
  if (point === null) return comma === null ? null : 'comma';
  if (comma === null) return 'point';
  return point.digits === comma.digits && point.fraction === comma.fraction ? null : 'either';
}

/** How a cell reads in a format, as a plain decimal number; `null` when it does not. For people to compare the two. */
export function readingOf(cell: string, format: NumberFormat): string | null {
  const value = readDigits(cell, format);
  if (value === null) return null;
  const { digits, fraction } = value;
  if (fraction <= 0) return (digits * 10n ** BigInt(-fraction)).toString();
  const padded = (digits < 0n ? -digits : digits).toString().padStart(fraction + 1, '0');
  return `${digits < 0n ? '-' : ''}${padded.slice(0, -fraction)}.${padded.slice(-fraction)}`;
}

const POWERS_OF_TEN: readonly number[] = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/** Significant digits kept in a double: 10^15 < 2^53, so every step on them is exact. */
const KEPT_DIGITS = 15;

/**
 * Reads numbers in text as whole units of 10^-decimals without floating-point rounding ([M5]); reused from cell to cell.
 * Digits are gathered as a whole number, exact up to 15 of them; anything longer or less plain goes through BigInt.
 */
export class NumberReader {
  /** Whether the last {@link toUnits} had to round. */
  rounded = false;
  #text = '';
  #start = 0;
  #end = 0;
  #negative = false;
  #mantissa = 0;
  #fraction = 0;
  /** Whether digits other than 0 follow those in the mantissa. */
  #tail = false;
  /** Set when the mantissa cannot hold the number. */
  #exact: Digits | null = null;
  /** The format it reads. */
  readonly format: NumberFormat;
  readonly #decimalSign: number;

  constructor(format: NumberFormat) {
    this.format = format;
    this.#decimalSign = format === 'point' ? 46 : 44;
  }

  /** Reads `text` from `start` to before `end`; false when that is no number. */
  read(text: string, start: number, end: number): boolean {
    this.#text = text;
    this.#start = start;
    this.#end = end;
    this.#exact = null;
    let mantissa = 0;
    let digits = 0;
    // Zeros wait until a digit follows them, so that trailing zeros cost no decimals.
    let zeros = 0;
    let fraction = 0;
    let inFraction = false;
    let tail = false;
    let at = start;
    const negative = text.charCodeAt(at) === 45;
    if (negative) at += 1;
    if (at >= end) return false;
    for (; at < end; at += 1) {
      const code = text.charCodeAt(at);
      if (code > 48 && code <= 57) {
        if (tail) continue;
        const more = mantissa === 0 ? 1 : zeros + 1;
        if (digits + more > KEPT_DIGITS) {
          if (!inFraction) return this.#readExactly();
          tail = true;
          continue;
        }
        digits += more;
        mantissa = mantissa * (POWERS_OF_TEN[more] ?? Number.NaN) + (code - 48);
        if (inFraction) fraction += zeros + 1;
        zeros = 0;
      } else if (code === 48) {
        zeros += 1;
      } else if (code === this.#decimalSign && !inFraction && at > start && at + 1 < end) {
        if (mantissa !== 0 && zeros > 0) {
          digits += zeros;
          if (digits > KEPT_DIGITS) return this.#readExactly();
          mantissa *= POWERS_OF_TEN[zeros] ?? Number.NaN;
        }
        zeros = 0;
        inFraction = true;
      } else {
        return this.#readExactly();
      }
    }
    if (!inFraction && mantissa !== 0 && zeros > 0) {
      if (digits + zeros > KEPT_DIGITS) return this.#readExactly();
      mantissa *= POWERS_OF_TEN[zeros] ?? Number.NaN;
    }
    this.#negative = negative;
    this.#mantissa = mantissa;
    this.#fraction = fraction;
    this.#tail = tail;
    return true;
  }

  /** Whether the number just read needs more than this many decimals. */
  needsMoreThan(decimals: number): boolean {
    if (this.#exact !== null) return this.#exact.fraction > decimals;
    return this.#tail || this.#fraction > decimals;
  }

  /** Decimals that the number just read needs, trailing zeros left out; at most `cap`, a whole number. */
  decimals(cap: number): number {
    if (this.#exact === null && this.#tail) {
      if (this.#fraction >= cap) return cap;
      this.#readExactly();
    }
    const fraction = this.#exact === null ? this.#fraction : this.#exact.fraction;
    return Math.max(0, Math.min(cap, fraction));
  }

  /** The number just read in units of 10^-decimals, rounded half to even; the nearest double when that is beyond 2^53. */
  toUnits(decimals: number): number {
    if (this.#exact === null) {
      const units = this.#toUnitsFast(decimals);
      if (units !== null) return units;
      this.#readExactly();
    }
    return this.#toUnitsExactly(decimals);
  }

  #toUnitsFast(decimals: number): number | null {
    const spare = decimals - this.#fraction;
    let units: number;
    if (spare >= 0) {
      if (this.#tail) return null;
      units = this.#mantissa * (POWERS_OF_TEN[spare] ?? Number.NaN);
      if (!(units <= Number.MAX_SAFE_INTEGER)) return null;
      this.rounded = false;
    } else {
      const divisor = POWERS_OF_TEN[-spare];
      if (divisor === undefined) return null;
      const rest = this.#mantissa % divisor;
      units = (this.#mantissa - rest) / divisor;
      const twice = rest * 2;
      if (twice > divisor || (twice === divisor && (this.#tail || units % 2 === 1))) units += 1;
      this.rounded = true;
    }
    return this.#negative && units !== 0 ? -units : units;
  }

  #toUnitsExactly(decimals: number): number {
    if (this.#exact === null) return Number.NaN;
    const { digits, fraction } = this.#exact;
    const spare = decimals - fraction;
    this.rounded = spare < 0;
    if (spare >= 0) return Number(digits * 10n ** BigInt(spare));
    const divisor = 10n ** BigInt(-spare);
    const size = digits < 0n ? -digits : digits;
    const rest = size % divisor;
    let units = size / divisor;
    if (rest * 2n > divisor || (rest * 2n === divisor && units % 2n === 1n)) units += 1n;
    return Number(digits < 0n ? -units : units);
  }

  #readExactly(): boolean {
    this.#exact = readDigits(this.#text.slice(this.#start, this.#end), this.format);
    return this.#exact !== null;
  }
}
