import { describe, expect, it } from 'vitest';
import { draft } from '../../src/domain/entry.ts';
import { InvariantError } from '../../src/domain/invariant.ts';
import { TRANSACTION_TYPE_NAMES, type Line, type TransactionType } from '../../src/domain/transaction.ts';
import { readEntry } from '../../src/journal/entryRepository.ts';
import { Journal } from '../../src/journal/journal.ts';
import { MAX_MINOR } from '../../src/money/minorUnits.ts';
import { Stage } from '../engine/stage.ts';

const STAMP = { timeMs: 0, bar: -1, phase: null, step: 0 };

function emptyJournal(): Journal {
  return new Journal(new Stage().journal.header);
}

function line(type: TransactionType, available: bigint, unavailable: bigint, asset = 0): Line {
  return { type, account: 0, asset, available, unavailable, order: 0, fill: 0 };
}

function append(journal: Journal, ...lines: readonly Line[]): unknown {
  return journal.append(draft('ADJUSTMENT', 0, { lines }), [], STAMP);
}

function ruleThrownBy(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    return error instanceof InvariantError ? error.rule : String(error);
  }
}

const DEPOSIT = line('ADJUSTMENT', 100n, 0n);
const RESERVE = line('RESERVE_MARGIN', -60n, 60n);

describe('an entry that cannot be written', () => {
  const faults: readonly (readonly [name: string, rule: string, fault: Line])[] = [
    ['a line of a wrong shape', 'L3', line('SPOT_EXCHANGE', -1n, 0n)],
    ['a line of nothing', 'L3', line('ADJUSTMENT', 0n, 0n)],
    ['a reservation that makes money', 'L3', line('RESERVE_MARGIN', -1n, 2n)],
    ['an available below zero', 'L4', line('FEE_CREATE', -41n, 0n)],
    ['an unavailable below zero', 'L4', line('FILL_BUY', 0n, -61n)],
  ];
  it.each(faults)('[L1] for %s leaves nothing of the lines before it', (_name, rule, fault) => {
    const journal = emptyJournal();
    append(journal, DEPOSIT);
    const before = journal.toColumns();
    const bytesBefore = journal.byteLength;
    expect(ruleThrownBy(() => append(journal, RESERVE, line('ADJUSTMENT', 5n, 0n, 1), fault))).toBe(rule);
    expect(journal.toColumns()).toEqual(before);
    expect(journal.byteLength).toBe(bytesBefore);
    expect([journal.available(0), journal.unavailable(0), journal.available(1)]).toEqual([100n, 0n, 0n]);
    append(journal, RESERVE);
    expect(journal.transactions.length).toBe(2);
    expect(journal.byBook.rows(0)).toEqual(Int32Array.of(0, 1));
  });

  it('[M1] for a balance beyond 64 bits leaves nothing, and says what did not fit', () => {
    const journal = emptyJournal();
    append(journal, line('ADJUSTMENT', MAX_MINOR - 10n, 0n));
    const before = journal.toColumns();
    expect(append(journal, line('ADJUSTMENT', 7n, 0n, 1), line('ADJUSTMENT', 11n, 0n))).toEqual({
      code: 'AMOUNT_OUT_OF_RANGE',
      numbers: {
        field: 'USD balance',
        value: '92233720368547758.08',
        limit: '92233720368547758.07',
      },
    });
    expect(journal.toColumns()).toEqual(before);
    expect(journal.available(1)).toBe(0n);
    expect(append(journal, line('ADJUSTMENT', 10n, 0n))).toBeNull();
    expect(journal.available(0)).toBe(MAX_MINOR);
  });

  it('[M1] for a total beyond 64 bits is refused, though both of its parts fit', () => {
    const journal = emptyJournal();
    append(journal, line('ADJUSTMENT', MAX_MINOR, 0n));
    append(journal, line('RESERVE_MARGIN', -MAX_MINOR, MAX_MINOR));
    expect(append(journal, line('ADJUSTMENT', 1n, 0n))).toMatchObject({ code: 'AMOUNT_OUT_OF_RANGE' });
  });

  it('[O6] for an order that is not the next leaves nothing', () => {
    const stage = new Stage();
    stage.limit('buy', '1', '100');
    const journal = emptyJournal();
    const { terms } = stage.player.world.order(1) ?? { terms: null };
    const skipped = terms === null ? null : { ...terms, number: 2 };
    const happened = {
      order: 2,
      event: 'create',
      to: 'NEW',
      fee: 0n,
      held: 0n,
      terms: skipped,
      fill: null,
      closing: null,
      protection: null,
      margin: 0n,
      liquidationPrice: null,
    } as const;
    const entry = draft('CREATE_SPOT_LIMIT', 0, { lines: [DEPOSIT], events: [happened] });
    expect(ruleThrownBy(() => journal.append(entry, [], STAMP))).toBe('O6');
    expect(journal.toColumns()).toEqual(emptyJournal().toColumns());
  });
});

