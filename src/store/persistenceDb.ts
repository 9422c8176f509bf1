import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { CandleColumns } from '../market/candles.ts';
import type {
  KeptHead,
  KeptRecord,
  ScenarioStorage,
  Session,
  StorageChange,
  Unsaved,
} from './persistenceStorage.ts';

const NAME = 'orderscope';
const VERSION = 1;

interface Tables extends DBSchema {
  heads: { key: string; value: KeptHead };
  bodies: { key: string; value: unknown };
  series: { key: string; value: CandleColumns };
  page: { key: string; value: unknown };
}

const SCENARIO_TABLES = ['heads', 'bodies', 'series'] as const;
type ScenarioChange = IDBPTransaction<Tables, typeof SCENARIO_TABLES, 'readwrite'>;

const LAST_SESSION = 'session';
const WAS_ASKED = 'asked to stay';
/** Of this tab; it lives as long as the tab, through reloads. */
const SESSION_KEY = 'orderscope.open';
const UNSAVED_KEY = 'orderscope.unsaved.';
/** Where versions before the database kept the one scenario they had. */
const EARLIER_KEY = 'orderscope.scenario';
/** It has nothing to note. */
const BROKEN_TAB = '';
const NOTHING_OPEN: Session = { open: [], current: null };

/** Opens the database; `onEnd` hears when it cannot be used any more. */
async function openTables(onEnd: () => void): Promise<IDBPDatabase<Tables>> {
  return await openDB<Tables>(NAME, VERSION, {
    upgrade(db) {
      for (const table of [...SCENARIO_TABLES, 'page'] as const) db.createObjectStore(table);
    },
    // A later version of the page in another tab must not wait for this one.
    blocking(_version, _blocked, event) {
      onEnd();
      if (event.target instanceof IDBDatabase) event.target.close();
    },
    terminated: onEnd,
  });
}

/**
 * The browser's database as a storage of scenarios, for a tab by an id of its own. It is opened with the first call, and again when it was
 * closed. The page waits for this file while it starts, so nothing of the page can be imported here.
 */
export function browserStorage(tab: string): ScenarioStorage {
  let opening: Promise<IDBPDatabase<Tables>> | null = null;
  const unsavedKey = UNSAVED_KEY + tab;
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME);
  const tell = (change: StorageChange): void => {
    // A channel reaches this page's own origin only, and takes no other.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    channel?.postMessage(change);
  };

  const forget = (): void => {
    opening = null;
  };
  const database = async (): Promise<IDBPDatabase<Tables>> => {
    opening ??= openTables(forget);
    try {
      return await opening;
    } catch (error) {
      forget();
      throw error;
    }
  };

  /** Does what belongs together in one transaction; what fails leaves everything as it was. */
  const change = async <T>(work: (tx: ScenarioChange) => Promise<T>): Promise<T> => {
    const tx = (await database()).transaction(SCENARIO_TABLES, 'readwrite');
    // Whoever waits below hears of it; until then it must not count as unhandled.
    tx.done.catch(() => {});
    try {
      const result = await work(tx);
      await tx.done;
      return result;
    } catch (error) {
      abort(tx);
      // A full disk ends the transaction with its own reason, and the requests in it with another.
      throw tx.error ?? error;
    }
  };

  return {
    async list() {
      const tx = (await database()).transaction('heads');
      const [keys, heads] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
      return keys
        .map((key, index) => headFrom(key, heads[index]))
        .toSorted((one, other) => other.usedMs - one.usedMs);
    },

    async read(id) {
      const tx = (await database()).transaction(SCENARIO_TABLES);
      const [head, body] = await Promise.all([
        tx.objectStore('heads').get(id),
        tx.objectStore('bodies').get(id),
      ]);
      if (head === undefined && body === undefined) return null;
      const known = headFrom(id, head);
      return { head: known, body, series: await seriesOf(tx, known.series) };
    },

    async write(record, base) {
      const { head, body, series } = record;
      const outcome = await change(async (tx) => {
        const heads = tx.objectStore('heads');
        const before = await heads.get(head.id);
        if (before !== undefined && before.mark !== base && before.mark !== head.mark) return 'changed';
        const table = tx.objectStore('series');
        for (const [id, columns] of series) {
          if ((await table.getKey(id)) === undefined) await table.put(columns, id);
        }
        await heads.put(head, head.id);
        await tx.objectStore('bodies').put(body, head.id);
        if (before !== undefined) await dropUnused(tx, headFrom(head.id, before).series);
        return 'written';
      });
      if (outcome === 'written') tell({ id: head.id, mark: head.mark });
      return outcome;
    },

    async remove(id) {
      const removed = await change(async (tx): Promise<KeptRecord | null> => {
        const head = await tx.objectStore('heads').get(id);
        const body = await tx.objectStore('bodies').get(id);
        if (head === undefined && body === undefined) return null;
        const known = headFrom(id, head);
        const series = await seriesOf(tx, known.series);
        await tx.objectStore('heads').delete(id);
        await tx.objectStore('bodies').delete(id);
        await dropUnused(tx, known.series);
        return { head: known, body, series };
      });
      if (removed !== null) tell({ id, mark: null });
      return removed;
    },

    async readSession() {
      return (
        sessionFrom(parsed(readText('sessionStorage', SESSION_KEY))) ??
        sessionFrom(await (await database()).get('page', LAST_SESSION)) ??
        NOTHING_OPEN
      );
    },

    async writeSession(session, nowMs) {
      writeText('sessionStorage', SESSION_KEY, JSON.stringify(session));
      const tx = (await database()).transaction(['heads', 'page'], 'readwrite');
      const heads = tx.objectStore('heads');
      const head = session.current === null ? undefined : await heads.get(session.current);
      await Promise.all([
        tx.objectStore('page').put(session, LAST_SESSION),
        head === undefined ? null : heads.put({ ...head, usedMs: nowMs }, head.id),
        tx.done,
      ]);
    },

    noteUnsaved(unsaved) {
      if (unsaved.length === 0) {
        removeText(unsavedKey);
        return;
      }
      const notes = unsaved.map(({ record: { head, body }, base }) => ({ head, body, base }));
      writeText('localStorage', unsavedKey, JSON.stringify(notes));
    },

    async settleUnsaved(settle) {
      for (const key of keysOf('localStorage')) {
        if (!key.startsWith(UNSAVED_KEY) || key === unsavedKey) continue;
        const notes = parsed(readText('localStorage', key));
        for (const note of Array.isArray(notes) ? notes : []) {
          const unsaved = unsavedFrom(note);
          if (unsaved !== null) await settle(unsaved);
        }
        removeText(key);
      }
    },

    async settleEarlier(settle) {
      const text = readText('localStorage', EARLIER_KEY);
      if (text === null) return;
      await settle(text);
      removeText(EARLIER_KEY);
    },

    async askToStay() {
      const db = await database();
      if ((await db.get('page', WAS_ASKED)) !== undefined) return;
      await db.put('page', true, WAS_ASKED);
      // Only pages that came over https, or from this machine, have it.
      if ('storage' in navigator) await navigator.storage.persist();
    },

    onChange(listener) {
      channel?.addEventListener('message', ({ data }: MessageEvent<StorageChange>) => listener(data));
    },
  };
}

