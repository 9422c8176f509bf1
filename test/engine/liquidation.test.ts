import { describe, expect, it } from 'vitest';
import type { StageOptions } from './stage.ts';
import { TradeStage } from './tradeStage.ts';

const ON_CLOSE = { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_CLOSE', amount: '0.001' };
const TEN = { leverage: { type: 'MARGIN_MULTIPLIER', value: '10' } };

function liquidatedAt(stage: TradeStage, id = 'O-1'): string | undefined {
  return stage.position(id).liquidationPrice?.toString();
}

/** Two pairs quoted in USD, one account of so much, liquidated as a whole. */
function cross(usd: string, maintenanceRate = '0', more: StageOptions = {}): TradeStage {
  const grids = { tickSize: '0.01', lotSize: '0.00000001' };
  return new TradeStage({
    assets: [
      { code: 'USD', decimals: 2 },
      { code: 'BTC', decimals: 8 },
      { code: 'ETH', decimals: 8 },
    ],
    pairs: [
      { code: 'BTCUSD', base: 'BTC', quote: 'USD', ...grids },
      { code: 'ETHUSD', base: 'ETH', quote: 'USD', ...grids },
    ],
    deposits: { USD: usd },
    settings: { liquidation: 'cross' },
    rules: { maintenanceRate },
    ...more,
  });
}

/** An ETHUSD position; its pair has no rules of its own: no leverage, no maintenance. */
function holdEth(stage: TradeStage, direction: 'long' | 'short', volume: string, price: string): void {
  stage.act({ type: 'CREATE_TRADE_LIMIT', pair: 'ETHUSD', direction, volume, price });
  stage.fill(`O-${stage.journal.orders.length}`, volume, price);
}

describe('the liquidation price of one position', () => {
  it.each([
    ['long', '0', [], '90'],
    ['long', '0.005', [], '90.46'],
    ['long', '0.005', [ON_CLOSE], '90.55'],
    ['long', '0', [ON_CLOSE], '90.1'],
    ['short', '0', [], '110'],
    ['short', '0.005', [], '109.45'],
    ['short', '0.005', [ON_CLOSE], '109.34'],
    ['short', '0', [ON_CLOSE], '109.89'],
  ] as const)(
    '[R7] of a %s of 100 with a tenth as margin, maintenance %s, fees %j: %s',
    (direction, rate, fees, at) => {
      const stage = new TradeStage({ fees, rules: { maintenanceRate: rate } });
      stage.hold(direction, '2', '100');
      expect(liquidatedAt(stage)).toBe(at);
      // It does not depend on the volume, so a part closed leaves it.
      stage.closeTrade('O-1', { volume: '0.5', price: '100' });
      expect(liquidatedAt(stage)).toBe(at);
    },
  );

  it('[R7] is none for a long that margin pays whole, and twice the entry for such a short', () => {
    const stage = new TradeStage({ rules: { leverage: { type: 'NO_LEVERAGE' } } });
    stage.hold('long', '1', '100');
    stage.hold('short', '1', '100');
    expect([liquidatedAt(stage), liquidatedAt(stage, 'O-2')]).toEqual([undefined, '200']);
  });

  it('[R7] follows the margin for each unit and the contract size', () => {
    const flat = new TradeStage({ rules: { leverage: { type: 'FLAT_MARGIN_PER_VOLUME', value: '7' } } });
    flat.hold('long', '2', '100');
    expect(liquidatedAt(flat)).toBe('93');
    const contract = new TradeStage({ contractSize: '10' });
    contract.hold('long', '2', '100');
    expect(liquidatedAt(contract)).toBe('90');
  });

  it('[R7] moves with what fills later', () => {
    const stage = new TradeStage();
    stage.trade('long', '2', '100');
    stage.fill('O-1', '1', '100');
    stage.fill('O-1', '1', '80');
    expect(stage.standing('O-1')).toBe('OPEN 2 @ 90 margin 18 liquidated at 81');
  });

  it.each([
    ['long', '100 101 90 95', '90', ['RETURN_MARGIN USD 20.00 -20.00', 'CLOSE_PNL USD -20.00 0.00']],
    ['short', '100 110 99 105', '110', ['RETURN_MARGIN USD 20.00 -20.00', 'CLOSE_PNL USD -20.00 0.00']],
    ['long', '100 101 90.01 95', null, []],
    ['short', '100 109.99 99 105', null, []],
  ] as const)('[R7][P9] liquidates a %s when a bar of %s touches it', (direction, bar, at, lines) => {
    const stage = new TradeStage();
    stage.hold(direction, '2', '100');
    stage.bar(bar);
    expect(stage.lines).toEqual(lines);
    expect(stage.moves).toEqual(at === null ? [] : [`O-1 LIQUIDATION 2 @ ${at}`]);
    expect(stage.order('O-1').closeReason).toBe(at === null ? null : 'LIQUIDATION');
  });

  it('[P9] leaves the maintenance to the account, and takes the fee', () => {
    const stage = new TradeStage({ fees: [ON_CLOSE], rules: { maintenanceRate: '0.005' } });
    stage.hold('long', '1', '100');
    stage.bar('100 101 90 95');
    expect(stage.lines).toEqual([
      'RETURN_MARGIN USD 10.00 -10.00',
      'CLOSE_PNL USD -9.45 0.00',
      'FEE_CLOSE USD -0.10 0.00',
    ]);
  });

  it('[P9] covers what a gap takes beyond all there is', () => {
    const stage = new TradeStage({ deposits: { USD: '15' } });
    stage.hold('long', '1', '100');
    stage.price('70');
    expect(stage.moves).toEqual(['O-1 LIQUIDATION 1 @ 70']);
    expect(stage.lines.at(-1)).toBe('ADJUSTMENT USD 15.00 0.00');
    expect(stage.balance('USD')).toBe('0.00 / 0.00');
  });

  it('[P9] releases the account’s working orders first, in every pair and without a cancel fee, and no one else’s', () => {
    const stage = new TradeStage({
      fees: [{ type: 'FLAT_PER_TRADE', timing: 'ON_CANCEL', amount: '1' }],
      accounts: [
        { id: 'main', deposits: { USD: '1000', BTC: '1' } },
        { id: 'other', deposits: { USD: '1000' } },
      ],
    });
    stage.trade('long', '1', '50');
    stage.limit('sell', '1', '500');
    stage.limit('buy', '1', '40');
    stage.trade('long', '1', '50', {}, 'other');
    stage.hold('long', '1', '100');
    stage.bar('100 101 89 95');
    expect(stage.moves).toEqual(['O-1 cancel', 'O-2 cancel', 'O-3 cancel', 'O-5 LIQUIDATION 1 @ 90']);
    expect(stage.status('O-4')).toBe('PENDING');
    expect(stage.balance('USD')).toBe('990.00 / 0.00');
  });

  it('[P9] liquidates each position at its own price', () => {
    const stage = new TradeStage();
    stage.hold('long', '1', '100');
    stage.hold('long', '1', '100', { leverage: '5' });
    stage.bar('100 101 85 95');
    expect(stage.moves).toEqual(['O-1 LIQUIDATION 1 @ 90']);
    stage.bar('95 96 80 90');
    expect(stage.moves).toEqual(['O-2 LIQUIDATION 1 @ 80']);
  });
});

describe('the liquidation of a whole account', () => {
  it('[R7] comes where its equity is no more than the maintenance of all it holds', () => {
    // 100 + 5 × (p - 100) = 0.1 × 5 × p at 88.888…
    const stage = cross('100', '0.1');
    stage.hold('long', '5', '100');
    stage.bar('100 101 88.9 95');
    expect(stage.moves).toEqual([]);
    stage.bar('95 96 88.8 95');
    expect(stage.moves).toEqual(['O-1 LIQUIDATION 5 @ 88.89']);
    expect(stage.balance('USD')).toBe('44.45 / 0.00');
  });

  it('[R7] comes on the way up for a short, and at the open for a gap', () => {
    // 100 - 5 × (p - 100) = 0.1 × 5 × p at 109.0909…
    for (const [bar, at] of [['100 110 99 105', '109.09'] as const, ['112 113 99 100', '112'] as const]) {
      const stage = cross('100', '0.1');
      stage.hold('short', '5', '100');
      stage.bar(bar);
      expect(stage.moves).toEqual([`O-1 LIQUIDATION 5 @ ${at}`]);
    }
  });

  it('[R7] knows no price of one position', () => {
    const stage = cross('1000');
    stage.hold('long', '1', '100');
    stage.bar('100 101 50 60');
    expect(stage.moves).toEqual([]);
  });

  it('[P9] closes the largest loss first, and stops when the rest can be kept', () => {
    // 1,100 + 51 × (p - 100) = 0.1 × 51 × p at 87.145…; then 457.50 are left for 1 BTC and 2 ETH.
    const stage = cross('1100', '0.1');
    stage.hold('long', '50', '100');
    holdEth(stage, 'long', '2', '100');
    stage.hold('long', '1', '100');
    stage.bar('100 101 85 90');
    expect(stage.moves).toEqual(['O-1 LIQUIDATION 50 @ 87.15']);
    expect([stage.position('O-2').status, stage.position('O-3').status]).toEqual(['OPEN', 'OPEN']);
  });

  it('[P9] closes the position of another pair at that pair’s last price', () => {
    const stage = cross('1050');
    stage.hold('long', '1', '100');
    holdEth(stage, 'long', '10', '100');
    stage.bar('100 101 0.02 50');
    expect(stage.moves).toEqual([]);
    // 1,050 - 50 + 10 × (p - 100) = 0 at zero; without 40 of available, at 4.
    stage.step({ adjust: { asset: 'USD', amount: '-40' } });
    stage.barOf('ETHUSD', '10 10 3 5');
    expect(stage.moves).toEqual(['O-2 LIQUIDATION 10 @ 4', 'O-1 LIQUIDATION 1 @ 50']);
    expect(stage.balance('USD')).toBe('0.00 / 0.00');
  });

  it('[P9] lets gains pay for losses before anything is covered', () => {
    const stage = cross('1100');
    stage.hold('long', '10', '100');
    holdEth(stage, 'long', '10', '100');
    stage.barOf('ETHUSD', '100 150 100 150');
    expect(stage.balance('USD')).toBe('0.00 / 1100.00');
    // 1,100 + 500 + 10 × (p - 100) is above zero at any price: 600 are left at zero.
    stage.bar('100 100 1 1');
    expect(stage.moves).toEqual([]);
    const short = cross('1100');
    short.hold('short', '10', '100');
    holdEth(short, 'long', '10', '100');
    short.barOf('ETHUSD', '100 150 100 150');
    // 1,600 - 10 × (p - 100) = 0 at 260: a loss of 1,600, of which its margin pays 100.
    short.bar('100 300 100 290');
    expect(short.moves).toEqual(['O-2 LIQUIDATION 10 @ 150', 'O-1 LIQUIDATION 10 @ 260']);
    expect(short.lines.filter((line) => line.startsWith('ADJUSTMENT'))).toEqual([]);
    expect(short.balance('USD')).toBe('0.00 / 0.00');
  });

  it('[R7] comes at once where no price is left at which the account would stand', () => {
    const stage = cross('1500');
    stage.hold('short', '1', '100');
    holdEth(stage, 'long', '10', '100');
    stage.barOf('ETHUSD', '100 100 10 10');
    // 1,500 - 900 - (p - 100) = 0 at 700. Without 390 of available, at 310.
    stage.step({ adjust: { asset: 'USD', amount: '-390' } });
    stage.bar('100 311 99 300');
    expect(stage.moves).toEqual(['O-2 LIQUIDATION 10 @ 10', 'O-1 LIQUIDATION 1 @ 310']);
  });

  it('[R7] comes at the next open for a hedge that has lost more than all', () => {
    const stage = cross('20');
    stage.hold('long', '1', '100');
    stage.hold('short', '1', '70');
    stage.price('70');
    // 20 + (p - 100) + (70 - p) = -10 at any price.
    expect(stage.moves).toEqual(['O-2 LIQUIDATION 1 @ 70', 'O-1 LIQUIDATION 1 @ 70']);
    expect(stage.lines.at(-1)).toBe('ADJUSTMENT USD 10.00 0.00');
  });

  it('[P9] releases working orders first, and slips in the pair of the bar', () => {
    const stage = cross('100', '0', { settings: { liquidation: 'cross', slippage: '0.01' } });
    stage.hold('long', '5', '100');
    stage.trade('long', '1', '50');
    stage.bar('100 101 79 95');
    expect(stage.moves).toEqual(['O-2 cancel', 'O-1 LIQUIDATION 5 @ 79.2']);
  });

  it('[R7] counts what sells of the quote hold, but no asset that is not the quote', () => {
    const stage = cross('100', '0', { deposits: { USD: '100', BTC: '10' } });
    stage.hold('long', '5', '100');
    stage.limit('sell', '10', '500');
    stage.bar('100 101 79 95');
    expect(stage.moves).toEqual(['O-2 cancel', 'O-1 LIQUIDATION 5 @ 80']);
  });

  it('[R7] looks at each account by itself', () => {
    const stage = cross('100', '0', {
      accounts: [
        { id: 'main', deposits: { USD: '100' } },
        { id: 'other', deposits: { USD: '1000' } },
      ],
    });
    stage.hold('long', '5', '100');
    stage.hold('long', '5', '100', {}, 'other');
    stage.bar('100 101 79 95');
    expect(stage.moves).toEqual(['O-1 LIQUIDATION 5 @ 80']);
  });
});

describe('rules of one pair', () => {
  it('[R7] liquidate a position whose fee on close alone is more than it is worth at any price', () => {
    const stage = new TradeStage({ rules: { ...TEN, maintenanceRate: '1' } });
    stage.hold('short', '1', '100');
    // (100 + 10) / (1 + 1)
    expect(liquidatedAt(stage)).toBe('55');
    stage.price('60');
    expect(stage.moves).toEqual(['O-1 LIQUIDATION 1 @ 60']);
  });
});
