import { describe, expect, it } from 'vitest';
import { Stage, type StageOptions } from './stage.ts';

/** An order and a bar, and what the bar makes of it. */
interface Row {
  readonly name: string;
  readonly order: (stage: Stage) => unknown;
  readonly bar: string;
  readonly volume?: string;
  readonly options?: StageOptions;
  readonly settings?: object;
  readonly gives: readonly string[];
}

/** What one bar makes of the orders placed before it; the bar's own entry aside. */
function happeningsOf({ order, bar, volume, options = {}, settings = {} }: Row): readonly string[] {
  const stage = new Stage({ ...options, settings });
  stage.price('100');
  order(stage);
  stage.bar(bar, volume);
  return stage.happenings;
}

const limitOf = (direction: 'buy' | 'sell', price: string) => (stage: Stage) =>
  stage.limit(direction, '1', price);
const stopOf = (direction: 'buy' | 'sell', triggerPrice: string) => (stage: Stage) =>
  stage.market(direction, '1', { triggerPrice });
const stopLimitOf = (direction: 'buy' | 'sell', triggerPrice: string, price: string) => (stage: Stage) =>
  stage.limit(direction, '1', price, { triggerPrice });

/** A buy at 96 and a sell at 104, which a bar meets in the order of its path. */
function firstMet(pathPolicy: string, bar: string): readonly string[] {
  const stage = new Stage({ settings: { pathPolicy } });
  stage.limit('buy', '1', '96');
  stage.limit('sell', '1', '104');
  stage.bar(bar);
  return stage.happenings;
}
const SLIPPAGE = { slippage: '0.01' };
const FILLED_AT_OPEN = 'O-1 fill 1 @ 100';

describe('a market order', () => {
  const rows: readonly Row[] = [
    {
      name: 'buys at the open',
      order: (s) => s.market('buy', '1'),
      bar: '100 105 95 101',
      gives: [FILLED_AT_OPEN],
    },
    {
      name: 'sells at the open',
      order: (s) => s.market('sell', '1'),
      bar: '100 105 95 101',
      gives: [FILLED_AT_OPEN],
    },
    {
      name: 'buys at the open, dearer by the slippage',
      order: (s) => s.market('buy', '1'),
      bar: '100 105 95 101',
      settings: SLIPPAGE,
      gives: ['O-1 fill 1 @ 101'],
    },
    {
      name: 'sells at the open, cheaper by the slippage',
      order: (s) => s.market('sell', '1'),
      bar: '100 105 95 101',
      settings: SLIPPAGE,
      gives: ['O-1 fill 1 @ 99'],
    },
    {
      name: 'never buys above the high',
      order: (s) => s.market('buy', '1'),
      bar: '100 100.5 95 100',
      settings: SLIPPAGE,
      gives: ['O-1 fill 1 @ 100.5'],
    },
    {
      name: 'never sells below the low',
      order: (s) => s.market('sell', '1'),
      bar: '100 105 99.5 100',
      settings: SLIPPAGE,
      gives: ['O-1 fill 1 @ 99.5'],
    },
    {
      name: 'has its slippage rounded against it to the price unit, up for a buy',
      order: (s) => s.market('buy', '1'),
      bar: '100.01 105 95 101',
      settings: { slippage: '0.0001' },
      gives: ['O-1 fill 1 @ 100.03'],
    },
    {
      name: 'has its slippage rounded against it to the price unit, down for a sell',
      order: (s) => s.market('sell', '1'),
      bar: '100.01 105 95 101',
      settings: { slippage: '0.0001' },
      gives: ['O-1 fill 1 @ 99.99'],
    },
  ];
  it.each(rows)('[X2] $name', (row) => {
    expect(happeningsOf(row)).toEqual(row.gives);
  });

  it('[X1] meets the bar after it, never the one before, and waits through nothing else', () => {
    const stage = new Stage();
    stage.bar('90 95 85 94');
    stage.market('buy', '1');
    expect(stage.status('O-1')).toBe('PENDING');
    stage.step({ overnight: {} });
    stage.step({ adjust: { asset: 'USD', amount: '1' } });
    expect(stage.status('O-1')).toBe('PENDING');
    stage.bar('97 98 96 97');
    expect(stage.happenings).toEqual(['O-1 fill 1 @ 97']);
    expect(stage.phases).toEqual(['INGEST', 'OPEN']);
  });
});