describe('the shape of a line', () => {
  /** The twelve types' shapes, as signs of (available, unavailable); a reservation's parts are of equal size. */
  const SHAPES: Readonly<Record<TransactionType, readonly string[]>> = {
    RESERVE_MARGIN: ['-+'],
    RETURN_MARGIN: ['+-'],
    FILL_BUY: ['0-'],
    FILL_SELL: ['0-'],
    SPOT_EXCHANGE: ['+0'],
    FEE_CREATE: ['-0'],
    FEE_FILL: ['0-', '-0'],
    FEE_CLOSE: ['-0'],
    FEE_CANCEL: ['0-', '-0'],
    FEE_OVERNIGHT: ['-0', '0-'],
    CLOSE_PNL: ['+0', '-0'],
    ADJUSTMENT: ['+0', '-0'],
  };
  const CHANGES = { '-': -3n, '0': 0n, '+': 3n } as const;
  const signs = Object.keys(CHANGES) as (keyof typeof CHANGES)[];

  it.each(TRANSACTION_TYPE_NAMES)('[L3] of %s is one of its own and no other', (type) => {
    const taken = signs.flatMap((available) =>
      signs
        .filter((unavailable) => {
          const journal = emptyJournal();
          append(journal, line('ADJUSTMENT', 100n, 0n));
          append(journal, line('RESERVE_MARGIN', -50n, 50n));
          const one = line(type, CHANGES[available], CHANGES[unavailable]);
          return ruleThrownBy(() => append(journal, one)) === null;
        })
        .map((unavailable) => available + unavailable),
    );
    expect(taken.toSorted()).toEqual(SHAPES[type].toSorted());
  });

  it('[L3] of a reservation has parts of equal size', () => {
    const journal = emptyJournal();
    append(journal, DEPOSIT);
    expect(ruleThrownBy(() => append(journal, line('RESERVE_MARGIN', -3n, 2n)))).toBe('L3');
    expect(ruleThrownBy(() => append(journal, line('RETURN_MARGIN', 3n, -4n)))).toBe('L3');
  });

  it('[L4] may pass below zero within an entry, when it does not end there', () => {
    const journal = emptyJournal();
    append(journal, line('FEE_CREATE', -5n, 0n), line('ADJUSTMENT', 5n, 0n));
    expect(journal.available(0)).toBe(0n);
    expect(journal.transactions.columns.availableAfter[0]).toBe(-5n);
  });
});

describe('an entry that is written', () => {
  it('[L2] continues the seqs without a gap, whatever was refused between', () => {
    const stage = new Stage();
    stage.limit('buy', '1', '100');
    stage.cancel('O-9');
    stage.limit('buy', '9999', '100');
    stage.limit('buy', '1', '100');
    const { journal } = stage;
    const entries = Array.from({ length: journal.entries.length }, (_, index) =>
      readEntry(journal, index + 1),
    );
    expect(entries.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 3],
      [4, 3],
      [4, 4],
    ]);
    expect(entries.map(({ kind, step }) => `${kind} ${step}`)).toEqual([
      'DEPOSIT null',
      'DEPOSIT null',
      'CREATE_SPOT_LIMIT 0',
      'CANCEL_SPOT_LIMIT 1',
      'CREATE_SPOT_LIMIT 2',
      'CREATE_SPOT_LIMIT 3',
    ]);
    expect(entries[3]).toMatchObject({ denial: { code: 'ORDER_NOT_FOUND' }, reason: null, bar: null });
  });

  it('[L2] is read frozen', () => {
    const stage = new Stage();
    stage.limit('buy', '1', '100');
    expect(Object.isFrozen(stage.player.transactions.get(3))).toBe(true);
    expect(Object.isFrozen(stage.player.orders.at('O-1', { seq: 3 }))).toBe(true);
    expect(Object.isFrozen(readEntry(stage.journal, 1))).toBe(true);
  });

  it.each([0, -1, 1.5, 4, Number.NaN])('[L2] has no seq and no entry %s', (number) => {
    const stage = new Stage();
    stage.limit('buy', '1', '100');
    expect(() => stage.player.transactions.get(number)).toThrow(RangeError);
    expect(() => readEntry(stage.journal, number)).toThrow(RangeError);
  });
});
