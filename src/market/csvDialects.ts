import { NumberReader, type NumberFormat } from './csvNumbers.ts';
import { dateEvidence, readClock, readTime } from './csvTimes.ts';

/** Where a candle file keeps what: 0-based column numbers; `null` for a column it does not have. */
export interface CsvMapping {
  /** Whether the first line names the columns. */
  readonly hasHeader: boolean;
  readonly time: number;
  /** A column with the time of day, when `time` holds only the date. */
  readonly clock: number | null;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number | null;
}

/** A mapping in which columns may still be missing. */
export type CsvMappingDraft = {
  readonly [Field in keyof CsvMapping]: Field extends 'hasHeader' ? boolean : number | null;
};

/** The columns that no candle file can do without. */
export const REQUIRED_COLUMNS = ['time', 'open', 'high', 'low', 'close'] as const;

interface CsvDialect {
  readonly id: string;
  /** The program's name, for people. */
  readonly title: string;
  /** Matches the names of the first line, joined by commas. */
  readonly header: RegExp | null;
  /** For files without a header: matches the cells of the first line, joined by commas, and says where everything is. */
  readonly headerless: { readonly shape: RegExp; readonly mapping: CsvMapping } | null;
  /** The number format the program always writes; `null` when other programs write the same header. */
  readonly numberFormat: NumberFormat | null;
  /** What a person should know about the reading of such a file. */
  readonly note: string | null;
}

/** The candle files that are recognised by their shape, first match first. Columns with a header are found by name. */
export const CSV_DIALECTS = [
  {
    id: 'binance',
    title: 'Binance klines',
    header: /^open[_ ]?time,open,high,low,close,volume,close[_ ]?time/i,
    headerless: {
      shape: /^\d{12,17}(,[^,]*){10,11}$/,
      mapping: { hasHeader: false, time: 0, clock: null, open: 1, high: 2, low: 3, close: 4, volume: 5 },
    },
    numberFormat: 'point',
    note: null,
  },
  {
    id: 'yahoo',
    title: 'Yahoo Finance',
    header: /^Date,Open,High,Low,Close,Adj Close,Volume$/i,
    headerless: null,
    numberFormat: 'point',
    note: 'Close is read; Adj Close, which dividends change afterwards, is not.',
  },
  {
    id: 'tradingview',
    title: 'TradingView',
    header: /^time,open,high,low,close(?!,volume)/,
    headerless: null,
    numberFormat: null,
    note: null,
  },
  {
    id: 'metatrader',
    title: 'MetaTrader',
    header: /^<DATE>,(<TIME>,)?<OPEN>,<HIGH>,<LOW>,<CLOSE>,<TICKVOL>/i,
    headerless: {
      shape: /^\d{4}\.\d\d\.\d\d,\d\d:\d\d(:\d\d)?(,[^,]*){4,5}$/,
      mapping: { hasHeader: false, time: 0, clock: 1, open: 2, high: 3, low: 4, close: 5, volume: 6 },
    },
    numberFormat: 'point',
    note: 'Times are those of the broker’s server, read as UTC; where no traded volume is given, the number of ticks is read.',
  },
  {
    id: 'stooq',
    title: 'Stooq',
    header: /^<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>/i,
    headerless: null,
    numberFormat: 'point',
    note: null,
  },
  {
    id: 'stooq',
    title: 'Stooq',
    header: /^Date,Open,High,Low,Close(,Volume)?$/,
    headerless: null,
    numberFormat: null,
    note: null,
  },
  {
    id: 'generic',
    title: 'CSV with named columns',
    header: /./,
    headerless: null,
    numberFormat: null,
    note: null,
  },
] as const satisfies readonly CsvDialect[];

/** A recognised dialect, or `byHand` for columns that a person mapped. */
export type CsvDialectId = (typeof CSV_DIALECTS)[number]['id'] | 'byHand';

/** What the first lines of a file tell about it. */
export interface Recognised {
  readonly dialect: CsvDialectId | null;
  readonly title: string | null;
  readonly mapping: CsvMappingDraft;
  readonly numberFormat: NumberFormat | null;
  readonly note: string | null;
}

