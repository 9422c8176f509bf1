import { describe, expect, it } from 'vitest';
import { PATH_POLICIES } from '../../src/market/barPath.ts';
import type { StageOptions } from './stage.ts';
import { TradeStage } from './tradeStage.ts';

type Setup = (stage: TradeStage) => void;

type More = Readonly<Record<string, string>>;

/** A trade of 1 that waits at its limit, and one of 1 at 100 that is open. */
const waiting =
  (direction: 'long' | 'short', price: string, more: More = {}): Setup =>
  (stage) =>
    stage.trade(direction, '1', price, more);
const held =
  (direction: 'long' | 'short', more: More): Setup =>
  (stage) =>
    stage.hold(direction, '1', '100', more);

const HELD_LONG = held('long', { stopLoss: '95', takeProfit: '110' });
const HELD_SHORT = held('short', { stopLoss: '105', takeProfit: '90' });
const LIMIT_ENTRY = waiting('long', '98', { stopLoss: '95', takeProfit: '104' });
const SHORT_LIMIT = waiting('short', '102', { stopLoss: '105', takeProfit: '96' });
const STOP_ENTRY: Setup = (stage) => {
  stage.price('100');
  stage.tradeMarket('long', '1', { triggerPrice: '102', stopLoss: '99', takeProfit: '106' });
};
const SHORT_STOP: Setup = (stage) => {
  stage.price('100');
  stage.tradeMarket('short', '1', { triggerPrice: '98', stopLoss: '101', takeProfit: '94' });
};
const STOP_LIMIT = waiting('long', '101', { triggerPrice: '104', stopLoss: '99', takeProfit: '103' });
const CROWD: Setup = (stage) => {
  stage.trade('long', '1', '95');
  stage.hold('short', '1', '100', { takeProfit: '95', leverage: '10' });
  stage.price('100');
  stage.tradeMarket('short', '1', { triggerPrice: '95', leverage: '10' });
  stage.hold('long', '1', '100', { stopLoss: '95', leverage: '10' });
  stage.hold('long', '1', '100', { stopLoss: '95', leverage: '10' });
  // 20 times: liquidated at 95. Of another account, whose working orders are none.
  stage.hold('long', '1', '100', {}, 'other');
};
/** What one price does to the crowd, in its order. */
const crowdMoves = (price: string): readonly string[] => [
  `O-6 LIQUIDATION 1 @ ${price}`,
  `O-4 STOP_LOSS 1 @ ${price}`,
  `O-5 STOP_LOSS 1 @ ${price}`,
  'O-3 trigger',
  `O-3 fill 1 @ ${price}`,
  `O-2 TAKE_PROFIT 1 @ ${price}`,
  `O-1 fill 1 @ ${price}`,
];
const MARKET_SHORT: Setup = (stage) => {
  stage.price('100');
  stage.tradeMarket('short', '1', { stopLoss: '110', takeProfit: '95' });
};
const HALF_FILLED: Setup = (stage) => {
  stage.trade('long', '2', '98', { takeProfit: '104' });
  stage.fill('O-1', '1', '98');
};

/** What a bar does to a stage. */
function played(
  setup: Setup,
  bar: string,
  settings: object = {},
  options: StageOptions = {},
): readonly string[] {
  const stage = new TradeStage({ ...options, settings });
  setup(stage);
  stage.bar(bar);
  return stage.moves;
}

