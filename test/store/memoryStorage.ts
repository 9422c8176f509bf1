import type {
  KeptHead,
  KeptRecord,
  ScenarioStorage,
  Session,
  StorageChange,
  Unsaved,
} from '../../src/store/persistenceStorage.ts';

/** What several tabs share. */
export class MemoryDisk {
  readonly records = new Map<string, KeptRecord>();
  unsaved: readonly Unsaved[] = [];
  earlier: string | null = null;
  session: Session = { open: [], current: null };
  asked = 0;
  /** What every write fails with, if anything. */
  failure: Error | null = null;
  readonly #tabs = new Set<{ listener: (change: StorageChange) => void }>();

  heads(): readonly KeptHead[] {
    return Array.from(this.records.values(), ({ head }) => head);
  }

  /** The storage as one tab sees it; a deaf tab does not hear of the others. */
  tab(isDeaf = false): ScenarioStorage {
    const self: { listener: (change: StorageChange) => void } = { listener: () => {} };
    if (!isDeaf) this.#tabs.add(self);
    const tell = (change: StorageChange): void => {
      for (const tab of this.#tabs) if (tab !== self) tab.listener(change);
    };
    const check = (): void => {
      if (this.failure !== null) throw this.failure;
    };
    return {
      list: async () => this.heads().toSorted((one, other) => other.usedMs - one.usedMs),
      read: async (id) => structuredClone(this.records.get(id) ?? null),
      write: async (record, base) => {
        check();
        const before = this.records.get(record.head.id)?.head.mark;
        if (before !== undefined && before !== base && before !== record.head.mark) return 'changed';
        this.records.set(record.head.id, structuredClone(record));
        tell({ id: record.head.id, mark: record.head.mark });
        return 'written';
      },
      remove: async (id) => {
        check();
        const record = this.records.get(id) ?? null;
        this.records.delete(id);
        tell({ id, mark: null });
        return record;
      },
      readSession: async () => this.session,
      writeSession: async (session) => {
        this.session = session;
      },
      noteUnsaved: (unsaved) => {
        this.unsaved = structuredClone(unsaved);
      },
      settleUnsaved: async (settle) => {
        for (const each of this.unsaved) await settle(each);
        this.unsaved = [];
      },
      settleEarlier: async (settle) => {
        if (this.earlier !== null) await settle(this.earlier);
        this.earlier = null;
      },
      askToStay: async () => {
        this.asked += 1;
      },
      onChange: (listener) => {
        self.listener = listener;
      },
    };
  }
}
