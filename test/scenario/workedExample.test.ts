import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/format.ts';
import { play } from '../../src/scenario/play.ts';
import { reportOf } from '../../src/scenario/report.ts';
import { Stage } from '../engine/stage.ts';

const FEE = [{ type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.001' }];

describe('the worked example', () => {
  it('[P1] a limit buy of 2 at 48,000 sets 96,096.00 aside', () => {
    const stage = new Stage({ fees: FEE, deposits: { USD: '100000' } });
    stage.limit('buy', '2', '48000');
    expect(stage.lines).toEqual(['RESERVE_MARGIN USD -96096.00 96096.00']);
    expect(stage.balance('USD')).toBe('3904.00 / 96096.00');
  });

  it('[P3] its fills pay out of that, and the price improvement is released at once', () => {
    const stage = new Stage({ fees: FEE, deposits: { USD: '100000' } });
    stage.limit('buy', '2', '48000');
    stage.fill('O-1', '1.2', '47900');
    expect(stage.lines).toEqual([
      'FILL_BUY USD 0.00 -57480.00',
      'SPOT_EXCHANGE BTC 1.20000000 0.00000000',
      'FEE_FILL USD 0.00 -57.48',
      'RETURN_MARGIN USD 120.12 -120.12',
    ]);
    expect(stage.balance('USD')).toBe('4024.12 / 38438.40');
    expect(stage.balance('BTC')).toBe('1.20000000 / 0.00000000');

    stage.fill('O-1', '0.8', '48000');
    expect(stage.lines).toEqual([
      'FILL_BUY USD 0.00 -38400.00',
      'SPOT_EXCHANGE BTC 0.80000000 0.00000000',
      'FEE_FILL USD 0.00 -38.40',
    ]);
    expect(stage.balance('USD')).toBe('4024.12 / 0.00');
    expect(stage.balance('BTC')).toBe('2.00000000 / 0.00000000');
    expect(stage.order('O-1')).toMatchObject({
      status: 'FILLED',
      filled: '2',
      averagePrice: '47940',
      fees: { USD: '95.88' },
    });
  });
});

/** The example of the format's description, step by step. */
const DESCRIBED = {
  format: 'orderscope-scenario',
  version: 1,
  name: 'Partial fill, then cancel',
  seed: 1,
  assets: [
    { code: 'USD', decimals: 2 },
    { code: 'BTC', decimals: 8 },
  ],
  pairs: [
    {
      code: 'BTCUSD',
      base: 'BTC',
      quote: 'USD',
      tickSize: '0.01',
      lotSize: '0.00000001',
      contractSize: '1',
    },
  ],
  rules: [
    {
      pair: 'BTCUSD',
      leverage: { type: 'NO_LEVERAGE' },
      fees: FEE,
      overnight: { timing: 'ON_PERIOD_CHANGE' },
      minVolume: '0',
      minNotional: '0',
      minMargin: '0',
      allowsLong: true,
      allowsShort: true,
      maintenanceRate: '0',
    },
  ],
  accounts: [{ id: 'main', agent: 'me', deposits: { USD: '100000' } }],
  settings: {
    pathPolicy: 'CONSERVATIVE',
    limitPolicy: 'touch',
    participation: null,
    slippage: '0',
    marketBuffer: '0.05',
    liquidation: 'isolated',
  },
  steps: [
    {
      at: '2024-01-02T09:00:00Z',
      action: {
        type: 'CREATE_SPOT_LIMIT',
        pair: 'BTCUSD',
        direction: 'buy',
        volume: '2',
        price: '48000',
      },
    },
    { at: '2024-01-02T09:05:00Z', fill: { order: 'O-1', volume: '1.2', price: '47900' } },
    {
      at: '2024-01-02T10:00:00Z',
      bar: {
        pair: 'BTCUSD',
        open: '47900',
        high: '48100',
        low: '47800',
        close: '48000',
        volume: '12',
      },
    },
    { at: '2024-01-02T10:30:00Z', price: { pair: 'BTCUSD', last: '47000' } },
    {
      at: '2024-01-02T11:00:00Z',
      adjust: { asset: 'USD', amount: '-500', reason: 'withdrawal' },
    },
    { at: '2024-01-02T12:00:00Z', overnight: {} },
  ],
};

describe('the example of the format’s description', () => {
  it('[O6] gives these orders, transactions, balances and figures', () => {
    const parsed = parseScenario(JSON.stringify(DESCRIBED));
    expect(parsed).toMatchObject({ ok: true });
    const scenario = parsed.ok ? parsed.scenario : null;
    const report = scenario === null ? null : reportOf(play(scenario));
    expect(report).toMatchObject({
      scenario: 'Partial fill, then cancel',
      // The deposit, the order, two fills, a bar, a price, the withdrawal, the night.
      entries: 8,
      cursor: { seq: 11, at: '2024-01-02T12:00:00Z' },
      orders: [
        {
          id: 'O-1',
          rootId: 'O-1',
          parentId: null,
          children: [],
          kind: 'spot',
          pair: 'BTCUSD',
          direction: 'buy',
          status: 'FILLED',
          position: null,
          closeReason: null,
          volume: '2',
          filled: '2',
          cancelled: '0',
          moved: '0',
          remaining: '0',
          limitPrice: '48000',
          averagePrice: '47900',
          held: { USD: '0.00' },
          fees: { USD: '95.80' },
        },
      ],
      balances: {
        main: {
          USD: { available: '3604.20', unavailable: '0.00', total: '3604.20', utilisation: '0' },
          BTC: { available: '2.00000000', unavailable: '0.00000000', total: '2.00000000', utilisation: '0' },
        },
      },
      denied: [],
    });
    expect(
      report?.transactions.map(({ seq, entry, type, availableAfter, unavailableAfter }) =>
        [seq, entry, type, availableAfter, unavailableAfter].join(' '),
      ),
    ).toEqual([
      '1 1 ADJUSTMENT 100000.00 0.00',
      '2 2 RESERVE_MARGIN 3904.00 96096.00',
      '3 3 FILL_BUY 3904.00 38616.00',
      '4 3 SPOT_EXCHANGE 1.20000000 0.00000000',
      '5 3 FEE_FILL 3904.00 38558.52',
      '6 3 RETURN_MARGIN 4024.12 38438.40',
      '7 5 FILL_BUY 4024.12 118.40',
      '8 5 SPOT_EXCHANGE 2.00000000 0.00000000',
      '9 5 FEE_FILL 4024.12 80.08',
      '10 5 RETURN_MARGIN 4104.20 0.00',
      '11 7 ADJUSTMENT 3604.20 0.00',
    ]);
    expect(report?.transactions[6]).toMatchObject({ bar: 1, phase: 'OPEN', order: 'O-1', fill: 'F-2' });
    expect(report?.invariants.every(({ holds }) => holds)).toBe(true);
    // 3,604.20 and 2 BTC at 47,000; gained over 99,500 put in.
    expect(report?.statistics).toMatchObject({ bars: 2, equityFinal: '97604.20', feesPaid: '95.80' });
  });

  it('[L9] prints the world at any seq: transactions up to it, orders as after the last whole entry', () => {
    const parsed = parseScenario(JSON.stringify(DESCRIBED));
    const player = parsed.ok ? play(parsed.scenario) : null;
    const report = player === null ? null : reportOf(player, 4);
    expect(report).toMatchObject({
      entries: 2,
      cursor: { seq: 4, at: '2024-01-02T09:00:00Z' },
      orders: [{ id: 'O-1', status: 'PENDING', filled: '0', held: { USD: '96096.00' } }],
      balances: { main: { USD: { available: '3904.00', unavailable: '38616.00' } } },
    });
    expect(report?.transactions).toHaveLength(4);
  });

  it('[L10] gives a partly filled order’s asset its utilisation', () => {
    const parsed = parseScenario(JSON.stringify({ ...DESCRIBED, steps: DESCRIBED.steps.slice(0, 2) }));
    const report = parsed.ok ? reportOf(play(parsed.scenario)) : null;
    expect(report?.balances.main?.USD).toMatchObject({
      available: '4024.12',
      unavailable: '38438.40',
      total: '42462.52',
    });
    expect(report?.balances.main?.USD?.utilisation).toMatch(/^90\.5231248639977090/);
  });

  it('[A3] names what a second order would have needed', () => {
    const parsed = parseScenario(
      JSON.stringify({
        ...DESCRIBED,
        accounts: [{ id: 'main', agent: 'me', deposits: { USD: '9960' } }],
        steps: [
          {
            at: '2024-01-02T09:00:00Z',
            action: {
              type: 'CREATE_SPOT_LIMIT',
              pair: 'BTCUSD',
              direction: 'buy',
              volume: '1.25',
              price: '48000',
            },
          },
        ],
      }),
    );
    const report = parsed.ok ? reportOf(play(parsed.scenario)) : null;
    expect(report?.denied).toEqual([
      {
        step: 0,
        code: 'INSUFFICIENT_AVAILABLE',
        numbers: { asset: 'USD', needed: '60060.00', available: '9960.00', short: '50100.00' },
        message: 'This needs 60,060.00 USD, but only 9,960.00 USD is available: 50,100.00 USD short.',
      },
    ]);
  });
});