/** The body of the scenario that was played last, `null` when there is none; for a page that cannot start. */
export async function lastBody(): Promise<unknown> {
  const earlier = readText('localStorage', EARLIER_KEY);
  if (earlier !== null) return earlier;
  const storage = browserStorage(BROKEN_TAB);
  const { current } = await storage.readSession();
  return current === null ? null : ((await storage.read(current))?.body ?? null);
}

/** Lets the next start open nothing that is kept; all of it stays. */
export async function startWithNothing(): Promise<void> {
  await browserStorage(BROKEN_TAB).writeSession(NOTHING_OPEN, 0);
}

function abort(tx: ScenarioChange): void {
  try {
    tx.abort();
  } catch {
    // It has ended already.
  }
}

async function seriesOf(
  tx: IDBPTransaction<Tables, typeof SCENARIO_TABLES, 'readonly' | 'readwrite'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CandleColumns>> {
  const series = new Map<string, CandleColumns>();
  for (const id of ids) {
    const columns = await tx.objectStore('series').get(id);
    if (columns !== undefined) series.set(id, columns);
  }
  return series;
}

/** Drops those series that no scenario uses any more. */
async function dropUnused(tx: ScenarioChange, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const heads = await tx.objectStore('heads').getAll();
  const used = new Set(heads.flatMap((head) => headFrom('', head).series));
  for (const id of ids) if (!used.has(id)) await tx.objectStore('series').delete(id);
}

/** A head whatever storage holds in its place, so that a damaged one can still be listed, saved as a file and removed. */
function headFrom(id: string, value: unknown): KeptHead {
  const { name, mark, usedMs, steps, isOwn, series } = recordFrom(value);
  return {
    id,
    name: typeof name === 'string' && name !== '' ? name : 'Unnamed',
    mark: typeof mark === 'string' ? mark : '',
    usedMs: typeof usedMs === 'number' ? usedMs : 0,
    steps: typeof steps === 'number' ? steps : 0,
    isOwn: isOwn !== false,
    series: Array.isArray(series) ? series.filter((each) => typeof each === 'string') : [],
  };
}

function sessionFrom(value: unknown): Session | null {
  const { open, current } = recordFrom(value);
  if (!Array.isArray(open)) return null;
  return {
    open: open.filter((each) => typeof each === 'string'),
    current: typeof current === 'string' ? current : null,
  };
}

function unsavedFrom(value: unknown): Unsaved | null {
  const { head, body, base } = recordFrom(value);
  const { id } = recordFrom(head);
  if (typeof id !== 'string' || body === undefined) return null;
  return {
    record: { head: headFrom(id, head), body, series: new Map() },
    base: typeof base === 'string' ? base : null,
  };
}

function recordFrom(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

type TextStorage = 'localStorage' | 'sessionStorage';

/** A text that was kept; `null` when there is none or storage is unavailable. */
function readText(where: TextStorage, key: string): string | null {
  try {
    return globalThis[where].getItem(key);
  } catch {
    return null;
  }
}

function writeText(where: TextStorage, key: string, text: string): void {
  try {
    globalThis[where].setItem(key, text);
  } catch {
    // The database has it too, or will when there is time.
  }
}

function removeText(key: string): void {
  try {
    globalThis.localStorage.removeItem(key);
  } catch {
    // Storage that is unavailable keeps nothing.
  }
}

function keysOf(where: TextStorage): readonly string[] {
  try {
    return Object.keys(globalThis[where]);
  } catch {
    return [];
  }
}
