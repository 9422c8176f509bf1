import { formatUnits, MAX_PRICE } from '../money/minorUnits.ts';
import type { CandleProblem, CandleRule } from './candles.ts';

/** Why a line, or a file, is refused. */
export type CsvRule =
  | CandleRule
  | 'FILE_EMPTY'
  | 'NO_ROWS'
  | 'SHAPE_UNKNOWN'
  | 'COLUMN_MISSING'
  | 'FIELD_COUNT'
  | 'QUOTE_NOT_CLOSED'
  | 'TIME_UNREADABLE'
  /** Of a file that has its newest bar first. */
  | 'TIME_NOT_BEFORE_LAST'
  | 'NUMBER_UNREADABLE';

/** One mistake: the file's line (from 1, header and blank lines counted), the column's name, what stands there, the rule, and a sentence. */
export interface CsvError {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly rule: CsvRule;
  readonly message: string;
}

/** Mistakes listed of one file; the others are counted. */
const MAX_ERRORS_KEPT = 1000;
const VALUE_LENGTH = 80;

/** The mistakes of one file: all are counted, the first {@link MAX_ERRORS_KEPT} are kept. */
export class CsvErrorList {
  readonly kept: CsvError[] = [];
  total = 0;

  /** Whether what is added is only counted: then its sentence need not be made. */
  get isFull(): boolean {
    return this.kept.length >= MAX_ERRORS_KEPT;
  }

  add(line: number, column: string, value: string, rule: CsvRule, message: string): void {
    this.total += 1;
    if (!this.isFull) {
      this.kept.push({ line, column, value: shorten(value), rule, message });
    }
  }
}

/** The mistakes of two lists by their lines, as many as are kept of one. */
export function mergedErrors(first: CsvErrorList, second: CsvErrorList): readonly CsvError[] {
  return [...first.kept, ...second.kept].toSorted((a, b) => a.line - b.line).slice(0, MAX_ERRORS_KEPT);
}

/** What a sentence about a bar needs to know of its line. */
export interface BarContext {
  /** A column's name and what stands in it: `Low 100.2`. */
  readonly named: (field: CandleProblem['field']) => string;
  readonly priceDecimals: number;
}

/** A bar's defect as a sentence that says what was expected ([X9]). */
export function candleMessage({ field, value, rule, limit }: CandleProblem, context: BarContext): string {
  const { named, priceDecimals } = context;
  const what = named(field);
  switch (rule) {
    case 'TIME_INVALID':
      return `${what} is out of range: expected a time in whole ms`;
    case 'TIME_NOT_AFTER_LAST':
      return `${what} is not after ${new Date(limit ?? 0).toISOString()}`;
    case 'PRICE_INVALID':
      return `${what} is too large: expected at most ${largestPrice(priceDecimals)} with ${priceDecimals} price decimals`;
    case 'PRICE_NOT_POSITIVE':
      return value < 0
        ? `${what} is negative: expected a price above 0`
        : `${what} is 0 with ${priceDecimals} price decimals: expected a price above 0`;
    case 'HIGH_BELOW_LOW':
      return `${what} is below ${named('low')}: expected at least that`;
    case 'OUTSIDE_HIGH_LOW': {
      const side = value < (limit ?? 0) ? `below ${named('low')}` : `above ${named('high')}`;
      return `${what} is ${side}: expected a price from low to high`;
    }
    case 'VOLUME_INVALID':
      return `${what} is too large`;
    case 'VOLUME_NEGATIVE':
      return `${what} is negative: expected 0 or more`;
  }
}

/** A time that breaks the order of its file as a sentence: it had to lie beyond `limitMs`, which stands in another line ([X9]). */
export function orderMessage(way: 'after' | 'before', what: string, limitMs: number, line: number): string {
  const expected = way === 'after' ? 'oldest first' : 'newest first, as in most lines';
  return `${what} is not ${way} ${new Date(limitMs).toISOString()} in line ${line}: expected ${expected}, no time twice`;
}

/** The largest price with so many decimals, as text ([M1]). */
export function largestPrice(priceDecimals: number): string {
  return formatUnits(BigInt(MAX_PRICE), priceDecimals);
}

/** A cell's text in quotes for a sentence, shortened; `Nothing` for an empty one. */
export function quoted(value: string): string {
  return value === '' ? 'Nothing' : `"${shorten(value)}"`;
}

function shorten(value: string): string {
  return value.length > VALUE_LENGTH ? `${value.slice(0, VALUE_LENGTH - 1)}…` : value;
}