describe('a limit order', () => {
  const penetrate = { limitPolicy: 'penetrate' };
  const rows: readonly Row[] = [
    {
      name: 'buy below the low does not fill',
      order: limitOf('buy', '94.99'),
      bar: '100 105 95 101',
      gives: [],
    },
    {
      name: 'buy touched by the low fills at its limit',
      order: limitOf('buy', '95'),
      bar: '100 105 95 101',
      gives: ['O-1 fill 1 @ 95'],
    },
    {
      name: 'buy inside the bar fills at its limit',
      order: limitOf('buy', '97'),
      bar: '100 105 95 101',
      gives: ['O-1 fill 1 @ 97'],
    },
    {
      name: 'buy at the open fills there',
      order: limitOf('buy', '100'),
      bar: '100 105 95 101',
      gives: [FILLED_AT_OPEN],
    },
    {
      name: 'buy above the open fills at the open, better than its limit',
      order: limitOf('buy', '103'),
      bar: '100 105 95 101',
      gives: [FILLED_AT_OPEN],
    },
    {
      name: 'buy above the whole bar fills at the open',
      order: limitOf('buy', '110'),
      bar: '100 105 95 101',
      gives: [FILLED_AT_OPEN],
    },
    {
      name: 'sell above the high does not fill',
      order: limitOf('sell', '105.01'),
      bar: '100 105 95 101',
      gives: [],
    },
    {
      name: 'sell touched by the high fills at its limit',
      order: limitOf('sell', '105'),
      bar: '100 105 95 101',
      gives: ['O-1 fill 1 @ 105'],
    },
    {
      name: 'sell inside the bar fills at its limit',
      order: limitOf('sell', '103'),
      bar: '100 105 95 101',
      gives: ['O-1 fill 1 @ 103'],
    },
    {
      name: 'sell below the open fills at the open, better than its limit',
      order: limitOf('sell', '98'),
      bar: '100 105 95 101',
      gives: [FILLED_AT_OPEN],
    },
    {
      name: 'has no slippage',
      order: limitOf('buy', '97'),
      bar: '100 105 95 101',
      settings: SLIPPAGE,
      gives: ['O-1 fill 1 @ 97'],
    },
    {
      name: 'buy touched by the low does not fill where the low must go below it',
      order: limitOf('buy', '95'),
      bar: '100 105 95 101',
      settings: penetrate,
      gives: [],
    },
    {
      name: 'buy gone below fills at its limit',
      order: limitOf('buy', '95.01'),
      bar: '100 105 95 101',
      settings: penetrate,
      gives: ['O-1 fill 1 @ 95.01'],
    },
    {
      name: 'sell touched by the high does not fill where the high must go above it',
      order: limitOf('sell', '105'),
      bar: '100 105 95 101',
      settings: penetrate,
      gives: [],
    },
    {
      name: 'sell gone above fills at its limit',
      order: limitOf('sell', '104.99'),
      bar: '100 105 95 101',
      settings: penetrate,
      gives: ['O-1 fill 1 @ 104.99'],
    },
    {
      name: 'buy at the open fills there whatever the policy',
      order: limitOf('buy', '100'),
      bar: '100 105 95 101',
      settings: penetrate,
      gives: [FILLED_AT_OPEN],
    },
  ];
  it.each(rows)('[X3] $name', (row) => {
    expect(happeningsOf(row)).toEqual(row.gives);
  });

  it('[X3] takes when it meets the market on arrival, and makes when it rests or is met on the way', () => {
    const stage = new Stage();
    stage.price('100');
    stage.limit('buy', '1', '101');
    stage.limit('buy', '1', '99');
    stage.limit('buy', '1', '98');
    stage.bar('100 100 99 100');
    stage.bar('97 99 97 98');
    expect(['O-1', 'O-2', 'O-3'].map((id) => stage.liquidities(id))).toEqual([
      ['taker'],
      ['maker'],
      ['maker'],
    ]);
    expect(stage.order('O-3').averagePrice).toBe('97');
  });
});

