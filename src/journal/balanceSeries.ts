import { Wholes } from '../money/whole.ts';
import type { Journal } from './journal.ts';
import { shownPrices, type OpensOf } from './lastPrices.ts';

/**
 * A balance through time, for drawing: at each moment of `moments` (a number of entries, ascending) both parts become these values,
 * in whole units of the asset as doubles. Exact amounts are read from the repositories.
 */
export interface BalanceSeries {
  readonly moments: Float64Array;
  readonly available: Float64Array;
  readonly unavailable: Float64Array;
}

/** Something that changes at entries: `rows` in ascending order of what `entryOf` gives. */
interface Source {
  readonly rows: ArrayLike<number>;
  readonly entryOf: ArrayLike<number>;
  /** Takes the values of a row over. */
  readonly take: (row: number) => void;
}

/** An account's balance of one asset; each moment up to `end` stands once, with the last line of its entry. */
export function assetSeries(journal: Journal, account: string, asset: string, end: number): BalanceSeries {
  const { accounts, assets } = journal.header;
  const owner = accounts.find(({ id }) => id === account);
  const kept = assets.find(({ code }) => code === asset);
  if (owner === undefined || kept === undefined) return NO_SERIES;
  return bookSeries(journal, journal.book(owner.index, kept.index), kept.decimals, end);
}

/** The same by itself, for it is much quicker than with others. */
function bookSeries(journal: Journal, book: number, decimals: number, end: number): BalanceSeries {
  const { entry: entryOf, availableAfter, unavailableAfter } = journal.transactions.columns;
  const scale = 10 ** decimals;
  const rows = journal.byBook.rows(book);
  const free = new Wholes(availableAfter);
  const tied = new Wholes(unavailableAfter);
  const moments = new Float64Array(rows.length);
  const available = new Float64Array(rows.length);
  const unavailable = new Float64Array(rows.length);
  let count = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    const entry = entryOf[row] ?? end;
    if (entry >= end) break;
    // Another line of the same entry takes the place of the one before.
    if (moments[count - 1] !== entry + 1) count += 1;
    moments[count - 1] = entry + 1;
    available[count - 1] = Number(free.at(row)) / scale;
    unavailable[count - 1] = Number(tied.at(row)) / scale;
  }
  return cut({ moments, available, unavailable }, count);
}

/** A whole account valued in one asset at the prices known at each moment; what has no price there is left out ([L10]). */
export function accountSeries(
  journal: Journal,
  account: string,
  inAsset: string,
  end: number,
  opensOf: OpensOf,
): BalanceSeries {
  const { accounts, assets, pairs } = journal.header;
  const owner = accounts.find(({ id }) => id === account);
  if (owner === undefined) return NO_SERIES;
  const parts = assets.map((asset) => {
    const value = { available: 0, unavailable: 0 };
    const source = bookSource(journal, journal.book(owner.index, asset.index), asset.decimals, value);
    const pair = pairs.find(({ base, quote }) => base.code === asset.code && quote.code === inAsset);
    const part = { value, source, price: asset.code === inAsset ? 1 : 0, prices: null as Source | null };
    if (part.price === 0 && pair !== undefined) {
      const scale = 10 ** pair.priceDecimals;
      const { entry, price } = shownPrices(journal, pair.index, opensOf(pair.code)?.open ?? null);
      part.prices = {
        rows: Int32Array.from(entry.keys()),
        entryOf: entry,
        take: (row) => {
          part.price = (price[row] ?? 0) / scale;
        },
      };
    }
    return part;
  });
  const sources = parts.flatMap(({ source, prices }) => (prices === null ? [source] : [source, prices]));
  return merge(
    sources,
    () => {
      const sum = { available: 0, unavailable: 0 };
      for (const { value, price } of parts) {
        sum.available += value.available * price;
        sum.unavailable += value.unavailable * price;
      }
      return sum;
    },
    end,
  );
}

const NO_SERIES: BalanceSeries = {
  moments: new Float64Array(0),
  available: new Float64Array(0),
  unavailable: new Float64Array(0),
};

function bookSource(
  journal: Journal,
  book: number,
  decimals: number,
  value: { available: number; unavailable: number },
): Source {
  const { entry, availableAfter, unavailableAfter } = journal.transactions.columns;
  const scale = 10 ** decimals;
  return {
    rows: journal.byBook.rows(book),
    entryOf: entry,
    take: (row) => {
      value.available = Number(availableAfter[row] ?? 0n) / scale;
      value.unavailable = Number(unavailableAfter[row] ?? 0n) / scale;
    },
  };
}

/** Walks all sources together, entry by entry, and reads the value after each; entries at or beyond `end` have not happened yet. */
function merge(
  sources: readonly Source[],
  read: () => { readonly available: number; readonly unavailable: number },
  end: number,
): BalanceSeries {
  const most = sources.reduce((sum, { rows }) => sum + rows.length, 0);
  const moments = new Float64Array(most);
  const available = new Float64Array(most);
  const unavailable = new Float64Array(most);
  const at = new Int32Array(sources.length);
  let count = 0;
  for (;;) {
    let entry = end;
    for (let index = 0; index < sources.length; index += 1) {
      const source = sources[index];
      const row = source?.rows[at[index] ?? 0];
      if (row !== undefined) entry = Math.min(entry, source?.entryOf[row] ?? end);
    }
    if (entry >= end) break;
    for (let index = 0; index < sources.length; index += 1) {
      const source = sources[index];
      if (source === undefined) continue;
      const { rows, entryOf, take } = source;
      let next = at[index] ?? 0;
      for (let row = rows[next]; row !== undefined && entryOf[row] === entry; row = rows[next]) {
        take(row);
        next += 1;
      }
      at[index] = next;
    }
    const value = read();
    moments[count] = entry + 1;
    available[count] = value.available;
    unavailable[count] = value.unavailable;
    count += 1;
  }
  return cut({ moments, available, unavailable }, count);
}

function cut({ moments, available, unavailable }: BalanceSeries, count: number): BalanceSeries {
  return {
    moments: moments.subarray(0, count),
    available: available.subarray(0, count),
    unavailable: unavailable.subarray(0, count),
  };
}
