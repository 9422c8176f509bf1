import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PATH_POLICIES, type PathPolicy } from '../../src/market/barPath.ts';
import { TradeStage } from './tradeStage.ts';

const OPEN = 100;
const TIMEOUT_MS = 120_000;
const ENTRIES = ['held', 'limit', 'stop', 'stopLimit', 'addLimit', 'marketAndOpen'] as const;

/** One trade before one bar, all distances in ticks of 1 from an open of 100. */
interface Case {
  readonly entry: (typeof ENTRIES)[number];
  readonly long: boolean;
  /** How far from the open its limit or trigger lies, on the side where it waits, and its limit from its trigger. */
  readonly away: number;
  readonly back: number;
  /** How far from the entry its stop loss and take profit lie. */
  readonly stop: number | null;
  readonly target: number | null;
  readonly leverage: string;
  readonly penetrate: boolean;
  readonly up: number;
  readonly down: number;
  readonly close: number;
}

const cases: fc.Arbitrary<Case> = fc.record({
  entry: fc.constantFrom(...ENTRIES),
  long: fc.boolean(),
  away: fc.integer({ min: 1, max: 6 }),
  back: fc.integer({ min: -6, max: 6 }),
  stop: fc.option(fc.integer({ min: 1, max: 8 })),
  target: fc.option(fc.integer({ min: 1, max: 8 })),
  leverage: fc.constantFrom('1', '12', '25'),
  penetrate: fc.boolean(),
  up: fc.nat(10),
  down: fc.nat(10),
  close: fc.nat(20),
});

/** The fills and closes of the bar under a policy, and which of them are marked. */
function played(one: Case, pathPolicy: PathPolicy): ReadonlyMap<string, boolean> {
  const { entry, long, up, down } = one;
  const stage = new TradeStage({
    tickSize: '1',
    rules: { leverage: { type: 'MARGIN_MULTIPLIER', value: '25' } },
    settings: { pathPolicy, limitPolicy: one.penetrate ? 'penetrate' : 'touch' },
  });
  const sign = long ? 1 : -1;
  const direction = long ? 'long' : 'short';
  const protect = (around: number) => ({
    leverage: one.leverage,
    ...(one.stop === null ? {} : { stopLoss: String(around - sign * one.stop) }),
    ...(one.target === null ? {} : { takeProfit: String(around + sign * one.target) }),
  });
  stage.price(String(OPEN));
  const limit = OPEN - sign * one.away;
  const trigger = OPEN + sign * one.away;
  switch (entry) {
    case 'held':
      stage.hold(direction, '1', String(OPEN), protect(OPEN));
      break;
    case 'limit':
      stage.trade(direction, '1', String(limit), protect(limit));
      break;
    case 'stop':
      stage.tradeMarket(direction, '1', { triggerPrice: String(trigger), ...protect(trigger) });
      break;
    case 'stopLimit': {
      const beyond = trigger + sign * one.back;
      stage.trade(direction, '1', String(beyond), { triggerPrice: String(trigger), ...protect(beyond) });
      break;
    }
    case 'addLimit':
      stage.trade(direction, '2', String(limit), protect(limit));
      stage.fill('O-1', '1', String(limit));
      break;
    case 'marketAndOpen':
      stage.tradeMarket(direction, '1', protect(OPEN));
      break;
  }
  const [high, low] = [OPEN + up, OPEN - down];
  stage.bar([OPEN, high, low, low + Math.round(((high - low) * one.close) / 20)].map(String).join(' '));
  const fills = stage.moves.filter((move) => move.includes('@'));
  return new Map(fills.map((move) => [move.replace(' ambiguous', ''), move.endsWith('ambiguous')]));
}

describe('one trade in one bar', () => {
  it(
    '[X6] marks a fill exactly when another policy would not have made it',
    () => {
      const met = new Map<string, number>();
      fc.assert(
        fc.property(cases, (one) => {
          const ways = PATH_POLICIES.map((policy) => played(one, policy));
          for (const way of ways) {
            for (const [move, marked] of way) {
              const depends = ways.some((other) => !other.has(move));
              expect({ move, marked }).toEqual({ move, marked: depends });
              const name = `${move.split(' ')[1] ?? ''} ${one.entry} ${marked ? 'marked' : 'certain'}`;
              met.set(name, (met.get(name) ?? 0) + 1);
            }
          }
        }),
        { numRuns: 2000 },
      );
      for (const entry of ENTRIES) {
        for (const kind of ['STOP_LOSS', 'TAKE_PROFIT', 'LIQUIDATION']) {
          const names = [`${kind} ${entry} marked`, `${kind} ${entry} certain`];
          expect([kind, entry, names.some((name) => met.has(name))]).toEqual([kind, entry, true]);
        }
      }
    },
    TIMEOUT_MS,
  );

  it(
    '[X6] closes only at prices that the bar has shown',
    () => {
      fc.assert(
        fc.property(cases, fc.constantFrom(...PATH_POLICIES), (one, policy) => {
          for (const move of played(one, policy).keys()) {
            const price = Number(move.split(' ').at(-1));
            expect(price).toBeGreaterThanOrEqual(OPEN - one.down);
            expect(price).toBeLessThanOrEqual(OPEN + one.up);
          }
        }),
        { numRuns: 1000 },
      );
    },
    TIMEOUT_MS,
  );
});
