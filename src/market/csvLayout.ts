import {
  recognise,
  REQUIRED_COLUMNS,
  type CsvDialectId,
  type CsvMapping,
  type CsvMappingDraft,
} from './csvDialects.ts';
import type { CsvErrorList } from './csvErrors.ts';
import { detectDelimiter, lineEnd, splitLine } from './csvLines.ts';
import type { NumberFormat } from './csvNumbers.ts';

/** A column that a candle file may have; `clock` is a time of day beside a date. */
export type CsvField = Exclude<keyof CsvMapping, 'hasHeader'>;

/** Column numbers; -1 for a column that the file does not have. */
export type CsvColumns = Readonly<Record<CsvField, number>>;

/** Where everything is in a file, known from its first lines. */
export interface CsvLayout {
  readonly delimiter: string;
  readonly dialect: CsvDialectId;
  /** The program that writes such files, for people. */
  readonly title: string;
  readonly note: string | null;
  /** What the dialect always writes, `null` when that is open. */
  readonly numberFormat: NumberFormat | null;
  /** Line of the header, or of the first row without one. */
  readonly firstLine: number;
  readonly firstRowLine: number;
  /** Cells that every line must have. */
  readonly cellCount: number;
  /** `null` when a column is missing. */
  readonly columns: CsvColumns | null;
  /** A column's name in the file, or the field's where it has none. */
  readonly name: (field: CsvField) => string;
}

const FIELDS = ['time', 'clock', 'open', 'high', 'low', 'close', 'volume'] as const;
/** Rows that are looked at to recognise a file. */
const SAMPLE_ROWS = 20;

/**
 * Finds delimiter, dialect and columns in the first rows of a text that starts with the file; missing columns go to `errors`.
 * `null` when there is too little text to tell, and at the end of the file when it is blank.
 */
export function findLayout(
  text: string,
  isWhole: boolean,
  byHand: CsvMapping | null,
  errors: CsvErrorList,
): CsvLayout | null {
  const head = readHead(text, isWhole);
  if (head === null || (!isWhole && head.rows.length < SAMPLE_ROWS)) return null;
  const { delimiter, firstLine, rows } = head;
  const found = byHand === null ? recognise(rows) : { ...BY_HAND, mapping: byHand };
  const mapping: CsvMappingDraft = found.mapping;
  const [names = []] = rows;
  const columns = { time: -1, clock: -1, open: -1, high: -1, low: -1, close: -1, volume: -1 };
  let isComplete = true;
  for (const field of FIELDS) {
    const at = mapping[field];
    if (at !== null && at >= 0 && at < names.length) {
      columns[field] = at;
    } else if (at !== null || REQUIRED_COLUMNS.some((required) => required === field)) {
      isComplete = false;
      if (found.dialect !== null) {
        const message =
          at === null
            ? `No column is named ${field}: expected time (or date), open, high, low and close`
            : `Column ${at + 1} is mapped to ${field}, but line ${firstLine} has ${names.length}`;
        errors.add(firstLine, field, names.join(', '), 'COLUMN_MISSING', message);
      }
    }
  }
  if (found.dialect === null) {
    const message =
      'The first line names no columns, and its shape is not known: expected a header with time, open, high, low, close, or columns mapped by hand';
    errors.add(firstLine, '', names.join(', '), 'SHAPE_UNKNOWN', message);
  }
  return {
    delimiter,
    dialect: found.dialect ?? 'generic',
    title: found.title ?? '',
    note: found.note,
    numberFormat: found.numberFormat,
    firstLine,
    firstRowLine: mapping.hasHeader ? firstLine + 1 : firstLine,
    cellCount: names.length,
    columns: isComplete ? columns : null,
    name: (field) => (mapping.hasHeader && names[columns[field]]) || field,
  };
}

const BY_HAND = {
  dialect: 'byHand',
  title: 'Columns mapped by hand',
  numberFormat: null,
  note: null,
} as const;

/** The first rows of a candle file and what they are taken for, for a person who maps columns. */
export interface CsvPreview {
  readonly delimiter: string;
  /** `null` when nothing is recognised. */
  readonly dialect: CsvDialectId | null;
  readonly dialectTitle: string | null;
  /** The guess, with `null` for each column not found. */
  readonly mapping: CsvMappingDraft;
  /** The header's names; `column 1`, `column 2`, … where there is none. */
  readonly names: readonly string[];
  /** Rows after the header, cells as they stand in the file. */
  readonly rows: readonly (readonly string[])[];
}

/** Shows the first rows of a candle file (at most 19) and the guessed mapping; `null` for a blank text. Checks nothing. */
export function previewCsv(text: string): CsvPreview | null {
  const head = readHead(text.startsWith('\uFEFF') ? text.slice(1) : text, true);
  if (head === null) return null;
  const { delimiter, rows } = head;
  const { dialect, title, mapping } = recognise(rows);
  const [first = []] = rows;
  return {
    delimiter,
    dialect,
    dialectTitle: title,
    mapping,
    names: first.map((name, at) => (mapping.hasHeader && name !== '' ? name : `column ${at + 1}`)),
    rows: rows.slice(mapping.hasHeader ? 1 : 0, SAMPLE_ROWS - 1),
  };
}

interface Head {
  readonly delimiter: string;
  /** Cells of the first lines that are not blank, the header among them. */
  readonly rows: readonly (readonly string[])[];
  readonly firstLine: number;
}

/** `null` when all is blank. */
function readHead(text: string, isWhole: boolean): Head | null {
  const rows: string[][] = [];
  let delimiter = '';
  let firstLine = 0;
  let from = 0;
  for (let line = 1; rows.length < SAMPLE_ROWS; line += 1) {
    const end = lineEnd(text, from, isWhole);
    if (end < 0) break;
    const content = text.slice(from, end).replace(/\r$/, '');
    from = end + 1;
    // `sep=;` is a spreadsheet's own line about the delimiter, which the next line shows anyway.
    if (content.trim() === '' || (firstLine === 0 && /^sep=.$/i.test(content))) continue;
    if (firstLine === 0) {
      firstLine = line;
      delimiter = detectDelimiter(content);
    }
    rows.push(splitLine(content, delimiter));
  }
  return firstLine === 0 ? null : { delimiter, rows, firstLine };
}
