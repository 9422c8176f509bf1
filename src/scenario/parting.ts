import type { Journal } from '../journal/journal.ts';

/** Up to where two journals tell the same: how many entries, and how many lines, from the first on. */
export interface Parting {
  readonly entries: number;
  readonly lines: number;
}

type Table = Readonly<Record<string, ArrayLike<number | bigint>>>;

/** What only numbers a journal's own steps is no part of what happened; nor is the entry that a line is in, of a line. */
const OF_ENTRIES: ReadonlySet<string> = new Set(['step']);
const OF_LINES: ReadonlySet<string> = new Set(['entry']);
const NONE: ReadonlySet<string> = new Set();

/** Where two journals part: at once when their accounts, assets or pairs have other names. */
export function partingOf(left: Journal, right: Journal): Parting {
  if (namesOf(left) !== namesOf(right)) return { entries: 0, lines: 0 };
  return { entries: sameEntries(left, right), lines: sameLines(left, right) };
}

function namesOf({ header: { accounts, assets, pairs } }: Journal): string {
  return JSON.stringify([
    accounts.map(({ id }) => id),
    assets.map(({ code, decimals }) => [code, decimals]),
    pairs.map(({ code, priceDecimals }) => [code, priceDecimals]),
  ]);
}

/** An entry is the same when all that was written by it is, and the market showed the same before it. */
function sameEntries(left: Journal, right: Journal): number {
  const { entries, transactions, events, positions } = left;
  const count = Math.min(entries.length, right.entries.length);
  let [line, event, order, bar] = [0, 0, 0, 0];
  for (let entry = 0; entry < count; entry += 1) {
    if (!isSameRow(entries.columns, right.entries.columns, entry, OF_ENTRIES)) return entry;
    if (left.texts.of(entry) !== right.texts.of(entry)) return entry;
    for (; line < (entries.columns.transactions[entry] ?? 0); line += 1) {
      if (!isSameRow(transactions.columns, right.transactions.columns, line)) return entry;
    }
    for (; event < (entries.columns.events[entry] ?? 0); event += 1) {
      if (!isSameRow(events.columns, right.events.columns, event)) return entry;
      const position = events.columns.position[event] ?? -1;
      if (position >= 0 && !isSameRow(positions.columns, right.positions.columns, position)) return entry;
    }
    for (; left.orders.columns.entry[order] === entry && order < left.orders.length; order += 1) {
      if (!isSameRow(left.orders.columns, right.orders.columns, order)) return entry;
    }
    for (; bar < left.bars.length && (left.bars.columns.firstEntry[bar] ?? 0) <= entry; bar += 1) {
      if (!isSameRow(left.bars.columns, right.bars.columns, bar)) return entry;
    }
  }
  return count;
}

function sameLines(left: Journal, right: Journal): number {
  const count = Math.min(left.transactions.length, right.transactions.length);
  for (let line = 0; line < count; line += 1) {
    if (lineTime(left, line) !== lineTime(right, line)) return line;
    if (!isSameRow(left.transactions.columns, right.transactions.columns, line, OF_LINES)) return line;
  }
  return count;
}

function isSameRow(left: Table, right: Table, row: number, without = NONE): boolean {
  for (const name in left) {
    if (!without.has(name) && !Object.is(left[name]?.[row], right[name]?.[row])) return false;
  }
  return true;
}

function lineTime({ entries, transactions }: Journal, line: number): number {
  return entries.columns.timeMs[transactions.columns.entry[line] ?? 0] ?? Number.NaN;
}
