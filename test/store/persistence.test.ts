import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Candles } from '../../src/market/candles.ts';
import { formatScenario } from '../../src/scenario/format.ts';
import { currentScenario, type OpenScenario } from '../../src/store/openScenario.ts';
import { copyName, readRecord, recordOf } from '../../src/store/persistenceRecord.ts';
import { scenarioTextOf, type KeptRecord } from '../../src/store/persistenceStorage.ts';
import { barsLeftOf, currentOf, scenarioOf } from '../../src/store/selectors.ts';
import { createAppStore } from '../../src/store/store.ts';
import type { AppState } from '../../src/store/state.ts';
import { MemoryDisk } from './memoryStorage.ts';
import { BUY_TWO, miniature } from './miniature.ts';

function price(last: string) {
  return { price: { pair: 'BTCUSD', last } };
}

function bars(count: number) {
  const candles = new Candles();
  for (let bar = 0; bar < count; bar += 1) {
    const units = (48_000 + bar) * 100;
    candles.push(Date.UTC(2024, 0, 2, 10 + bar), units, units + 1000, units - 1000, units, Number.NaN);
  }
  return { pair: 'BTCUSD', name: 'bars.csv', candles, priceDecimals: 2, volumeDecimals: 8 };
}

/** A tab with a storage, as it is once it has started. */
async function startTab(disk: MemoryDisk, isDeaf = false): Promise<() => AppState> {
  const store = createAppStore(miniature([BUY_TWO]), 'system', undefined, disk.tab(isDeaf));
  await store.getState().restore(1000);
  return store.getState;
}

function lastPrice(now: () => AppState): unknown {
  const last = scenarioOf(now()).steps.at(-1);
  return last !== undefined && 'price' in last ? last.price.last : null;
}

/** Lets what the tabs told each other be dealt with. */
async function settled(...tabs: readonly (() => AppState)[]): Promise<void> {
  for (const now of tabs) await now().keepChanges();
}

/** A scenario with its candles as columns, to be compared. */
const plain = ({ feeds, ...rest }: OpenScenario): unknown => [
  rest,
  Array.from(feeds.values(), ({ candles, ...feed }) => [feed, candles.toColumns()]),
];

const sound = (): KeptRecord => {
  const now = createAppStore(miniature([BUY_TWO])).getState;
  now().importCandles(bars(3));
  now().actNow('Price', price('47000'));
  return structuredClone(recordOf(currentOf(now()), 'mark', 0));
};
const changed = (change: object): KeptRecord => {
  const record = sound();
  return { ...record, body: { ...(record.body as object), ...change } };
};

describe('a record', () => {
  const gesture = fc.oneof(
    fc.record({ kind: fc.constant('price' as const), last: fc.integer({ min: 1, max: 90_000 }) }),
    fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const, 'bar' as const) }),
  );

  it('gives back what was kept, step for step, with its candles and all that can be undone and redone', () => {
    fc.assert(
      fc.property(fc.array(gesture, { maxLength: 12 }), (gestures) => {
        const store = createAppStore(miniature([BUY_TWO]));
        const now = store.getState;
        now().importCandles(bars(5));
        for (const each of gestures) {
          if (each.kind === 'price') now().actNow('Price', price(String(each.last)));
          else if (each.kind === 'bar') now().feedBar();
          else now()[each.kind]();
        }
        const open = currentOf(now());
        const read = readRecord(structuredClone(recordOf(open, 'mark', 0)));
        if (!read.ok) throw new Error(read.why);
        expect(plain(read.open)).toEqual(plain(open));
        expect(read.lostCandles).toEqual([]);
      }),
    );
  });

  it('holds the scenario as its file does', () => {
    const now = createAppStore(miniature([BUY_TWO])).getState;
    now().actNow('Price', price('47000'));
    now().actNow('Price', price('46000'));
    now().undo();
    const open = currentOf(now());
    expect(scenarioTextOf(recordOf(open, 'mark', 0).body)).toBe(formatScenario(currentScenario(open)));
  });

  it.each([
    ['of a later version', { format: 2 }, /a later version/],
    ['without steps', { scenario: {} }, /damaged: scenario\.steps/],
    ['with a step that is none', { scenario: { ...miniature(), steps: [{ at: 'noon' }] } }, /damaged: \$/],
    ['with steps that belong to nothing', { done: [] }, /damaged: 2 steps, but commands for 1/],
    ['with commands without steps', { openedSteps: 5 }, /damaged: 2 steps, but commands for 6/],
  ])('%s is refused with the reason', (_, change, why) => {
    const read = readRecord(changed(change));
    expect(read.ok ? '' : read.why).toMatch(why);
  });

  it('that is not even an object is refused', () => {
    for (const body of [undefined, null, 'text', 7, []])
      expect(readRecord({ ...sound(), body })).toMatchObject({ ok: false });
  });

  it('whose candles are lost or damaged opens without them and names them', () => {
    const record = sound();
    const [[id, columns] = []] = record.series;
    if (id === undefined || columns === undefined) throw new Error('expected a series');
    const damaged = { ...columns, high: columns.high.map(() => 0) };
    const short = { ...columns, high: columns.high.slice(1) };
    for (const series of [new Map(), new Map([[id, damaged]]), new Map([[id, short]])]) {
      const read = readRecord({ ...record, series });
      expect(read).toMatchObject({ ok: true, lostCandles: ['bars.csv'] });
    }
  });

  it('gets a name beside those that are taken', () => {
    expect(copyName('Grid', [])).toBe('Grid (2)');
    expect(copyName('Grid (2)', ['Grid (2)', 'Grid (3)'])).toBe('Grid (4)');
    expect(copyName('x'.repeat(200), [])).toHaveLength(200);
  });
});

