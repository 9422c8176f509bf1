import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainEntry } from '../../src/scenario/explain.ts';
import { ledgerCsv } from '../../src/scenario/export/ledgerCsv.ts';
import { ordersCsv } from '../../src/scenario/export/ordersCsv.ts';
import { checkScenario, type Scenario } from '../../src/scenario/format.ts';
import { play } from '../../src/scenario/play.ts';
import { reportOf } from '../../src/scenario/report.ts';

const LARGEST = '9'.repeat(58);
const AMOUNTS =
  '1 2 4 7 1 2 3 10 1000 0.01 0.5 1.0 0.000000000001 9007199254740991 9007199254740992 9223372036854775807 9223372036854775808';
const PRICES = '1 2 3 4 5 6 1 2 3 0.01 100 9007199254740991 90071992547409.91 9007.199254740991';
const RATES = '0 0 0 0.001 0.01 0.1 1 1000000 0.000000000001 0.999999999999';
const amount = fc.constantFrom(...AMOUNTS.split(' '), LARGEST, `0.${'0'.repeat(40)}1`);
const price = fc.constantFrom(...PRICES.split(' '));
const rate = fc.constantFrom(...RATES.split(' '), LARGEST.slice(0, 40));
const pair = fc.constantFrom('XY', 'ZY');
const order = fc.constantFrom('O-1', 'O-2', 'O-3', 'O-4', 'O-5');

/** A field that is there or not. */
function maybe(name: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  return fc.oneof(
    fc.constant({}),
    value.map((chosen) => ({ [name]: chosen })),
  );
}

function merged(...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<object> {
  return fc.tuple(...parts).map((chosen) => Object.assign({}, ...chosen) as object);
}

const lifetime = fc.constantFrom<object>(
  {},
  {},
  { timeInForce: 'IOC' },
  { timeInForce: 'FOK' },
  { timeInForce: 'DAY' },
  { timeInForce: 'GTD', expiresAt: '9999-12-31T23:59:59Z' },
  { timeInForce: 'GTD', expiresAt: '0001-01-01T00:00Z' },
);
const protection = merged(
  maybe('leverage', amount),
  maybe('stopLoss', fc.oneof(price, fc.constant(null))),
  maybe('takeProfit', price),
);
const entry = merged(lifetime, maybe('triggerPrice', price));
const spot = { direction: fc.constantFrom('buy', 'sell'), pair };
const trade = { direction: fc.constantFrom('long', 'short'), pair };

const action = fc.oneof(
  merged(fc.record({ type: fc.constant('CREATE_SPOT_LIMIT'), ...spot, volume: amount, price }), entry),
  merged(fc.record({ type: fc.constant('CREATE_SPOT_MARKET'), ...spot, volume: amount }), entry),
  merged(fc.record({ type: fc.constant('CREATE_SPOT_MARKET'), ...spot, spend: amount }), entry),
  merged(
    fc.record({ type: fc.constant('CREATE_TRADE_LIMIT'), ...trade, volume: amount, price }),
    entry,
    protection,
  ),
  merged(
    fc.record({ type: fc.constant('CREATE_TRADE_MARKET'), ...trade, volume: amount }),
    entry,
    protection,
  ),
  merged(
    fc.record({ type: fc.constant('MODIFY_SPOT_LIMIT'), order }),
    maybe('volume', amount),
    maybe('price', price),
  ),
  merged(
    fc.record({ type: fc.constant('MODIFY_TRADE_LIMIT'), order }),
    maybe('volume', amount),
    maybe('price', price),
    protection,
  ),
  fc.record({
    type: fc.constantFrom('SPLIT_SPOT_LIMIT', 'SPLIT_TRADE_LIMIT'),
    order,
    chunks: fc.array(merged(fc.record({ volume: amount }), maybe('price', price)), { maxLength: 3 }),
  }),
  fc.record({ type: fc.constantFrom('CANCEL_SPOT_LIMIT', 'CANCEL_TRADE_LIMIT'), order }),
  merged(
    fc.record({ type: fc.constant('CLOSE_TRADE'), order }),
    maybe('volume', amount),
    maybe('price', price),
  ),
);

const signed = fc.tuple(amount, fc.boolean()).map(([size, isOut]) => (isOut ? `-${size}` : size));
const flat = merged(
  fc.tuple(pair, price).map(([code, at]) => ({ pair: code, open: at, high: at, low: at, close: at })),
  maybe('volume', fc.oneof(amount, fc.constant('0'))),
);
const wide = pair.map((code) => ({ pair: code, open: '2', high: '5', low: '1', close: '3', volume: '7' }));

const body = fc.oneof(
  { weight: 8, arbitrary: action.map((chosen) => ({ action: chosen })) },
  { weight: 3, arbitrary: fc.record({ order, volume: amount, price }).map((fill) => ({ fill })) },
  { weight: 3, arbitrary: fc.record({ pair, last: price }).map((chosen) => ({ price: chosen })) },
  { weight: 4, arbitrary: fc.oneof(flat, wide).map((bar) => ({ bar })) },
  {
    weight: 2,
    arbitrary: fc
      .record({ asset: fc.constantFrom('X', 'Y', 'Z'), amount: signed })
      .map((adjust) => ({ adjust })),
  },
  { weight: 1, arbitrary: fc.constant({ overnight: {} }) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        pair,
        strategy: fc.constantFrom('smaCross', 'constructor', 'nobody'),
        params: fc.constantFrom({}, { fast: 'x' }, { fast: -1e300 }),
      })
      .map((run) => ({ run })),
  },
);

