import type { StateCreator } from 'zustand';
import { FIRST_LOOK } from '../scenario/examples/firstLook.ts';
import { formatScenario } from '../scenario/format.ts';
import { currentScenario, isOwn, newId, withName, type OpenScenario } from './openScenario.ts';
import { copyName, readRecord, recordOf, type ReadRecord } from './persistenceRecord.ts';
import { takeOver } from './persistenceTakeOver.ts';
import {
  scenarioTextOf,
  textOfBody,
  type KeptHead,
  type ScenarioStorage,
  type Session,
  type StorageChange,
  type Unsaved,
} from './persistenceStorage.ts';
import type { AppState, PersistenceSlice } from './state.ts';

/** What storage holds of an open scenario: the mark it has there, and the state that was saved under it. */
interface Saved {
  readonly mark: string | null;
  readonly open: OpenScenario;
}

/** The keeping of scenarios; with `null` nothing is kept, and nothing is missed. */
export function persistenceSlice(
  storage: ScenarioStorage | null,
): StateCreator<AppState, [], [], PersistenceSlice> {
  return (set, get) => {
    const saved = new Map<string, Saved>();
    /** One and the same state is saved under one mark, however often that is tried. */
    const marks = new WeakMap<OpenScenario, string>();
    let queue: Promise<unknown> = Promise.resolve();
    let lastSession = '';

    /** Does things one after the other, so that none sees another half done. */
    const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
      const done = queue.then(work);
      queue = done.catch(() => {});
      return done;
    };

    const markOf = (open: OpenScenario): string => {
      const mark = marks.get(open) ?? newId();
      marks.set(open, mark);
      return mark;
    };

    /** What has changed since it was saved, or was closed before it was. Until a person has done something there is nothing to keep. */
    const changed = (): readonly OpenScenario[] => {
      const { open, closed, version } = get();
      if (version === 0) return [];
      const left = closed.map(({ scenario }) => scenario).filter(isOwn);
      // In the order in which they were used last, as far as that is known.
      return [...left, ...open].filter((each) => saved.get(each.id)?.open !== each);
    };

    const unsavedOf = (open: OpenScenario): Unsaved => ({
      record: recordOf(open, markOf(open), Date.now()),
      base: saved.get(open.id)?.mark ?? null,
    });

    const takenNames = (): readonly string[] => [
      ...get().kept.map(({ name }) => name),
      ...get().open.map(({ opened }) => opened.name),
    ];

    const save = async (to: ScenarioStorage, open: OpenScenario): Promise<void> => {
      const { record, base } = unsavedOf(open);
      if ((await to.write(record, base)) === 'written') {
        saved.set(open.id, { mark: record.head.mark, open });
        return;
      }
      // Another tab was faster: its state stays where it is, and what was done here goes on beside it.
      const { name } = open.opened;
      const latest = get().open.find(({ id }) => id === open.id) ?? open;
      const copy = { ...withName(latest, copyName(name, takenNames())), id: newId() };
      get().replaceOpen(open.id, copy);
      get().tell({
        tone: 'note',
        text: `“${name}” was changed in another tab at the same time. Both are kept: what was done here goes on as “${copy.opened.name}”.`,
      });
    };

    /** Forgets examples that were closed as they came. */
    const dropExamples = async (from: ScenarioStorage, heads: readonly KeptHead[]): Promise<boolean> => {
      const isOpen = new Set(get().open.map(({ id }) => id));
      const dropped = heads.filter((head) => !head.isOwn && saved.has(head.id) && !isOpen.has(head.id));
      for (const { id } of dropped) {
        await from.remove(id);
        saved.delete(id);
      }
      return dropped.length > 0;
    };

    const keepSession = async (to: ScenarioStorage): Promise<void> => {
      const { open, currentId } = get();
      const session: Session = { open: open.map(({ id }) => id), current: currentId };
      const text = JSON.stringify(session);
      if (text === lastSession) return;
      await to.writeSession(session, Date.now());
      lastSession = text;
    };

    const refresh = async (from: ScenarioStorage): Promise<void> => {
      const heads = await from.list();
      set({ kept: (await dropExamples(from, heads)) ? await from.list() : heads });
    };

    const keepAll = async (to: ScenarioStorage): Promise<void> => {
      if (get().version === 0) return;
      const tried = new Set<OpenScenario>();
      let failure: unknown = null;
      let isOwnKept = false;
      for (;;) {
        const next = changed().find((each) => !tried.has(each));
        if (next === undefined) break;
        tried.add(next);
        try {
          await save(to, next);
          isOwnKept ||= isOwn(next);
        } catch (error) {
          failure ??= error;
        }
      }
      try {
        await keepSession(to);
        await refresh(to);
        to.noteUnsaved(changed().map(unsavedOf));
        // The answer may take its time: the browser may ask the person.
        if (isOwnKept) void to.askToStay().catch(() => {});
      } catch (error) {
        failure ??= error;
      }
      if (failure !== null) set({ keeping: { status: 'failed', why: whyOf(failure) } });
      else set({ keeping: { status: changed().length === 0 ? 'kept' : 'saving' } });
    };

    /** Reads a kept scenario; what cannot be read stays as it is. */
    const readKept = async (from: ScenarioStorage, id: string): Promise<ReadRecord | null> => {
      const record = await from.read(id);
      if (record === null) return null;
      const read = readRecord(record);
      if (read.ok) saved.set(id, { mark: record.head.mark, open: read.open });
      return read;
    };

    /** Opens what was read beside what is open, and tells what is wrong with it. */
    const reopen = (
      read: readonly ReadRecord[],
      beside: readonly OpenScenario[],
      id: string | null,
    ): void => {
      const sound = read.filter((each) => each.ok);
      const broken = read.filter((each) => !each.ok);
      const all = [...beside, ...sound.map(({ open }) => open)];
      const unplayable = sound.length === 0 ? [] : get().restoreOpen(all, id);
      set({ unreadable: [...broken, ...unplayable] });
      const lost = sound.flatMap(({ open, lostCandles }) =>
        lostCandles.map((file) => `${file} of “${open.opened.name}”`),
      );
      if (lost.length > 0)
        get().tell({ tone: 'refusal', text: `Candles are lost: import ${lost.join(', ')} again.` });
    };

    /** What has been begun is not taken away by what storage gives late; that stands in the list. */
    const isUntouched = (): boolean => {
      const { version, view, cursorAt, dialog, form } = get();
      return version === 0 && view === 'explore' && cursorAt === null && dialog === null && form === null;
    };

    const restoreFrom = async (from: ScenarioStorage): Promise<void> => {
      // What cannot be taken over now stays where it is, for the next time.
      const { earlier, copies } = await takeOver(from).catch(() => ({ earlier: [], copies: [] }));
      const session = await from.readSession();
      const listing = from.list();
      const reading = [...new Set([...session.open, ...earlier])].map((id) => readKept(from, id));
      const [kept, ...found] = await Promise.all([listing, ...reading]);
      const read = found.filter((each) => each !== null);
      set({ kept, keeping: { status: kept.length === 0 ? 'idle' : 'kept' } });
      if (isUntouched()) reopen(read, [], earlier.at(-1) ?? session.current);
      if (copies.length > 0) {
        get().tell({
          tone: 'note',
          text: `What was done when the page was closed, after a change in another tab, is kept as ${copies.map((name) => `“${name}”`).join(', ')}.`,
        });
      }
    };

    const follow = async (from: ScenarioStorage, { id, mark }: StorageChange): Promise<void> => {
      await refresh(from);
      const open = get().open.find((each) => each.id === id);
      const known = saved.get(id);
      if (open === undefined || known === undefined || known.mark === mark) return;
      if (mark === null) {
        saved.set(id, { mark: null, open: known.open });
        if (!isOwn(open)) return;
        get().tell({
          tone: 'note',
          text: `“${open.opened.name}” was deleted in another tab. It stays open here and is kept again with the next change.`,
        });
        return;
      }
      // Changed here as well: the save of that finds the other one and keeps both.
      if (known.open !== open) return;
      const read = await readKept(from, id);
      if (read?.ok === true && get().open.includes(open)) get().replaceOpen(id, read.open);
      else saved.set(id, known);
    };

    return {
      kept: [],
      keeping: { status: storage === null ? 'off' : 'idle' },
      unreadable: [],

      async restore(patienceMs) {
        if (storage === null) return;
        const restoring = inTurn(async () => {
          try {
            await restoreFrom(storage);
          } catch (error) {
            set({ keeping: { status: 'failed', why: whyOf(error) } });
          }
        });
        await Promise.race([
          restoring,
          new Promise((resolve) => {
            setTimeout(resolve, patienceMs);
          }),
        ]);
        storage.onChange((change) => {
          void inTurn(() => follow(storage, change)).catch(() => {});
        });
      },

      awaitKeeping() {
        const { keeping, version } = get();
        const isSaid = keeping.status === 'failed' || keeping.status === 'saving';
        if (storage !== null && version > 0 && !isSaid) set({ keeping: { status: 'saving' } });
      },

      async keepChanges() {
        if (storage !== null) await inTurn(() => keepAll(storage));
      },

      noteChanges() {
        storage?.noteUnsaved(changed().map(unsavedOf));
      },

      async openKept(id) {
        if (get().open.some((each) => each.id === id)) {
          get().switchTo(id);
          return;
        }
        if (storage === null) return;
        const read = await inTurn(() => readKept(storage, id)).catch(() => null);
        if (read === null) {
          get().tell({ tone: 'refusal', text: 'It could not be read from storage. Try it again.' });
        } else reopen([read], get().open, id);
      },

      async textOfKept(id) {
        const open = get().open.find((each) => each.id === id);
        if (open !== undefined) return formatScenario(currentScenario(open));
        const record = (await storage?.read(id)) ?? null;
        if (record === null) return null;
        return readRecord(record).ok ? scenarioTextOf(record.body) : textOfBody(record.body);
      },

      duplicateScenario(id) {
        const open = get().open.find((each) => each.id === id);
        if (open === undefined) return;
        const copy = { ...withName(open, copyName(open.opened.name, takenNames())), id: newId() };
        get().restoreOpen([...get().open, copy], copy.id);
      },

      async deleteScenario(id) {
        const wasCurrent = get().currentId === id;
        const found = get().open.find((each) => each.id === id);
        const name = found?.opened.name ?? get().kept.find((each) => each.id === id)?.name;
        if (name === undefined) return;
        try {
          const { record, open } = await inTurn(async () => {
            const removed = (await storage?.remove(id)) ?? null;
            const { dialog } = get();
            const latest = get().open.find((each) => each.id === id);
            if (latest !== undefined) {
              if (get().open.length === 1) get().openScenario(FIRST_LOOK, true);
              get().closeScenario(id);
            }
            saved.delete(id);
            const closed = get().closed.filter(({ scenario }) => scenario.id !== id);
            // Where it was deleted from a list, that stays.
            set({ closed, notice: null, dialog });
            return { record: removed, open: latest };
          });
          const undo = async (): Promise<void> => {
            get().tell(null);
            if (open !== undefined) {
              const { open: others, currentId, dialog } = get();
              get().restoreOpen([...others, open], wasCurrent ? id : currentId);
              set({ dialog });
            } else if (record !== null && storage !== null) {
              await inTurn(() => storage.write(record, null));
              await inTurn(() => refresh(storage));
            }
          };
          get().tell({
            tone: 'note',
            text: `“${name}” was deleted.`,
            action: { title: 'Undo', run: () => void undo() },
          });
          if (storage !== null) await inTurn(() => refresh(storage));
        } catch (error) {
          get().tell({ tone: 'refusal', text: `“${name}” was not deleted: ${whyOf(error)}.` });
        }
      },
    };
  };
}

/** Why storage failed, as the end of a sentence. */
function whyOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  switch (name) {
    case 'QuotaExceededError':
      return 'the browser has no more room for this page';
    case 'VersionError':
      return 'a later version of this page has been used in this browser: load the page again';
    case 'SecurityError':
    case 'InvalidStateError':
    case 'ReferenceError':
      return 'the browser does not let this page keep anything, as in a private window';
    default:
      return `the browser's storage says “${message}”`;
  }
}