describe('keeping', () => {
  it('writes nothing until something is done, and then what is open, once for each change', async () => {
    const disk = new MemoryDisk();
    const now = await startTab(disk);
    await now().keepChanges();
    expect(disk.heads()).toEqual([]);
    now().actNow('Price', price('47000'));
    await now().keepChanges();
    const [first] = disk.heads();
    await now().keepChanges();
    expect(disk.heads()).toEqual([first]);
    expect(disk.asked).toBe(1);
    now().undo();
    await now().keepChanges();
    expect(disk.heads()[0]?.mark).not.toBe(first?.mark);
  });

  it('says that it is saving until all is saved, and says no such thing where nothing is kept', async () => {
    const now = await startTab(new MemoryDisk());
    now().awaitKeeping();
    expect(now().keeping).toEqual({ status: 'idle' });
    now().actNow('Price', price('47000'));
    now().awaitKeeping();
    expect(now().keeping).toEqual({ status: 'saving' });
    await now().keepChanges();
    expect(now().keeping).toEqual({ status: 'kept' });
    const deaf = createAppStore(miniature([BUY_TWO])).getState;
    deaf().actNow('Price', price('47000'));
    deaf().awaitKeeping();
    expect(deaf().keeping).toEqual({ status: 'off' });
  });

  it('opens again what was open, and plays what was played', async () => {
    const disk = new MemoryDisk();
    const before = await startTab(disk);
    before().actNow('Price', price('47000'));
    before().importCandles(bars(3));
    const first = before().currentId;
    before().openScenario(miniature());
    before().switchTo(first);
    await before().keepChanges();
    const now = await startTab(disk);
    expect(now().open.map(({ id }) => id)).toEqual(before().open.map(({ id }) => id));
    expect(now().currentId).toBe(first);
    expect(barsLeftOf(now())).toBe(3);
    now().undo();
    expect(lastPrice(now)).toBe(null);
  });

  it('keeps what was closed before it was saved, and forgets examples that were closed as they came', async () => {
    const disk = new MemoryDisk();
    const now = await startTab(disk);
    now().openScenario({ ...miniature(), name: 'Example' }, true);
    await now().keepChanges();
    now().openScenario({ ...miniature(), name: 'Own' });
    now().closeScenario(now().currentId);
    now().closeScenario(now().currentId);
    await now().keepChanges();
    expect(disk.heads().map(({ name }) => name)).toEqual(['Miniature', 'Own']);
  });

  it('goes on when storage is full, says why, and saves all of it when there is room again', async () => {
    const disk = new MemoryDisk();
    const now = await startTab(disk);
    disk.failure = new DOMException('full', 'QuotaExceededError');
    now().actNow('Price', price('47000'));
    await now().keepChanges();
    expect(now().keeping).toEqual({
      status: 'failed',
      why: 'the browser has no more room for this page',
    });
    now().actNow('Price', price('46000'));
    disk.failure = null;
    await now().keepChanges();
    expect(now().keeping).toEqual({ status: 'kept' });
    expect(disk.heads()).toMatchObject([{ steps: 3 }]);
  });

  it('finds what could only be noted when the page went away, whether or not it was saved after all', async () => {
    for (const wasSaved of [false, true]) {
      const disk = new MemoryDisk();
      const before = await startTab(disk);
      before().actNow('Price', price('47000'));
      await before().keepChanges();
      before().actNow('Price', price('46000'));
      before().noteChanges();
      const noted = disk.unsaved;
      if (wasSaved) await before().keepChanges();
      disk.unsaved = noted;
      const now = await startTab(disk);
      expect(lastPrice(now)).toBe('46000');
      expect(disk.heads()).toHaveLength(1);
    }
  });

  it('sets what cannot be read aside, as it is, and opens the rest', async () => {
    const disk = new MemoryDisk();
    const before = await startTab(disk);
    before().openScenario({ ...miniature(), name: 'Sound' });
    before().openScenario({ ...miniature(), name: 'Broken' });
    await before().keepChanges();
    const broken = before().currentId;
    const record = disk.records.get(broken);
    if (record === undefined) throw new Error('expected a record');
    disk.records.set(broken, { ...record, body: { format: 9 } });
    const now = await startTab(disk);
    expect(now().unreadable).toMatchObject([{ name: 'Broken' }]);
    expect(now().open.map(({ opened }) => opened.name)).toEqual(['Miniature', 'Sound']);
    now().actNow('Price', price('47000'));
    await now().keepChanges();
    expect(disk.records.get(broken)?.body).toEqual({ format: 9 });
    expect(JSON.parse((await now().textOfKept(broken)) ?? '')).toEqual({ format: 9 });
  });

  it('takes over what an earlier version kept, and what cannot be read of it as it is', async () => {
    const disk = new MemoryDisk();
    disk.earlier = formatScenario({ ...miniature([BUY_TWO]), name: 'Earlier' });
    const now = await startTab(disk);
    expect(currentOf(now()).opened.name).toBe('Earlier');
    const other = new MemoryDisk();
    other.earlier = '{"half';
    const late = await startTab(other);
    const [aside] = late().unreadable;
    expect(aside).toBeDefined();
    expect(await late().textOfKept(aside?.id ?? '')).toBe('{"half');
  });

  it.each([
    ['opens what comes late', () => {}, '46000', 1],
    [
      'leaves what was begun while storage was slow as it is, with what is kept in the list',
      (now: () => AppState) => now().actNow('Price', price('47000')),
      '47000',
      2,
    ],
  ])('%s', async (_, meanwhile, shown, count) => {
    const disk = new MemoryDisk();
    const earlier = await startTab(disk);
    earlier().actNow('Price', price('46000'));
    await settled(earlier);
    const waiting: ((session: typeof disk.session) => void)[] = [];
    const slow = {
      ...disk.tab(),
      readSession: () => new Promise<typeof disk.session>((resolve) => void waiting.push(resolve)),
    };
    const now = createAppStore(miniature([BUY_TWO]), 'system', undefined, slow).getState;
    await now().restore(0);
    expect(lastPrice(now)).toBeNull();
    meanwhile(now);
    for (const answer of waiting) answer(disk.session);
    await settled(now);
    expect([lastPrice(now), now().kept.length]).toEqual([shown, count]);
  });

  it('deletes and brings back, with what can be undone, open or not', async () => {
    const disk = new MemoryDisk();
    const now = await startTab(disk);
    now().actNow('Price', price('47000'));
    const id = now().currentId;
    await now().keepChanges();
    await now().deleteScenario(id);
    const { action } = now().notice ?? {};
    await now().keepChanges();
    expect(disk.heads().map((head) => head.id)).not.toContain(id);
    expect(now().open.map((each) => each.id)).not.toContain(id);
    action?.run();
    await now().keepChanges();
    expect(now().currentId).toBe(id);
    expect(disk.heads().map((head) => head.id)).toContain(id);
    now().undo();
    expect(lastPrice(now)).toBe(null);

    now().openScenario(miniature());
    now().closeScenario(id);
    await now().keepChanges();
    await now().deleteScenario(id);
    expect(disk.records.has(id)).toBe(false);
    now().notice?.action?.run();
    await now().keepChanges();
    expect(disk.records.has(id)).toBe(true);
  });
});

