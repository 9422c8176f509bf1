import { ENTRY_KINDS } from '../domain/entry.ts';
import { PHASES } from '../domain/transaction.ts';
import type { Journal } from './journal.ts';
import { firstIndex, lowerBound } from './postings.ts';

/** The opens of a pair's bars in price units, each at its place among them; a journal keeps only the closes. */
export type Opens = ArrayLike<number>;

/** Where the opens of a pair's bars are found by its code; `null` where nothing is known of them. */
export type OpensOf = (pairCode: string) => { readonly open: Opens } | null;

const PRICE = ENTRY_KINDS.indexOf('PRICE');
const BAR = ENTRY_KINDS.indexOf('BAR');
const OPEN = PHASES.indexOf('OPEN');
const PATH = PHASES.indexOf('PATH');

/**
 * The bar that the market is inside of after so many entries, whose close is still to come; -1 where there is none. A price by hand is all
 * there is of its bar, one given by hand in which nothing happens is told whole at its one moment, and at the end of the journal all is over.
 */
export function barInside(journal: Journal, entries: number): number {
  const { bar: barOf, kind, phase } = journal.entries.columns;
  const entry = entries - 1;
  const row = barOf[entry] ?? -1;
  if (row < 0 || entries >= journal.entries.length || (phase[entry] ?? PHASES.length) > PATH) return -1;
  if (kind[entry] === BAR && barOf[entries] !== row) return -1;
  return kind[journal.bars.columns.firstEntry[row] ?? -1] === PRICE ? -1 : row;
}

/**
 * The last price of a pair that the market had shown after so many entries, in price units, `null` without any: the close of its last bar;
 * inside a bar the close of the one before until the bar opens, then its open, then what the path has come to by its fills.
 */
export function priceAt(journal: Journal, pair: number, entries: number, opens: Opens | null): number | null {
  const { columns, length } = journal.bars;
  // At the end of the journal every bar has been shown, also those that wrote no entry.
  const shownLater = (bar: number): boolean =>
    entries < journal.entries.length && (columns.firstEntry[bar] ?? 0) >= entries;
  const row = journal.barsByPair.lastBelow(pair, firstIndex(length, shownLater));
  if (row < 0) return null;
  if (row !== barInside(journal, entries)) return columns.close[row] ?? null;
  const rows = journal.barsByPair.rows(pair);
  return priceInside(journal, rows, lowerBound(rows, rows.length, row), entries, opens);
}

/** The same inside one of the pair's bars, by its place among them. */
function priceInside(
  journal: Journal,
  rows: Int32Array,
  place: number,
  entries: number,
  opens: Opens | null,
): number | null {
  const phase = journal.entries.columns.phase[entries - 1] ?? PHASES.length;
  const before = journal.bars.columns.close[rows[place - 1] ?? -1];
  const open = opens?.[place] ?? before ?? null;
  if (phase < OPEN) return before ?? open;
  return (phase === PATH ? lastOnPath(journal, rows[place] ?? 0, entries) : null) ?? open;
}

/** The price of the last fill on the path of a bar. */
function lastOnPath(journal: Journal, row: number, entries: number): number | null {
  const { bars, entries: written, events, fillEvents, orders } = journal;
  const { row: eventOf } = fillEvents.columns;
  const first = bars.columns.firstEntry[row] ?? 0;
  // What is liquidated in other pairs closes at their last price.
  for (
    let fill = lowerBound(eventOf, fillEvents.length, journal.eventsAt(entries)) - 1;
    fill >= 0;
    fill -= 1
  ) {
    const event = eventOf[fill] ?? 0;
    const entry = events.columns.entry[event] ?? 0;
    if (entry < first || written.columns.phase[entry] !== PATH) return null;
    const order = events.columns.order[event] ?? 0;
    if (orders.columns.pair[order - 1] === bars.columns.pair[row])
      return events.columns.fillPrice[event] ?? null;
  }
  return null;
}

/**
 * The price of a pair that the engine reckoned with when it wrote an entry (counted from 1; one beyond the last is the next): the close of
 * the last bar that was over, in price units; `null` without any.
 */
export function referencePrice(journal: Journal, pair: number, entry: number): number | null {
  const { bar: barOf, phase } = journal.entries.columns;
  const { close, firstEntry } = journal.bars.columns;
  const bar = barOf[entry - 1] ?? -1;
  const isOver = (phase[entry - 1] ?? PHASES.length) > PATH;
  const isLater = (row: number): boolean =>
    bar < 0 || entry > journal.entries.length
      ? (firstEntry[row] ?? 0) > entry - 1
      : row > bar || (row === bar && !isOver);
  const row = journal.barsByPair.lastBelow(pair, firstIndex(journal.bars.length, isLater));
  return row < 0 ? null : (close[row] ?? null);
}

/** Every price of a pair that the market showed, with the entry (counted from 0) from which on it did: what {@link priceAt} says, for all moments. */
export function shownPrices(
  journal: Journal,
  pair: number,
  opens: Opens | null,
): { readonly entry: readonly number[]; readonly price: readonly number[] } {
  const { close, firstEntry } = journal.bars.columns;
  const rows = journal.barsByPair.rows(pair);
  const entry: number[] = [];
  const price: number[] = [];
  const show = (at: number, shown: number | null | undefined): void => {
    if (shown === null || shown === undefined) return;
    entry.push(at);
    price.push(shown);
  };
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] ?? 0;
    let at = firstEntry[row] ?? 0;
    while (barInside(journal, at + 1) === row) {
      show(at, priceInside(journal, rows, place, at + 1, opens));
      at += 1;
    }
    show(at, close[row]);
  }
  return { entry, price };
}
