import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderId } from '../../src/domain/orders/orderId.ts';
import { kindOf, openVolumeOf } from '../../src/domain/orders/order.ts';
import { Journal } from '../../src/journal/journal.ts';
import { reconcile } from '../../src/journal/reconcile.ts';
import { toDecimal } from '../../src/money/minorUnits.ts';
import { formatScenario, parseScenario } from '../../src/scenario/format.ts';
import { play, Player } from '../../src/scenario/play.ts';
import { storedOrder } from '../../src/journal/storedOrder.ts';
import { Auditor } from './audit.ts';
import { bytesOf, prefixes } from './journalBytes.ts';
import { randomTrades, TradePlay, vastTrades, type RandomTrades } from './randomTrades.ts';

const RUNS = 1000;
const MAX_DEEDS = 200;
const TIMEOUT_MS = 180_000;

/** Plays a case, audited after every step; the auditor looks at every entry. */
function played(random: RandomTrades): { readonly playing: TradePlay; readonly auditor: Auditor } {
  const playing = new TradePlay(random);
  const { world, journal } = playing.player;
  const auditor = new Auditor(
    journal,
    journal.header.pairs.map((pair) => world.rules(pair)),
  );
  for (const deed of random.deeds) {
    playing.do(deed);
    expect(auditor.read()).toEqual([]);
  }
  playing.run();
  // What was played is a scenario file that anyone could have written.
  playing.scenario();
  expect(auditor.read()).toEqual([]);
  return { playing, auditor };
}

describe('a random world of trades', () => {
  it(
    '[L1][L2][L3][L4][L5][L6][L7][L8][M1][M4][O1][O5][P7] keeps every rule after every entry of any world',
    () => {
      const met = new Map<string, number>();
      fc.assert(
        fc.property(randomTrades(MAX_DEEDS), (random) => {
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
        'CLOSE_PNL',
        'FEE_CLOSE',
        'FEE_OVERNIGHT',
        'FILL_BUY',
        'FILL_SELL',
        'CLOSE',
        'CLOSE_TRADE',
        'STOP_LOSS',
        'TAKE_PROFIT',
        'LIQUIDATION',
        'NEGATIVE_BALANCE_COVER',
        'fill → OPEN',
        'fill → PARTIALLY_CLOSED',
        'close → PARTIALLY_CLOSED',
        'close → CLOSED',
        'amend → OPEN',
        'amend → PENDING',
        'charge → OPEN',
        'charge → PARTIALLY_CLOSED',
        'cancel → OPEN',
        'expire → OPEN',
        'modify → OPEN',
        'split → OPEN',
        'AMOUNT_OUT_OF_RANGE of CREATE_TRADE_MARKET',
        'INSUFFICIENT_AVAILABLE',
        'LEVERAGE_OUT_OF_RANGE',
        'STOP_LOSS_WRONG_SIDE',
        'TAKE_PROFIT_WRONG_SIDE',
        'CLOSE_EXCEEDS_OPEN',
        'DIRECTION_NOT_ALLOWED',
      ];
      expect(wanted.filter((what) => !met.has(what))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    '[M1] ends in refusals what the ledger cannot hold, and neither throws nor wraps',
    () => {
      const met = new Map<string, number>();
      fc.assert(
        fc.property(vastTrades(100), (random) => {
          const { playing, auditor } = played(random);
          expect(reconcile(playing.player.journal).differences).toEqual([]);
          for (const [what, count] of auditor.met) met.set(what, (met.get(what) ?? 0) + count);
        }),
        { numRuns: 1500 },
      );
      const wanted = ['CREATE_TRADE_MARKET', 'CLOSE_TRADE', 'STOP_LOSS', 'TAKE_PROFIT'].map(
        (kind) => `AMOUNT_OUT_OF_RANGE of ${kind}`,
      );
      expect(wanted.filter((what) => !met.has(what))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    '[O2] reads every trade and its position at any moment as the fold of its events up to it',
    () => {
      fc.assert(
        fc.property(randomTrades(80), (random) => {
          const { playing, auditor } = played(random);
          const { orders, journal } = playing.player;
          const { columns } = journal.events;
          for (let part = 0; part <= 8; part += 1) {
            const entries = Math.floor((journal.entries.length * part) / 8);
            const folded = new Map<number, string>();
            for (let row = 0; row < journal.eventsAt(entries); row += 1) {
              const version = auditor.versions[row];
              const pair = journal.header.pairs[version?.terms.pair ?? -1];
              if (version === undefined || pair === undefined) continue;
              const { status, margin, pnl } = version.position;
              const trade = kindOf(version.terms.direction) === 'trade';
              const position = trade
                ? [
                    status,
                    toDecimal(openVolumeOf(version), pair.base.decimals),
                    toDecimal(margin, pair.quote.decimals),
                    toDecimal(pnl, pair.quote.decimals),
                  ]
                : [];
              folded.set(columns.order[row] ?? 0, [version.status, ...position].join(' '));
            }
            const read = orders
              .find({}, { entries })
              .map(({ id, status, position }) =>
                [
                  id,
                  status,
                  ...(position === null
                    ? []
                    : [position.status, position.open, position.margin, position.pnl]),
                ].join(' '),
              );
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
    '[O6] gives the same journal byte for byte when it is played again, also from its saved file',
    () => {
      fc.assert(
        fc.property(randomTrades(120), (random) => {
          const { playing } = played(random);
          const scenario = playing.scenario();
          const bytes = bytesOf(playing.player.journal);
          expect(bytesOf(play(scenario, playing.candles).journal)).toEqual(bytes);
          const saved = parseScenario(formatScenario(scenario));
          expect(saved).toEqual({ ok: true, scenario });
          const moved = Journal.fromColumns(structuredClone(playing.player.journal.toColumns()));
          expect(bytesOf(moved)).toEqual(bytes);
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
        fc.property(randomTrades(80), fc.double({ min: 0, max: 1, noNaN: true }), (random, share) => {
          const { playing } = played(random);
          const { journal } = playing.player;
          const entries = Math.max(13, Math.round(journal.entries.length * share));
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