describe('stop loss and take profit', () => {
  it.each([
    ['a long’s stop loss as a stop', HELD_LONG, '100 101 94 96', ['O-1 STOP_LOSS 1 @ 95']],
    ['a long’s stop loss that is only touched', HELD_LONG, '100 101 95 96', ['O-1 STOP_LOSS 1 @ 95']],
    ['no stop loss above which the bar stays', HELD_LONG, '100 101 95.01 96', []],
    ['a long’s take profit as a limit', HELD_LONG, '100 112 99 105', ['O-1 TAKE_PROFIT 1 @ 110']],
    ['a gap through a long’s stop loss at the open', HELD_LONG, '92 111 91 100', ['O-1 STOP_LOSS 1 @ 92']],
    [
      'a gap through a long’s take profit at the open',
      HELD_LONG,
      '115 116 90 91',
      ['O-1 TAKE_PROFIT 1 @ 115'],
    ],
    ['an open at the stop loss', HELD_LONG, '95 96 94 95', ['O-1 STOP_LOSS 1 @ 95']],
    ['a gap through a long’s liquidation', HELD_LONG, '85 111 84 100', ['O-1 LIQUIDATION 1 @ 85']],
    ['a short’s stop loss', HELD_SHORT, '100 106 99 104', ['O-1 STOP_LOSS 1 @ 105']],
    ['a short’s take profit', HELD_SHORT, '100 101 88 95', ['O-1 TAKE_PROFIT 1 @ 90']],
    ['a gap through a short’s stop loss', HELD_SHORT, '107 108 89 100', ['O-1 STOP_LOSS 1 @ 107']],
    ['a gap through a short’s take profit', HELD_SHORT, '85 107 84 85', ['O-1 TAKE_PROFIT 1 @ 85']],
    ['a gap through a short’s liquidation', HELD_SHORT, '112 113 89 100', ['O-1 LIQUIDATION 1 @ 112']],
  ])('[X5] meets %s', (_, setup, bar, moves) => {
    for (const pathPolicy of PATH_POLICIES) expect(played(setup, bar, { pathPolicy })).toEqual(moves);
  });

  it.each([
    ['touch', '100 110 99 105', ['O-1 TAKE_PROFIT 1 @ 110']],
    ['penetrate', '100 110 99 105', []],
    ['penetrate', '100 110.01 99 105', ['O-1 TAKE_PROFIT 1 @ 110']],
    ['penetrate', '100 101 95 96', ['O-1 STOP_LOSS 1 @ 95']],
    ['penetrate', '110 111 100 105', ['O-1 TAKE_PROFIT 1 @ 110']],
    // A take profit that is only touched is no gain that the path could have decided for.
    ['penetrate', '100 110 94 96', ['O-1 STOP_LOSS 1 @ 95']],
  ])('[X5] with %s, a bar of %s does %j', (limitPolicy, bar, moves) => {
    for (const pathPolicy of PATH_POLICIES)
      expect(played(HELD_LONG, bar, { limitPolicy, pathPolicy })).toEqual(moves);
  });

  it.each([
    ['within the bar', '100 101 94 96', ['O-1 STOP_LOSS 1 @ 94.05']],
    ['no further than the low', '100 101 94.5 96', ['O-1 STOP_LOSS 1 @ 94.5']],
    ['at a gap', '92 93 90 91', ['O-1 STOP_LOSS 1 @ 91.08']],
    ['on a liquidation', '88 89 80 85', ['O-1 LIQUIDATION 1 @ 87.12']],
    ['on no take profit', '100 112 99 105', ['O-1 TAKE_PROFIT 1 @ 110']],
  ])('[X5] slips %s', (_, bar, moves) => {
    expect(played(HELD_LONG, bar, { slippage: '0.01' })).toEqual(moves);
  });

  it('[X5] protects a short the other way round, slippage against it', () => {
    expect(played(HELD_SHORT, '100 107 99 104', { slippage: '0.01' })).toEqual(['O-1 STOP_LOSS 1 @ 106.05']);
  });

  it('[X5] closes at the open what a gap has entered beyond its stop loss', () => {
    const setup = waiting('long', '100', { stopLoss: '95' });
    expect(played(setup, '93 94 92 93')).toEqual(['O-1 fill 1 @ 93', 'O-1 STOP_LOSS 1 @ 93']);
  });

  it('[X5] closes at the open what a gap has entered beyond its take profit', () => {
    expect(played(MARKET_SHORT, '90 91 89 90')).toEqual(['O-1 fill 1 @ 90', 'O-1 TAKE_PROFIT 1 @ 90']);
  });

  it.each(PATH_POLICIES)(
    '[X5] %s: closes at the trigger what it entered behind its stop loss',
    (pathPolicy) => {
      const setup = waiting('long', '110', { triggerPrice: '102', stopLoss: '105', takeProfit: '120' });
      for (const bar of ['100 103 99 101', '100 108 99 107']) {
        expect(played(setup, bar, { pathPolicy })).toEqual([
          'O-1 trigger',
          'O-1 fill 1 @ 102',
          'O-1 STOP_LOSS 1 @ 102',
        ]);
      }
    },
  );

  it.each(PATH_POLICIES)(
    '[X5] %s: liquidates at its entry what is entered behind its liquidation',
    (pathPolicy) => {
      // (98 - 9.8) / (1 - 0.2) = 110.25: far above the entry.
      const rules = { leverage: { type: 'MARGIN_MULTIPLIER', value: '10' }, maintenanceRate: '0.2' };
      const setup = waiting('long', '98');
      for (const bar of ['100 101 97 99', '100 120 90 118']) {
        expect(played(setup, bar, { pathPolicy }, { rules })).toEqual([
          'O-1 fill 1 @ 98',
          'O-1 LIQUIDATION 1 @ 98',
        ]);
      }
    },
  );
});