describe('a stop order', () => {
  const rows: readonly Row[] = [
    {
      name: 'buy above the high sleeps on',
      order: stopOf('buy', '105.01'),
      bar: '100 105 95 101',
      gives: [],
    },
    {
      name: 'buy touched by the high fills there',
      order: stopOf('buy', '105'),
      bar: '100 105 95 101',
      gives: ['O-1 trigger', 'O-1 fill 1 @ 105'],
    },
    {
      name: 'buy gapped over fills at the open',
      order: stopOf('buy', '98'),
      bar: '100 105 95 101',
      gives: ['O-1 trigger', FILLED_AT_OPEN],
    },
    {
      name: 'buy at the open fills there',
      order: stopOf('buy', '100'),
      bar: '100 105 95 101',
      gives: ['O-1 trigger', FILLED_AT_OPEN],
    },
    {
      name: 'buy slips above its trigger',
      order: stopOf('buy', '102'),
      bar: '100 105 95 101',
      settings: SLIPPAGE,
      gives: ['O-1 trigger', 'O-1 fill 1 @ 103.02'],
    },
    {
      name: 'buy slips up to the high at most',
      order: stopOf('buy', '104.5'),
      bar: '100 105 95 101',
      settings: SLIPPAGE,
      gives: ['O-1 trigger', 'O-1 fill 1 @ 105'],
    },
    {
      name: 'sell below the low sleeps on',
      order: stopOf('sell', '94.99'),
      bar: '100 105 95 101',
      gives: [],
    },
    {
      name: 'sell touched by the low fills there',
      order: stopOf('sell', '95'),
      bar: '100 105 95 101',
      gives: ['O-1 trigger', 'O-1 fill 1 @ 95'],
    },
    {
      name: 'sell gapped over fills at the open',
      order: stopOf('sell', '103'),
      bar: '100 105 95 101',
      gives: ['O-1 trigger', FILLED_AT_OPEN],
    },
    {
      name: 'sell slips below its trigger',
      order: stopOf('sell', '98'),
      bar: '100 105 95 101',
      settings: SLIPPAGE,
      gives: ['O-1 trigger', 'O-1 fill 1 @ 97.02'],
    },
    {
      name: 'is triggered by a touch whatever the limit policy',
      order: stopOf('sell', '95'),
      bar: '100 105 95 101',
      settings: { limitPolicy: 'penetrate' },
      gives: ['O-1 trigger', 'O-1 fill 1 @ 95'],
    },
  ];
  it.each(rows)('[X4] $name', (row) => {
    expect(happeningsOf(row)).toEqual(row.gives);
  });
});

describe('a stop-limit order', () => {
  const up = { pathPolicy: 'OHLC' };
  const down = { pathPolicy: 'OLHC' };
  const rows: readonly Row[] = [
    {
      name: 'whose limit the trigger is within fills at the trigger',
      order: stopLimitOf('buy', '103', '104'),
      bar: '100 105 95 101',
      gives: ['O-1 trigger', 'O-1 fill 1 @ 103'],
    },
    {
      name: 'whose limit is the trigger fills at the trigger',
      order: stopLimitOf('buy', '103', '103'),
      bar: '100 105 95 101',
      gives: ['O-1 trigger', 'O-1 fill 1 @ 103'],
    },
    {
      name: 'triggered on the way up waits for the way down to its limit',
      order: stopLimitOf('buy', '103', '99'),
      bar: '100 105 95 101',
      settings: up,
      gives: ['O-1 trigger', 'O-1 fill 1 @ 99 ambiguous'],
    },
    {
      name: 'is not filled by the way down that came before its trigger',
      order: stopLimitOf('buy', '103', '99'),
      bar: '100 105 95 101',
      settings: down,
      gives: ['O-1 trigger'],
    },
    {
      name: 'is filled on the last leg when the close is beyond its limit',
      order: stopLimitOf('buy', '103', '99'),
      bar: '100 105 95 98',
      settings: down,
      gives: ['O-1 trigger', 'O-1 fill 1 @ 99'],
    },
    {
      name: 'that both paths fill is not ambiguous',
      order: stopLimitOf('buy', '103', '99'),
      bar: '100 105 95 98',
      settings: up,
      gives: ['O-1 trigger', 'O-1 fill 1 @ 99'],
    },
    {
      name: 'gapped over within its limit fills at the open',
      order: stopLimitOf('buy', '98', '101'),
      bar: '100 105 95 101',
      gives: ['O-1 trigger', FILLED_AT_OPEN],
    },
    {
      name: 'gapped over beyond its limit is filled on the way',
      order: stopLimitOf('buy', '98', '97'),
      bar: '100 105 95 101',
      gives: ['O-1 trigger', 'O-1 fill 1 @ 97'],
    },
    {
      name: 'to sell fills at its trigger',
      order: stopLimitOf('sell', '97', '96'),
      bar: '100 105 95 101',
      gives: ['O-1 trigger', 'O-1 fill 1 @ 97'],
    },
    {
      name: 'to sell waits for the way up to its limit',
      order: stopLimitOf('sell', '97', '102'),
      bar: '100 105 95 101',
      settings: down,
      gives: ['O-1 trigger', 'O-1 fill 1 @ 102 ambiguous'],
    },
    {
      name: 'to sell is not filled by the way up that came before',
      order: stopLimitOf('sell', '97', '102'),
      bar: '100 105 95 101',
      settings: up,
      gives: ['O-1 trigger'],
    },
    {
      name: 'is triggered at most',
      order: stopLimitOf('buy', '104', '90'),
      bar: '100 105 95 101',
      settings: up,
      gives: ['O-1 trigger'],
    },
    {
      name: 'on the rest of the path must be gone through where the policy says so',
      order: stopLimitOf('buy', '103', '95'),
      bar: '100 105 95 101',
      settings: { ...up, limitPolicy: 'penetrate' },
      gives: ['O-1 trigger'],
    },
  ];
  it.each(rows)('[X4] $name', (row) => {
    expect(happeningsOf(row)).toEqual(row.gives);
  });

  it('[X4] once triggered goes on as a limit order in later bars', () => {
    const stage = new Stage();
    stage.limit('buy', '1', '90', { triggerPrice: '110' });
    stage.bar('100 111 100 108');
    expect(stage.status('O-1')).toBe('TRIGGERED');
    stage.bar('100 101 89 95');
    expect(stage.happenings).toEqual(['O-1 fill 1 @ 90']);
    expect(stage.liquidities('O-1')).toEqual(['maker']);
  });
});

