import { formatUnits, MAX_DECIMALS, MAX_PRICE, pow10 } from '../money/minorUnits.ts';
import { candleProblems, Candles, type Candle } from './candles.ts';
import type { CsvDialectId, CsvMapping } from './csvDialects.ts';
import {
  candleMessage,
  CsvErrorList,
  largestPrice,
  mergedErrors,
  orderMessage,
  quoted,
  type CsvError,
} from './csvErrors.ts';
import { findLayout, type CsvColumns, type CsvField, type CsvLayout } from './csvLayout.ts';
import { LineCells, lineEnd } from './csvLines.ts';
import { formatEvidence, NumberReader, readingOf, type NumberFormat } from './csvNumbers.ts';
import { CLOCK_FORMS, dateEvidence, readClock, readTime, TIME_FORMS, type DateOrder } from './csvTimes.ts';

/** How to read a candle file. */
export interface CsvOptions {
  /** Decimals of the base asset, 0 to 12; a volume with more is rounded half to even. */
  readonly volumeDecimals: number;
  /** Price decimals of the pair, 0 to 12; without it as many as the file's prices need, at most 8. Prices with more are rounded half to even. */
  readonly priceDecimals?: number | undefined;
  /** Columns mapped by a person; without it they are recognised. */
  readonly mapping?: CsvMapping | undefined;
  /** Overrides what the file shows: the answer to a {@link CsvQuestion}. */
  readonly numberFormat?: NumberFormat | undefined;
  /** The same for dates between slashes. */
  readonly dateOrder?: DateOrder | undefined;
}

/** Something a person should know about a file that was read. */
export interface CsvNote {
  readonly code:
    | 'PRICES_ROUNDED'
    | 'VOLUMES_ROUNDED'
    | 'NO_VOLUME'
    | 'VOLUME_UNKNOWN'
    | 'DIALECT'
    | 'NEWEST_FIRST';
  /** How many values it is about. */
  readonly count: number;
  readonly message: string;
}

/** What only a person can say: whether `1.000` is one or a thousand, `01/02/2024` in January or in February. Each choice is an option and shows how it reads the samples. */
export interface CsvQuestion {
  readonly about: 'numberFormat' | 'dateOrder';
  readonly samples: readonly CsvSample[];
  readonly choices: readonly {
    readonly answer: Pick<CsvOptions, 'numberFormat' | 'dateOrder'>;
    readonly readings: readonly string[];
  }[];
}

/** A cell that reads differently in each way. */
export interface CsvSample {
  readonly line: number;
  readonly column: string;
  readonly value: string;
}

/** Candles, or every mistake at once (`errors` lists the first 1,000 of `total`), or a question; never a part of a file. */
export type CsvResult =
  | {
      readonly ok: true;
      readonly candles: Candles;
      readonly priceDecimals: number;
      readonly dialect: CsvDialectId;
      /** The program that writes such files, for people. */
      readonly dialectTitle: string;
      readonly notes: readonly CsvNote[];
    }
  | { readonly ok: false; readonly errors: readonly CsvError[]; readonly total: number }
  | { readonly ok: false; readonly question: CsvQuestion };

/** Most price decimals that are derived from a file: what lies beyond is the noise of binary fractions. */
const MAX_DERIVED_DECIMALS = 8;
const QUESTION_SAMPLES = 5;
const PRICES = ['open', 'high', 'low', 'close'] as const;
const NUMBERS = [...PRICES, 'volume'] as const;

/**
 * Reads a candle CSV, whole or in chunks that may end anywhere.
 * Prices come out as whole units of 10^-priceDecimals, exactly from the digits ([M5]); volumes in minor units of the base,
 * exact up to 2^53. Refuses, all at once, what {@link candleProblems} refuses ([X9]) and what cannot be read; asks when
 * `1.000` could be one or a thousand and `01/02/2024` two days. A file with its newest bar first is turned around. Decimals out of range
 * are a RangeError.
 */
export function readCandlesCsv(source: string | Iterable<string>, options: CsvOptions): CsvResult {
  const reader = new CandleCsvReader(options);
  if (typeof source === 'string') reader.push(source);
  else for (const chunk of source) reader.push(chunk);
  return reader.finish();
}

