import { describe, expect, it } from 'vitest';
import { denialSentence, type DenialCode, type DenialNumbers } from '../../src/domain/denial.ts';
import { grouped } from '../../src/money/minorUnits.ts';
import { Stage } from './stage.ts';

const PERCENT = { type: 'PERCENT_OF_NOTIONAL', amount: '0.001' };
const FLAT = { type: 'FLAT_PER_TRADE', amount: '2' };
const on = (timing: string, ...fees: readonly object[]): readonly object[] =>
  fees.map((fee) => Object.assign({ timing }, fee));

describe('modify', () => {
  it('[O3] ends the parent and makes one child, in one entry; the volume counts what has filled', () => {
    const stage = new Stage({ fees: on('ON_FILL', PERCENT) });
    stage.limit('buy', '2', '100');
    stage.fill('O-1', '0.5', '100');
    expect(stage.balance('USD')).toBe('99799.80 / 150.15');
    const { firstEntry, lastEntry } = stage.modify('O-1', { volume: '1.5', price: '110' });
    expect(lastEntry).toBe(firstEntry);
    expect(stage.lines).toEqual(['RETURN_MARGIN USD 150.15 -150.15', 'RESERVE_MARGIN USD -110.11 110.11']);
    expect(stage.happenings).toEqual(['O-1 modify', 'O-2 create', 'O-2 accept']);
    expect(stage.order('O-1')).toMatchObject({
      status: 'REPLACED',
      volume: '2',
      filled: '0.5',
      moved: '1.5',
      children: ['O-2'],
      held: { USD: '0.00' },
    });
    expect(stage.order('O-2')).toMatchObject({
      status: 'PENDING',
      parentId: 'O-1',
      rootId: 'O-1',
      volume: '1',
      limitPrice: '110',
      fees: { USD: '0.00' },
    });
  });

  it('[O3] passes the root, the trigger and the time in force on to every generation', () => {
    const stage = new Stage();
    stage.limit('buy', '2', '100', { triggerPrice: '105', timeInForce: 'DAY' });
    stage.modify('O-1', { price: '99' });
    stage.modify('O-2', { volume: '3' });
    expect(stage.order('O-3')).toMatchObject({
      rootId: 'O-1',
      parentId: 'O-2',
      type: 'stop-limit',
      triggerPrice: '105',
      timeInForce: 'DAY',
      expiresAt: '2024-01-03T00:00:00Z',
      limitPrice: '99',
      volume: '3',
    });
  });

  it('[O3] lets a child of an order that has been triggered work at once', () => {
    const stage = new Stage();
    stage.limit('buy', '2', '100', { triggerPrice: '105' });
    stage.price('105');
    stage.modify('O-1', { price: '101' });
    expect(stage.order('O-2')).toMatchObject({ type: 'limit', triggerPrice: null, status: 'PENDING' });
    stage.price('101');
    expect(stage.happenings).toEqual(['O-2 fill 2 @ 101']);
  });

  it('[O3] to what has filled cancels the rest, without a cancel fee', () => {
    const stage = new Stage({ fees: on('ON_CANCEL', FLAT) });
    stage.limit('buy', '2', '100');
    stage.fill('O-1', '0.5', '100');
    stage.modify('O-1', { volume: '0.5' });
    expect(stage.lines).toEqual(['RETURN_MARGIN USD 152.00 -152.00']);
    expect(stage.order('O-1')).toMatchObject({
      status: 'CANCELLED',
      filled: '0.5',
      cancelled: '1.5',
      children: [],
    });
    expect(stage.balance('USD')).toBe('99950.00 / 0.00');
  });

  it('[O3] counts what the parent returns as available for the child, and without enough leaves the parent as it was', () => {
    const stage = new Stage({ deposits: { USD: '200' } });
    stage.limit('buy', '2', '100');
    expect(stage.balance('USD')).toBe('0.00 / 200.00');
    stage.modify('O-1', { volume: '1', price: '200' });
    expect(stage.order('O-2').held).toEqual({ USD: '200.00' });
    const before = stage.order('O-2');
    expect(stage.modify('O-2', { price: '200.01' }).denials).toEqual([
      {
        code: 'INSUFFICIENT_AVAILABLE',
        numbers: { asset: 'USD', needed: '200.01', available: '200.00', short: '0.01' },
      },
    ]);
    expect(stage.lines).toEqual([]);
    expect(stage.order('O-2')).toEqual(before);
  });

  it('[O3] of a sell moves its base, and may ask for more of it', () => {
    const stage = new Stage();
    stage.limit('sell', '2', '100');
    stage.modify('O-1', { volume: '10' });
    expect(stage.lines).toEqual([
      'RETURN_MARGIN BTC 2.00000000 -2.00000000',
      'RESERVE_MARGIN BTC -10.00000000 10.00000000',
    ]);
    expect(stage.modify('O-2', { volume: '10.00000001' }).denials).toMatchObject([
      { numbers: { asset: 'BTC', needed: '10.00000001', available: '10.00000000', short: '0.00000001' } },
    ]);
  });
});