describe('the path inside a bar', () => {
  const LOW_FIRST = ['O-1 fill 1 @ 96', 'O-2 fill 1 @ 104'];
  const HIGH_FIRST = LOW_FIRST.toReversed();

  it.each([
    ['OHLC', '100 105 95 100', HIGH_FIRST],
    ['OLHC', '100 105 95 100', LOW_FIRST],
    ['ADAPTIVE', '101 105 95 100', HIGH_FIRST],
    ['ADAPTIVE', '99 105 95 100', LOW_FIRST],
    ['ADAPTIVE', '100 105 95 100', LOW_FIRST],
    ['CONSERVATIVE', '101 105 95 100', HIGH_FIRST],
    ['CONSERVATIVE', '99 105 95 100', LOW_FIRST],
  ])('[X6] of %s in the bar %s', (policy, bar, expected) => {
    expect(firstMet(policy, bar)).toEqual(expected);
  });

  it('[X6] is walked in the phase PATH, what the open reaches in the phase OPEN', () => {
    const stage = new Stage();
    stage.limit('buy', '1', '96');
    stage.limit('buy', '1', '101');
    stage.bar('100 105 95 100');
    expect(stage.phases).toEqual(['INGEST', 'OPEN', 'PATH']);
    expect(stage.happenings).toEqual(['O-2 fill 1 @ 100', 'O-1 fill 1 @ 96']);
  });
});

describe('orders at one price', () => {
  it('[X7] are met stops before limits, then first come, first served', () => {
    const stage = new Stage();
    stage.limit('sell', '1', '103');
    stage.limit('sell', '2', '103');
    stage.market('buy', '1', { triggerPrice: '103' });
    stage.market('buy', '2', { triggerPrice: '103' });
    stage.limit('sell', '1', '102');
    stage.bar('100 105 95 101');
    expect(stage.happenings).toEqual([
      'O-5 fill 1 @ 102',
      'O-3 trigger',
      'O-3 fill 1 @ 103',
      'O-4 trigger',
      'O-4 fill 2 @ 103',
      'O-1 fill 1 @ 103',
      'O-2 fill 2 @ 103',
    ]);
  });

  it('[X7] at the open are met market orders, then stops, then limits, whatever their own prices', () => {
    const stage = new Stage();
    stage.price('100');
    stage.limit('buy', '1', '100');
    stage.limit('buy', '2', '104');
    stage.market('sell', '1', { triggerPrice: '101' });
    stage.market('buy', '3');
    stage.bar('100 105 95 101');
    expect(stage.happenings).toEqual([
      'O-4 fill 3 @ 100',
      'O-3 trigger',
      'O-3 fill 1 @ 100',
      'O-1 fill 1 @ 100',
      'O-2 fill 2 @ 100',
    ]);
  });
});