/**
 * Recognises a candle file by its first lines; `rows` holds their cells, trimmed.
 * A header counts when no cell of the first line is a number or a time. The mapping has `null` where no column was found.
 */
export function recognise(rows: readonly (readonly string[])[]): Recognised {
  const [first = [], ...rest] = rows;
  const joined = first.join(',');
  const hasHeader = !first.some((cell) => isNumber(cell) || isTime(cell));
  for (const dialect of CSV_DIALECTS) {
    const { id, title, header, headerless, numberFormat, note } = dialect;
    if (hasHeader && header.test(joined)) {
      return { dialect: id, title, mapping: mapByName(first, rest), numberFormat, note };
    }
    if (!hasHeader && headerless?.shape.test(joined) === true) {
      const { mapping } = headerless;
      const volume = mapping.volume < first.length ? mapping.volume : null;
      return { dialect: id, title, mapping: { ...mapping, volume }, numberFormat, note };
    }
  }
  return {
    dialect: null,
    title: null,
    mapping: { ...NOTHING_MAPPED, hasHeader },
    numberFormat: null,
    note: null,
  };
}

const NOTHING_MAPPED: CsvMappingDraft = {
  hasHeader: true,
  time: null,
  clock: null,
  open: null,
  high: null,
  low: null,
  close: null,
  volume: null,
};

const TIME_NAMES = ['timestamp', 'datetime', 'opentime', 'gmttime', 'time', 'date', 'datum', 'zeit'];
/** What a column is called, the German names with their umlauts left out. */
const NAMES = {
  open: ['open', 'erffnung', 'erffnungskurs', 'eroeffnung', 'erster', 'start'],
  high: ['high', 'hoch', 'hchst', 'hchstkurs', 'tageshoch'],
  low: ['low', 'tief', 'tiefst', 'tiefstkurs', 'tagestief'],
  close: ['close', 'schluss', 'schlusskurs', 'schlu', 'schlukurs', 'letzter'],
  volume: ['volume', 'vol', 'volumen', 'umsatz', 'stcke'],
} as const;

function mapByName(header: readonly string[], rows: readonly (readonly string[])[]): CsvMappingDraft {
  const names = header.map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const find = (...wanted: readonly string[]): number | null => {
    for (const name of wanted) {
      const at = names.indexOf(name);
      if (at >= 0) return at;
    }
    return null;
  };
  const [sample = []] = rows;
  const date = names.indexOf('date');
  const clock = names.indexOf('time');
  const isPair = date >= 0 && clock >= 0 && isClock(sample[clock] ?? '');
  // A table saved with its index has a first column without a name.
  const isIndexTime = names[0] === '' && isIndexedTime(sample[0] ?? '');
  return {
    hasHeader: true,
    time: isPair ? date : (find(...TIME_NAMES) ?? (isIndexTime ? 0 : null)),
    clock: isPair ? clock : null,
    open: find(...NAMES.open),
    high: find(...NAMES.high),
    low: find(...NAMES.low),
    close: find(...NAMES.close),
    volume: findVolume(find(...NAMES.volume), find('tickvol'), rows),
  };
}

/** MetaTrader writes 0 as the volume of what is not traded on an exchange, and always the number of ticks. */
function findVolume(
  volume: number | null,
  ticks: number | null,
  rows: readonly (readonly string[])[],
): number | null {
  if (ticks === null || volume === null) return volume ?? ticks;
  return rows.some((row) => Number(row[volume] ?? 0) > 0) ? volume : ticks;
}

function isNumber(cell: string): boolean {
  return ['point' as const, 'comma' as const].some((format) =>
    new NumberReader(format).read(cell, 0, cell.length),
  );
}

function isTime(cell: string): boolean {
  return !Number.isNaN(readTime(cell, 0, cell.length)) || dateEvidence(cell) !== null || isClock(cell);
}

function isClock(cell: string): boolean {
  return !Number.isNaN(readClock(cell, 0, cell.length));
}

/** A time that cannot be a row number: unix times before 1973 are not taken for times here. */
function isIndexedTime(cell: string): boolean {
  return isTime(cell) && !/^\d{1,7}(\.\d*)?$/.test(cell) && !/^\d{1,2}:/.test(cell);
}