describe('split', () => {
  it('[O3] hands the remaining volume over to children, each with its own reservation', () => {
    const stage = new Stage({ fees: on('ON_FILL', PERCENT) });
    stage.limit('buy', '2', '100');
    stage.fill('O-1', '0.5', '100');
    stage.split('O-1', '0.5', '0.25 @ 90', '0.75 @ 80.01');
    expect(stage.lines).toEqual([
      'RETURN_MARGIN USD 150.15 -150.15',
      'RESERVE_MARGIN USD -50.05 50.05',
      'RESERVE_MARGIN USD -22.53 22.53',
      'RESERVE_MARGIN USD -60.08 60.08',
    ]);
    expect(stage.order('O-1')).toMatchObject({
      status: 'SPLIT',
      moved: '1.5',
      children: ['O-2', 'O-3', 'O-4'],
    });
    expect(['O-2', 'O-3', 'O-4'].map((id) => stage.order(id).limitPrice)).toEqual(['100', '90', '80.01']);
    expect(stage.order('O-4')).toMatchObject({ rootId: 'O-1', parentId: 'O-1', volume: '0.75' });
  });

  it('[O3] is refused whole when one child breaks a rule or cannot be paid', () => {
    const stage = new Stage({ rules: { minVolume: '0.5' }, deposits: { USD: '200' } });
    stage.limit('buy', '2', '100');
    const before = stage.order('O-1');
    expect(stage.split('O-1', '1.75', '0.25').denials).toEqual([
      { code: 'BELOW_MIN_VOLUME', numbers: { asset: 'BTC', volume: '0.25', minVolume: '0.5' } },
    ]);
    expect(stage.split('O-1', '1', '1 @ 100.01').denials).toMatchObject([
      { code: 'INSUFFICIENT_AVAILABLE', numbers: { needed: '200.01', short: '0.01' } },
    ]);
    expect(stage.order('O-1')).toEqual(before);
    expect(stage.journal.orders.length).toBe(1);
  });
});

describe('cancel', () => {
  it('[P5] takes a buy’s fee out of its reservation and returns the rest', () => {
    const stage = new Stage({ fees: on('ON_CANCEL', PERCENT, FLAT) });
    stage.limit('buy', '2', '100.05');
    expect(stage.lines).toEqual(['RESERVE_MARGIN USD -202.31 202.31']);
    stage.fill('O-1', '1', '100');
    // 100.05 and, on the rest, 0.10005 + 2 of cancel fee.
    expect(stage.order('O-1').held).toEqual({ USD: '102.16' });
    stage.cancel('O-1');
    expect(stage.lines).toEqual(['FEE_CANCEL USD 0.00 -2.11', 'RETURN_MARGIN USD 100.05 -100.05']);
    expect(stage.order('O-1')).toMatchObject({
      status: 'CANCELLED',
      filled: '1',
      cancelled: '1',
      fees: { USD: '2.11' },
    });
  });

  it('[P5] takes a sell’s fee out of what is available', () => {
    const stage = new Stage({ fees: on('ON_CANCEL', FLAT) });
    stage.limit('sell', '2', '100');
    stage.cancel('O-1');
    expect(stage.lines).toEqual(['FEE_CANCEL USD -2.00 0.00', 'RETURN_MARGIN BTC 2.00000000 -2.00000000']);
  });

  it('[P6] takes at most what is available from a sell', () => {
    const stage = new Stage({ fees: on('ON_CANCEL', FLAT), deposits: { USD: '1.50', BTC: '1' } });
    stage.limit('sell', '1', '100');
    stage.cancel('O-1');
    expect(stage.lines).toEqual(['FEE_CANCEL USD -1.50 0.00', 'RETURN_MARGIN BTC 1.00000000 -1.00000000']);
    expect(stage.order('O-1').fees).toEqual({ USD: '1.50' });
  });

  it('[P5] is free for what expires', () => {
    const stage = new Stage({ fees: on('ON_CANCEL', FLAT) });
    stage.limit('buy', '1', '100', { timeInForce: 'DAY' });
    stage.clock('2024-01-03T00:00:00Z').price('200');
    expect(stage.lines).toEqual(['RETURN_MARGIN USD 102.00 -102.00']);
  });
});