describe('two tabs', () => {
  it('follow each other while only one of them changes something', async () => {
    const disk = new MemoryDisk();
    const one = await startTab(disk);
    one().actNow('Price', price('47000'));
    await one().keepChanges();
    const other = await startTab(disk);
    other().actNow('Price', price('46000'));
    await settled(other, one);
    expect(lastPrice(one)).toBe('46000');
    one().actNow('Price', price('45000'));
    await settled(one, other);
    expect(lastPrice(other)).toBe('45000');
    expect(disk.heads()).toHaveLength(1);
  });

  it('never overwrite each other: what both changed is kept twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(fc.boolean(), { maxLength: 8 }), async (isDeaf, turns) => {
        const disk = new MemoryDisk();
        const one = await startTab(disk);
        one().actNow('Price', price('50000'));
        await one().keepChanges();
        const other = await startTab(disk, isDeaf);
        const wanted = new Set<string>();
        for (const [turn, isOther] of turns.entries()) {
          const last = String(40_000 + turn);
          (isOther ? other : one)().actNow('Price', price(last));
          wanted.add(last);
          if (turn % 3 === 2) await Promise.all([one().keepChanges(), other().keepChanges()]);
        }
        await Promise.all([one().keepChanges(), other().keepChanges()]);
        const kept = JSON.stringify(Array.from(disk.records.values(), ({ body }) => body));
        for (const last of wanted) expect(kept).toContain(`"last":"${last}"`);
      }),
    );
  });

  it('let a scenario that one deletes stay open in the other, and keep it again when that changes it', async () => {
    const disk = new MemoryDisk();
    const one = await startTab(disk);
    one().actNow('Price', price('47000'));
    await one().keepChanges();
    const other = await startTab(disk);
    await other().deleteScenario(one().currentId);
    await settled(one);
    expect(one().notice?.text).toContain('was deleted in another tab');
    expect(disk.records.has(one().currentId)).toBe(false);
    one().actNow('Price', price('46000'));
    await settled(one);
    expect(disk.records.has(one().currentId)).toBe(true);
  });
});