const rules = fc.record({
  pair: fc.constant('XY'),
  fees: fc.array(
    fc.record({
      type: fc.constantFrom(
        'NO_FEE',
        'FLAT_PER_TRADE',
        'FLAT_PER_VOLUME',
        'PERCENT_OF_NOTIONAL',
        'PERCENT_OF_MARGIN',
      ),
      timing: fc.constantFrom(
        'ON_CREATE',
        'ON_FILL',
        'ON_CLOSE',
        'ON_CANCEL',
        'ON_OVERNIGHT_PENDING',
        'ON_OVERNIGHT_FILLED',
      ),
      amount: rate,
    }),
    { maxLength: 4 },
  ),
  leverage: fc.constantFrom(
    { type: 'NO_LEVERAGE' },
    { type: 'MARGIN_MULTIPLIER', value: '3' },
    { type: 'MARGIN_MULTIPLIER', value: '9223372' },
    { type: 'FLAT_MARGIN_PER_VOLUME', value: '0.000000000001' },
    { type: 'FLAT_MARGIN_PER_VOLUME', value: '9223372' },
  ),
  overnight: fc.constantFrom({ timing: 'ON_PERIOD_CHANGE' }, { timing: 'ON_FIXED_TIME', time: '21:00' }),
  maintenanceRate: rate,
  minVolume: fc.constantFrom('0', '1'),
  minNotional: fc.constantFrom('0', '1'),
  minMargin: fc.constantFrom('0', '1'),
});

const settings = fc.record({
  participation: fc.constantFrom(null, '0', '1', '0.000000000001', '0.5'),
  slippage: fc.constantFrom('0', '1', '0.01'),
  marketBuffer: rate,
  liquidation: fc.constantFrom('isolated', 'cross'),
  pathPolicy: fc.constantFrom('CONSERVATIVE', 'OHLC', 'OLHC'),
  limitPolicy: fc.constantFrom('touch', 'penetrate'),
});

const deposit = fc.constantFrom('0', '1000', '9223372', '9223372', '9223372036854775807');

const world = fc
  .record({
    decimals: fc.tuple(fc.constantFrom(0, 2, 12), fc.constantFrom(0, 2, 12), fc.constantFrom(0, 8, 12)),
    tickSize: fc.constantFrom('1', '0.01', '0.01', '0.000000000001', '0.05', LARGEST),
    lotSizes: fc.tuple(
      fc.constantFrom('1', '1', '0.01', '0.000000000001'),
      fc.constantFrom('1', '1', '0.01'),
    ),
    contractSize: fc.constantFrom('1', '1', '1', '1.0', '10', '0.000000000001', LARGEST),
    rules,
    settings,
    deposits: fc.record({ X: deposit, Y: deposit, Z: deposit }),
  })
  .map(({ decimals: [x, y, z], tickSize, lotSizes: [lotX, lotZ], contractSize, deposits, ...rest }) => ({
    format: 'orderscope-scenario',
    version: 1,
    assets: [
      { code: 'X', decimals: x },
      { code: 'Y', decimals: y },
      { code: 'Z', decimals: z },
    ],
    pairs: [
      { code: 'XY', base: 'X', quote: 'Y', tickSize, lotSize: lotX, contractSize },
      { code: 'ZY', base: 'Z', quote: 'Y', tickSize: '0.01', lotSize: lotZ },
    ],
    rules: [rest.rules],
    settings: rest.settings,
    accounts: [{ id: 'a', deposits }],
  }))
  .filter((file) => checkScenario(file).ok);

const WAITS_MS = [0, 1, 60_000, 86_400_000, 864_000_000] as const;
const steps = fc.array(fc.tuple(body, fc.constantFrom(...WAITS_MS)), { maxLength: 40, size: 'max' });

/** The steps that are well formed in their world, at their times. */
function scenarioOf(file: object, bodies: readonly (readonly [object, number])[]): Scenario {
  let timeMs = Date.UTC(2024, 0, 2, 9);
  const sound: object[] = [];
  for (const [chosen, waitMs] of bodies) {
    timeMs += waitMs;
    const step = { at: new Date(timeMs).toISOString(), ...chosen };
    if (checkScenario({ ...file, steps: [step] }).ok) sound.push(step);
  }
  const parsed = checkScenario({ ...file, steps: sound });
  if (parsed.ok) return parsed.scenario;
  throw new RangeError(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}

describe('a scenario of extremes', () => {
  it(
    '[A2] that is well formed is always played to its end: what cannot be done is denied',
    { timeout: 120_000 },
    () => {
      const met = new Set<string>();
      fc.assert(
        fc.property(world, steps, (file, bodies) => {
          const player = play(scenarioOf(file, bodies));
          const seq = player.journal.transactions.length;
          const report = reportOf(player);
          expect(report.invariants.filter(({ holds }) => !holds)).toEqual([]);
          expect(() => JSON.stringify(report)).not.toThrow();
          expect(ledgerCsv(player, seq).split('\n')).toHaveLength(seq + 2);
          expect(ordersCsv(player, seq)).not.toMatch(/undefined|NaN/);
          for (let number = 1; number <= player.journal.entries.length; number += 1) {
            expect(() => explainEntry(player, number)).not.toThrow();
          }
          for (const { code, message } of report.denied) {
            met.add(code);
            expect(message).not.toMatch(/undefined|NaN|Infinity/);
          }
          for (const { kind, status } of report.orders) met.add(`${kind} ${status}`);
        }),
        { numRuns: 700 },
      );
      const wanted = [
        'AMOUNT_OUT_OF_RANGE',
        'INSUFFICIENT_AT_FILL',
        'spot FILLED',
        'spot EXPIRED',
        'trade FILLED',
      ];
      expect(wanted.filter((what) => !met.has(what))).toEqual([]);
    },
  );
});