describe('the path inside a bar', () => {
  it.each([
    // The low is nearer: ADAPTIVE takes it first.
    ['100 112 94 101', { OHLC: 'TAKE_PROFIT 1 @ 110', others: 'STOP_LOSS 1 @ 95' }],
    // The high is nearer: only CONSERVATIVE and OLHC take the loss.
    [
      '100 111 85 101',
      { OHLC: 'TAKE_PROFIT 1 @ 110', ADAPTIVE: 'TAKE_PROFIT 1 @ 110', others: 'STOP_LOSS 1 @ 95' },
    ],
  ] as const)(
    '[X6] decides a bar of %s that reaches stop loss and take profit, and marks it',
    (bar, ways) => {
      for (const pathPolicy of PATH_POLICIES) {
        const way = (ways as Readonly<Record<string, string>>)[pathPolicy] ?? ways.others;
        expect(played(HELD_LONG, bar, { pathPolicy })).toEqual([`O-1 ${way} ambiguous`]);
      }
    },
  );

  it('[X6] takes the liquidation for the loss where it comes before the stop loss or there is none', () => {
    const bare = held('long', { takeProfit: '110' });
    const further = held('long', { takeProfit: '110', stopLoss: '80' });
    for (const setup of [bare, further]) {
      expect(played(setup, '100 111 85 101')).toEqual(['O-1 LIQUIDATION 1 @ 90 ambiguous']);
      expect(played(setup, '100 111 85 101', { pathPolicy: 'OHLC' })).toEqual([
        'O-1 TAKE_PROFIT 1 @ 110 ambiguous',
      ]);
      expect(played(setup, '100 101 85 95')).toEqual(['O-1 LIQUIDATION 1 @ 90']);
    }
  });

  const entered = 'O-1 fill 1 @ 98';
  const enteredShort = 'O-1 fill 1 @ 102';
  const woken = ['O-1 trigger', 'O-1 fill 1 @ 102'];
  const wokenShort = ['O-1 trigger', 'O-1 fill 1 @ 98'];

  it.each([
    [
      'a limit entry falls on to its stop loss on any path',
      LIMIT_ENTRY,
      '100 105 94 96',
      { all: [entered, 'O-1 STOP_LOSS 1 @ 95'] },
    ],
    [
      'a limit entry’s take profit counts only where the low comes first',
      LIMIT_ENTRY,
      '100 105 97 99',
      {
        all: [entered],
        OLHC: [entered, 'O-1 TAKE_PROFIT 1 @ 104 ambiguous'],
        ADAPTIVE: [entered, 'O-1 TAKE_PROFIT 1 @ 104 ambiguous'],
      },
    ],
    [
      'a limit entry’s take profit counts anyhow when the close lies beyond it',
      LIMIT_ENTRY,
      '100 105 97 104.5',
      { all: [entered, 'O-1 TAKE_PROFIT 1 @ 104'] },
    ],
    [
      'a short’s limit entry rises on to its stop loss on any path',
      SHORT_LIMIT,
      '100 106 95 104',
      { all: [enteredShort, 'O-1 STOP_LOSS 1 @ 105'] },
    ],
    [
      'a short’s limit entry’s take profit counts only where the high comes first',
      SHORT_LIMIT,
      '100 103 95 101',
      {
        all: [enteredShort],
        OHLC: [enteredShort, 'O-1 TAKE_PROFIT 1 @ 96 ambiguous'],
        ADAPTIVE: [enteredShort, 'O-1 TAKE_PROFIT 1 @ 96 ambiguous'],
      },
    ],
    [
      'a stop entry goes on to its take profit with the extreme that triggered it',
      STOP_ENTRY,
      '100 107 99.5 101',
      { all: [...woken, 'O-1 TAKE_PROFIT 1 @ 106'] },
    ],
    [
      'a stop entry whose bar reaches both: CONSERVATIVE takes the loss',
      STOP_ENTRY,
      '100 107 98 101',
      {
        all: [...woken, 'O-1 TAKE_PROFIT 1 @ 106 ambiguous'],
        CONSERVATIVE: [...woken, 'O-1 STOP_LOSS 1 @ 99 ambiguous'],
      },
    ],
    [
      'a stop entry’s stop loss that the bar reaches, perhaps before the entry',
      STOP_ENTRY,
      '100 103 98 101',
      {
        all: woken,
        OHLC: [...woken, 'O-1 STOP_LOSS 1 @ 99 ambiguous'],
        CONSERVATIVE: [...woken, 'O-1 STOP_LOSS 1 @ 99 ambiguous'],
      },
    ],
    [
      'a stop entry’s stop loss at or below which the bar closes',
      STOP_ENTRY,
      '100 103 98 98.5',
      { all: [...woken, 'O-1 STOP_LOSS 1 @ 99'] },
    ],
    [
      'a short’s stop entry whose bar reaches both',
      SHORT_STOP,
      '100 102 93 99',
      {
        all: [...wokenShort, 'O-1 TAKE_PROFIT 1 @ 94 ambiguous'],
        CONSERVATIVE: [...wokenShort, 'O-1 STOP_LOSS 1 @ 101 ambiguous'],
      },
    ],
    [
      'a stop-limit entry that only one path fills, and its stop loss',
      STOP_LIMIT,
      '100 105 98 102',
      {
        all: ['O-1 trigger'],
        OHLC: ['O-1 trigger', 'O-1 fill 1 @ 101 ambiguous', 'O-1 STOP_LOSS 1 @ 99 ambiguous'],
      },
    ],
    [
      'a stop-limit entry that any path fills, and its stop loss',
      STOP_LIMIT,
      '100 105 98 98.5',
      { all: ['O-1 trigger', 'O-1 fill 1 @ 101', 'O-1 STOP_LOSS 1 @ 99'] },
    ],
    [
      'a stop-limit entry that only one path fills, and its take profit',
      STOP_LIMIT,
      '100 105 99.5 103.5',
      {
        all: ['O-1 trigger'],
        OHLC: ['O-1 trigger', 'O-1 fill 1 @ 101 ambiguous', 'O-1 TAKE_PROFIT 1 @ 103 ambiguous'],
      },
    ],
  ] as const)('[X6] %s', (_, setup, bar, ways) => {
    for (const pathPolicy of PATH_POLICIES) {
      const moves = (ways as Readonly<Record<string, readonly string[]>>)[pathPolicy] ?? ways.all;
      expect([pathPolicy, ...played(setup, bar, { pathPolicy })]).toEqual([pathPolicy, ...moves]);
    }
  });

  it('[X6] takes the profit of what was open before, also when the bar adds to it', () => {
    // Whether the rest fills first depends on the path; that the price comes to 104 does not.
    const rest = ['O-1 fill 1 @ 98 ambiguous', 'O-1 TAKE_PROFIT 2 @ 104 ambiguous'];
    expect(played(HALF_FILLED, '100 105 97 101')).toEqual(rest);
    expect(played(HALF_FILLED, '100 105 97 101', { pathPolicy: 'OLHC' })).toEqual(rest);
    expect(played(HALF_FILLED, '100 105 97 101', { pathPolicy: 'OHLC' })).toEqual([
      'O-1 cancel',
      'O-1 TAKE_PROFIT 1 @ 104 ambiguous',
    ]);
  });
});

