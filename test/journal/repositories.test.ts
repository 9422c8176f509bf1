import { describe, expect, it } from 'vitest';
import { STATUS_NAMES } from '../../src/domain/orders/lifecycle.ts';
import { TRANSACTION_TYPE_NAMES } from '../../src/domain/transaction.ts';
import { readEntry } from '../../src/journal/entryRepository.ts';
import type { Moment } from '../../src/journal/journal.ts';
import type { OrderFilter } from '../../src/journal/orderRepository.ts';
import { Table } from '../../src/journal/columns.ts';
import { Postings } from '../../src/journal/postings.ts';
import type { TransactionFilter } from '../../src/journal/transactionRepository.ts';
import { Stage } from '../engine/stage.ts';
import { busyStage } from './busyStage.ts';

const stage = busyStage();
const { journal } = stage;
const { orders, transactions, balances } = stage.player;
const LAST = journal.transactions.length;
const ENTRIES = journal.entries.length;
const all = Array.from({ length: LAST }, (_, row) => transactions.get(row + 1));
const entries = Array.from({ length: ENTRIES }, (_, row) => readEntry(journal, row + 1));
const times = [...new Set(entries.map(({ timeMs }) => timeMs))];
const seqs = Array.from({ length: LAST + 1 }, (_, seq) => seq);
const rootOf = new Map(orders.find({}, { seq: LAST }).map(({ id, rootId }) => [id, rootId]));
const pairOf = new Map(orders.find({}, { seq: LAST }).map(({ id, pair }) => [id, pair]));
const ids = [...rootOf.keys()];

function matches(filter: TransactionFilter, of: (typeof all)[number]): boolean {
  const { account, agent, asset, pair, order, root, types, fromMs, toMs } = filter;
  return (
    (account === undefined || of.account === account) &&
    (agent === undefined || of.agent === agent) &&
    (asset === undefined || of.asset === asset) &&
    (pair === undefined || (of.order !== null && pairOf.get(of.order) === pair)) &&
    (order === undefined || of.order === order) &&
    (root === undefined || (of.order !== null && rootOf.get(of.order) === root)) &&
    (types === undefined || types.includes(of.type)) &&
    (fromMs === undefined || of.timeMs >= fromMs) &&
    (toMs === undefined || of.timeMs <= toMs)
  );
}

const TRANSACTION_FILTERS: readonly TransactionFilter[] = [
  {},
  ...['main', 'spare', 'other', 'nobody'].map((account) => ({ account })),
  ...['ann', 'bob', 'nobody'].map((agent) => ({ agent })),
  ...['USD', 'BTC', 'ETH', 'EUR'].map((asset) => ({ asset })),
  ...['BTCUSD', 'ETHBTC', 'nothing'].map((pair) => ({ pair })),
  ...[...ids, 'O-99', 'nonsense'].map((order) => ({ order })),
  ...[...ids, 'O-99'].map((root) => ({ root })),
  ...TRANSACTION_TYPE_NAMES.map((type) => ({ types: [type] })),
  { types: [] },
  { types: ['FEE_FILL', 'FILL_BUY', 'FEE_FILL'] },
  { agent: 'ann', asset: 'USD', types: ['RESERVE_MARGIN', 'RETURN_MARGIN'] },
  { account: 'other', pair: 'ETHBTC' },
  { root: 'O-1', order: 'O-2' },
  { root: 'O-1', order: 'O-6' },
  ...times.flatMap((timeMs) => [
    { fromMs: timeMs },
    { toMs: timeMs },
    { fromMs: timeMs, toMs: timeMs, account: 'main' },
    { fromMs: timeMs + 1, asset: 'USD' },
    { toMs: timeMs - 1, asset: 'USD' },
  ]),
];

