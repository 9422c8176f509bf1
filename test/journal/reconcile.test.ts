import { describe, expect, it } from 'vitest';
import { statusCode } from '../../src/domain/orders/lifecycle.ts';
import { transactionTypeCode } from '../../src/domain/transaction.ts';
import { Journal, type JournalColumns } from '../../src/journal/journal.ts';
import { reconcile } from '../../src/journal/reconcile.ts';
import { busyStage } from './busyStage.ts';

/** A sound journal after its columns were tampered with. */
function tampered(tamper: (tables: JournalColumns['tables']) => void): Journal {
  const columns = busyStage().journal.toColumns();
  tamper(columns.tables);
  return Journal.fromColumns(columns);
}

/** Each difference as `rule seq account asset`. */
function found(journal: Journal): readonly string[] {
  return reconcile(journal).differences.map(
    ({ rule, seq, account, asset }) => `${rule} ${seq} ${account} ${asset}`,
  );
}

const sound = busyStage().journal;
const { columns } = sound.transactions;
const seqs = Array.from({ length: sound.transactions.length }, (_, row) => row + 1);

function nameOf(seq: number): string {
  const book = columns.book[seq - 1] ?? -1;
  const account = sound.header.accounts[Math.floor(book / 3)]?.id ?? '';
  return `${account} ${sound.header.assets[book % 3]?.code ?? ''}`;
}

/** The last seq of the entry that a seq belongs to: balances are held against orders after whole entries. */
function entryEnd(seq: number): number {
  return sound.entries.columns.transactions[columns.entry[seq - 1] ?? 0] ?? 0;
}

describe('reconciling', () => {
  it('[L11] finds nothing in a sound journal, at any entry', () => {
    for (let entries = 0; entries <= sound.entries.length; entries += 1) {
      const { differences, transactions, books } = reconcile(sound, entries);
      expect(differences).toEqual([]);
      expect(transactions).toBe(sound.seqAt({ entries }));
      expect(books).toBe(9);
    }
  });

  it('[L11] finds a stored balance that is not the sum, at its seq', () => {
    for (const seq of seqs) {
      const free = tampered(({ transactions }) => {
        transactions.availableAfter[seq - 1] = (transactions.availableAfter[seq - 1] ?? 0n) + 1n;
      });
      expect(found(free)).toEqual([`L8 ${seq} ${nameOf(seq)}`]);
      const tied = tampered(({ transactions }) => {
        transactions.unavailableAfter[seq - 1] = (transactions.unavailableAfter[seq - 1] ?? 0n) - 1n;
      });
      expect(found(tied)).toEqual([`L8 ${seq} ${nameOf(seq)}`]);
    }
  });

  it('[L11] finds a change that was altered, from its seq on', () => {
    for (const seq of seqs) {
      const journal = tampered(({ transactions }) => {
        transactions.unavailable[seq - 1] = (transactions.unavailable[seq - 1] ?? 0n) + 1n;
      });
      expect(found(journal)).toContain(`L8 ${seq} ${nameOf(seq)}`);
      expect(found(journal)).toContain(`L5 ${entryEnd(seq)} ${nameOf(seq)}`);
      expect(reconcile(journal, sound.entriesAt({ seq: seq - 1 })).differences).toEqual([]);
    }
  });

  it('[L11] finds a type that does not have the line’s shape', () => {
    for (const seq of seqs) {
      const isExchange = columns.type[seq - 1] === transactionTypeCode('SPOT_EXCHANGE');
      const wrong = transactionTypeCode(isExchange ? 'FILL_BUY' : 'SPOT_EXCHANGE');
      const isAdded =
        columns.type[seq - 1] === transactionTypeCode('ADJUSTMENT') &&
        (columns.available[seq - 1] ?? 0n) > 0n;
      const journal = tampered(({ transactions }) => {
        transactions.type[seq - 1] = isAdded ? transactionTypeCode('RESERVE_MARGIN') : wrong;
      });
      // Of a fill's line it is not what the fill cost either, from the end of its entry on.
      expect(found(journal)[0]).toBe(`L3 ${seq} ${nameOf(seq)}`);
    }
  });

  it('[L11] finds what an order claims to hold and the ledger does not', () => {
    const { events } = sound;
    const rows = Array.from({ length: events.length }, (_, row) => row).filter(
      (row) => (events.columns.held[row] ?? 0n) > 0n,
    );
    for (const row of rows) {
      const journal = tampered((tables) => {
        tables.events.held[row] = (tables.events.held[row] ?? 0n) - 1n;
      });
      const seq = sound.seqAt({ entries: (events.columns.entry[row] ?? 0) + 1 });
      const [first] = reconcile(journal).differences;
      expect(first).toMatchObject({ rule: 'L5', seq });
    }
    expect(rows.length).toBeGreaterThan(10);
  });

  it('[L11] finds an order that has ended and holds something', () => {
    const row = sound.eventsByOrder.rows(6)[1] ?? -1;
    const journal = tampered((tables) => {
      tables.events.status[row] = statusCode('FILLED');
    });
    expect(found(journal)).toEqual([
      `L6 ${sound.seqAt({ entries: (sound.events.columns.entry[row] ?? 0) + 1 })} other ETH`,
    ]);
  });

  it('[L11] finds a balance below zero, with what was expected and found', () => {
    const journal = tampered(({ transactions }) => {
      transactions.available[0] = -100n;
    });
    expect(reconcile(journal).differences).toEqual(
      expect.arrayContaining([
        { rule: 'L8', seq: 1, account: 'main', asset: 'USD', expected: '-1.00', found: '100000.00' },
        { rule: 'L4', seq: 1, account: 'main', asset: 'USD', expected: '0.00', found: '-1.00' },
      ]),
    );
  });

  it('[L11] reports each rule once an account and asset', () => {
    const journal = tampered(({ transactions }) => {
      transactions.availableAfter.fill(-1n);
    });
    const names = found(journal).map((text) => text.replace(/ \d+ /, ' '));
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(new Set(columns.book.slice(0, sound.transactions.length)).size);
  });
});