describe('one price', () => {
  const options: StageOptions = {
    rules: { leverage: { type: 'MARGIN_MULTIPLIER', value: '20' } },
    accounts: [
      { id: 'main', deposits: { USD: '100000' } },
      { id: 'other', deposits: { USD: '100000' } },
    ],
  };

  it('[X7] liquidates, stops out, wakes stops, takes profits and fills limits in this order on the path', () => {
    expect(played(CROWD, '100 101 94.5 96', {}, options)).toEqual(crowdMoves('95'));
  });

  it('[X7] does so at the open, too', () => {
    expect(played(CROWD, '94 94 94 94', {}, options)).toEqual(crowdMoves('94'));
  });
});

describe('the volume of a bar', () => {
  const half = { settings: { participation: '0.5' } };
  const large = (): TradeStage => {
    const stage = new TradeStage(half);
    stage.hold('long', '3', '100', { stopLoss: '95', takeProfit: '110' });
    return stage;
  };

  it('[X8] closes of a stop loss what the bar gives and the rest at the next open, wherever that is', () => {
    const stage = large();
    stage.bar('100 101 94 96', '4');
    expect(stage.moves).toEqual(['O-1 STOP_LOSS 2 @ 95']);
    stage.bar('105 106 104 105', '4');
    expect(stage.moves).toEqual(['O-1 STOP_LOSS 1 @ 105']);
    expect(stage.position('O-1')).toMatchObject({ status: 'CLOSED', closeReason: 'STOP_LOSS' });
  });

  it('[X8] remembers a stop loss that found no volume at all', () => {
    const stage = large();
    stage.bar('100 101 94 96', '0');
    expect(stage.moves).toEqual([]);
    stage.bar('97 98 94 97', '20');
    expect(stage.moves).toEqual(['O-1 STOP_LOSS 3 @ 97']);
  });

  it('[X8] remembers it once, however many bars give nothing', () => {
    const stage = large();
    for (let bar = 0; bar < 3; bar += 1) stage.bar('100 101 94 96', '0');
    const { world } = stage.player;
    expect(world.market(world.pairByCode('BTCUSD')).closes).toHaveLength(1);
  });

  it('[X8] lets the rest of a take profit wait at its price', () => {
    const stage = large();
    stage.bar('100 111 99 105', '4');
    expect(stage.moves).toEqual(['O-1 TAKE_PROFIT 2 @ 110']);
    stage.bar('105 109 104 105', '4');
    expect(stage.moves).toEqual([]);
    stage.bar('105 110 104 105', '4');
    expect(stage.moves).toEqual(['O-1 TAKE_PROFIT 1 @ 110']);
  });

  it('[X8] shares one budget between entries and closes, first come, first served on the path', () => {
    const stage = large();
    stage.trade('long', '1', '97');
    stage.bar('100 101 94 96', '4');
    expect(stage.moves).toEqual(['O-2 fill 1 @ 97', 'O-1 STOP_LOSS 1 @ 95']);
  });

  it('[X8] does not bind a liquidation, which leaves nothing to others', () => {
    const stage = new TradeStage({
      ...half,
      accounts: [
        { id: 'main', deposits: { USD: '1000' } },
        { id: 'other', deposits: { USD: '1000' } },
      ],
    });
    stage.hold('long', '3', '100');
    stage.trade('long', '1', '89', {}, 'other');
    stage.bar('100 101 88 96', '4');
    expect(stage.moves).toEqual(['O-1 LIQUIDATION 3 @ 90']);
    stage.bar('96 97 88.5 96', '4');
    expect(stage.moves).toEqual(['O-2 fill 1 @ 89']);
  });

  it('[X8] carries a close by hand on from open to open', () => {
    const stage = large();
    stage.closeTrade('O-1', { volume: '2.5' });
    stage.bar('100 101 99 100', '4');
    expect(stage.moves).toEqual(['O-1 CLOSE 2 @ 100']);
    stage.bar('101 102 100 101', '4');
    expect(stage.moves).toEqual(['O-1 CLOSE 0.5 @ 101']);
    stage.bar('101 102 100 101', '4');
    expect(stage.moves).toEqual([]);
    expect(stage.position('O-1').open.toString()).toBe('0.5');
  });
});

