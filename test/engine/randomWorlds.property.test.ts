import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draft, type EntryDraft } from '../../src/domain/entry.ts';
import { InvariantError } from '../../src/domain/invariant.ts';
import { orderId } from '../../src/domain/orders/orderId.ts';
import type { TradingRules } from '../../src/domain/tradingRules.ts';
import type { Line } from '../../src/domain/transaction.ts';
import { decide } from '../../src/engine/decide.ts';
import type { World } from '../../src/engine/world.ts';
import type { Journal } from '../../src/journal/journal.ts';
import { reconcile } from '../../src/journal/reconcile.ts';
import { formatScenario, parseScenario } from '../../src/scenario/format.ts';
import { play, Player } from '../../src/scenario/play.ts';
import { formatUnits, toDecimal } from '../../src/money/minorUnits.ts';
import { storedOrder } from '../../src/journal/storedOrder.ts';
import { Auditor } from './audit.ts';
import { bytesOf, prefixes } from './journalBytes.ts';
import { randomCase, RandomPlay, type RandomCase } from './randomScenario.ts';
import { Stage } from './stage.ts';

const RUNS = 1200;
const MAX_DEEDS = 200;
const TIMEOUT_MS = 120_000;

function rulesOf(world: World): readonly TradingRules[] {
  return world.journal.header.pairs.map((pair) => world.rules(pair));
}

/** Plays a case, audited after every step; the auditor looks at every entry. */
function played(random: RandomCase): { readonly playing: RandomPlay; readonly auditor: Auditor } {
  const playing = new RandomPlay(random);
  const { world, journal } = playing.player;
  const auditor = new Auditor(journal, rulesOf(world));
  for (const deed of random.deeds) {
    playing.do(deed);
    expect(auditor.read()).toEqual([]);
  }
  playing.run();
  expect(auditor.read()).toEqual([]);
  return { playing, auditor };
}

/** Balances by book just after a seq, summed over the transactions. */
function summed(journal: Journal, seq: number): { available: bigint[]; unavailable: bigint[] } {
  const books = journal.header.accounts.length * journal.header.assets.length;
  const available = Array.from({ length: books }, () => 0n);
  const unavailable = Array.from({ length: books }, () => 0n);
  const { columns } = journal.transactions;
  for (let row = 0; row < seq; row += 1) {
    const book = columns.book[row] ?? -1;
    available[book] = (available[book] ?? 0n) + (columns.available[row] ?? 0n);
    unavailable[book] = (unavailable[book] ?? 0n) + (columns.unavailable[row] ?? 0n);
  }
  return { available, unavailable };
}

function expectBalances(player: Player, moment: { seq: number } | { timeMs: number }, seq: number): void {
  const { accounts, assets } = player.journal.header;
  const { available, unavailable } = summed(player.journal, seq);
  for (const { id, index } of accounts) {
    for (const asset of assets) {
      const book = player.journal.book(index, asset.index);
      const found = player.balances.at(moment, id, asset.code);
      expect([found.available.toFixed(), found.unavailable.toFixed()]).toEqual([
        toDecimal(available[book] ?? 0n, asset.decimals).toFixed(),
        toDecimal(unavailable[book] ?? 0n, asset.decimals).toFixed(),
      ]);
    }
  }
}

/** Some numbers from 0 to `end`, always with both ends. */
function spread(end: number, count: number): readonly number[] {
  const step = Math.max(1, Math.floor(end / count));
  return [...Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step), end];
}