/** {@link readCandlesCsv} step by step, for who shows progress and may stop: push every chunk, then finish once. */
export class CandleCsvReader {
  readonly #options: CsvOptions;
  readonly #errors = new CsvErrorList();
  /** Text not read yet, from the start of a line. */
  #rest = '';
  #isFirstChunk = true;
  /** Lines of the file before `#rest`. */
  #line = 0;
  #file: OpenFile | null = null;

  // While the number format or the order of dates is open: the text and the lines they were looked for in, and what would read differently.
  readonly #scanned: string[] = [];
  #scannedLines = 0;
  readonly #samples: CsvSample[] = [];
  readonly #dateSamples: CsvSample[] = [];

  // In which direction the times go shows at the end: mistakes in each are told apart until then.
  readonly #notAfter = new CsvErrorList();
  readonly #notBefore = new CsvErrorList();
  #latestMs = Number.NEGATIVE_INFINITY;
  #latestLine = 0;
  #earliestMs = Number.POSITIVE_INFINITY;
  #earliestLine = 0;

  readonly #candles = new Candles();
  readonly #bar = { timeMs: 0, open: 0, high: 0, low: 0, close: 0, volume: 0 } satisfies Candle;
  #priceDecimals: number;
  #rows = 0;
  #highest = 0;
  #highestLine = 0;
  #pricesRounded = 0;
  #volumesRounded = 0;
  #volumesUnknown = 0;

  constructor(options: CsvOptions) {
    requireDecimals('volumeDecimals', options.volumeDecimals);
    requireDecimals('priceDecimals', options.priceDecimals ?? 0);
    this.#options = options;
    this.#priceDecimals = options.priceDecimals ?? 0;
  }

  /** Rows read so far; 0 until the file's shape and number format are settled. */
  get rowCount(): number {
    return this.#rows;
  }

  push(chunk: string): void {
    if (chunk === '') return;
    const text = this.#isFirstChunk && chunk.startsWith('\uFEFF') ? chunk.slice(1) : chunk;
    this.#isFirstChunk = false;
    this.#rest = this.#rest === '' ? text : this.#rest + text;
    this.#advance(false);
  }

