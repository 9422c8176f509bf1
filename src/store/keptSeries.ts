import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import * as v from 'valibot';
import type { CandleColumns, Column } from '../market/candles.ts';
import { candlesFrom } from './persistenceRecord.ts';
import type { OwnSeries } from './run.ts';

/** Apart from the scenarios: the page starts without it, and a later version of one need not wait for the other. */
const NAME = 'orderscope-candles';
const VERSION = 1;

/** How many bars are kept in all, of 48 bytes each; beyond that the files that were brought in first go. */
export const MOST_BARS = 2_000_000;

const headSchema = v.object({
  name: v.string(),
  base: v.string(),
  quote: v.string(),
  priceDecimals: v.number(),
  volumeDecimals: v.number(),
  bars: v.number(),
  keptMs: v.number(),
});
type Head = v.InferOutput<typeof headSchema>;

/** By the id of the series; each column by itself, for the page waits while one is copied. */
interface Tables extends DBSchema {
  heads: { key: string; value: Head };
  columns: { key: [id: string, column: string]; value: Column };
}

const COLUMNS = ['timeMs', 'open', 'high', 'low', 'close', 'volume'] as const;

let queue: Promise<unknown> = Promise.resolve();

/** Does something with the database after all that was asked for before: what is forgotten, brought back and forgotten again is gone. */
async function withTables<T>(work: (db: IDBPDatabase<Tables>) => Promise<T>): Promise<T> {
  const done = queue.then(() => inTables(work));
  queue = done.catch(() => {});
  return await done;
}

async function inTables<T>(work: (db: IDBPDatabase<Tables>) => Promise<T>): Promise<T> {
  const db = await openDB<Tables>(NAME, VERSION, {
    upgrade(made) {
      made.createObjectStore('heads');
      made.createObjectStore('columns');
    },
  });
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/** The files of candles that earlier visits brought in for backtests, the oldest first; what cannot be read is passed over. */
export async function readKeptSeries(): Promise<readonly OwnSeries[]> {
  return await withTables(async (db) => {
    const found: OwnSeries[] = [];
    for (const [id, { name, base, quote, priceDecimals, volumeDecimals }] of await headsOf(db)) {
      const candles = candlesFrom(await columnsOf(db, id));
      if (candles !== null) found.push({ id, name, base, quote, candles, priceDecimals, volumeDecimals });
    }
    return found;
  });
}

/** Keeps a file of candles; older ones go where there would be too many. */
export async function keepSeries(
  { id, name, base, quote, candles, priceDecimals, volumeDecimals }: OwnSeries,
  keptMs: number,
): Promise<void> {
  await withTables(async (db) => {
    const others = (await headsOf(db)).filter(([other]) => other !== id);
    const tx = db.transaction(['heads', 'columns'], 'readwrite');
    const heads = tx.objectStore('heads');
    const columns = tx.objectStore('columns');
    // Whoever waits below hears of it; until then it must not count as unhandled.
    tx.done.catch(() => {});
    for (const other of [...beyondRoom(others, candles.length), id]) {
      await heads.delete(other);
      await columns.delete(allOf(other));
    }
    for (const [column, values] of Object.entries<Column>({ ...candles.toColumns() }))
      await columns.put(values, [id, column]);
    const { length: bars } = candles;
    await heads.put({ name, base, quote, priceDecimals, volumeDecimals, bars, keptMs }, id);
    await tx.done;
  });
}

/** Forgets a file of candles by the id of its series. */
export async function forgetSeries(id: string): Promise<void> {
  await withTables(async (db) => {
    const tx = db.transaction(['heads', 'columns'], 'readwrite');
    await Promise.all([
      tx.objectStore('heads').delete(id),
      tx.objectStore('columns').delete(allOf(id)),
      tx.done,
    ]);
  });
}

function allOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

async function columnsOf(db: IDBPDatabase<Tables>, id: string): Promise<CandleColumns | undefined> {
  const columns: Partial<Record<keyof CandleColumns, Column>> = {};
  for (const column of COLUMNS) {
    const values = await db.get('columns', [id, column]);
    if (values === undefined) return undefined;
    columns[column] = values;
  }
  // All of them were found.
  return columns as CandleColumns;
}

/** The ids of series, given the oldest first, for which there is no room beside so many bars and those that are newer. */
export function beyondRoom(
  files: readonly (readonly [string, { readonly bars: number }])[],
  bars: number,
): readonly string[] {
  let all = bars;
  const ids: string[] = [];
  for (const [id, file] of files.toReversed()) {
    all += file.bars;
    if (all > MOST_BARS) ids.push(id);
  }
  return ids;
}

async function headsOf(db: IDBPDatabase<Tables>): Promise<readonly (readonly [string, Head])[]> {
  const tx = db.transaction('heads');
  const [ids, values] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
  return ids
    .flatMap((id, index) => {
      const read = v.safeParse(headSchema, values[index]);
      return read.success ? [[id, read.output] as const] : [];
    })
    .toSorted(([, one], [, other]) => one.keptMs - other.keptMs);
}