describe('fees', () => {
  it('[R1] on create come on top of the reservation, before it', () => {
    const stage = new Stage({ fees: on('ON_CREATE', PERCENT, FLAT), deposits: { USD: '102.31' } });
    // 100.10 and 2.1001 of fee.
    expect(stage.limit('buy', '1', '100.22').denials).toMatchObject([
      { numbers: { needed: '102.33', short: '0.02' } },
    ]);
    stage.limit('buy', '1', '100.20');
    expect(stage.lines).toEqual(['FEE_CREATE USD -2.11 0.00', 'RESERVE_MARGIN USD -100.20 100.20']);
    expect(stage.balance('USD')).toBe('0.00 / 100.20');
  });

  it('[R1] on create of a sell are paid in the quote, which must be there', () => {
    const stage = new Stage({ fees: on('ON_CREATE', FLAT), deposits: { USD: '1.99', BTC: '1' } });
    expect(stage.limit('sell', '1', '100').denials).toEqual([
      {
        code: 'INSUFFICIENT_AVAILABLE',
        numbers: { asset: 'USD', needed: '2.00', available: '1.99', short: '0.01' },
      },
    ]);
    expect(stage.status('O-1')).toBe('REJECTED');
  });

  it('[R1] of one timing are added exactly and rounded up once', () => {
    // 0.00105 and 0.00205: two roundings would make 0.02.
    const third = { type: 'FLAT_PER_VOLUME', amount: '0.00205' };
    const stage = new Stage({ fees: on('ON_FILL', { ...PERCENT, amount: '0.00001' }, third) });
    stage.limit('sell', '1', '105');
    stage.fill('O-1', '1', '105');
    expect(stage.order('O-1').fees).toEqual({ USD: '0.01' });
  });

  it('[M4] on fills are rounded on their sum, so that three small fills pay one cent and not three', () => {
    const stage = new Stage({ fees: on('ON_FILL', PERCENT) });
    stage.limit('buy', '3', '1');
    expect(stage.order('O-1').held).toEqual({ USD: '3.01' });
    for (const id of ['O-1', 'O-1', 'O-1']) stage.fill(id, '1', '1');
    expect(stage.order('O-1')).toMatchObject({ status: 'FILLED', fees: { USD: '0.01' } });
    expect(stage.balance('USD')).toBe('99996.99 / 0.00');
  });

  it('[M4] the cost of fills is rounded on their sum, too, and what they bring', () => {
    const stage = new Stage();
    stage.limit('buy', '0.03', '0.5');
    stage.limit('sell', '0.03', '0.5');
    for (const id of ['O-1', 'O-2']) {
      for (const volume of ['0.01', '0.01', '0.01']) stage.fill(id, volume, '0.5');
    }
    // 0.015 bought cost 0.02, 0.015 sold bring 0.01.
    expect(stage.balance('USD')).toBe('99999.99 / 0.00');
    expect(stage.balance('BTC')).toBe('10.00000000 / 0.00000000');
  });

  it('[R1] flat on fill are charged once an order, a maker’s and a taker’s each once', () => {
    const stage = new Stage({
      fees: [
        ...on('ON_FILL', FLAT),
        ...on('ON_FILL', { ...FLAT, amount: '3', liquidity: 'maker' }),
        ...on('ON_FILL', { ...FLAT, amount: '5', liquidity: 'taker' }),
      ],
      settings: { participation: '1' },
    });
    stage.price('100');
    stage.limit('buy', '3', '100');
    expect(stage.order('O-1').held).toEqual({ USD: '310.00' });
    stage.bar('100 100 100 100', '1');
    expect(stage.lines).toContain('FEE_FILL USD 0.00 -7.00');
    stage.bar('100 100 100 100', '1');
    expect(stage.lines).toContain('FEE_FILL USD 0.00 -3.00');
    stage.bar('100 100 100 100', '1');
    expect(stage.order('O-1')).toMatchObject({ status: 'FILLED', fees: { USD: '10.00' } });
    expect(stage.liquidities('O-1')).toEqual(['taker', 'maker', 'maker']);
  });

  it('[P1] reserves the dearer of maker and taker rates and releases what it did not need', () => {
    const stage = new Stage({
      fees: [
        ...on('ON_FILL', { ...PERCENT, liquidity: 'maker' }),
        ...on('ON_FILL', { ...PERCENT, amount: '0.002', liquidity: 'taker' }),
      ],
    });
    stage.limit('buy', '1', '100');
    expect(stage.order('O-1').held).toEqual({ USD: '100.20' });
    stage.fill('O-1', '1', '100');
    expect(stage.lines).toEqual([
      'FILL_BUY USD 0.00 -100.00',
      'SPOT_EXCHANGE BTC 1.00000000 0.00000000',
      'FEE_FILL USD 0.00 -0.10',
      'RETURN_MARGIN USD 0.10 -0.10',
    ]);
  });

  it('[P6] on a sell’s fill take at most what there is, and the rest from a later fill', () => {
    const stage = new Stage({ fees: on('ON_FILL', { ...FLAT, amount: '150' }), deposits: { BTC: '2' } });
    stage.limit('sell', '2', '100');
    stage.fill('O-1', '1', '100');
    expect(stage.lines).toEqual([
      'FILL_SELL BTC 0.00000000 -1.00000000',
      'SPOT_EXCHANGE USD 100.00 0.00',
      'FEE_FILL USD -100.00 0.00',
    ]);
    stage.fill('O-1', '1', '100');
    expect(stage.lines).toContain('FEE_FILL USD -50.00 0.00');
    expect(stage.balance('USD')).toBe('50.00 / 0.00');
  });

  it('[R2] on what is reserved at another price are reckoned at that price', () => {
    const stage = new Stage({ fees: on('ON_CREATE', PERCENT), settings: { marketBuffer: '0.5' } });
    stage.price('100');
    stage.market('buy', '1');
    expect(stage.lines).toEqual(['FEE_CREATE USD -0.15 0.00', 'RESERVE_MARGIN USD -150.00 150.00']);
    stage.market('sell', '1');
    expect(stage.lines[0]).toBe('FEE_CREATE USD -0.10 0.00');
    stage.spend('1000');
    expect(stage.lines[0]).toBe('FEE_CREATE USD -1.00 0.00');
  });
});