describe('the volume of a bar', () => {
  const half = { participation: '0.5' };

  it('[X8] is shared by its orders in the order they are met; the rest waits', () => {
    const stage = new Stage({ settings: half });
    stage.price('100');
    stage.market('buy', '2');
    stage.limit('buy', '2', '101');
    stage.limit('buy', '2', '96');
    stage.bar('100 105 95 101', '7');
    expect(stage.happenings).toEqual(['O-1 fill 2 @ 100', 'O-2 fill 1.5 @ 100']);
    expect(['O-1', 'O-2', 'O-3'].map((id) => stage.status(id))).toEqual([
      'FILLED',
      'PARTIALLY_FILLED',
      'PENDING',
    ]);
    stage.bar('100 105 95 101', '7');
    expect(stage.happenings).toEqual(['O-2 fill 0.5 @ 100', 'O-3 fill 2 @ 96']);
  });

  it('[X8] is cut to whole lots for each fill', () => {
    const stage = new Stage({ settings: { participation: '0.1' }, lotSize: '0.5' });
    stage.limit('buy', '5', '100');
    stage.bar('100 100 100 100', '17');
    expect(stage.happenings).toEqual(['O-1 fill 1.5 @ 100']);
    stage.bar('100 100 100 100', '4');
    expect(stage.happenings).toEqual([]);
  });

  it('[X8] bounds nothing when it is not known, and no price by hand', () => {
    const stage = new Stage({ settings: half });
    stage.limit('buy', '2', '100');
    stage.bar('100 100 100 100');
    stage.limit('buy', '2', '100');
    stage.price('100');
    expect(['O-1', 'O-2'].map((id) => stage.status(id))).toEqual(['FILLED', 'FILLED']);
  });

  it('[X8] of nothing fills nothing', () => {
    const stage = new Stage({ settings: half });
    stage.limit('buy', '2', '100');
    stage.bar('100 100 100 100', '0');
    expect(stage.status('O-1')).toBe('PENDING');
  });
});

describe('time in force', () => {
  const half = { participation: '0.5' };

  it('[O7] FOK fills whole at the first open or not at all', () => {
    const stage = new Stage({ settings: half });
    stage.price('100');
    stage.market('buy', '2', { timeInForce: 'FOK' });
    stage.market('buy', '1', { timeInForce: 'FOK' });
    stage.limit('buy', '1', '99', { timeInForce: 'FOK' });
    stage.bar('100 105 95 101', '3');
    expect(stage.happenings).toEqual(['O-2 fill 1 @ 100', 'O-1 expire', 'O-3 expire']);
    expect(stage.order('O-1')).toMatchObject({ filled: '0', cancelled: '2', held: { USD: '0.00' } });
  });

  it('[O7] IOC fills what it can at the first open, and its rest ends', () => {
    const stage = new Stage({ settings: half });
    stage.limit('buy', '2', '100', { timeInForce: 'IOC' });
    stage.bar('100 105 95 101', '3');
    expect(stage.happenings).toEqual(['O-1 fill 1.5 @ 100', 'O-1 expire']);
    expect(stage.order('O-1')).toMatchObject({ status: 'EXPIRED', filled: '1.5', cancelled: '0.5' });
  });

  it('[O7] IOC and FOK count from the trigger', () => {
    const stage = new Stage({ settings: half });
    stage.market('buy', '2', { triggerPrice: '103', timeInForce: 'FOK' });
    stage.market('buy', '2', { triggerPrice: '103', timeInForce: 'IOC' });
    stage.bar('100 101 95 101', '3');
    expect(stage.happenings).toEqual([]);
    stage.bar('100 105 95 101', '3');
    expect(stage.happenings).toEqual([
      'O-1 trigger',
      'O-1 expire',
      'O-2 trigger',
      'O-2 fill 1.5 @ 103',
      'O-2 expire',
    ]);
  });

  it('[O7] IOC ends after a fill by hand, too', () => {
    const stage = new Stage();
    stage.limit('buy', '2', '100', { timeInForce: 'IOC' });
    stage.fill('O-1', '0.5', '100');
    expect(stage.happenings).toEqual(['O-1 fill 0.5 @ 100', 'O-1 expire']);
    stage.limit('buy', '2', '100', { timeInForce: 'IOC' });
    expect(stage.fill('O-2', '3', '100').denials).toMatchObject([{ code: 'FILL_EXCEEDS_REMAINING' }]);
    expect(stage.status('O-2')).toBe('PENDING');
  });

  it('[O7] DAY ends at midnight, GTD at its time: before the bar that comes then can fill it', () => {
    const stage = new Stage();
    stage.limit('buy', '1', '100', { timeInForce: 'DAY' });
    stage.limit('buy', '1', '100', { timeInForce: 'GTD', expiresAt: '2024-01-03T12:00:00Z' });
    stage.clock('2024-01-03T00:00:00Z').bar('101 102 100.5 101');
    expect(stage.happenings).toEqual(['O-1 expire']);
    expect(stage.phases).toEqual(['INGEST', 'ACCRUE']);
    stage.clock('2024-01-03T12:00:00Z').bar('100 100 99 100');
    expect(stage.happenings).toEqual(['O-2 expire']);
    expect(stage.balance('USD')).toBe('100000.00 / 0.00');
  });

  it('[O7] ends an order before the step that comes after its time, whatever that step is', () => {
    const stage = new Stage();
    stage.limit('buy', '1', '100', { timeInForce: 'GTD', expiresAt: '2024-01-02T10:00:00Z' });
    stage.clock('2024-01-02T10:00:00Z');
    expect(stage.cancel('O-1').denials).toEqual([
      { code: 'INVALID_TRANSITION', numbers: { order: 'O-1', from: 'EXPIRED', event: 'cancel' } },
    ]);
    stage.limit('buy', '1', '100', { timeInForce: 'GTD', expiresAt: '2024-01-02T10:30:00Z' });
    stage.clock('2024-01-02T11:00:00Z').step({ run: { pair: 'BTCUSD' } });
    expect(stage.status('O-2')).toBe('EXPIRED');
  });

  it('[O7] GTC works on', () => {
    const stage = new Stage();
    stage.limit('buy', '1', '100');
    stage.clock('2034-01-03T00:00:00Z').bar('101 102 100.5 101');
    expect(stage.status('O-1')).toBe('PENDING');
  });
});