describe('transactions', () => {
  it.each(TRANSACTION_FILTERS)('[L9] are found by %j at every seq', (filter) => {
    for (const seq of seqs) {
      const expected = all.filter((one) => one.seq <= seq && matches(filter, one)).map((one) => one.seq);
      expect([...transactions.find(filter, { seq })]).toEqual(expected);
    }
  });

  it.each(times)('[L9] at %i are those up to it, the time included', (timeMs) => {
    for (const moment of [timeMs, timeMs - 1]) {
      const expected = all.filter((one) => one.timeMs <= moment).map((one) => one.seq);
      expect([...transactions.find({}, { timeMs: moment })]).toEqual(expected);
      expect(journal.seqAt({ timeMs: moment })).toBe(expected.at(-1) ?? 0);
    }
  });

  it('[L9] after so many entries are those of them', () => {
    for (const entry of entries) {
      expect(journal.seqAt({ entries: entry.number })).toBe(entry.lastSeq);
      expect(journal.seqAt({ entries: entry.number - 1 })).toBe(entry.firstSeq - 1);
    }
    expect(journal.seqAt({ entries: ENTRIES + 5 })).toBe(LAST);
    expect(journal.seqAt({ seq: LAST + 5 })).toBe(LAST);
    expect(journal.seqAt({ seq: -1 })).toBe(0);
  });

  it('[L2] carry all that there is to know of them', () => {
    const fill = all.find(({ type, phase }) => type === 'FILL_BUY' && phase === null);
    expect(fill).toMatchObject({
      account: 'main',
      agent: 'ann',
      asset: 'USD',
      order: 'O-1',
      fill: 'F-1',
      bar: null,
      description: 'Spent 49.50 USD on the fill of 0.5 BTC at 99.00 of O-1',
    });
    expect(all.map(({ description }) => description)).toContain('Took 5.000000 ETH: a gift');
    const charged = all.filter(({ type }) => type === 'FEE_OVERNIGHT');
    expect(charged.map(({ phase, bar }) => `${phase} ${bar}`)).toEqual(['ACCRUE 4', 'ACCRUE 4']);
  });
});

describe('balances', () => {
  it('[L9] at any seq, in the middle of an entry too, are those after it', () => {
    for (const seq of seqs) {
      for (const { id } of journal.header.accounts) {
        for (const { code } of journal.header.assets) {
          const last = all.findLast((one) => one.seq <= seq && one.account === id && one.asset === code);
          const { available, unavailable, total } = balances.at({ seq }, id, code);
          expect([available.toFixed(), unavailable.toFixed()]).toEqual([
            last?.availableAfter.toFixed() ?? '0',
            last?.unavailableAfter.toFixed() ?? '0',
          ]);
          expect(total.eq(available.plus(unavailable))).toBe(true);
        }
      }
    }
  });

  it('[L9] step where transactions do', () => {
    const own = all.filter(({ account, asset }) => account === 'main' && asset === 'USD');
    const steps = balances.steps('main', 'USD', { seq: LAST });
    expect(steps.map(({ seq, entry }) => [seq, entry])).toEqual(own.map(({ seq, entry }) => [seq, entry]));
    const middle = own[3]?.seq ?? 0;
    expect(balances.steps('main', 'USD', { seq: middle })).toEqual(steps.slice(0, 4));
    expect(balances.steps('main', 'USD', { seq: middle - 1 })).toEqual(steps.slice(0, 3));
  });

  it('[L9] exist for accounts and assets of the run only', () => {
    expect(() => balances.at({ seq: 1 }, 'nobody', 'USD')).toThrow(RangeError);
    expect(() => balances.at({ seq: 1 }, 'main', 'EUR')).toThrow(RangeError);
    expect(balances.at({ seq: 0 }, 'main', 'USD').total.isZero()).toBe(true);
  });

  it('[L10] have a utilisation, 0 of nothing', () => {
    const quarter = new Stage({ deposits: { USD: '400' } });
    quarter.limit('buy', '1', '100');
    const now = { seq: quarter.journal.transactions.length };
    expect(quarter.player.balances.at(now, 'main', 'USD').utilisation.toFixed()).toBe('25');
    expect(quarter.player.balances.at(now, 'main', 'BTC').utilisation.toFixed()).toBe('0');
  });

  it('[L10] are valued in one asset at the last prices, without those that have none', () => {
    const one = new Stage({ deposits: { USD: '400', BTC: '2' } });
    one.limit('sell', '1', '500');
    const { balances: read } = one.player;
    const end = (): Moment => ({ entries: one.journal.entries.length });
    const unpriced = read.valuation(end(), 'main', 'USD');
    expect([unpriced.total.toFixed(), unpriced.unpriced]).toEqual(['400', ['BTC']]);
    one.price('300');
    const { available, unavailable, total, utilisation } = read.valuation(end(), 'main', 'USD');
    expect([available, unavailable, total, utilisation].map((each) => each.toFixed())).toEqual([
      '700',
      '300',
      '1000',
      '30',
    ]);
    expect(read.valuation({ entries: 3 }, 'main', 'USD').unpriced).toEqual(['BTC']);
    expect(read.lastPrice({ timeMs: Date.UTC(2024, 0, 2, 9, 1) }, 'BTC', 'USD')).toBeNull();
    expect(read.lastPrice({ timeMs: Date.UTC(2024, 0, 2, 9, 2) }, 'BTC', 'USD')?.toFixed()).toBe('300');
    expect(read.lastPrice(end(), 'USD', 'BTC')).toBeNull();
  });

  it('[L10] keep how far they went within a bar', () => {
    const one = new Stage({ deposits: { USD: '1000', BTC: '0' } });
    one.limit('buy', '1', '100');
    one.market('sell', '1', { triggerPrice: '90' });
    one.bar('95 96 85 88');
    one.limit('buy', '1', '80');
    one.price('89');
    one.bar('85 86 79 84');
    // The buy at 95 returns 5; available never falls.
    const read = one.player.balances;
    const text = (bar: number, asset: string) => {
      const found = read.extremes(bar, 'main', asset);
      return found === null
        ? null
        : [found.availableMin, found.availableMax, found.unavailableMax]
            .map((each) => each.toFixed())
            .join(' ');
    };
    expect(text(1, 'USD')).toBe('900 905 100');
    expect(text(1, 'BTC')).toBe('0 1 0');
    expect(text(2, 'USD')).toBeNull();
    expect(text(3, 'USD')).toBe('825 825 80');
    expect(text(4, 'USD')).toBeNull();
  });
});

