import { describe, expect, it } from 'vitest';
import { readEntry } from '../../src/journal/entryRepository.ts';
import type { StageOptions } from './stage.ts';
import { TradeStage } from './tradeStage.ts';

const TENTH_PERCENT_ON_FILL = { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.001' };
const leverage = (type: string, value?: string): StageOptions => ({
  rules: { leverage: value === undefined ? { type } : { type, value } },
});

function numbersOf(stage: TradeStage): unknown {
  return readEntry(stage.journal, stage.journal.entries.length).denial?.numbers;
}

/** The leverage that a trade of 1 at 100 keeps. */
function leverageOf(options: StageOptions, more: Readonly<Record<string, string>> = {}): string | undefined {
  const stage = new TradeStage(options);
  stage.trade('long', '1', '100', more);
  return stage.player.orders.at('O-1', { entries: stage.journal.entries.length })?.leverage?.toString();
}

const cancelFee = (amount: string): StageOptions => ({
  fees: [{ type: 'FLAT_PER_TRADE', timing: 'ON_CANCEL', amount }],
});
const nightFee = (amount: string): object => ({
  type: 'FLAT_PER_TRADE',
  timing: 'ON_OVERNIGHT_FILLED',
  amount,
});

type Act = (stage: TradeStage) => unknown;
const FILL: Act = (stage) => stage.fill('O-1', '2', '100');
const NIGHT: Act = (stage) => stage.step({ overnight: {} });
const PRICE: Act = (stage) => stage.price('110');

/** How many lines of nights each of four prices writes, under a rule for them. */
function nightsUnder(overnight: object): readonly number[] {
  const stage = new TradeStage({ fees: [nightFee('1')], rules: { overnight } });
  stage.price('100');
  stage.hold('long', '1', '100');
  const times = [
    '2024-01-02T20:59:00Z',
    '2024-01-02T21:00:00Z',
    '2024-01-03T00:00:00Z',
    '2024-01-06T12:00:00Z',
  ];
  return times.map((at) => {
    stage.clock(at).price('100');
    return stage.lines.length;
  });
}

describe('creating a trade', () => {
  it.each([
    ['its notional', leverage('NO_LEVERAGE'), {}, '200.20'],
    ['its notional over the multiplier', leverage('MARGIN_MULTIPLIER', '10'), {}, '20.20'],
    [
      'its notional over the leverage it chose',
      leverage('MARGIN_MULTIPLIER', '10'),
      { leverage: '4' },
      '50.20',
    ],
    ['a share rounded up', leverage('MARGIN_MULTIPLIER', '3'), {}, '66.87'],
    ['so much for each unit', leverage('FLAT_MARGIN_PER_VOLUME', '7'), {}, '14.20'],
    [
      'so much for each unit, also with a leverage of 1',
      leverage('FLAT_MARGIN_PER_VOLUME', '7'),
      { leverage: '1' },
      '14.20',
    ],
  ] as const)('[R5][P7] reserves as margin %s, and the largest fee', (_, options, more, reserved) => {
    for (const direction of ['long', 'short'] as const) {
      const flat = { type: 'FLAT_PER_TRADE', timing: 'ON_CREATE', amount: '1.5' };
      const stage = new TradeStage({ ...options, fees: [TENTH_PERCENT_ON_FILL, flat] });
      stage.trade(direction, '2', '100', more);
      expect(stage.lines).toEqual([
        'FEE_CREATE USD -1.50 0.00',
        `RESERVE_MARGIN USD -${reserved} ${reserved}`,
      ]);
      expect(stage.order('O-1')).toMatchObject({
        kind: 'trade',
        status: 'PENDING',
        position: 'NONE',
        held: { USD: reserved },
        margin: '0.00',
        pnl: '0.00',
      });
    }
  });

  it('[R5] keeps the leverage of a trade only where margin is a share of the notional', () => {
    expect(leverageOf(leverage('MARGIN_MULTIPLIER', '10'))).toBe('10');
    expect(leverageOf(leverage('MARGIN_MULTIPLIER', '10'), { leverage: '2.5' })).toBe('2.5');
    expect(leverageOf(leverage('NO_LEVERAGE'), { leverage: '1' })).toBeUndefined();
    expect(leverageOf(leverage('FLAT_MARGIN_PER_VOLUME', '7'))).toBeUndefined();
  });

  it('[P7] counts the contract size', () => {
    const stage = new TradeStage({ contractSize: '10' });
    stage.trade('long', '2', '100');
    expect(stage.lines).toEqual(['RESERVE_MARGIN USD -200.00 200.00']);
  });

  it.each([
    ['long', {}, '10.50'],
    ['short', {}, '10.50'],
    ['long', { triggerPrice: '110' }, '11.55'],
    ['short', { triggerPrice: '90' }, '9.45'],
  ] as const)(
    '[P7] reserves for a market %s with %j at the price and the buffer',
    (direction, more, reserved) => {
      const stage = new TradeStage();
      stage.price('100');
      stage.tradeMarket(direction, '1', more);
      expect(stage.lines).toEqual([`RESERVE_MARGIN USD -${reserved} ${reserved}`]);
    },
  );

  it.each([
    ['NO_REFERENCE_PRICE', {}, (stage: TradeStage) => stage.tradeMarket('long', '1'), { pair: 'BTCUSD' }],
    [
      'DIRECTION_NOT_ALLOWED',
      { rules: { allowsLong: false } },
      (stage: TradeStage) => stage.trade('long', '1', '100'),
      { pair: 'BTCUSD', direction: 'long' },
    ],
    [
      'DIRECTION_NOT_ALLOWED',
      { rules: { allowsShort: false } },
      (stage: TradeStage) => stage.trade('short', '1', '100'),
      { pair: 'BTCUSD', direction: 'short' },
    ],
    [
      'LEVERAGE_OUT_OF_RANGE',
      {},
      (stage: TradeStage) => stage.trade('long', '1', '100', { leverage: '10.1' }),
      { leverage: '10.1', maximum: '10' },
    ],
    [
      'LEVERAGE_OUT_OF_RANGE',
      {},
      (stage: TradeStage) => stage.trade('long', '1', '100', { leverage: '0.9' }),
      { leverage: '0.9', maximum: '10' },
    ],
    [
      'LEVERAGE_OUT_OF_RANGE',
      leverage('NO_LEVERAGE'),
      (stage: TradeStage) => stage.trade('long', '1', '100', { leverage: '2' }),
      { leverage: '2', maximum: '1' },
    ],
    [
      'BELOW_MIN_MARGIN',
      { rules: { minMargin: '10.01' } },
      (stage: TradeStage) => stage.trade('long', '1', '100'),
      { asset: 'USD', margin: '10.00', minMargin: '10.01' },
    ],
    [
      'BELOW_MIN_NOTIONAL',
      { rules: { minNotional: '100.01' } },
      (stage: TradeStage) => stage.trade('long', '1', '100'),
      { asset: 'USD', notional: '100.00', minNotional: '100.01' },
    ],
    [
      'BELOW_MIN_VOLUME',
      { rules: { minVolume: '2' } },
      (stage: TradeStage) => stage.trade('long', '1', '100'),
      { asset: 'BTC', volume: '1', minVolume: '2' },
    ],
    [
      'INSUFFICIENT_AVAILABLE',
      { deposits: { USD: '9' } },
      (stage: TradeStage) => stage.trade('long', '1', '100'),
      { asset: 'USD', needed: '10.00', available: '9.00', short: '1.00' },
    ],
    [
      'AMOUNT_OUT_OF_RANGE',
      {},
      (stage: TradeStage) => stage.trade('long', '92000000000', '10000000'),
      { field: 'notional', value: '920000000000000000', limit: '92233720368547758.07' },
    ],
  ] as const)(
    '[A3][R5] is refused with %s and what would have been needed',
    (code, options, act, numbers) => {
      const stage = new TradeStage(options);
      act(stage);
      expect(stage.denied).toEqual([code]);
      expect(numbersOf(stage)).toEqual(numbers);
      expect(stage.lines).toEqual([]);
      expect(stage.order('O-1')).toMatchObject({
        status: 'REJECTED',
        held: { USD: '0.00' },
        position: 'NONE',
      });
    },
  );

  it('[M1] keeps a leverage that no column holds out of the journal', () => {
    const stage = new TradeStage();
    stage.trade('long', '1', '100', { leverage: '123456789012345678901' });
    expect(stage.denied).toEqual(['LEVERAGE_OUT_OF_RANGE']);
    const order = stage.player.orders.at('O-1', { entries: stage.journal.entries.length });
    expect(order?.leverage?.toString()).toBe('9223372.036854775807');
    expect(() => new TradeStage(leverage('MARGIN_MULTIPLIER', '10000000'))).toThrow('multiplier');
    expect(() => new TradeStage(leverage('MARGIN_MULTIPLIER', '0.5'))).toThrow('multiplier');
    expect(() => new TradeStage(leverage('FLAT_MARGIN_PER_VOLUME', '10000000'))).not.toThrow();
  });

  it.each([
    ['long', { stopLoss: '100' }, 'STOP_LOSS_WRONG_SIDE'],
    ['long', { stopLoss: '100.01' }, 'STOP_LOSS_WRONG_SIDE'],
    ['long', { takeProfit: '100' }, 'TAKE_PROFIT_WRONG_SIDE'],
    ['long', { takeProfit: '99.99', stopLoss: '99.98' }, 'TAKE_PROFIT_WRONG_SIDE'],
    ['short', { stopLoss: '100' }, 'STOP_LOSS_WRONG_SIDE'],
    ['short', { stopLoss: '99.99' }, 'STOP_LOSS_WRONG_SIDE'],
    ['short', { takeProfit: '100.01' }, 'TAKE_PROFIT_WRONG_SIDE'],
  ] as const)('[R6] refuses to protect a %s at 100 by %j', (direction, more, code) => {
    const limit = new TradeStage();
    limit.trade(direction, '1', '100', more);
    expect(limit.denied).toEqual([code]);
    const market = new TradeStage();
    market.price('100');
    market.tradeMarket(direction, '1', more);
    expect(market.denied).toEqual([code]);
    const stop = new TradeStage();
    stop.tradeMarket(direction, '1', { triggerPrice: '100', ...more });
    expect(stop.denied).toEqual([code]);
  });
});

describe('an entry’s fill', () => {
  it('[P7][M4] moves margin to the position as cumulative rounded differences, without a line', () => {
    const stage = new TradeStage(leverage('MARGIN_MULTIPLIER', '3'));
    stage.trade('long', '3', '1');
    expect(stage.lines).toEqual(['RESERVE_MARGIN USD -1.00 1.00']);
    const seen = ['1', '1', '1'].map((volume) => {
      stage.fill('O-1', volume, '1');
      expect(stage.lines).toEqual([]);
      return `${stage.order('O-1').held.USD} + ${stage.order('O-1').margin}`;
    });
    expect(seen).toEqual(['0.66 + 0.34', '0.33 + 0.67', '0.00 + 1.00']);
    expect(stage.balance('USD')).toBe('99999.00 / 1.00');
  });

  it('[P7] releases a better price’s margin and fee at once', () => {
    const stage = new TradeStage({ fees: [TENTH_PERCENT_ON_FILL] });
    stage.trade('long', '2', '100');
    stage.fill('O-1', '1', '90');
    expect(stage.lines).toEqual(['FEE_FILL USD 0.00 -0.09', 'RETURN_MARGIN USD 1.01 -1.01']);
    expect(stage.balance('USD')).toBe('99980.81 / 19.10');
    expect(stage.standing('O-1')).toBe('OPEN 1 @ 90 margin 9 liquidated at 81');
    expect(stage.order('O-1')).toMatchObject({ status: 'PARTIALLY_FILLED', held: { USD: '10.10' } });
    stage.fill('O-1', '1', '100');
    expect(stage.lines).toEqual(['FEE_FILL USD 0.00 -0.10']);
    expect(stage.standing('O-1')).toBe('OPEN 2 @ 95 margin 19 liquidated at 85.5');
    expect(stage.order('O-1')).toMatchObject({ status: 'FILLED', held: { USD: '0.00' } });
  });

  it('[P7] tops up a short filled above its limit', () => {
    const stage = new TradeStage();
    stage.trade('short', '1', '100');
    stage.fill('O-1', '1', '120');
    expect(stage.lines).toEqual(['RESERVE_MARGIN USD -2.00 2.00']);
    expect(stage.standing('O-1')).toBe('OPEN 1 @ 120 margin 12 liquidated at 132');
  });

  it('[P7] tops up a market trade dearer than its buffer', () => {
    const stage = new TradeStage();
    stage.price('100');
    stage.tradeMarket('long', '1');
    stage.price('110');
    expect(stage.lines).toEqual(['RESERVE_MARGIN USD -0.50 0.50']);
    expect(stage.standing('O-1')).toBe('OPEN 1 @ 110 margin 11 liquidated at 99');
  });

  it('[P4][P7] returns all and rejects what cannot be topped up', () => {
    const stage = new TradeStage({ deposits: { USD: '11' } });
    stage.trade('short', '1', '100');
    stage.fill('O-1', '1', '120');
    expect(stage.lines).toEqual(['RETURN_MARGIN USD 10.00 -10.00']);
    expect(numbersOf(stage)).toEqual({ asset: 'USD', needed: '12.00', available: '11.00', short: '1.00' });
    expect(stage.order('O-1')).toMatchObject({ status: 'REJECTED', position: 'NONE' });
  });

  it('[P4][P7] expires the rest that cannot be topped up; what has filled stays open', () => {
    const stage = new TradeStage({ deposits: { USD: '20' } });
    stage.trade('short', '2', '100');
    stage.fill('O-1', '1', '100');
    stage.fill('O-1', '1', '120');
    expect(stage.denied).toEqual(['INSUFFICIENT_AT_FILL']);
    expect(stage.order('O-1')).toMatchObject({ status: 'EXPIRED', filled: '1', cancelled: '1' });
    expect(stage.standing('O-1')).toBe('OPEN 1 @ 100 margin 10 liquidated at 110');
    expect(stage.balance('USD')).toBe('10.00 / 10.00');
  });
});

describe('modifying a trade', () => {
  it('[O3] replaces the rest of the entry by a child; what has filled stays with the parent', () => {
    const stage = new TradeStage();
    stage.trade('long', '2', '100', { stopLoss: '90' });
    stage.fill('O-1', '0.5', '100');
    stage.modifyTrade('O-1', { volume: '1.5', price: '98', leverage: '4' });
    expect(stage.lines).toEqual(['RETURN_MARGIN USD 15.00 -15.00', 'RESERVE_MARGIN USD -24.50 24.50']);
    expect(stage.moves).toEqual(['O-1 modify', 'O-2 create', 'O-2 accept']);
    expect(stage.order('O-1')).toMatchObject({
      status: 'REPLACED',
      moved: '1.5',
      position: 'OPEN',
      margin: '5.00',
    });
    expect(stage.order('O-2')).toMatchObject({
      status: 'PENDING',
      volume: '1',
      rootId: 'O-1',
      position: 'NONE',
    });
    const child = stage.player.orders.at('O-2', { entries: stage.journal.entries.length });
    expect([child?.leverage?.toString(), child?.stopLoss?.toString()]).toEqual(['4', '90']);
  });

  it('[O3] ends the entry when the new total is what has filled', () => {
    const stage = new TradeStage({ fees: [{ type: 'FLAT_PER_TRADE', timing: 'ON_CANCEL', amount: '1' }] });
    stage.trade('long', '2', '100');
    stage.fill('O-1', '0.5', '100');
    stage.modifyTrade('O-1', { volume: '0.5' });
    expect(stage.lines).toEqual(['RETURN_MARGIN USD 15.00 -15.00']);
    expect(stage.order('O-1')).toMatchObject({ status: 'CANCELLED', position: 'OPEN', margin: '5.00' });
  });

  it('[O3] leaves the parent as it was when the child cannot be paid or breaks a rule', () => {
    const stage = new TradeStage({ deposits: { USD: '30' } });
    stage.trade('long', '2', '100', { stopLoss: '95' });
    stage.modifyTrade('O-1', { leverage: '5' });
    expect(numbersOf(stage)).toMatchObject({ needed: '40.00', available: '30.00', short: '10.00' });
    stage.modifyTrade('O-1', { leverage: '11' });
    stage.modifyTrade('O-1', { price: '94' });
    expect(stage.denied).toEqual(['STOP_LOSS_WRONG_SIDE']);
    expect(stage.order('O-1')).toMatchObject({ status: 'PENDING', held: { USD: '20.00' } });
    expect(stage.journal.orders.length).toBe(1);
  });

  it('[O4] changes protection alone without a line or a child; null takes it away', () => {
    const stage = new TradeStage();
    const protection = (): readonly (string | undefined)[] => {
      const order = stage.player.orders.at('O-1', { entries: stage.journal.entries.length });
      return [order?.stopLoss?.toString(), order?.takeProfit?.toString()];
    };
    stage.trade('long', '2', '100', { stopLoss: '90' });
    stage.modifyTrade('O-1', { takeProfit: '120' });
    expect([stage.moves, stage.lines, stage.denied]).toEqual([['O-1 amend'], [], []]);
    expect(protection()).toEqual(['90', '120']);
    stage.fill('O-1', '1', '100');
    stage.modifyTrade('O-1', { stopLoss: null, takeProfit: '110' });
    expect([stage.moves, stage.lines]).toEqual([['O-1 amend'], []]);
    expect(protection()).toEqual([undefined, '110']);
    expect(stage.order('O-1')).toMatchObject({
      status: 'PARTIALLY_FILLED',
      children: [],
      held: { USD: '10.00' },
    });
    stage.bar('101 111 101 110');
    expect(stage.moves).toEqual(['O-1 cancel', 'O-1 TAKE_PROFIT 1 @ 110']);
  });

  it('[O4] knows a change of protection also among a volume, price and leverage that stay', () => {
    const stage = new TradeStage();
    stage.trade('long', '2', '100');
    stage.modifyTrade('O-1', { volume: '2', price: '100', leverage: '10', stopLoss: '90' });
    expect(stage.moves).toEqual(['O-1 amend']);
    stage.modifyTrade('O-1', { volume: '2', price: '100', leverage: '10', stopLoss: '90' });
    expect(stage.denied).toEqual(['NOTHING_CHANGES']);
    stage.modifyTrade('O-1', { stopLoss: '90' });
    expect(stage.denied).toEqual(['NOTHING_CHANGES']);
  });

  it('[R6] holds protection against the last price once anything is open, else against the entry', () => {
    const stage = new TradeStage();
    stage.trade('long', '2', '100');
    stage.price('150');
    stage.modifyTrade('O-1', { stopLoss: '120' });
    expect(stage.denied).toEqual(['STOP_LOSS_WRONG_SIDE']);
    stage.fill('O-1', '1', '100');
    stage.modifyTrade('O-1', { stopLoss: '120' });
    expect(stage.denied).toEqual([]);
    stage.modifyTrade('O-1', { takeProfit: '140' });
    expect(stage.denied).toEqual(['TAKE_PROFIT_WRONG_SIDE']);
    // Together with the entry, too: the child's limit alone would allow it.
    stage.modifyTrade('O-1', { price: '99', stopLoss: null, takeProfit: '140' });
    expect(stage.denied).toEqual(['TAKE_PROFIT_WRONG_SIDE']);
    stage.modifyTrade('O-1', { volume: '1', stopLoss: null, takeProfit: '140' });
    expect(stage.denied).toEqual(['TAKE_PROFIT_WRONG_SIDE']);
    expect(stage.order('O-1').status).toBe('PARTIALLY_FILLED');
  });

  it('[R6] holds protection against the entry where the market has shown no price', () => {
    const stage = new TradeStage();
    stage.hold('long', '1', '100');
    stage.modifyTrade('O-1', { stopLoss: '100' });
    expect(stage.denied).toEqual(['STOP_LOSS_WRONG_SIDE']);
    stage.modifyTrade('O-1', { stopLoss: '99' });
    expect(stage.denied).toEqual([]);
  });

  it('[R6] asks nothing of what stays', () => {
    const stage = new TradeStage();
    stage.price('90');
    stage.trade('long', '1', '100', { stopLoss: '95' });
    stage.fill('O-1', '1', '100');
    // The stop loss lies above the last price already, and closes at the next one.
    stage.modifyTrade('O-1', { takeProfit: '120' });
    expect(stage.denied).toEqual([]);
    stage.modifyTrade('O-1', { takeProfit: null, stopLoss: '94' });
    expect(stage.denied).toEqual(['STOP_LOSS_WRONG_SIDE']);
    stage.price('91');
    expect(stage.moves).toEqual(['O-1 STOP_LOSS 1 @ 91']);
  });

  it('[O4] protects with one action what has filled and the child', () => {
    const stage = new TradeStage();
    stage.trade('long', '2', '100');
    stage.price('101');
    stage.fill('O-1', '1', '100');
    stage.modifyTrade('O-1', { price: '99', stopLoss: '95' });
    expect(stage.moves).toEqual(['O-1 amend', 'O-1 modify', 'O-2 create', 'O-2 accept']);
    stage.bar('101 101 94 96');
    expect(stage.moves).toEqual(['O-2 fill 1 @ 99', 'O-2 STOP_LOSS 1 @ 95', 'O-1 STOP_LOSS 1 @ 95']);
  });
});

describe('splitting a trade', () => {
  it('[O3] hands the rest over to children with its leverage and protection', () => {
    const stage = new TradeStage(leverage('MARGIN_MULTIPLIER', '3'));
    stage.trade('short', '3', '1', { leverage: '2', stopLoss: '1.5', takeProfit: '0.5' });
    stage.fill('O-1', '1', '1');
    stage.splitTrade('O-1', { volume: '0.5' }, { volume: '1.5', price: '1.1' });
    expect(stage.lines).toEqual([
      'RETURN_MARGIN USD 1.00 -1.00',
      'RESERVE_MARGIN USD -0.25 0.25',
      'RESERVE_MARGIN USD -0.83 0.83',
    ]);
    expect(stage.order('O-1')).toMatchObject({
      status: 'SPLIT',
      position: 'OPEN',
      margin: '0.50',
      moved: '2',
    });
    const child = stage.player.orders.at('O-3', { entries: stage.journal.entries.length });
    expect([child?.leverage, child?.stopLoss, child?.takeProfit].map(String)).toEqual(['2', '1.5', '0.5']);
  });
});

describe('cancelling a trade', () => {
  it('[P5] returns what the rest holds, then takes the fee; what has filled stays open', () => {
    const stage = new TradeStage(cancelFee('1'));
    stage.trade('long', '2', '100');
    stage.fill('O-1', '1', '100');
    stage.cancelTrade('O-1');
    expect(stage.lines).toEqual(['RETURN_MARGIN USD 10.00 -10.00', 'FEE_CANCEL USD -1.00 0.00']);
    expect(stage.order('O-1')).toMatchObject({
      status: 'CANCELLED',
      filled: '1',
      cancelled: '1',
      position: 'OPEN',
    });
    expect(stage.balance('USD')).toBe('99989.00 / 10.00');
  });

  it('[P5] takes the fee out of what returns where nothing else is available, and no more than that', () => {
    for (const [amount, charged, left] of [
      ['4', '4.00', '6.00'] as const,
      ['40', '10.00', '0.00'] as const,
    ]) {
      const stage = new TradeStage({ ...cancelFee(amount), deposits: { USD: '10' } });
      stage.trade('long', '1', '100');
      stage.cancelTrade('O-1');
      expect(stage.lines).toEqual(['RETURN_MARGIN USD 10.00 -10.00', `FEE_CANCEL USD -${charged} 0.00`]);
      expect(stage.balance('USD')).toBe(`${left} / 0.00`);
    }
  });
});

describe('closing a trade', () => {
  it('[P7] returns the share of the margin and posts gain or loss', () => {
    const stage = new TradeStage();
    stage.hold('long', '2', '100');
    stage.closeTrade('O-1', { volume: '0.5', price: '110' });
    expect(stage.lines).toEqual(['RETURN_MARGIN USD 5.00 -5.00', 'CLOSE_PNL USD 5.00 0.00']);
    expect(stage.moves).toEqual(['O-1 CLOSE_TRADE 0.5 @ 110']);
    expect(stage.standing('O-1')).toBe('PARTIALLY_CLOSED 1.5 @ 100 margin 15 liquidated at 90');
    stage.closeTrade('O-1', { price: '90' });
    expect(stage.lines).toEqual(['RETURN_MARGIN USD 15.00 -15.00', 'CLOSE_PNL USD -15.00 0.00']);
    expect(stage.order('O-1')).toMatchObject({
      position: 'CLOSED',
      closeReason: 'MANUAL',
      margin: '0.00',
      pnl: '-10.00',
    });
    expect(stage.position('O-1').exitPrice?.toString()).toBe('95');
    expect(stage.balance('USD')).toBe('99990.00 / 0.00');
  });

  it('[P7] gains on a short when the price falls', () => {
    const stage = new TradeStage();
    stage.hold('short', '2', '100');
    stage.closeTrade('O-1', { price: '90' });
    expect(stage.lines).toEqual(['RETURN_MARGIN USD 20.00 -20.00', 'CLOSE_PNL USD 20.00 0.00']);
    stage.hold('short', '1', '100');
    stage.closeTrade('O-2', { price: '100.5' });
    expect(stage.lines).toEqual(['RETURN_MARGIN USD 10.00 -10.00', 'CLOSE_PNL USD -0.50 0.00']);
  });

  it.each([
    ['1.01', ['0.00', '0.00', '0.01']],
    ['1.00', ['-0.01', '-0.01', '0.00']],
  ])('[M4][P7] rounds gains down and losses up, in sum exactly: three closes at %s', (price, posted) => {
    const stage = new TradeStage(leverage('NO_LEVERAGE'));
    stage.trade('long', '3', '1.01');
    stage.fill('O-1', '1', '1.00');
    stage.fill('O-1', '2', '1.01');
    const gains = posted.map(() => {
      stage.closeTrade('O-1', { volume: '1', price });
      const line = stage.lines.find((text) => text.startsWith('CLOSE_PNL'));
      return line === undefined ? '0.00' : line.split(' ')[2];
    });
    expect(gains).toEqual(posted);
  });

  it('[M4] charges the fee on close as cumulative rounded differences', () => {
    const stage = new TradeStage({
      fees: [{ type: 'PERCENT_OF_NOTIONAL', timing: 'ON_CLOSE', amount: '0.001' }],
    });
    stage.hold('long', '3', '1');
    const fees = ['1', '1', '1'].map((volume) => {
      stage.closeTrade('O-1', { volume, price: '1' });
      return stage.lines.filter((text) => text.startsWith('FEE_CLOSE'));
    });
    expect(fees).toEqual([['FEE_CLOSE USD -0.01 0.00'], [], []]);
  });

  it('[O5] cancels the unfilled rest with a full close, without a cancel fee', () => {
    const stage = new TradeStage({ fees: [{ type: 'FLAT_PER_TRADE', timing: 'ON_CANCEL', amount: '1' }] });
    stage.trade('long', '3', '100');
    stage.fill('O-1', '1', '100');
    stage.closeTrade('O-1', { volume: '1', price: '110' });
    expect(stage.moves).toEqual(['O-1 cancel', 'O-1 CLOSE_TRADE 1 @ 110']);
    expect(stage.lines).toEqual([
      'RETURN_MARGIN USD 20.00 -20.00',
      'RETURN_MARGIN USD 10.00 -10.00',
      'CLOSE_PNL USD 10.00 0.00',
    ]);
    expect(stage.order('O-1')).toMatchObject({ status: 'CANCELLED', cancelled: '2', position: 'CLOSED' });
  });

  it('[O5] lets the rest work on after a part is closed by hand; what fills later joins what is left', () => {
    const stage = new TradeStage();
    stage.trade('long', '2', '100');
    stage.fill('O-1', '1', '100');
    stage.closeTrade('O-1', { volume: '0.5', price: '110' });
    expect(stage.order('O-1')).toMatchObject({ status: 'PARTIALLY_FILLED', position: 'PARTIALLY_CLOSED' });
    stage.fill('O-1', '1', '90');
    expect(stage.lines).toEqual(['RETURN_MARGIN USD 1.00 -1.00']);
    // 0.5 at 100 and 1 at 90.
    expect(stage.position('O-1')).toMatchObject({ status: 'PARTIALLY_CLOSED' });
    expect(stage.standing('O-1')).toContain('PARTIALLY_CLOSED 1.5 @ 93.33');
    expect(stage.order('O-1')).toMatchObject({ status: 'FILLED', margin: '14.00' });
  });

  it.each([
    ['stop loss', '94', 'STOP_LOSS 1 @ 94'],
    ['take profit', '111', 'TAKE_PROFIT 1 @ 111'],
    ['liquidation', '89', 'LIQUIDATION 1 @ 89'],
  ])('[O5] cancels the unfilled rest with a %s', (_, price, move) => {
    const stage = new TradeStage({ fees: [{ type: 'FLAT_PER_TRADE', timing: 'ON_CANCEL', amount: '1' }] });
    stage.trade('long', '3', '100', { stopLoss: '95', takeProfit: '110' });
    stage.fill('O-1', '1', '100');
    stage.price(price);
    expect(stage.moves).toEqual(['O-1 cancel', `O-1 ${move}`]);
    expect(stage.lines[0]).toBe('RETURN_MARGIN USD 20.00 -20.00');
    expect(stage.order('O-1')).toMatchObject({ status: 'CANCELLED', position: 'CLOSED', cancelled: '2' });
  });

  it('[P7] covers what would leave less than nothing, and says so', () => {
    const stage = new TradeStage({ deposits: { USD: '20' } });
    stage.hold('long', '1', '100');
    stage.closeTrade('O-1', { price: '70' });
    expect(stage.lines).toEqual([
      'RETURN_MARGIN USD 10.00 -10.00',
      'CLOSE_PNL USD -30.00 0.00',
      'ADJUSTMENT USD 10.00 0.00',
    ]);
    expect(readEntry(stage.journal, stage.journal.entries.length).reason).toBe('NEGATIVE_BALANCE_COVER');
    expect(stage.balance('USD')).toBe('0.00 / 0.00');
  });

  it.each([
    ['80', []],
    ['79.99', ['ADJUSTMENT USD 0.01 0.00']],
  ])('[P7] covers to the minor unit: a close at %s', (price, cover) => {
    const stage = new TradeStage({ deposits: { USD: '20' } });
    stage.hold('long', '1', '100');
    stage.closeTrade('O-1', { price });
    expect(stage.lines.slice(2)).toEqual(cover);
    expect(stage.balance('USD')).toBe('0.00 / 0.00');
  });

  it('[A3] refuses what is not open, more than is open, and what is off the grids', () => {
    const stage = new TradeStage({ lotSize: '0.1', tickSize: '0.5' });
    stage.trade('long', '1', '100');
    stage.limit('buy', '1', '100');
    stage.closeTrade('O-1');
    expect(numbersOf(stage)).toEqual({ order: 'O-1', from: 'PENDING', event: 'close' });
    stage.fill('O-1', '0.4', '100');
    stage.closeTrade('O-1', { volume: '0.5' });
    expect(numbersOf(stage)).toEqual({ order: 'O-1', volume: '0.5', open: '0.4' });
    stage.closeTrade('O-1', { volume: '0.05' });
    expect(stage.denied).toEqual(['VOLUME_OFF_LOT']);
    stage.closeTrade('O-1', { price: '100.25' });
    expect(stage.denied).toEqual(['PRICE_OFF_TICK']);
    stage.closeTrade('O-2');
    expect(stage.denied).toEqual(['WRONG_ORDER_TYPE']);
    stage.closeTrade('O-3');
    expect(stage.denied).toEqual(['ORDER_NOT_FOUND']);
    stage.closeTrade('O-1', { price: '100' });
    stage.closeTrade('O-1', { price: '100' });
    expect(numbersOf(stage)).toEqual({ order: 'O-1', from: 'CLOSED', event: 'close' });
  });
});

describe('fees of trades', () => {
  const KINDS = [
    ['NO_FEE', '3', null, null],
    ['FLAT_PER_TRADE', '3', '3.00', '3.00'],
    ['FLAT_PER_VOLUME', '3', '6.00', '6.00'],
    ['PERCENT_OF_NOTIONAL', '0.01', '2.00', '2.20'],
    ['PERCENT_OF_MARGIN', '0.01', '0.20', '0.22'],
  ] as const;

  // A long of 2 at 100 with a tenth as margin; nights of its position are reckoned at the last price, 110.
  it.each(KINDS)(
    '[R1][R2] %s of %s is %s at each timing, %s on a night at 110',
    (type, amount, fee, night) => {
      const run = (timing: string, ...acts: readonly Act[]): readonly string[] => {
        const stage = new TradeStage({ fees: [{ type, timing, amount }] });
        stage.trade('long', '2', '100');
        const lines = [...stage.lines];
        for (const act of acts) {
          act(stage);
          lines.push(...stage.lines);
        }
        return lines.filter((line) => line.startsWith('FEE'));
      };
      const line = (name: string, amounts: string): readonly string[] =>
        fee === null ? [] : [`${name} USD ${amounts}`];
      expect(run('ON_CREATE')).toEqual(line('FEE_CREATE', `-${fee} 0.00`));
      expect(run('ON_FILL', FILL)).toEqual(line('FEE_FILL', `0.00 -${fee}`));
      expect(run('ON_CLOSE', FILL, (stage) => stage.closeTrade('O-1', { price: '100' }))).toEqual(
        line('FEE_CLOSE', `-${fee} 0.00`),
      );
      expect(run('ON_CANCEL', (stage) => stage.cancelTrade('O-1'))).toEqual(
        line('FEE_CANCEL', `-${fee} 0.00`),
      );
      expect(run('ON_OVERNIGHT_PENDING', NIGHT)).toEqual(line('FEE_OVERNIGHT', `-${fee} 0.00`));
      expect(run('ON_OVERNIGHT_FILLED', FILL, PRICE, NIGHT)).toEqual(line('FEE_OVERNIGHT', `-${night} 0.00`));
      expect(run('ON_OVERNIGHT_FILLED', NIGHT)).toEqual([]);
      expect(run('ON_OVERNIGHT_PENDING', FILL, NIGHT)).toEqual([]);
    },
  );

  it('[P8] charges the rest and the position of one order in one entry', () => {
    const stage = new TradeStage({
      fees: [
        { type: 'FLAT_PER_VOLUME', timing: 'ON_OVERNIGHT_PENDING', amount: '1' },
        { type: 'FLAT_PER_VOLUME', timing: 'ON_OVERNIGHT_FILLED', amount: '10' },
      ],
    });
    stage.trade('long', '3', '100');
    stage.fill('O-1', '1', '100');
    stage.step({ overnight: {} });
    expect(stage.lines).toEqual(['FEE_OVERNIGHT USD -12.00 0.00']);
    expect(stage.moves).toEqual(['O-1 charge']);
  });

  it('[P8] takes of a night’s fee from the margin what available cannot pay, and moves the liquidation', () => {
    const stage = new TradeStage({ deposits: { USD: '12' }, fees: [nightFee('5')] });
    stage.hold('long', '1', '100');
    stage.step({ overnight: {} });
    expect(stage.lines).toEqual(['FEE_OVERNIGHT USD -2.00 0.00', 'FEE_OVERNIGHT USD 0.00 -3.00']);
    expect(stage.standing('O-1')).toBe('OPEN 1 @ 100 margin 7 liquidated at 93');
    stage.step({ overnight: {} });
    expect(stage.standing('O-1')).toBe('OPEN 1 @ 100 margin 2 liquidated at 98');
    stage.step({ overnight: {} });
    expect(stage.lines).toEqual(['FEE_OVERNIGHT USD 0.00 -2.00']);
    expect(stage.standing('O-1')).toBe('OPEN 1 @ 100 margin 0 liquidated at 100');
    stage.step({ overnight: {} });
    expect(stage.lines).toEqual([]);
    stage.closeTrade('O-1', { price: '103' });
    expect(stage.balance('USD')).toBe('3.00 / 0.00');
  });

  it('[P8] tests the liquidation again at the open that follows', () => {
    const stage = new TradeStage({ deposits: { USD: '12' }, fees: [nightFee('5')] });
    stage.hold('long', '1', '100');
    stage.price('92');
    stage.clock('2024-01-03T00:00:00Z').price('92.50');
    expect(stage.moves).toEqual(['O-1 charge', 'O-1 LIQUIDATION 1 @ 92.5']);
    expect(stage.phases).toEqual(['INGEST', 'ACCRUE', 'OPEN']);
    expect(stage.balance('USD')).toBe('0.00 / 0.00');
  });

  it('[R3] charges positions one night at a change of period, and each passing of a fixed time', () => {
    expect(nightsUnder({ timing: 'ON_PERIOD_CHANGE' })).toEqual([0, 0, 1, 1]);
    expect(nightsUnder({ timing: 'ON_FIXED_TIME', time: '21:00' })).toEqual([0, 1, 0, 3]);
  });

  it('[R3] charges no night that was over before the position was opened by hand', () => {
    const stage = new TradeStage({
      fees: [nightFee('5'), { type: 'FLAT_PER_TRADE', timing: 'ON_OVERNIGHT_PENDING', amount: '1' }],
    });
    stage.price('100');
    stage.trade('long', '2', '100');
    stage.clock('2024-01-03T10:00:00Z').fill('O-1', '1', '100');
    stage.price('101');
    // The entry has waited through the night; what filled at ten has not.
    expect(stage.lines).toEqual(['FEE_OVERNIGHT USD -1.00 0.00']);
    stage.clock('2024-01-04T10:00:00Z').price('101');
    expect(stage.lines[0]).toBe('FEE_OVERNIGHT USD -6.00 0.00');
  });
});

describe('amounts near the largest', () => {
  // USD with 12 decimals: at most 9,223,372 of it.
  const vast: StageOptions = {
    assets: [
      { code: 'USD', decimals: 12 },
      { code: 'BTC', decimals: 0 },
    ],
    tickSize: '1',
    lotSize: '1',
    deposits: { USD: '8000000' },
    rules: { leverage: { type: 'MARGIN_MULTIPLIER', value: '1000' } },
  };

  it.each([
    ['long', '6000000', 'USD balance'],
    ['long', '14000000', 'gain or loss of O-1'],
    ['short', '20000000', 'gain or loss of O-1'],
    ['short', '9000000000000000', 'gain or loss of O-1'],
  ] as const)('[M1] refuses to close a %s at %s', (direction, price, field) => {
    const stage = new TradeStage(vast);
    stage.hold(direction, '1', '4000000');
    const before = stage.balance('USD');
    stage.closeTrade('O-1', { price });
    expect(stage.denied).toEqual(['AMOUNT_OUT_OF_RANGE']);
    expect(numbersOf(stage)).toMatchObject({ field, limit: '9223372.036854775807' });
    expect(stage.balance('USD')).toBe(before);
    expect(stage.order('O-1').position).toBe('OPEN');
    stage.closeTrade('O-1', { price: '4000000' });
    expect(stage.balance('USD')).toBe('8000000.000000000000 / 0.000000000000');
  });

  it('[M1] refuses a loss that does not fit although what it takes away from does', () => {
    const stage = new TradeStage({ ...vast, deposits: { USD: '4000000' } });
    stage.hold('short', '2', '4500000');
    stage.closeTrade('O-1', { volume: '1', price: '1' });
    // 13.5 million would leave 5 million to be covered and 9 million as the trade's result.
    stage.closeTrade('O-1', { volume: '1', price: '18000000' });
    expect(numbersOf(stage)).toMatchObject({ field: 'USD change', value: '-13500000.000000000000' });
  });

  it('[M1] refuses a close with which the losses of a trade no longer fit together', () => {
    const stage = new TradeStage(vast);
    stage.hold('short', '3', '3000000');
    stage.closeTrade('O-1', { volume: '1', price: '8000000' });
    expect(stage.order('O-1').pnl).toBe('-5000000.000000000000');
    stage.closeTrade('O-1', { volume: '1', price: '8000000' });
    expect(stage.denied).toEqual(['AMOUNT_OUT_OF_RANGE']);
    expect(stage.order('O-1').pnl).toBe('-5000000.000000000000');
  });

  it.each(['isolated', 'cross'])('[M1] ends a bar in which an %s liquidation does not fit', (liquidation) => {
    const stage = new TradeStage({ ...vast, settings: { liquidation } });
    stage.hold('short', '1', '4000000');
    for (const bar of ['20000000 21000000 19000000 20000000', '18000000 30000000 18000000 30000000']) {
      stage.bar(bar);
      expect(new Set(stage.denied)).toEqual(new Set(['AMOUNT_OUT_OF_RANGE']));
    }
    stage.bar('12100000 12200000 12000000 12100000');
    expect(stage.moves).toEqual(['O-1 LIQUIDATION 1 @ 12100000']);
  });
});