  finish(): CsvResult {
    this.#advance(true);
    const errors = this.#errors;
    const file = this.#file;
    if (file === null) {
      errors.add(1, '', '', 'FILE_EMPTY', 'The file is empty: expected a header and rows of candles');
    } else if (file.columns !== null && (file.numbers === null || file.dates === null)) {
      return { ok: false, question: file.numbers === null ? this.#numberQuestion() : this.#dateQuestion() };
    } else if (file.columns !== null && this.#rows === 0) {
      errors.add(this.#line, '', '', 'NO_ROWS', 'Nothing follows the header: expected rows of candles');
    }
    const isNewestFirst = this.#notBefore.total < this.#notAfter.total;
    const order = isNewestFirst ? this.#notBefore : this.#notAfter;
    const total = errors.total + order.total;
    if (file === null || total > 0) return { ok: false, errors: mergedErrors(order, errors), total };
    if (isNewestFirst) this.#candles.reverse();
    return {
      ok: true,
      candles: this.#candles,
      priceDecimals: this.#priceDecimals,
      dialect: file.layout.dialect,
      dialectTitle: file.layout.title,
      notes: this.#notes(file, isNewestFirst),
    };
  }

  /** Reads as far as the text at hand allows. */
  #advance(isLast: boolean): void {
    this.#file ??= this.#open(isLast);
    const file = this.#file;
    if (file === null) return;
    const { columns } = file;
    if (columns === null) {
      // Without its columns a file cannot be read: what is missing is told, the rows are passed over.
      this.#rest = '';
      return;
    }
    if (!this.#settle(file, columns, isLast)) return;
    for (const text of this.#scanned.splice(0)) this.#readLines(text, true, file, columns);
    this.#rest = this.#readLines(this.#rest, isLast, file, columns);
  }

  /** Reads the complete lines of a text and gives back the rest. */
  #readLines(text: string, isWhole: boolean, file: OpenFile, columns: CsvColumns): string {
    const { layout, cells, numbers, dates } = file;
    if (numbers === null || dates === null) return text;
    let from = 0;
    for (;;) {
      const end = lineEnd(text, from, isWhole);
      if (end < 0) return text.slice(from);
      this.#line += 1;
      if (this.#line >= layout.firstRowLine && cells.cut(text, from, end)) {
        this.#rows += 1;
        if (cells.count === layout.cellCount) this.#readRow(layout, columns, cells, numbers, dates);
        else this.#failCount(layout, cells);
      }
      from = end + 1;
    }
  }

  #open(isLast: boolean): OpenFile | null {
    const { mapping = null, numberFormat, dateOrder = null } = this.#options;
    const layout = findLayout(this.#rest, isLast, mapping, this.#errors);
    if (layout === null) return null;
    const format = numberFormat ?? layout.numberFormat;
    return {
      layout,
      columns: layout.columns,
      cells: new LineCells(layout.delimiter),
      numbers: format === null ? null : new NumberReader(format),
      dates: dateOrder,
    };
  }

  /**
   * Settles how numbers and dates are written by the first ones that only one way can read: whether both are, at the end of the file as far
   * as they can be.
   */
  #settle(file: OpenFile, columns: CsvColumns, isLast: boolean): boolean {
    const { layout, cells } = file;
    const text = this.#rest;
    let next = 0;
    while (file.numbers === null || file.dates === null) {
      const from = next;
      const end = lineEnd(text, from, isLast);
      if (end < 0) break;
      next = end + 1;
      this.#scannedLines += 1;
      if (this.#scannedLines < layout.firstRowLine || !cells.cut(text, from, end)) continue;
      if (cells.count !== layout.cellCount) continue;
      file.numbers ??= this.#numbersBy(layout, columns, cells);
      file.dates ??= this.#datesBy(layout, columns, cells);
    }
    if (file.numbers !== null && file.dates !== null) return true;
    this.#scanned.push(text.slice(0, next));
    this.#rest = text.slice(next);
    if (!isLast) return false;
    if (this.#samples.length === 0) file.numbers ??= new NumberReader('point');
    if (this.#dateSamples.length === 0) file.dates ??= 'none';
    return file.numbers !== null && file.dates !== null;
  }

  /** The number format that a row shows, `null` when it shows none. */
  #numbersBy(layout: CsvLayout, columns: CsvColumns, cells: LineCells): NumberReader | null {
    for (const field of NUMBERS) {
      if (columns[field] < 0) continue;
      const value = cells.cell(columns[field]);
      const evidence = formatEvidence(value);
      if (evidence === 'either') this.#sample(this.#samples, layout.name(field), value);
      else if (evidence !== null) return new NumberReader(evidence);
    }
    return null;
  }

  /** The order of dates that a row shows; `none` when its date is written in another way. */
  #datesBy(layout: CsvLayout, columns: CsvColumns, cells: LineCells): DateOrder | null {
    const value = cells.cell(columns.time);
    const evidence = dateEvidence(value);
    if (evidence !== 'either') return evidence ?? 'none';
    this.#sample(this.#dateSamples, layout.name('time'), value);
    return null;
  }

  #sample(samples: CsvSample[], column: string, value: string): void {
    if (samples.length < QUESTION_SAMPLES) samples.push({ line: this.#scannedLines, column, value });
  }

  #numberQuestion(): CsvQuestion {
    const samples = this.#samples;
    const choices = (['point', 'comma'] as const).map((numberFormat) => ({
      answer: { numberFormat },
      readings: samples.map(({ value }) => readingOf(value, numberFormat) ?? value),
    }));
    return { about: 'numberFormat', samples, choices };
  }

  #dateQuestion(): CsvQuestion {
    const samples = this.#dateSamples;
    const choices = (['monthFirst', 'dayFirst'] as const).map((dateOrder) => ({
      answer: { dateOrder },
      readings: samples.map(({ value }) => {
        const timeMs = readTime(value, 0, value.length, dateOrder);
        return Number.isNaN(timeMs) ? value : new Date(timeMs).toISOString().slice(0, 10);
      }),
    }));
    return { about: 'dateOrder', samples, choices };
  }

  #readRow(
    layout: CsvLayout,
    columns: CsvColumns,
    cells: LineCells,
    numbers: NumberReader,
    dates: DateOrder,
  ): void {
    const bar = this.#bar;
    bar.timeMs = timeOf(columns, cells, dates);
    if (Number.isNaN(bar.timeMs)) this.#failTime(layout, columns, cells, dates);
    this.#readPrices(columns, cells, numbers);
    for (const field of PRICES) {
      if (Number.isNaN(bar[field])) this.#failNumber(layout, field, columns, cells, numbers);
    }
    bar.volume = this.#readVolume(layout, columns, cells, numbers);
    this.#checkOrder(layout, columns, cells);
    for (const problem of candleProblems(bar, Number.NEGATIVE_INFINITY)) {
      // What could not be read is told already.
      if (Number.isNaN(problem.value)) continue;
      const field = fieldOf(problem.field);
      const message = candleMessage(problem, {
        named: (other) => `${layout.name(fieldOf(other))} ${cells.cell(columns[fieldOf(other)])}`,
        priceDecimals: this.#priceDecimals,
      });
      this.#errors.add(this.#line, layout.name(field), cells.cell(columns[field]), problem.rule, message);
    }
    if (this.#errors.total > 0 || (this.#notAfter.total > 0 && this.#notBefore.total > 0)) return;
    if (bar.high > this.#highest) {
      this.#highest = bar.high;
      this.#highestLine = this.#line;
    }
    this.#candles.push(bar.timeMs, bar.open, bar.high, bar.low, bar.close, bar.volume);
  }

  /** Holds a time against those before it, in both directions. */
  #checkOrder(layout: CsvLayout, columns: CsvColumns, cells: LineCells): void {
    const { timeMs } = this.#bar;
    if (!Number.isSafeInteger(timeMs)) return;
    const name = layout.name('time');
    if (timeMs > this.#latestMs) {
      this.#latestMs = timeMs;
      this.#latestLine = this.#line;
    } else if (this.#notAfter.isFull) this.#notAfter.total += 1;
    else {
      const value = cells.cell(columns.time);
      const message = orderMessage('after', `${name} ${value}`, this.#latestMs, this.#latestLine);
      this.#notAfter.add(this.#line, name, value, 'TIME_NOT_AFTER_LAST', message);
    }
    if (timeMs < this.#earliestMs) {
      this.#earliestMs = timeMs;
      this.#earliestLine = this.#line;
    } else if (this.#notBefore.isFull) this.#notBefore.total += 1;
    else {
      const value = cells.cell(columns.time);
      const message = orderMessage('before', `${name} ${value}`, this.#earliestMs, this.#earliestLine);
      this.#notBefore.add(this.#line, name, value, 'TIME_NOT_BEFORE_LAST', message);
    }
  }

  /** Reads the four prices at one number of decimals: when one needs more, the whole series gets them and the row is read again. */
  #readPrices(columns: CsvColumns, cells: LineCells, numbers: NumberReader): void {
    const bar = this.#bar;
    const isDerived = this.#options.priceDecimals === undefined;
    let decimals: number;
    let rounded: number;
    do {
      decimals = this.#priceDecimals;
      rounded = 0;
      for (const field of PRICES) {
        const at = columns[field];
        if (!numbers.read(cells.text, cells.starts[at] ?? 0, cells.ends[at] ?? 0)) {
          bar[field] = Number.NaN;
          continue;
        }
        if (isDerived && numbers.needsMoreThan(this.#priceDecimals)) {
          this.#raiseDecimals(numbers.decimals(MAX_DERIVED_DECIMALS));
        }
        bar[field] = numbers.toUnits(this.#priceDecimals);
        if (numbers.rounded) rounded += 1;
      }
    } while (decimals !== this.#priceDecimals);
    this.#pricesRounded += rounded;
  }

  #raiseDecimals(decimals: number): void {
    if (decimals <= this.#priceDecimals) return;
    const factor = Number(pow10(decimals - this.#priceDecimals));
    if (this.#highest * factor > MAX_PRICE) {
      const value = formatUnits(BigInt(this.#highest), this.#priceDecimals);
      const message = `${value} is too large for the ${decimals} price decimals that line ${this.#line} needs: expected at most ${largestPrice(decimals)}`;
      this.#errors.add(this.#highestLine, 'high', value, 'PRICE_INVALID', message);
      this.#highest = 0;
    }
    this.#highest *= factor;
    this.#candles.scalePrices(factor);
    this.#priceDecimals = decimals;
  }

  #readVolume(layout: CsvLayout, columns: CsvColumns, cells: LineCells, numbers: NumberReader): number {
    const at = columns.volume;
    if (at < 0) return Number.NaN;
    const start = cells.starts[at] ?? 0;
    const end = cells.ends[at] ?? 0;
    if (start === end) {
      this.#volumesUnknown += 1;
      return Number.NaN;
    }
    if (!numbers.read(cells.text, start, end)) {
      this.#failNumber(layout, 'volume', columns, cells, numbers);
      return Number.NaN;
    }
    const units = numbers.toUnits(this.#options.volumeDecimals);
    if (numbers.rounded) this.#volumesRounded += 1;
    return units;
  }

  #failCount({ cellCount, firstLine, delimiter }: CsvLayout, { count, text }: LineCells): void {
    if (count < 0) {
      this.#errors.add(
        this.#line,
        '',
        text,
        'QUOTE_NOT_CLOSED',
        'A quote is opened and not closed in its line',
      );
      return;
    }
    const by = delimiter === '\t' ? 'tabs' : `"${delimiter}"`;
    const message = `${plural(count, 'field')} between ${by}: expected ${cellCount}, as in line ${firstLine}`;
    this.#errors.add(this.#line, '', plural(count, 'field'), 'FIELD_COUNT', message);
  }

  #failTime(layout: CsvLayout, columns: CsvColumns, cells: LineCells, dates: DateOrder): void {
    const isClock = columns.clock >= 0 && !Number.isNaN(timeOf({ ...columns, clock: -1 }, cells, dates));
    const field = isClock ? 'clock' : 'time';
    const value = cells.cell(columns[field]);
    const message = `${quoted(value)} is not a time: expected ${isClock ? CLOCK_FORMS : TIME_FORMS}`;
    this.#errors.add(this.#line, layout.name(field), value, 'TIME_UNREADABLE', message);
  }

  #failNumber(
    layout: CsvLayout,
    field: CsvField,
    columns: CsvColumns,
    cells: LineCells,
    numbers: NumberReader,
  ): void {
    const value = cells.cell(columns[field]);
    const message = `${quoted(value)} is not a number: expected digits with a decimal ${numbers.format}`;
    this.#errors.add(this.#line, layout.name(field), value, 'NUMBER_UNREADABLE', message);
  }

  #notes({ layout, columns }: OpenFile, isNewestFirst: boolean): CsvNote[] {
    const notes: CsvNote[] = [];
    const rounded = (code: CsvNote['code'], count: number, noun: string, decimals: number): void => {
      if (count === 0) return;
      const message = `${plural(count, noun)} with more than ${plural(decimals, 'decimal')}, rounded half to even`;
      notes.push({ code, count, message });
    };
    if (isNewestFirst) {
      const message = `The newest candle stood first: ${plural(this.#rows, 'row')} turned around`;
      notes.push({ code: 'NEWEST_FIRST', count: this.#rows, message });
    }
    rounded('PRICES_ROUNDED', this.#pricesRounded, 'price', this.#priceDecimals);
    rounded('VOLUMES_ROUNDED', this.#volumesRounded, 'volume', this.#options.volumeDecimals);
    if (columns?.volume === -1) {
      notes.push({
        code: 'NO_VOLUME',
        count: this.#rows,
        message: 'No column of volumes: unknown for every bar',
      });
    }
    if (this.#volumesUnknown > 0) {
      const message = `${plural(this.#volumesUnknown, 'volume')} left blank: unknown`;
      notes.push({ code: 'VOLUME_UNKNOWN', count: this.#volumesUnknown, message });
    }
    if (layout.note !== null) notes.push({ code: 'DIALECT', count: this.#rows, message: layout.note });
    return notes;
  }
}

/** A file whose first lines are known; `numbers` and `dates` are `null` until it is known how they are written. */
interface OpenFile {
  readonly layout: CsvLayout;
  readonly columns: CsvColumns | null;
  readonly cells: LineCells;
  numbers: NumberReader | null;
  dates: DateOrder | null;
}

function fieldOf(field: keyof Candle): CsvField {
  return field === 'timeMs' ? 'time' : field;
}

/** Time of a row in ms, NaN when it cannot be read. */
function timeOf({ time, clock }: CsvColumns, { text, starts, ends }: LineCells, dates: DateOrder): number {
  const date = readTime(text, starts[time] ?? 0, ends[time] ?? 0, dates);
  return clock < 0 ? date : date + readClock(text, starts[clock] ?? 0, ends[clock] ?? 0);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function requireDecimals(name: string, decimals: number): void {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MAX_DECIMALS) {
    throw new RangeError(`${name} is ${decimals}, expected a whole number from 0 to ${MAX_DECIMALS}`);
  }
}