describe('a buy by what it spends', () => {
  it('[P2] buys the most whole lots that cost and fee leave room for, and returns the rest', () => {
    const fees = [{ type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.001' }];
    const stage = new Stage({ fees, lotSize: '0.001' });
    stage.spend('1000');
    expect(stage.lines).toEqual(['RESERVE_MARGIN USD -1000.00 1000.00']);
    stage.price('101.37');
    // 9.854 lots of it cost 998.89998 and 0.99889998 of fee; one lot more would go beyond.
    expect(stage.lines).toEqual([
      'FILL_BUY USD 0.00 -998.90',
      'SPOT_EXCHANGE BTC 9.85400000 0.00000000',
      'FEE_FILL USD 0.00 -1.00',
      'RETURN_MARGIN USD 0.10 -0.10',
    ]);
    expect(stage.order('O-1')).toMatchObject({ status: 'FILLED', volume: '9.854', spend: '1000.00' });
  });

  it('[P2] pays flat fees out of it, too', () => {
    const fees = [
      { type: 'FLAT_PER_TRADE', timing: 'ON_FILL', amount: '30' },
      { type: 'FLAT_PER_VOLUME', timing: 'ON_FILL', amount: '0.5', liquidity: 'taker' },
    ];
    const stage = new Stage({ fees, lotSize: '1' });
    stage.spend('1000');
    stage.price('100');
    // 970 / 100.5 = 9.65 …
    expect(stage.happenings).toEqual(['O-1 fill 9 @ 100']);
    expect(stage.lines).toContain('FEE_FILL USD 0.00 -34.50');
    expect(stage.lines).toContain('RETURN_MARGIN USD 65.50 -65.50');
  });

  it('[P2] goes on with what is left of it after a part', () => {
    const stage = new Stage({ settings: { participation: '1' }, lotSize: '1' });
    stage.spend('1000');
    stage.bar('100 100 100 100', '4');
    expect(stage.order('O-1')).toMatchObject({
      status: 'PARTIALLY_FILLED',
      filled: '4',
      volume: '10',
      remaining: '6',
    });
    stage.bar('150 150 150 150', '9');
    expect(stage.happenings).toEqual(['O-1 fill 4 @ 150']);
    expect(stage.order('O-1')).toMatchObject({
      status: 'FILLED',
      filled: '8',
      volume: '8',
      held: { USD: '0.00' },
    });
  });

  it('[P4] that cannot buy one lot is rejected with what one lot would have cost', () => {
    const fees = [{ type: 'FLAT_PER_TRADE', timing: 'ON_FILL', amount: '5' }];
    const stage = new Stage({ fees, lotSize: '1' });
    stage.spend('104');
    expect(stage.price('100').denials).toEqual([
      {
        code: 'INSUFFICIENT_AT_FILL',
        numbers: { asset: 'USD', needed: '105.00', available: '104.00', short: '1.00' },
      },
    ]);
    expect(stage.status('O-1')).toBe('REJECTED');
    expect(stage.balance('USD')).toBe('100000.00 / 0.00');
  });

  it('[P2] finds its volume at once where one unit of the quote buys very many lots', () => {
    const fees = [{ type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.001' }];
    const stage = new Stage({
      assets: [
        { code: 'USD', decimals: 0 },
        { code: 'BTC', decimals: 12 },
      ],
      tickSize: '1',
      lotSize: '0.000000000001',
      fees,
      deposits: { USD: '100' },
    });
    stage.spend('10');
    stage.price('1');
    // Nine for cost and one for the fee, each rounded up to whole dollars.
    expect(stage.happenings).toEqual(['O-1 fill 9 @ 1']);
    expect(stage.balance('USD')).toBe('90 / 0');
  });
});

describe('a market buy dearer than it reserved', () => {
  it('[P4] tops its reservation up first', () => {
    const stage = new Stage({ deposits: { USD: '200' } });
    stage.price('100');
    stage.market('buy', '1');
    expect(stage.balance('USD')).toBe('95.00 / 105.00');
    stage.bar('150 150 150 150');
    expect(stage.lines).toEqual([
      'RESERVE_MARGIN USD -45.00 45.00',
      'FILL_BUY USD 0.00 -150.00',
      'SPOT_EXCHANGE BTC 1.00000000 0.00000000',
    ]);
    expect(stage.balance('USD')).toBe('50.00 / 0.00');
  });

  it('[P4] is rejected and returns all when that cannot be paid', () => {
    const stage = new Stage({ deposits: { USD: '200' } });
    stage.price('100');
    stage.market('buy', '1');
    expect(stage.bar('200.01 201 200 200').denials).toEqual([
      {
        code: 'INSUFFICIENT_AT_FILL',
        numbers: { asset: 'USD', needed: '200.01', available: '200.00', short: '0.01' },
      },
    ]);
    expect(stage.lines).toEqual(['RETURN_MARGIN USD 105.00 -105.00']);
    expect(stage.order('O-1')).toMatchObject({ status: 'REJECTED', filled: '0', cancelled: '1' });
    expect(stage.balance('USD')).toBe('200.00 / 0.00');
  });

  it('[P4] expires when it has filled in part', () => {
    const stage = new Stage({ deposits: { USD: '210' }, settings: { participation: '1' } });
    stage.price('100');
    stage.market('buy', '2');
    stage.bar('100 100 100 100', '1');
    expect(stage.bar('200 200 200 200', '1').denials).toEqual([
      {
        code: 'INSUFFICIENT_AT_FILL',
        numbers: { asset: 'USD', needed: '200.00', available: '110.00', short: '90.00' },
      },
    ]);
    expect(stage.order('O-1')).toMatchObject({ status: 'EXPIRED', filled: '1', cancelled: '1' });
    expect(stage.balance('USD')).toBe('110.00 / 0.00');
  });

  it('[P2] reserves at the reference price with its buffer, a stop at its trigger', () => {
    const stage = new Stage({ settings: { marketBuffer: '0.1' } });
    expect(stage.market('buy', '1').denials).toEqual([
      { code: 'NO_REFERENCE_PRICE', numbers: { pair: 'BTCUSD' } },
    ]);
    stage.market('buy', '1', { triggerPrice: '90' });
    expect(stage.order('O-2').held).toEqual({ USD: '99.00' });
    stage.price('80.05');
    stage.market('buy', '1');
    expect(stage.order('O-3').held).toEqual({ USD: '88.06' });
    stage.market('sell', '1');
    expect(stage.order('O-4').held).toEqual({ BTC: '1.00000000' });
  });

  it('[P2] [A3] says a buffered price that is too large to the last digit', () => {
    const stage = new Stage({ settings: { marketBuffer: '1234567890123' } });
    stage.price('80000.07');
    expect(stage.market('buy', '1').denials).toEqual([
      {
        code: 'AMOUNT_OUT_OF_RANGE',
        numbers: {
          field: 'reference price with its buffer',
          value: '98765517629672308.68',
          limit: '90071992547409.91',
        },
      },
    ]);
  });
});

describe('by hand', () => {
  it('[X10] a fill takes the volume and price of a person’s choice, and does not move the market', () => {
    const stage = new Stage();
    stage.price('100');
    stage.limit('sell', '2', '90');
    stage.limit('buy', '1', '95');
    stage.fill('O-1', '0.5', '120');
    stage.fill('O-1', '0.25', '90');
    expect(stage.order('O-1')).toMatchObject({ status: 'PARTIALLY_FILLED', averagePrice: '110' });
    expect(stage.liquidities('O-1')).toEqual(['maker', 'maker']);
    expect(stage.status('O-2')).toBe('PENDING');
    stage.market('buy', '1');
    expect(stage.order('O-3').held).toEqual({ USD: '105.00' });
    stage.fill('O-3', '1', '99');
    expect(stage.liquidities('O-3')).toEqual(['taker']);
  });

  it.each([
    [
      '0.5',
      '100.01',
      { code: 'PRICE_BEYOND_LIMIT', numbers: { order: 'O-1', price: '100.01', limitPrice: '100' } },
    ],
    [
      '2.00000001',
      '100',
      { code: 'FILL_EXCEEDS_REMAINING', numbers: { order: 'O-1', volume: '2.00000001', remaining: '2' } },
    ],
    [
      '0.000000001',
      '100',
      { code: 'VOLUME_OFF_LOT', numbers: { volume: '0.000000001', lotSize: '0.00000001' } },
    ],
    ['1', '99.999', { code: 'PRICE_OFF_TICK', numbers: { price: '99.999', tickSize: '0.01' } }],
  ])('[X10] a fill of %s at %s is refused', (volume, price, refused) => {
    const stage = new Stage();
    stage.limit('buy', '2', '100');
    expect(stage.fill('O-1', volume, price).denials).toEqual([refused]);
    expect(stage.lines).toEqual([]);
    expect(stage.status('O-1')).toBe('PENDING');
  });

  it('[X10] a stop is not filled before its trigger, and a FOK order only whole', () => {
    const stage = new Stage();
    stage.limit('buy', '2', '100', { triggerPrice: '99' });
    stage.limit('buy', '2', '100', { timeInForce: 'FOK' });
    expect(stage.fill('O-1', '1', '99').denials).toEqual([
      { code: 'STOP_NOT_TRIGGERED', numbers: { order: 'O-1', triggerPrice: '99' } },
    ]);
    expect(stage.fill('O-2', '1', '99').denials).toEqual([
      { code: 'FOK_NEEDS_WHOLE', numbers: { order: 'O-2', volume: '1', remaining: '2' } },
    ]);
    stage.fill('O-2', '2', '99');
    expect(stage.status('O-2')).toBe('FILLED');
  });

  it('[X10] a price moves the market like a bar of one tick', () => {
    const stage = new Stage({ settings: SLIPPAGE });
    stage.limit('buy', '1', '100');
    stage.market('buy', '1', { triggerPrice: '98' });
    stage.limit('sell', '1', '99', { triggerPrice: '98.5' });
    stage.price('98');
    // There is no range to slip in.
    expect(stage.happenings).toEqual(['O-2 trigger', 'O-2 fill 1 @ 98', 'O-3 trigger', 'O-1 fill 1 @ 98']);
    stage.price('99');
    expect(stage.happenings).toEqual(['O-3 fill 1 @ 99']);
  });

  it('[X9] a bar must come after the last, a price may share its time', () => {
    const stage = new Stage();
    stage.clock('2024-01-02T10:00:00Z').bar('100 100 100 100');
    stage.clock('2024-01-02T10:00:00Z').price('101');
    expect(stage.happenings).toEqual([]);
    expect(stage.clock('2024-01-02T10:00:00Z').bar('102 102 102 102').denials).toEqual([
      {
        code: 'BAR_NOT_AFTER_LAST',
        numbers: { at: '2024-01-02T10:00:00Z', last: '2024-01-02T10:00:00Z' },
      },
    ]);
    stage.market('sell', '1');
    expect(stage.journal.bars.length).toBe(2);
  });
});