describe('orders', () => {
  const filters: readonly OrderFilter[] = [
    {},
    ...['main', 'spare', 'other', 'nobody'].map((account) => ({ account })),
    ...['ann', 'bob'].map((agent) => ({ agent })),
    ...['BTCUSD', 'ETHBTC', 'nothing'].map((pair) => ({ pair })),
    ...[...ids, 'O-99'].map((root) => ({ root })),
    ...[...ids, 'O-99'].map((parent) => ({ parent })),
    ...STATUS_NAMES.map((status) => ({ status })),
    { account: 'main', status: 'FILLED', pair: 'BTCUSD' },
    { root: 'O-1', status: 'REPLACED' },
    ...times.flatMap((timeMs) => [
      { fromMs: timeMs },
      { toMs: timeMs },
      { fromMs: timeMs + 1, toMs: timeMs + 60_000 },
    ]),
  ];

  it.each(filters)('[O2] are found by %j after every entry', (filter) => {
    for (let count = 0; count <= ENTRIES; count += 1) {
      const moment = { entries: count };
      const versions = ids.flatMap((id) => orders.at(id, moment) ?? []);
      const expected = versions.filter(
        (order) =>
          (filter.account === undefined || order.account === filter.account) &&
          (filter.agent === undefined || order.agent === filter.agent) &&
          (filter.pair === undefined || order.pair === filter.pair) &&
          (filter.root === undefined || order.rootId === filter.root) &&
          (filter.parent === undefined || order.parentId === filter.parent) &&
          (filter.status === undefined || order.status === filter.status) &&
          (filter.fromMs === undefined || order.createdAtMs >= filter.fromMs) &&
          (filter.toMs === undefined || order.createdAtMs <= filter.toMs),
      );
      expect(orders.find(filter, moment)).toEqual(expected);
    }
  });

  it('[O2] are at any moment what the last event up to it made of them', () => {
    for (const id of ids) {
      const events = orders.eventsOf(id, { entries: ENTRIES });
      for (let count = 0; count <= ENTRIES; count += 1) {
        const last = events.findLast(({ entry }) => entry <= count);
        const order = orders.at(id, { entries: count });
        expect(order?.status ?? null).toBe(last?.to ?? null);
        expect(order?.held.toFixed() ?? null).toBe(last?.held.toFixed() ?? null);
        expect(orders.eventsOf(id, { entries: count })).toEqual(events.filter(({ entry }) => entry <= count));
      }
    }
    expect(orders.at('O-99', { seq: LAST })).toBeNull();
    expect(orders.at('nonsense', { seq: LAST })).toBeNull();
  });

  it('[O2] at a seq inside an entry are as after the last whole one', () => {
    const entry = entries.find(({ kind }) => kind === 'FILL');
    const { firstSeq = 0, lastSeq = 0 } = entry ?? {};
    expect(lastSeq - firstSeq).toBeGreaterThan(1);
    for (let seq = firstSeq - 1; seq < lastSeq; seq += 1) {
      expect(orders.at('O-1', { seq })?.filled.toFixed()).toBe('0');
    }
    expect(orders.at('O-1', { seq: lastSeq })?.filled.toFixed()).toBe('0.5');
  });

  it('[O3] know their children and the chain they belong to', () => {
    const end = { entries: ENTRIES };
    expect(orders.childrenOf('O-3', end)).toEqual(['O-4', 'O-5']);
    expect(orders.childrenOf('O-5', end)).toEqual([]);
    expect(orders.find({ root: 'O-1' }, end).map(({ id }) => id)).toEqual([
      'O-1',
      'O-2',
      'O-3',
      'O-4',
      'O-5',
    ]);
    const split = orders.eventsOf('O-3', end).at(-1)?.entry ?? 0;
    expect(orders.childrenOf('O-3', { entries: split - 1 })).toEqual([]);
    expect(orders.childrenOf('O-3', { entries: split })).toEqual(['O-4', 'O-5']);
    expect(
      orders.eventsIn(split).map(({ order, from, event, to }) => `${order} ${from} ${event} ${to}`),
    ).toEqual([
      'O-3 PENDING split SPLIT',
      'O-4 null create NEW',
      'O-4 NEW accept PENDING',
      'O-5 null create NEW',
      'O-5 NEW accept PENDING',
    ]);
  });

  it('[O2] are counted, by status too, at any moment', () => {
    for (let count = 0; count <= ENTRIES; count += 1) {
      const found = orders.find({}, { entries: count });
      expect(orders.count({ entries: count })).toBe(found.length);
      const counts = orders.countsByStatus({ entries: count });
      for (const status of STATUS_NAMES) {
        expect(counts[status]).toBe(found.filter((order) => order.status === status).length);
      }
    }
  });
});

