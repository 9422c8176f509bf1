import { describe, expect, it } from 'vitest';
import { draft } from '../../src/domain/entry.ts';
import { Journal, type JournalColumns } from '../../src/journal/journal.ts';
import { reconcile } from '../../src/journal/reconcile.ts';
import { BalanceRepository } from '../../src/journal/balanceRepository.ts';
import { OrderRepository } from '../../src/journal/orderRepository.ts';
import { TransactionRepository } from '../../src/journal/transactionRepository.ts';
import { Stage } from '../engine/stage.ts';
import { busyStage } from './busyStage.ts';

/** What another thread gets: the columns' memory handed over, not copied. */
function transferred(columns: JournalColumns): JournalColumns {
  const buffers = Object.values(columns.tables).flatMap((table) =>
    Object.values<{ buffer: ArrayBuffer }>(table).map(({ buffer }) => buffer),
  );
  return structuredClone(columns, { transfer: buffers });
}

/** All that repositories tell of a journal. */
function told(journal: Journal): unknown {
  const seq = journal.transactions.length;
  const orders = new OrderRepository(journal);
  const transactions = new TransactionRepository(journal);
  const balances = new BalanceRepository(journal);
  return {
    orders: orders.find({}, { seq }),
    transactions: Array.from({ length: seq }, (_, row) => transactions.get(row + 1)),
    events: orders.find({}, { seq }).map(({ id }) => orders.eventsOf(id, { seq })),
    children: orders.find({}, { seq }).map(({ id }) => orders.childrenOf(id, { seq })),
    ofTypes: transactions.find({ types: ['FEE_FILL', 'RETURN_MARGIN'] }, { seq }),
    balances: journal.header.accounts.flatMap(({ id }) =>
      journal.header.assets.map(({ code }) => balances.at({ seq }, id, code)),
    ),
    valuation: balances.valuation({ seq }, 'main', 'USD'),
    extremes: Array.from({ length: journal.bars.length }, (_, bar) =>
      balances.extremes(bar + 1, 'main', 'USD'),
    ),
    differences: reconcile(journal).differences,
  };
}

describe('a journal’s columns', () => {
  it('[L8] read the same on the other side of a thread', () => {
    const { journal } = busyStage();
    const expected = told(journal);
    const columns = journal.toColumns();
    const arrived = Journal.fromColumns(transferred(columns));
    expect(columns.tables.transactions.available.length).toBe(0);
    expect(told(arrived)).toEqual(expected);
    expect(arrived.toColumns()).toEqual(journal.toColumns());
    expect(arrived.byteLength).toBe(journal.byteLength);
  });

  it('[L1] of a moment do not change when the journal goes on', () => {
    const stage = busyStage();
    const columns = stage.journal.toColumns();
    const before = structuredClone(columns);
    stage.limit('buy', '1', '10');
    expect(columns).toEqual(before);
    expect(stage.journal.toColumns()).not.toEqual(before);
  });

  it('[L1] go on where they were taken from', () => {
    const { journal } = busyStage();
    const arrived = Journal.fromColumns(transferred(journal.toColumns()));
    const line = {
      type: 'ADJUSTMENT',
      account: 0,
      asset: 0,
      available: 7n,
      unavailable: 0n,
      order: 0,
      fill: 0,
    } as const;
    const entry = draft('ADJUSTMENT', 0, { lines: [line], reason: 'more' });
    const stamp = { timeMs: Date.UTC(2024, 0, 9), bar: -1, phase: null, step: 99 };
    for (const one of [journal, arrived]) {
      for (let round = 0; round < 100; round += 1) expect(one.append(entry, [], stamp)).toBeNull();
    }
    expect(told(arrived)).toEqual(told(journal));
    expect(reconcile(arrived).differences).toEqual([]);
  });

  it('[L1] may be those of nothing', () => {
    const { header } = new Stage().journal;
    const arrived = Journal.fromColumns(transferred(new Journal(header).toColumns()));
    expect([arrived.entries.length, arrived.seqAt({ timeMs: 1 }), arrived.byteLength]).toEqual([0, 0, 0]);
  });

  it('that were lent are only read: what comes otherwise is written to columns of its own', () => {
    const { journal } = busyStage();
    const fresh = new Journal(journal.header);
    const timeMs = Float64Array.of(1, 2, 3, 4);
    const close = Float64Array.of(10, 20, 30, 40);
    fresh.expectBars(0, timeMs, close);
    expect(fresh.addBars(0, 0, 1)).toBe(true);
    expect(fresh.bars.columns.close).toBe(close);
    fresh.addBar(0, 2, 20);
    expect(fresh.bars.columns.close).toBe(close);
    fresh.addBar(0, 3, 31);
    expect(fresh.addBars(0, 3, 4)).toBe(false);
    expect(Array.from(fresh.bars.toColumns().close)).toEqual([10, 20, 31]);
    expect(Array.from(close)).toEqual([10, 20, 30, 40]);
  });
});
