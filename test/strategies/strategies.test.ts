import { describe, expect, it, vi } from 'vitest';
import { ACTION_TYPES } from '../../src/domain/actions/actionTypes.ts';
import { ENTRY_KINDS } from '../../src/domain/entry.ts';
import { STATUS_NAMES } from '../../src/domain/orders/lifecycle.ts';
import { CLOSE_REASONS, POSITION_STATUS_NAMES } from '../../src/domain/orders/position.ts';
import { TRANSACTION_TYPE_NAMES } from '../../src/domain/transaction.ts';
import { World } from '../../src/engine/world.ts';
import { readEntry } from '../../src/journal/entryRepository.ts';
import type { JournalColumns } from '../../src/journal/journal.ts';
import { reconcile } from '../../src/journal/reconcile.ts';
import { Candles } from '../../src/market/candles.ts';
import { MARKET_CHARACTERS, type MarketCharacter } from '../../src/market/synthetic.ts';
import { play, type Player } from '../../src/scenario/play.ts';
import { STRATEGIES, STRATEGY_NAMES, type StrategyName } from '../../src/strategies/registry.ts';
import { journalBeforeEnd, sampleCandles, sampleRun, sampleScenario, type Venue } from './sampleRuns.ts';

const SPOT_VENUES = ['spot', 'costlySpot'] as const;
const TRADE_VENUES = ['derivatives'] as const;
/** Bars after which the future is cut off. */
const CUT = 1234;

const runs = STRATEGY_NAMES.flatMap((strategy) =>
  (STRATEGIES[strategy].kind === 'spot' ? SPOT_VENUES : TRADE_VENUES).flatMap((venue) =>
    MARKET_CHARACTERS.map((character): [StrategyName, Venue, MarketCharacter] => [
      strategy,
      venue,
      character,
    ]),
  ),
);

type Column = Float64Array | BigInt64Array | Int32Array | Uint16Array | Uint8Array;

/** The names of columns whose first rows, as many as the shorter journal has, are not the same bytes. */
function differences(shorter: JournalColumns, longer: JournalColumns): readonly string[] {
  const found: string[] = [];
  const tables = Object.entries<Readonly<Record<string, Column>>>({ ...longer.tables });
  for (const [table, columns] of tables) {
    const others: Readonly<Record<string, Column>> = { ...shorter.tables }[
      table as keyof typeof shorter.tables
    ];
    for (const [name, column] of Object.entries(columns)) {
      const other = others[name];
      if (other === undefined || !sameBytes(other, column)) found.push(`${table}.${name}`);
    }
  }
  return found;
}

function sameBytes(shorter: Column, longer: Column): boolean {
  const [a, b] = [shorter, longer].map(({ buffer, byteOffset }) =>
    Buffer.from(buffer, byteOffset, shorter.byteLength),
  );
  return shorter.length <= longer.length && a !== undefined && b !== undefined && a.equals(b);
}

/** The same bars up to a number of them, and others after it: each price of the rest mirrored around the last one kept. */
function withOtherFuture(candles: Candles, kept: number): Candles {
  const other = new Candles(candles.length);
  const pivot = candles.closeAt(kept - 1);
  for (let at = 0; at < candles.length; at += 1) {
    const { timeMs, open, high, low, close, volume } = candles.candleAt(at);
    const mirrored = (price: number): number => Math.max(1, 2 * pivot - price);
    if (at < kept) other.push(timeMs, open, high, low, close, volume);
    else other.push(timeMs, mirrored(open), mirrored(low), mirrored(high), mirrored(close), volume);
  }
  return other;
}

