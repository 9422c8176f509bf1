import { draft, type EntryDraft } from '../../src/domain/entry.ts';
import type { Line, TransactionType } from '../../src/domain/transaction.ts';
import type { World } from '../../src/engine/world.ts';
import { Journal } from '../../src/journal/journal.ts';
import { Decimal, ZERO } from '../../src/money/decimal.ts';
import { decideAction } from '../../src/domain/actions/registry.ts';
import { Stage } from '../engine/stage.ts';

/** Milliseconds from one line's pair of entries to the next. */
const STEP_MS = 1000;
const DEPOSIT = 1_000_000n;
const AMOUNT = 500n;

function line(type: TransactionType, asset: number, available: bigint, unavailable: bigint): Line {
  return { type, account: 0, asset, available, unavailable, order: 1, fill: 0 };
}

/** Entries of two lines each, in turn: deposits, a reservation and its return in dollars, the same in bitcoin. */
const ENTRIES: readonly EntryDraft[] = [
  draft('ADJUSTMENT', 0, {
    lines: [line('ADJUSTMENT', 0, DEPOSIT, 0n), line('ADJUSTMENT', 1, DEPOSIT, 0n)],
  }),
  ...[0, 1].map((asset) =>
    draft('FILL', 0, {
      lines: [line('RESERVE_MARGIN', asset, -AMOUNT, AMOUNT), line('RETURN_MARGIN', asset, AMOUNT, -AMOUNT)],
    }),
  ),
];

/** Appends so many lines, two an entry, to a journal of one account with two assets. */
export function appendLines(journal: Journal, lines: number): Journal {
  for (let entry = 0; entry < lines / 2; entry += 1) {
    const chosen = ENTRIES[entry % ENTRIES.length];
    if (chosen === undefined) break;
    journal.append(chosen, [], { timeMs: entry * STEP_MS, bar: -1, phase: null, step: entry });
  }
  return journal;
}

/** Lets the indexes of a journal's lines follow all of them, as they do when they are read. */
export function index({ byBook, byOrder, byType }: Journal): void {
  for (const each of [byBook, byOrder, byType]) each.count(0);
}

export function emptyJournal(): Journal {
  return new Journal(new Stage().journal.header);
}

/** A time at which a ledger of so many lines stands at a share of its way. */
export function timeAt(lines: number, share: number): number {
  return Math.floor((lines / 2) * share) * STEP_MS;
}

/** One transaction as a frozen object with Decimals: what the columns are measured against. */
interface PlainTransaction {
  readonly seq: number;
  readonly entry: number;
  readonly timeMs: number;
  readonly account: string;
  readonly agent: string;
  readonly asset: string;
  readonly type: TransactionType;
  readonly available: Decimal;
  readonly unavailable: Decimal;
  readonly availableAfter: Decimal;
  readonly unavailableAfter: Decimal;
  readonly order: string | null;
  readonly fill: string | null;
}

interface PlainBalance {
  readonly available: Decimal;
  readonly unavailable: Decimal;
}

const NOTHING: PlainBalance = { available: ZERO, unavailable: ZERO };

/** The plain way to keep a ledger: an array of frozen objects and a Map of running balances. */
export class PlainLedger {
  readonly transactions: PlainTransaction[] = [];
  readonly balances = new Map<string, PlainBalance>();

  append(
    type: TransactionType,
    asset: string,
    available: Decimal,
    unavailable: Decimal,
    entry: number,
  ): void {
    const key = `main/${asset}`;
    const before = this.balances.get(key) ?? NOTHING;
    const after = {
      available: before.available.plus(available),
      unavailable: before.unavailable.plus(unavailable),
    };
    if (after.available.isNegative() || after.unavailable.isNegative()) throw new RangeError('below zero');
    this.balances.set(key, after);
    this.transactions.push(
      Object.freeze({
        seq: this.transactions.length + 1,
        entry,
        timeMs: entry * STEP_MS,
        account: 'main',
        agent: 'me',
        asset,
        type,
        available,
        unavailable,
        availableAfter: after.available,
        unavailableAfter: after.unavailable,
        order: 'O-1',
        fill: null,
      }),
    );
  }

  /** Sums every book from the start and compares; how many transactions store another balance. */
  reconcile(): number {
    const sums = new Map<string, PlainBalance>();
    let differences = 0;
    for (const one of this.transactions) {
      const key = `${one.account}/${one.asset}`;
      const before = sums.get(key) ?? NOTHING;
      const available = before.available.plus(one.available);
      const unavailable = before.unavailable.plus(one.unavailable);
      sums.set(key, { available, unavailable });
      const same = available.eq(one.availableAfter) && unavailable.eq(one.unavailableAfter);
      if (!same || available.isNegative() || unavailable.isNegative()) differences += 1;
    }
    return differences;
  }

  /** The balance at a time, summed over what came before: the Map knows only the last one. */
  balanceAt(asset: string, timeMs: number): PlainBalance {
    let { available, unavailable } = NOTHING;
    for (const one of this.transactions) {
      if (one.timeMs > timeMs) break;
      if (one.asset !== asset) continue;
      available = available.plus(one.available);
      unavailable = unavailable.plus(one.unavailable);
    }
    return { available, unavailable };
  }

  /** The entry of a time. */
  entryAt(timeMs: number): number {
    return this.transactions.findLast((one) => one.timeMs <= timeMs)?.entry ?? 0;
  }
}

/** The same entries with their amounts as Decimals, made beforehand as the whole numbers are. */
const PLAIN_ENTRIES = ENTRIES.map(({ lines }) =>
  lines.map(({ type, asset, available, unavailable }) => ({
    type,
    asset: asset === 0 ? 'USD' : 'BTC',
    available: new Decimal(available.toString()).div(100),
    unavailable: new Decimal(unavailable.toString()).div(100),
  })),
);

/** Appends the same lines as {@link appendLines} in the plain way. */
export function appendPlainly(ledger: PlainLedger, lines: number): void {
  for (let entry = 0; entry < lines / 2; entry += 1) {
    for (const { type, asset, available, unavailable } of PLAIN_ENTRIES[entry % ENTRIES.length] ?? []) {
      ledger.append(type, asset, available, unavailable, entry);
    }
  }
}

/** A world with at least so many lines, a tenth of them from orders that were created and cancelled. */
export function worldOf(lines: number): World {
  const { world } = new Stage().player;
  const deposits = Array.from({ length: 9 }, () => ENTRIES[0] ?? draft('ADJUSTMENT', 0));
  while (world.journal.transactions.length < lines) {
    world.advance(world.nowMs + STEP_MS);
    createAndCancel(world);
    for (const deposit of deposits) world.commit(deposit);
  }
  return world;
}

/** Two actions, as a person would do them: a limit order and its cancel. */
export function createAndCancel(world: World): void {
  const order = `O-${world.nextOrder}`;
  world.commit(
    decideAction(world, 0, {
      type: 'CREATE_SPOT_LIMIT',
      pair: 'BTCUSD',
      direction: 'buy',
      volume: '0.01',
      price: '100',
    }),
  );
  world.commit(decideAction(world, 0, { type: 'CANCEL_SPOT_LIMIT', order }));
}
