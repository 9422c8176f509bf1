import { LINK_SAMPLE, type Json } from './linkSample.ts';

/** The most characters that the values may take; a text of few can ask for many more. */
const MAX_CHARACTERS = 16 * 1024 * 1024;
const CHARACTERS_AROUND = 4;
/** Far deeper than scenarios go, and far more digits than their numbers have. */
const MAX_PATH = 400;
const MAX_DIGITS = 400;

/** A text asks for more than a scenario holds. */
export class TooLargeError extends RangeError {}

/**
 * A value as a short text that deflates well. Values at the same path, such as the prices of all limit orders, stand beside each other
 * in one line: as differences where they are numbers or times, else as places in a list of words; and what the sample of scenarios says
 * too is left out.
 */
export function toColumns(value: Json): string {
  const columns = columnsOf([value]);
  return Array.from(columns, ([path, values]) => packColumn(values, wordsAt(path))).join('\n');
}

/** The value of a text by {@link toColumns}; throws a `RangeError` or `SyntaxError` when it is none, a {@link TooLargeError} early. */
export function fromColumns(text: string): Json {
  const lines = text.split('\n');
  const columns = new Map<string, ColumnReader>();
  let left = MAX_CHARACTERS;
  const next = (path: string): Json => {
    if (path.length > MAX_PATH) throw new TooLargeError('deeper than a scenario');
    let column = columns.get(path);
    if (column === undefined) {
      const line = lines[columns.size];
      if (line === undefined) throw new RangeError('a column is missing');
      columns.set(path, (column = readColumn(line, wordsAt(path))));
    }
    const word = column();
    left -= CHARACTERS_AROUND + (typeof word === 'string' ? word.length : 0);
    if (left < 0) throw new TooLargeError('larger than a scenario');
    if (!isList(word)) return word;
    const [length] = word;
    if (typeof length === 'number') {
      const items: Json[] = [];
      for (let index = 0; index < length; index += 1) items.push(next(`${path}[]`));
      return items;
    }
    let lane = '';
    return Object.fromEntries(
      word.map((key) => {
        const name = typeof key === 'string' ? key : JSON.stringify(key);
        const child = next(pathTo(path, name, lane));
        lane = laneAfter(lane, name, child);
        return [name, child];
      }),
    );
  };
  const value = next('$');
  if (columns.size !== lines.length) throw new RangeError('a column too many');
  return value;
}