describe('a night', () => {
  const fees = on('ON_OVERNIGHT_PENDING', FLAT);

  it('[R3] is charged to every working order of every account by an overnight step', () => {
    const stage = new Stage({
      fees,
      accounts: [
        { id: 'main', deposits: { USD: '1000', BTC: '5' } },
        { id: 'other', deposits: { USD: '101' } },
      ],
    });
    stage.limit('buy', '1', '100');
    stage.limit('sell', '1', '500');
    stage.act(
      { type: 'CREATE_SPOT_LIMIT', pair: 'BTCUSD', direction: 'buy', volume: '1', price: '100' },
      'other',
    );
    stage.limit('buy', '1', '99');
    stage.cancel('O-4');
    stage.step({ overnight: {} });
    // The other account has one dollar left.
    expect(stage.lines).toEqual([
      'FEE_OVERNIGHT USD -2.00 0.00',
      'FEE_OVERNIGHT USD -2.00 0.00',
      'FEE_OVERNIGHT USD -1.00 0.00',
    ]);
    expect(stage.balance('USD', 'other')).toBe('0.00 / 100.00');
    expect(stage.order('O-1')).toMatchObject({ status: 'PENDING', fees: { USD: '2.00' } });
    stage.step({ overnight: {} });
    expect(stage.lines).toHaveLength(2);
  });

  it('[R3] is charged once at a change of date, however many days lie between', () => {
    const stage = new Stage({ fees });
    stage.limit('buy', '1', '50');
    stage.price('100');
    stage.clock('2024-01-02T23:59:59Z').price('100');
    expect(stage.lines).toEqual([]);
    stage.clock('2024-01-03T00:00:00Z').price('100');
    expect(stage.lines).toEqual(['FEE_OVERNIGHT USD -2.00 0.00']);
    expect(stage.phases).toEqual(['INGEST', 'ACCRUE']);
    stage.clock('2024-01-03T12:00:00Z').price('100');
    expect(stage.lines).toEqual([]);
    stage.clock('2024-01-09T12:00:00Z').price('100');
    expect(stage.lines).toHaveLength(1);
  });

  it('[R3] is charged at each passing of a fixed time', () => {
    const stage = new Stage({ fees, rules: { overnight: { timing: 'ON_FIXED_TIME', time: '21:00' } } });
    stage.limit('buy', '1', '50');
    stage.price('100');
    stage.clock('2024-01-02T20:59:59Z').price('100');
    expect(stage.lines).toEqual([]);
    stage.clock('2024-01-02T21:00:00Z').price('100');
    expect(stage.lines).toHaveLength(1);
    stage.clock('2024-01-03T20:00:00Z').price('100');
    expect(stage.lines).toEqual([]);
    stage.clock('2024-01-06T21:00:00Z').price('100');
    expect(stage.lines).toHaveLength(4);
  });

  it('[R3] is not charged to an order that was made after it, but to a child of one from before', () => {
    const stage = new Stage({ fees });
    stage.price('100');
    stage.limit('buy', '1', '50');
    stage.clock('2024-01-03T08:00:00Z').limit('buy', '1', '50');
    stage.modify('O-1', { price: '51' });
    stage.price('100');
    expect(stage.happenings).toEqual(['O-3 charge']);
    expect(stage.order('O-2').fees).toEqual({ USD: '0.00' });
  });

  it('[R3] costs a percentage of what remains, at the price it was reserved at', () => {
    const stage = new Stage({ fees: on('ON_OVERNIGHT_PENDING', PERCENT) });
    stage.limit('buy', '2', '100');
    stage.fill('O-1', '0.5', '90');
    stage.step({ overnight: {} });
    expect(stage.lines).toEqual(['FEE_OVERNIGHT USD -0.15 0.00']);
  });

  it('[R3] without a fee is an entry of its own', () => {
    const stage = new Stage();
    stage.limit('buy', '2', '100');
    const { firstEntry, lastEntry } = stage.step({ overnight: {} });
    expect(lastEntry - firstEntry).toBe(0);
    expect(stage.lines).toEqual([]);
  });
});