describe('an index', () => {
  it.each([
    [0, 2],
    [1, 2],
    [120, 2],
    [120, 5],
    [500, 2],
  ])(
    '[L9] gives a key’s rows as they grow, and leaves what it gave before as it was, after %d of %d',
    (alike, first) => {
      const table = new Table({ key: 'i32' });
      const postings = new Postings(table, 'key');
      const expected = new Map<number, number[]>();
      const given: { readonly rows: Int32Array; readonly copy: readonly number[] }[] = [];
      for (let row = 0; row < 500; row += 1) {
        const key = row < alike ? first : (row * row) % 7;
        const added = table.addRow();
        table.columns.key[added] = key === 6 ? -1 : key;
        expected.set(key, [...(expected.get(key) ?? []), row]);
        const rows = postings.rows(2);
        given.push({ rows, copy: [...rows] });
      }
      for (const key of [0, 1, 2, 3, 4, 5]) {
        expect([...postings.rows(key)]).toEqual(expected.get(key) ?? []);
        expect(postings.count(key)).toBe(expected.get(key)?.length ?? 0);
        for (const end of [0, 1, 250, 499, 500, 1000]) {
          expect(postings.lastBelow(key, end)).toBe(
            (expected.get(key) ?? []).findLast((row) => row < end) ?? -1,
          );
        }
      }
      for (const { rows, copy } of given) expect([...rows]).toEqual(copy);
      expect([...postings.rows(6), ...postings.rows(-1), ...postings.rows(99)]).toEqual([]);
    },
  );
});