/** Every value by its path: of an object its keys, of a list its length as `[length]`. */
function columnsOf(roots: readonly Json[]): Map<string, Json[]> {
  const columns = new Map<string, Json[]>();
  const visit = (value: Json, path: string): void => {
    const column = columns.get(path) ?? [];
    columns.set(path, column);
    if (isList(value)) {
      column.push([value.length]);
      for (const item of value) visit(item, `${path}[]`);
    } else if (typeof value === 'object' && value !== null) {
      column.push(Object.keys(value));
      let lane = '';
      for (const [key, child] of Object.entries(value)) {
        visit(child, pathTo(path, key, lane));
        lane = laneAfter(lane, key, child);
      }
    } else {
      column.push(value);
    }
  };
  for (const root of roots) visit(root, '$');
  return columns;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Numbers of one pair are near each other, those of different pairs are not: within a step each pair has columns of its own. */
function pathTo(path: string, key: string, lane: string): string {
  return `${path}.${key}${path.startsWith('$.steps[].') ? lane : ''}`;
}

function laneAfter(lane: string, key: string, value: Json): string {
  return key === 'pair' && typeof value === 'string' ? `:${value}` : lane;
}

let sampleWords: ReadonlyMap<string, readonly string[]> | null = null;

/** What the sample says at a path, as JSON. */
function wordsAt(path: string): readonly string[] {
  sampleWords ??= new Map(
    Array.from(columnsOf(LINK_SAMPLE), ([of, values]) => [
      withoutLane(of),
      [...new Set(values.map((value) => JSON.stringify(value)))],
    ]),
  );
  return sampleWords.get(withoutLane(path)) ?? [];
}

function withoutLane(path: string): string {
  return path.replace(/:.*$/s, '');
}

/** Gives the values of a column one after the other. */
type ColumnReader = () => Json;

const WORDS = 'w';
const NUMBERS = 'n';
const TIMES = 't';

/** The shortest line that reads back as the same values. */
function packColumn(values: readonly Json[], known: readonly string[]): string {
  const texts = values.filter((value) => typeof value === 'string');
  const others = texts.length < values.length ? [] : [packNumbers(texts), packTimes(texts)];
  return others
    .filter((line) => line !== null)
    .filter((line) => {
      const read = readColumn(line, known);
      return values.every((value) => read() === value);
    })
    .reduce((best, line) => (line.length < best.length ? line : best), packWords(values, known));
}

function readColumn(line: string, known: readonly string[]): ColumnReader {
  const body = line.slice(1);
  switch (line.charAt(0)) {
    case '':
    case WORDS:
      return readWords(body, known);
    case NUMBERS:
      return readNumbers(body);
    case TIMES:
      return readTimes(body);
    default:
      throw new RangeError('a column of an unknown kind');
  }
}

/** More words than this are told apart by more than one character. */
const ONE_CHARACTER = 36;

/** New words and the place of each value's; nothing at all when every one is the first that is known. */
function packWords(values: readonly Json[], known: readonly string[]): string {
  const places = new Map(known.map((word, place) => [word, place]));
  const added: string[] = [];
  const indexes = values.map((value) => {
    const word = JSON.stringify(value);
    const place = places.get(word) ?? places.size;
    if (place === places.size) {
      places.set(word, place);
      added.push(word);
    }
    return place;
  });
  if (indexes.every((place) => place === 0) && added.length === 0) return '';
  const joint = places.size > ONE_CHARACTER ? ',' : '';
  return `${WORDS}${added.join(',')}|${indexes.map((place) => place.toString(ONE_CHARACTER)).join(joint)}`;
}

function readWords(body: string, known: readonly string[]): ColumnReader {
  const bar = body.lastIndexOf('|');
  const added = JSON.parse(`[${body.slice(0, Math.max(0, bar))}]`) as readonly Json[];
  const words = [...known.map((word) => JSON.parse(word) as Json), ...added];
  const text = body.slice(bar + 1);
  const indexes = text.split(words.length > ONE_CHARACTER ? ',' : '');
  let at = 0;
  return () => {
    const index = text === '' ? 0 : Number.parseInt(indexes[at] ?? '', ONE_CHARACTER);
    at += 1;
    const word = words[index];
    if (word === undefined) throw new RangeError('a word is missing');
    return word;
  };
}

const NUMBER = /^(O-)?(-?\d+)(?:\.(\d+))?$/;

/**
 * Decimals, or the ids of orders, as whole units: their prefix, how many decimals (`2` for all the same, `2s` for at most so many and no
 * zero at the end, `2.0.2` for each its own), `+` when the units are differences, and the units.
 */
function packNumbers(texts: readonly string[]): string | null {
  const parts = texts.map((text) => NUMBER.exec(text));
  const prefix = parts[0]?.[1] ?? '';
  const places = parts.map((part) => part?.[3]?.length ?? 0);
  const most = places.reduce((a, b) => Math.max(a, b), 0);
  const units: bigint[] = [];
  for (const part of parts) {
    if (part === null) return null;
    const [, , whole = '', fraction = ''] = part;
    units.push(BigInt(whole + fraction.padEnd(most, '0')));
  }
  const isSame = places.every((count) => count === most);
  const isShort = parts.every((part) => part?.[3]?.endsWith('0') !== true);
  const decimals = isSame ? `${most}` : isShort ? `${most}s` : places.join('.');
  const plain = units.join(',');
  const differences = units.map((value, index) => value - (units[index - 1] ?? 0n)).join(',');
  const isNear = differences.length < plain.length;
  return `${NUMBERS}${prefix}${decimals}${isNear ? '+' : ''}|${isNear ? differences : plain}`;
}

function readNumbers(body: string): ColumnReader {
  const head = /^(O-)?([\d.]+)(s?)(\+?)\|/.exec(body);
  if (head === null) throw new RangeError('numbers without a head');
  const [whole, prefix = '', decimals = '', short, sum] = head;
  const places = decimals.split('.').map(Number);
  const most = places.reduce((a, b) => Math.max(a, b), 0);
  if (!(most <= MAX_DIGITS)) throw new RangeError('too many decimals');
  const units = body.slice(whole.length).split(',');
  let at = 0;
  let last = 0n;
  return () => {
    const unit = units[at];
    if (unit === undefined || unit.length > MAX_DIGITS) throw new RangeError('no such number');
    const value = sum === '+' ? last + BigInt(unit) : BigInt(unit);
    last = value;
    const own = places.length === 1 ? most : (places[at] ?? 0);
    at += 1;
    return prefix + decimalText(value, most, own, short === 's');
  };
}

/** Units of so many decimals, written with as many as are its own, or as few as can be. */
function decimalText(units: bigint, decimals: number, own: number, isShort: boolean): string {
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  const fraction = digits.slice(digits.length - decimals, digits.length - decimals + own);
  const written = isShort ? fraction.replace(/0+$/, '') : fraction;
  const sign = units < 0n ? '-' : '';
  return `${sign}${digits.slice(0, digits.length - decimals)}${written === '' ? '' : `.${written}`}`;
}

/** Times in milliseconds: each as what is new in its distance from the one before; nothing where the distance stays. */
function packTimes(texts: readonly string[]): string | null {
  let last = 0;
  let distance = 0;
  const news: string[] = [];
  for (const text of texts) {
    const timeMs = Date.parse(text);
    if (Number.isNaN(timeMs)) return null;
    const change = timeMs - last - distance;
    distance = timeMs - last;
    last = timeMs;
    news.push(change === 0 ? '' : String(change));
  }
  return `${TIMES}${news.join(',')}`;
}

function readTimes(body: string): ColumnReader {
  const news = body.split(',');
  let at = 0;
  let last = 0;
  let distance = 0;
  return () => {
    const change = news[at];
    if (change === undefined) throw new RangeError('a time is missing');
    at += 1;
    distance += Number(change);
    last += distance;
    // A time that no date has throws a RangeError of its own.
    return new Date(last).toISOString().replace('.000Z', 'Z');
  };
}