/** How each refusal comes about, with its numbers; nothing else is denied on the way. */
interface Refusal<C extends DenialCode> {
  readonly on?: ConstructorParameters<typeof Stage>[0];
  readonly by: (stage: Stage) => { readonly denials: readonly unknown[] };
  readonly numbers: DenialNumbers[C];
}

const LEVERED = { rules: { leverage: { type: 'MARGIN_MULTIPLIER', value: '10' } } };
const trade = (stage: Stage, more: object) =>
  stage.act({
    type: 'CREATE_TRADE_LIMIT',
    pair: 'BTCUSD',
    direction: 'long',
    volume: '1',
    price: '100',
    ...more,
  });

const REFUSALS: { readonly [C in DenialCode]: Refusal<C> } = {
  AMOUNT_OFF_UNIT: {
    by: (stage) => stage.spend('10.005'),
    numbers: { amount: '10.005', asset: 'USD', unit: '0.01' },
  },
  AMOUNT_OUT_OF_RANGE: {
    by: (stage) => stage.limit('buy', '92233720368.54775808', '1'),
    numbers: { field: 'volume', value: '92233720368.54775808', limit: '92233720368.54775807' },
  },
  BAR_NOT_AFTER_LAST: {
    by: (stage) => {
      stage.price('1');
      return stage.clock('2024-01-02T09:01:00Z').bar('1 1 1 1');
    },
    numbers: { at: '2024-01-02T09:01:00Z', last: '2024-01-02T09:01:00Z' },
  },
  BAR_UNSOUND: {
    // A file with such a price is refused before it is played; this is for those who move the price without a file.
    by: (stage) =>
      stage.player.apply({
        at: '2024-01-02T10:00:00Z',
        price: { pair: 'BTCUSD', last: '123456789012345678' },
      }),
    numbers: { field: 'open', value: '123456789012345678', expected: 'at most 90071992547409.91' },
  },
  BELOW_MIN_MARGIN: {
    on: { rules: { ...LEVERED.rules, minMargin: '10.01' } },
    by: (stage) => trade(stage, {}),
    numbers: { asset: 'USD', margin: '10.00', minMargin: '10.01' },
  },
  BELOW_MIN_NOTIONAL: {
    on: { rules: { minNotional: '100' } },
    by: (stage) => stage.limit('sell', '0.99', '101'),
    numbers: { asset: 'USD', notional: '99.99', minNotional: '100.00' },
  },
  BELOW_MIN_VOLUME: {
    on: { rules: { minVolume: '0.5' } },
    by: (stage) => stage.limit('sell', '0.49999999', '101'),
    numbers: { asset: 'BTC', volume: '0.49999999', minVolume: '0.5' },
  },
  CANDLES_MISSING: {
    by: (stage) => stage.step({ run: { pair: 'BTCUSD' } }),
    numbers: { pair: 'BTCUSD' },
  },
  CHUNKS_DO_NOT_ADD_UP: {
    by: (stage) => {
      stage.limit('buy', '2', '100');
      stage.fill('O-1', '0.5', '100');
      return stage.split('O-1', '1', '1');
    },
    numbers: { sum: '2', remaining: '1.5', difference: '-0.5' },
  },
  CLOSE_EXCEEDS_OPEN: {
    on: LEVERED,
    by: (stage) => {
      trade(stage, {});
      stage.fill('O-1', '0.5', '100');
      return stage.act({ type: 'CLOSE_TRADE', order: 'O-1', volume: '0.75', price: '100' });
    },
    numbers: { order: 'O-1', volume: '0.75', open: '0.5' },
  },
  CONTRACT_SIZE_NOT_SPOT: {
    on: { contractSize: '10.0' },
    by: (stage) => stage.limit('buy', '1', '1'),
    numbers: { pair: 'BTCUSD', contractSize: '10' },
  },
  DIRECTION_NOT_ALLOWED: {
    on: { rules: { ...LEVERED.rules, allowsShort: false } },
    by: (stage) => trade(stage, { direction: 'short' }),
    numbers: { pair: 'BTCUSD', direction: 'short' },
  },
  EXPIRY_IN_THE_PAST: {
    by: (stage) => stage.limit('buy', '1', '1', { timeInForce: 'GTD', expiresAt: '2024-01-02T09:01:00Z' }),
    numbers: { expiresAt: '2024-01-02T09:01:00Z', now: '2024-01-02T09:01:00Z' },
  },
  FILL_EXCEEDS_REMAINING: {
    by: (stage) => {
      stage.limit('sell', '2', '100');
      return stage.fill('O-1', '2.5', '100');
    },
    numbers: { order: 'O-1', volume: '2.5', remaining: '2' },
  },
  FOK_NEEDS_WHOLE: {
    by: (stage) => {
      stage.limit('sell', '2', '100', { timeInForce: 'FOK' });
      return stage.fill('O-1', '1.5', '100');
    },
    numbers: { order: 'O-1', volume: '1.5', remaining: '2' },
  },
  INSUFFICIENT_AT_FILL: {
    on: { deposits: { USD: '105' } },
    by: (stage) => {
      stage.price('100');
      stage.market('buy', '1');
      return stage.fill('O-1', '1', '105.01');
    },
    numbers: { asset: 'USD', needed: '105.01', available: '105.00', short: '0.01' },
  },
  INSUFFICIENT_AVAILABLE: {
    by: (stage) => stage.step({ adjust: { asset: 'BTC', amount: '-12' } }),
    numbers: { asset: 'BTC', needed: '12.00000000', available: '10.00000000', short: '2.00000000' },
  },
  INVALID_TRANSITION: {
    by: (stage) => {
      stage.limit('sell', '2', '100');
      stage.cancel('O-1');
      return stage.cancel('O-1');
    },
    numbers: { order: 'O-1', from: 'CANCELLED', event: 'cancel' },
  },
  LEVERAGE_OUT_OF_RANGE: {
    on: LEVERED,
    by: (stage) => trade(stage, { leverage: '10.5' }),
    numbers: { leverage: '10.5', maximum: '10' },
  },
  NOTHING_CHANGES: {
    by: (stage) => {
      stage.limit('sell', '2', '100');
      return stage.modify('O-1', { volume: '2.0', price: '100.00' });
    },
    numbers: { order: 'O-1' },
  },
  NO_REFERENCE_PRICE: {
    by: (stage) => stage.market('sell', '1'),
    numbers: { pair: 'BTCUSD' },
  },
  ORDER_NOT_FOUND: {
    on: { accounts: [{ id: 'main', deposits: { BTC: '1' } }, { id: 'other' }] },
    by: (stage) => {
      stage.limit('sell', '1', '100');
      return stage.act({ type: 'CANCEL_SPOT_LIMIT', order: 'O-1' }, 'other');
    },
    numbers: { order: 'O-1', account: 'other' },
  },
  PARAMETER_OUT_OF_RANGE: {
    by: (stage) => stage.step({ run: { pair: 'BTCUSD', strategy: 'smaCross', params: { colour: 'red' } } }),
    numbers: {
      strategy: 'smaCross',
      parameter: 'colour',
      value: 'red',
      expected: 'one of fast, slow, sizing',
    },
  },
  PRICE_BEYOND_LIMIT: {
    by: (stage) => {
      stage.limit('sell', '2', '100');
      return stage.fill('O-1', '1', '99.99');
    },
    numbers: { order: 'O-1', price: '99.99', limitPrice: '100' },
  },
  PRICE_OFF_TICK: {
    on: { tickSize: '0.05' },
    by: (stage) => stage.limit('buy', '1', '100.02'),
    numbers: { price: '100.02', tickSize: '0.05' },
  },
  STEP_BEFORE_CLOCK: {
    by: (stage) => {
      stage.price('1');
      return stage.clock('2024-01-02T08:00:00Z').price('1');
    },
    numbers: { at: '2024-01-02T08:00:00Z', now: '2024-01-02T09:01:00Z' },
  },
  STOP_LOSS_WRONG_SIDE: {
    on: LEVERED,
    by: (stage) => trade(stage, { stopLoss: '100' }),
    numbers: { direction: 'long', stopLoss: '100', entry: '100' },
  },
  STOP_NOT_TRIGGERED: {
    by: (stage) => {
      stage.limit('sell', '2', '100', { triggerPrice: '101.5' });
      return stage.fill('O-1', '1', '100');
    },
    numbers: { order: 'O-1', triggerPrice: '101.5' },
  },
  STRATEGY_UNKNOWN: {
    by: (stage) => stage.step({ run: { pair: 'BTCUSD', strategy: 'oracle' } }),
    numbers: { strategy: 'oracle', known: expect.stringContaining('smaCross') as string },
  },
  TAKE_PROFIT_WRONG_SIDE: {
    on: LEVERED,
    by: (stage) => trade(stage, { direction: 'short', takeProfit: '100.01' }),
    numbers: { direction: 'short', takeProfit: '100.01', entry: '100' },
  },
  TOO_FEW_CHUNKS: {
    by: (stage) => {
      stage.limit('sell', '2', '100');
      return stage.split('O-1', '2');
    },
    numbers: { chunks: '1', minimum: '2' },
  },
  VOLUME_BELOW_FILLED: {
    by: (stage) => {
      stage.limit('sell', '2', '100');
      stage.fill('O-1', '1.5', '100');
      return stage.modify('O-1', { volume: '1.25' });
    },
    numbers: { order: 'O-1', volume: '1.25', filled: '1.5' },
  },
  VOLUME_OFF_LOT: {
    on: { lotSize: '0.05' },
    by: (stage) => stage.limit('buy', '1.02', '100'),
    numbers: { volume: '1.02', lotSize: '0.05' },
  },
  WRONG_ORDER_TYPE: {
    by: (stage) => {
      stage.market('buy', '1', { triggerPrice: '100' });
      return stage.modify('O-1', { volume: '2' });
    },
    numbers: { order: 'O-1', type: 'stop-market', expected: 'limit' },
  },
};

