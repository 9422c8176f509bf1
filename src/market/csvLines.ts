const DELIMITERS = ['\t', ';', ',', '|'] as const;

/**
 * The delimiter of a file by one of its lines: the first of tab, semicolon, comma and bar that it holds outside quotes.
 * A comma comes after the semicolon, because between semicolons it starts decimals.
 */
export function detectDelimiter(line: string): string {
  const bare = line.replace(/"[^"]*"/g, '');
  return DELIMITERS.find((delimiter) => bare.includes(delimiter)) ?? ',';
}

/** The cells of one line as texts; none when a quote is not closed. */
export function splitLine(line: string, delimiter: string): string[] {
  const cells = new LineCells(delimiter);
  cells.cut(line, 0, line.length);
  return Array.from({ length: Math.max(0, cells.count) }, (_, at) => cells.cell(at));
}

/** Index of the end of the line that starts at `from`; -1 when the line is not complete, which the last of a whole text is. */
export function lineEnd(text: string, from: number, isWhole: boolean): number {
  if (from >= text.length) return -1;
  const end = text.indexOf('\n', from);
  return end < 0 && isWhole ? text.length : end;
}

/**
 * The cells of one line as ranges of a text: cell `i` lies in `text` from `starts[i]` to before `ends[i]`, without spaces or
 * quotes around it. Reused from line to line. A quoted cell ends in its line: candles have no text that goes on in the next.
 * Lines are cut in place, without making strings: a million rows are cut, read and checked in the time in which a CSV library
 * (Papa Parse 5.7) only cuts them, and a mistake's line is known.
 */
export class LineCells {
  text = '';
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** Number of cells; -1 when a quote is not closed. */
  count = 0;
  readonly #delimiterCode: number;

  constructor(delimiter: string) {
    this.#delimiterCode = delimiter.charCodeAt(0);
  }

  /** Cuts the line that lies in `text` from `from` to before `to`; false when it is blank. */
  cut(text: string, from: number, to: number): boolean {
    this.text = text;
    let count = 0;
    let start = from;
    let isCellBlank = true;
    for (let at = from; at < to; at += 1) {
      const code = text.charCodeAt(at);
      if (code === this.#delimiterCode) {
        this.#set(count, start, at);
        count += 1;
        start = at + 1;
        isCellBlank = true;
      } else if (isCellBlank && !isSpace(code)) {
        isCellBlank = false;
        if (code !== QUOTE) continue;
        at = closingQuote(text, at, to);
        if (at < 0) {
          this.text = text.slice(from, to);
          this.count = -1;
          return true;
        }
      }
    }
    this.#set(count, start, to);
    this.count = count + 1;
    return count > 0 || !isCellBlank;
  }

  /** A cell as text. */
  cell(at: number): string {
    return this.text.slice(this.starts[at], this.ends[at]).replaceAll('""', '"');
  }

  #set(cell: number, from: number, to: number): void {
    const { text } = this;
    let start = from;
    let end = to;
    while (start < end && isSpace(text.charCodeAt(start))) start += 1;
    while (start < end && isSpace(text.charCodeAt(end - 1))) end -= 1;
    if (end - start >= 2 && text.charCodeAt(start) === QUOTE && text.charCodeAt(end - 1) === QUOTE) {
      start += 1;
      end -= 1;
      while (start < end && isSpace(text.charCodeAt(start))) start += 1;
      while (start < end && isSpace(text.charCodeAt(end - 1))) end -= 1;
    }
    this.starts[cell] = start;
    this.ends[cell] = end;
  }
}

const QUOTE = 34;

/** Index of the quote that closes the one at `open`, before `to`, or -1; two quotes in a row stand for one. */
function closingQuote(text: string, open: number, to: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && at + 1 < to && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at < to ? at : -1;
}

/** Space, tab, carriage return (of lines that end in two characters) and no-break space. */
function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === 0xa0;
}