describe('a close by hand', () => {
  it('[X1] waits for the next open, slips, and goes before market orders', () => {
    const stage = new TradeStage({ settings: { slippage: '0.01' } });
    stage.hold('long', '1', '100');
    stage.closeTrade('O-1');
    expect(stage.moves).toEqual([]);
    stage.tradeMarket('long', '1');
    stage.price('104');
    expect(stage.moves).toEqual(['O-1 CLOSE 1 @ 104']);
    stage.tradeMarket('long', '1');
    stage.closeTrade('O-3');
    expect(stage.denied).toEqual(['INVALID_TRANSITION']);
    stage.bar('100 102 98 100');
    expect(stage.moves).toEqual(['O-3 fill 1 @ 101']);
    stage.closeTrade('O-3');
    stage.tradeMarket('short', '1');
    stage.bar('100 102 98 100');
    expect(stage.moves).toEqual(['O-3 CLOSE 1 @ 99', 'O-4 fill 1 @ 99']);
  });

  it('[X1] that the market has forestalled is forgotten', () => {
    const stage = new TradeStage();
    stage.hold('long', '1', '100', { stopLoss: '95' });
    stage.closeTrade('O-1');
    stage.price('94');
    expect(stage.moves).toEqual(['O-1 STOP_LOSS 1 @ 94']);
    stage.price('93');
    expect(stage.moves).toEqual([]);
  });
});