describe('a random world', () => {
  it(
    '[L1][L2][L3][L4][L5][L6][L7][L8][M4][O1][P6] keeps every rule after every entry of any world',
    () => {
      const met = new Map<string, number>();
      fc.assert(
        fc.property(randomCase(MAX_DEEDS), (random) => {
          const { playing, auditor } = played(random);
          expect(reconcile(playing.player.journal).differences).toEqual([]);
          for (const [what, count] of auditor.met) met.set(what, (met.get(what) ?? 0) + count);
        }),
        { numRuns: RUNS },
      );
      // What the search is for, it has met.
      const wanted = [
        'maker',
        'taker',
        'ambiguous',
        'top-up',
        'fee cut short',
        'reject → REJECTED',
        'trigger → TRIGGERED',
        'fill → PARTIALLY_FILLED',
        'fill → FILLED',
        'cancel → CANCELLED',
        'expire → EXPIRED',
        'modify → REPLACED',
        'split → SPLIT',
        'charge → PENDING',
        'FEE_CREATE',
        'FEE_FILL',
        'FEE_CANCEL',
        'FEE_OVERNIGHT',
        'INSUFFICIENT_AT_FILL',
        'INSUFFICIENT_AVAILABLE',
        'AMOUNT_OUT_OF_RANGE',
        'FOK_NEEDS_WHOLE',
      ];
      expect(wanted.filter((what) => !met.has(what))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    '[L8][L9] reads the balance of any seq and any time as the sum of the transactions up to it',
    () => {
      fc.assert(
        fc.property(randomCase(60), (random) => {
          const { player } = played(random).playing;
          const { journal } = player;
          const { timeMs, transactions } = journal.entries.columns;
          for (const seq of spread(journal.transactions.length, 9)) expectBalances(player, { seq }, seq);
          for (const row of spread(journal.entries.length - 1, 9)) {
            for (const moment of [timeMs[row] ?? 0, (timeMs[row] ?? 0) - 1]) {
              let seq = 0;
              for (let entry = 0; entry < journal.entries.length; entry += 1) {
                if ((timeMs[entry] ?? 0) <= moment) seq = transactions[entry] ?? 0;
              }
              expectBalances(player, { timeMs: moment }, seq);
            }
          }
        }),
        { numRuns: 100 },
      );
    },
    TIMEOUT_MS,
  );

  it(
    '[O2] reads every order at any moment as the fold of its events up to it',
    () => {
      fc.assert(
        fc.property(randomCase(60), (random) => {
          const { playing, auditor } = played(random);
          const { orders, journal } = playing.player;
          const { columns } = journal.events;
          for (const entries of spread(journal.entries.length, 12)) {
            const folded = new Map<number, string>();
            for (let row = 0; row < journal.eventsAt(entries); row += 1) {
              const version = auditor.versions[row];
              if (version === undefined) continue;
              const { base } = journal.header.pairs[version.terms.pair] ?? { base: { decimals: 0 } };
              const filled = toDecimal(version.filled, base.decimals).toFixed();
              folded.set(columns.order[row] ?? 0, `${version.status} ${filled}`);
            }
            const read = orders
              .find({}, { entries })
              .map(({ id, status, filled }) => `${id} ${status} ${filled.toFixed()}`);
            expect(read).toEqual(Array.from(folded, ([number, text]) => `${orderId(number)} ${text}`));
          }
          for (const [number, order] of auditor.orders) expect(storedOrder(journal, number)).toEqual(order);
        }),
        { numRuns: 100 },
      );
    },
    TIMEOUT_MS,
  );

  it(
    '[L10] keeps how far every book moved within every bar',
    () => {
      fc.assert(
        fc.property(randomCase(80), (random) => {
          const { player } = played(random).playing;
          const { journal } = player;
          const { bar: barOf } = journal.entries.columns;
          const { columns } = journal.transactions;
          const { accounts, assets } = journal.header;
          const expected = new Map<string, [min: bigint, max: bigint, tied: bigint]>();
          for (let row = 0; row < journal.transactions.length; row += 1) {
            const bar = barOf[columns.entry[row] ?? -1] ?? -1;
            if (bar < 0) continue;
            const key = `${bar} ${columns.book[row]}`;
            const free = columns.availableAfter[row] ?? 0n;
            const tied = columns.unavailableAfter[row] ?? 0n;
            const before = free - (columns.available[row] ?? 0n);
            const tiedBefore = tied - (columns.unavailable[row] ?? 0n);
            const [min, max, most] = expected.get(key) ?? [before, before, tiedBefore];
            expected.set(key, [min < free ? min : free, max > free ? max : free, most > tied ? most : tied]);
          }
          for (let bar = 0; bar <= journal.bars.length; bar += 1) {
            for (const { index, id } of accounts) {
              for (const { index: asset, code, decimals } of assets) {
                const found = player.balances.extremes(bar + 1, id, code);
                const wanted = expected.get(`${bar} ${journal.book(index, asset)}`);
                const texts = found && [found.availableMin, found.availableMax, found.unavailableMax];
                expect(texts?.map((each) => each.toFixed(decimals)) ?? null).toEqual(
                  wanted?.map((each) => formatUnits(each, decimals)) ?? null,
                );
              }
            }
          }
        }),
        { numRuns: 100 },
      );
    },
    TIMEOUT_MS,
  );

  it(
    '[O6] gives the same journal byte for byte when it is played again, also from its saved file',
    () => {
      fc.assert(
        fc.property(randomCase(100), (random) => {
          const { playing } = played(random);
          const scenario = playing.scenario();
          const bytes = bytesOf(playing.player.journal);
          expect(bytesOf(play(scenario, playing.candles).journal)).toEqual(bytes);
          const saved = parseScenario(formatScenario(scenario));
          expect(saved).toEqual({ ok: true, scenario });
          const reopened = saved.ok ? play(saved.scenario, playing.candles).journal : null;
          expect(reopened === null ? null : bytesOf(reopened)).toEqual(bytes);
        }),
        { numRuns: 100 },
      );
    },
    TIMEOUT_MS,
  );

  it(
    '[O6] gives a branch the same entries up to the step it leaves from',
    () => {
      fc.assert(
        fc.property(randomCase(60), fc.double({ min: 0, max: 1, noNaN: true }), (random, share) => {
          const { playing } = played(random);
          const { journal } = playing.player;
          const entries = Math.max(7, Math.round(journal.entries.length * share));
          const steps = playing.player.stepsUpTo(entries);
          const branch = new Player(playing.scenario(), playing.candles);
          for (const step of steps) branch.apply(step);
          expect(branch.journal.entries.length).toBeGreaterThanOrEqual(entries);
          expect(bytesOf(branch.journal, entries)).toMatchObject(prefixes(bytesOf(journal, entries)));
          branch.apply({ at: steps.at(-1)?.at ?? '', adjust: { asset: 'Q', amount: '1' } });
          expect(bytesOf(branch.journal, entries)).toMatchObject(prefixes(bytesOf(journal, entries)));
        }),
        { numRuns: 100 },
      );
    },
    TIMEOUT_MS,
  );
});

/** A stage on which O-1, a buy of 3 at 1.00 with a fee of 0.1 %, waits to be filled by hand. */
function waiting(): { readonly stage: Stage; readonly auditor: Auditor; readonly fill: EntryDraft } {
  const stage = new Stage({
    fees: [{ type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.001' }],
  });
  stage.limit('buy', '3', '1.00');
  const { world } = stage.player;
  const auditor = new Auditor(stage.journal, rulesOf(world));
  expect(auditor.read()).toEqual([]);
  const fill = decide(world, { type: 'fill', account: 0, order: 'O-1', volume: '1', price: '0.90' });
  return { stage, auditor, fill };
}

/** The entry with one of its lines another, or none. */
function withLine(
  entry: EntryDraft,
  type: Line['type'],
  change: (line: Line) => readonly Line[],
): EntryDraft {
  return { ...entry, lines: entry.lines.flatMap((line) => (line.type === type ? change(line) : [line])) };
}

function withHeld(entry: EntryDraft, more: bigint): EntryDraft {
  return { ...entry, events: entry.events.map((happened) => ({ ...happened, held: happened.held + more })) };
}

function withFee(entry: EntryDraft, more: bigint): EntryDraft {
  return { ...entry, events: entry.events.map((happened) => ({ ...happened, fee: happened.fee + more })) };
}

function ruleThrownBy(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    return error instanceof InvariantError ? error.rule : String(error);
  }
}

describe('a planted fault', () => {
  it('[P3] is not in the entry as it is decided', () => {
    const { stage, auditor, fill } = waiting();
    expect(fill.lines.map(({ type }) => type)).toEqual([
      'FILL_BUY',
      'SPOT_EXCHANGE',
      'FEE_FILL',
      'RETURN_MARGIN',
    ]);
    stage.player.world.commit(fill);
    expect(auditor.read()).toEqual([]);
  });

  it('[M4] a price improvement that is not released is seen', () => {
    const { stage, auditor, fill } = waiting();
    const kept = withHeld(
      withLine(fill, 'RETURN_MARGIN', () => []),
      10n,
    );
    stage.player.world.commit(kept);
    expect(auditor.read()).toEqual(['[M4] entry 4: O-1 holds 210, but the rest of its life needs 200']);
  });

  it('[L5] a remainder that the order no longer claims is refused', () => {
    const { stage, fill } = waiting();
    const lost = withLine(fill, 'RETURN_MARGIN', () => []);
    expect(ruleThrownBy(() => stage.player.world.commit(lost))).toBe('L5');
    expect(reconcile(stage.journal).differences).toMatchObject([{ rule: 'L5', asset: 'USD' }]);
  });

  it('[M4] a fee that is rounded for each fill by itself is seen', () => {
    const { stage, auditor, fill } = waiting();
    const { world } = stage.player;
    world.commit(fill);
    expect(auditor.read()).toEqual([]);
    // The first fill's cent covers the second fill, too: 0.0018 are due in all. By itself it would be charged another.
    const second = decide(world, { type: 'fill', account: 0, order: 'O-1', volume: '1', price: '0.90' });
    expect(second.lines.map(({ type }) => type)).not.toContain('FEE_FILL');
    const spent = second.lines.find(({ type }) => type === 'FILL_BUY');
    const feeLine: Line[] = spent === undefined ? [] : [{ ...spent, type: 'FEE_FILL', unavailable: -1n }];
    const naive = withFee(
      withLine(second, 'RETURN_MARGIN', (line) => [
        ...feeLine,
        { ...line, available: line.available - 1n, unavailable: line.unavailable + 1n },
      ]),
      1n,
    );
    world.commit(naive);
    expect(auditor.read().join()).toContain('O-1 was charged 2 for its fills, but 1 is due');
  });

  it('[L7] a fee that is charged twice is seen, and without its money refused', () => {
    const { stage, auditor, fill } = waiting();
    const twice = withLine(fill, 'FEE_FILL', (line) => [line, line]);
    const paid = withLine(twice, 'RETURN_MARGIN', (line) => [
      { ...line, available: line.available - 1n, unavailable: line.unavailable + 1n },
    ]);
    stage.player.world.commit(paid);
    expect(auditor.read().join()).toContain('[L7]');
    expect(ruleThrownBy(() => waiting().stage.player.world.commit(twice))).toBe('L5');
  });

  it('[L4] a return of what was never reserved is refused, and nothing of it stays', () => {
    const { stage } = waiting();
    const { world } = stage.player;
    const line: Line = {
      type: 'RETURN_MARGIN',
      account: 0,
      asset: 1,
      available: 5n,
      unavailable: -5n,
      order: 1,
      fill: 0,
    };
    const before = bytesOf(stage.journal);
    expect(ruleThrownBy(() => world.commit(draft('FILL', 0, { lines: [line] })))).toBe('L4');
    expect(bytesOf(stage.journal)).toEqual(before);
    expect(stage.balance('BTC')).toBe('10.00000000 / 0.00000000');
  });

  it('[L5] a return that the order does not know of is refused', () => {
    const { stage } = waiting();
    const line: Line = {
      type: 'RETURN_MARGIN',
      account: 0,
      asset: 0,
      available: 5n,
      unavailable: -5n,
      order: 1,
      fill: 0,
    };
    expect(ruleThrownBy(() => stage.player.world.commit(draft('FILL', 0, { lines: [line] })))).toBe('L5');
  });
});