describe.each(runs)('%s on %s in a %s market', (strategy, venue, character) => {
  const candles = sampleCandles(character);
  const before = journalBeforeEnd(strategy, venue, candles);

  it('[O6] does the same twice, byte for byte, and leaves a ledger that reconciles', () => {
    const again = sampleRun(strategy, venue, sampleCandles(character));
    expect(differences(before, again.journal.toColumns())).toEqual([]);
    expect(reconcile(again.journal).differences).toEqual([]);
  });

  it('[X1] does the same when bars that reach nothing are taken through every phase', () => {
    const quietUntil = vi
      .spyOn(World.prototype, 'quietUntil')
      .mockImplementation((_market, _pair, from) => from);
    const slowly = journalBeforeEnd(strategy, venue, candles);
    quietUntil.mockRestore();
    expect(differences(slowly, before)).toEqual([]);
    expect(slowly.tables.bars.timeMs).toHaveLength(before.tables.bars.timeMs.length);
  });

  it('[X1] does the same up to a bar whatever comes after it', () => {
    const cut = journalBeforeEnd(strategy, venue, candles.copy(CUT));
    expect(cut.tables.bars.timeMs).toHaveLength(CUT);
    expect(differences(cut, before)).toEqual([]);
    const nextEntry = before.tables.bars.firstEntry[CUT];
    expect(cut.tables.entries.kind).toHaveLength(nextEntry ?? -1);
    const other = journalBeforeEnd(strategy, venue, withOtherFuture(candles, CUT));
    expect(differences(cut, other)).toEqual([]);
  });
});

it.each(STRATEGY_NAMES)('%s trades on bars of a minute, a day and a week', (strategy) => {
  const [venue] = STRATEGIES[strategy].kind === 'spot' ? SPOT_VENUES : TRADE_VENUES;
  for (const stepMs of [60_000, 86_400_000, 604_800_000]) {
    const { journal } = sampleRun(strategy, venue, sampleCandles('range', 2000, stepMs));
    expect([stepMs, journal.fillEvents.length > 0]).toEqual([stepMs, true]);
  }
});

describe('all strategies together', () => {
  const met = {
    actions: new Set<string>(),
    types: new Set<string>(),
    statuses: new Set<string>(),
    positions: new Set<string>(),
    reasons: new Set<string>(),
  };
  const look = ({ journal, orders }: Player): void => {
    for (let entry = 1; entry <= journal.entries.length; entry += 1) {
      if (readEntry(journal, entry).denial !== null) continue;
      met.actions.add(ENTRY_KINDS[journal.entries.columns.kind[entry - 1] ?? 0] ?? '');
    }
    for (let row = 0; row < journal.transactions.length; row += 1) {
      met.types.add(TRANSACTION_TYPE_NAMES[journal.transactions.columns.type[row] ?? 0] ?? '');
    }
    for (let row = 0; row < journal.events.length; row += 1) {
      met.statuses.add(STATUS_NAMES[journal.events.columns.status[row] ?? 0] ?? '');
    }
    for (const { position } of orders.find({}, { entries: journal.entries.length })) {
      if (position !== null && position.closeReason !== null) met.reasons.add(position.closeReason);
    }
    for (let row = 0; row < journal.positions.length; row += 1) {
      met.positions.add(POSITION_STATUS_NAMES[journal.positions.columns.status[row] ?? 0] ?? '');
    }
  };
  for (const [strategy, venue, character] of runs) look(sampleRun(strategy, venue, sampleCandles(character)));
  // The money of this one runs out, and what is left is less than the rules ask for.
  look(
    play(
      sampleScenario('dollarCostAveraging', 'costlySpot', { amount: 1494 }),
      new Map([['BTCUSD', sampleCandles('trend')]]),
    ),
  );

  it('[A1] carry out every type of action', () => {
    expect(ACTION_TYPES.filter((type) => !met.actions.has(type))).toEqual([]);
  });

  it('[L3] write every type of transaction', () => {
    expect(TRANSACTION_TYPE_NAMES.filter((type) => !met.types.has(type))).toEqual([]);
  });

  it('[O1] lead orders and positions through every status, and close for every reason', () => {
    expect(STATUS_NAMES.filter((status) => !met.statuses.has(status))).toEqual([]);
    expect(POSITION_STATUS_NAMES.filter((status) => !met.positions.has(status))).toEqual([]);
    expect(CLOSE_REASONS.filter((reason) => !met.reasons.has(reason))).toEqual([]);
  });
});