const CODES = Object.keys(REFUSALS) as readonly DenialCode[];

describe('a refusal', () => {
  it.each(CODES)('[A3] %s names what would have been needed', (code) => {
    const { on: options, by, numbers } = REFUSALS[code];
    expect(by(new Stage(options)).denials).toEqual([{ code, numbers }]);
  });

  it.each(CODES)('[A2] %s is a sentence that says its numbers', (code) => {
    const { on: options, by } = REFUSALS[code];
    const stage = new Stage(options);
    by(stage);
    const { denial } = JSON.parse(stage.journal.texts.at(0)) as {
      denial: Parameters<typeof denialSentence>[0];
    };
    const sentence = denialSentence(denial);
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(sentence).not.toMatch(/undefined|null|NaN/);
    const said = Object.entries(denial.numbers).map(([, text]) => grouped(text));
    expect(said.filter((text) => !sentence.includes(text))).toEqual([]);
  });

  it('[A2] of a create is an order that takes an id; any other takes none', () => {
    const stage = new Stage();
    stage.limit('buy', '1', '100.001');
    expect(stage.order('O-1')).toMatchObject({
      status: 'REJECTED',
      volume: '1',
      cancelled: '1',
      limitPrice: '100',
    });
    stage.limit('buy', '1', '100');
    stage.modify('O-2', { volume: '3000' });
    stage.split('O-2', '0.5', '0.4');
    stage.fill('O-2', '5', '1');
    stage.cancel('O-9');
    expect(stage.journal.orders.length).toBe(2);
    expect(stage.journal.transactions.length).toBe(3);
  });

  it('[R4] keeps minimums, tick and lot for orders by spend and for children, too', () => {
    const stage = new Stage({ rules: { minNotional: '100' }, tickSize: '0.5', lotSize: '0.5' });
    expect(stage.spend('99.99').denials).toMatchObject([{ code: 'BELOW_MIN_NOTIONAL' }]);
    stage.limit('buy', '2', '100');
    expect(stage.modify('O-2', { volume: '0.5' }).denials).toMatchObject([
      { code: 'BELOW_MIN_NOTIONAL', numbers: { notional: '50.00' } },
    ]);
    expect(stage.modify('O-2', { price: '100.2' }).denials).toMatchObject([{ code: 'PRICE_OFF_TICK' }]);
    expect(stage.split('O-2', '1.75', '0.25').denials).toMatchObject([{ code: 'VOLUME_OFF_LOT' }]);
    expect(stage.split('O-2', '1', '1 @ 99.5').denials).toMatchObject([
      { code: 'BELOW_MIN_NOTIONAL', numbers: { notional: '99.50' } },
    ]);
  });

  it('[M1] keeps an order’s sums within 64 bits, whatever was taken out between its fills', () => {
    const stage = new Stage({
      assets: [
        { code: 'USD', decimals: 0 },
        { code: 'BTC', decimals: 0 },
      ],
      tickSize: '1',
      lotSize: '1',
      deposits: { BTC: '2000' },
    });
    stage.limit('sell', '2000', '9000000000000000');
    stage.fill('O-1', '1000', '9000000000000000');
    stage.step({ adjust: { asset: 'USD', amount: '-9000000000000000000' } });
    expect(stage.fill('O-1', '1000', '9000000000000000').denials).toEqual([
      {
        code: 'AMOUNT_OUT_OF_RANGE',
        numbers: { field: 'cost of O-1', value: '18000000000000000000', limit: '9223372036854775807' },
      },
    ]);
    expect(stage.order('O-1')).toMatchObject({ status: 'PARTIALLY_FILLED', filled: '1000' });
  });

  it('[M1] of an adjustment that does not fit is written, and nothing else', () => {
    const stage = new Stage();
    expect(stage.step({ adjust: { asset: 'USD', amount: '92233720368547758.07' } }).denials).toEqual([
      {
        code: 'AMOUNT_OUT_OF_RANGE',
        numbers: { field: 'USD balance', value: '92233720368647758.07', limit: '92233720368547758.07' },
      },
    ]);
    expect(stage.balance('USD')).toBe('100000.00 / 0.00');
  });
});
