import { describe, expect, it } from 'vitest';
import { formatScenario, MAX_FILE_BYTES, MAX_STEPS, parseScenario } from '../../src/scenario/format.ts';

const AT = '2024-01-02T09:00:00Z';

const SOUND = {
  format: 'orderscope-scenario',
  version: 1,
  assets: [
    { code: 'USD', decimals: 2 },
    { code: 'BTC', decimals: 8 },
  ],
  pairs: [{ code: 'BTCUSD', base: 'BTC', quote: 'USD', tickSize: '0.01', lotSize: '0.00000001' }],
  accounts: [{ id: 'main', deposits: { USD: '1000' } }],
  steps: [],
};

const CREATE = { type: 'CREATE_SPOT_LIMIT', pair: 'BTCUSD', direction: 'buy', volume: '1', price: '100' };
const BAR = { pair: 'BTCUSD', open: '10', high: '12', low: '9', close: '11' };

/** The problems of a text or value, each as `path: message`. */
function problemsOf(source: unknown): readonly string[] {
  const parsed = parseScenario(typeof source === 'string' ? source : JSON.stringify(source));
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

function withSteps(...steps: readonly object[]): object {
  return { ...SOUND, steps };
}

function withAction(change: object): object {
  return withSteps({ at: AT, action: { ...CREATE, ...change } });
}

function withBar(change: object): object {
  return withSteps({ at: AT, bar: { ...BAR, ...change } });
}

describe('a file that is no scenario', () => {
  it.each([
    ['nothing', '', '$: the file is empty; expected a scenario as JSON'],
    ['blanks', ' \n\t', '$: the file is empty; expected a scenario as JSON'],
    ['null', 'null', '$: expected a scenario object, found null'],
    ['a list', '[]', '$: expected a scenario object, found a list'],
    ['a number', '7', '$: expected a scenario object, found a number'],
  ])('[A2] %s is said to be none', (_name, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it.each(['{', '{"format": }', 'scenario', '{"a": 1,}'])('[A2] %s is not JSON', (text) => {
    const [problem, ...more] = problemsOf(text);
    expect(problem).toMatch(/^\$: not JSON: /);
    expect(more).toEqual([]);
  });

  it('[A2] one that is too large is not even read', () => {
    expect(problemsOf(' '.repeat(MAX_FILE_BYTES + 1))).toEqual([
      '$: the file is 16.0 MB; expected at most 16.0 MB',
    ]);
  });
});

describe('a sound file', () => {
  it('[A1] has every optional key filled in, and is read again from what is written of it', () => {
    const parsed = parseScenario(JSON.stringify(withSteps({ at: AT, action: CREATE })));
    expect(parsed).toMatchObject({
      ok: true,
      scenario: {
        name: 'Untitled',
        seed: 1,
        pairs: [{ contractSize: '1' }],
        rules: [],
        accounts: [{ agent: 'me' }],
        settings: {
          pathPolicy: 'CONSERVATIVE',
          limitPolicy: 'touch',
          participation: null,
          slippage: '0',
          marketBuffer: '0.05',
          liquidation: 'isolated',
        },
        steps: [{ at: AT, action: CREATE }],
      },
    });
    const again = parsed.ok ? parseScenario(formatScenario(parsed.scenario)) : null;
    expect(again).toEqual(parsed);
  });
});

describe('a wrong value', () => {
  it.each([
    ['a missing key', { ...SOUND, assets: undefined }, '$.assets: missing; this key is required'],
    ['another format', { ...SOUND, format: 'ledger' }, '$.format: expected "orderscope-scenario"'],
    [
      'another version',
      { ...SOUND, version: 2 },
      '$.version: expected 1, the version this program reads, found 2',
    ],
    ['a list for an object', { ...SOUND, settings: [] }, '$.settings: expected an object, found a list'],
    ['an object for a list', { ...SOUND, steps: {} }, '$.steps: expected a list, found Object'],
    ['no asset', { ...SOUND, assets: [] }, '$.assets: expected at least one asset'],
    ['a seed with a fraction', { ...SOUND, seed: 1.5 }, '$.seed: expected a whole number'],
    [
      'too many decimals of an asset',
      { ...SOUND, assets: [SOUND.assets[0], { code: 'BTC', decimals: 13 }] },
      '$.assets[1].decimals: expected at most 12 decimals',
    ],
    [
      'a number where money belongs',
      withAction({ volume: 1 }),
      '$.steps[0].action.volume: expected a decimal number as a string such as "48000" or "0.5", found 1',
    ],
    [
      'an exponent',
      withAction({ price: '1e3' }),
      '$.steps[0].action.price: expected a plain decimal number such as "48000" or "0.5" (digits, at most one point)',
    ],
    [
      'nothing as a volume',
      withAction({ volume: '0.00' }),
      '$.steps[0].action.volume: expected a number above zero',
    ],
    [
      'a negative price',
      withAction({ price: '-1' }),
      '$.steps[0].action.price: expected a number above zero',
    ],
    [
      'a direction of the other kind',
      withAction({ direction: 'long' }),
      '$.steps[0].action.direction: expected one of "buy", "sell"',
    ],
    [
      'a field of another action',
      withAction({ leverage: '5' }),
      '$.steps[0].action.leverage: unknown key; expected "type", "pair", "direction", "volume", "price", "timeInForce", "expiresAt", "triggerPrice"',
    ],
    [
      'an action of no type',
      withSteps({ at: AT, action: {} }),
      '$.steps[0].action.type: missing; this key is required',
    ],
    [
      'an expiry of an order that has none',
      withAction({ expiresAt: AT }),
      '$.steps[0].action.expiresAt: expected no time: only a GTD order says when it ends',
    ],
    [
      'a GTD order without its end',
      withAction({ timeInForce: 'GTD' }),
      '$.steps[0].action.expiresAt: expected a time: a GTD order says when it ends',
    ],
    [
      'a step without anything to do',
      withSteps({ at: AT }),
      '$.steps[0]: expected exactly one of action, fill, bar, price, adjust, overnight, run, found 0',
    ],
    [
      'a step with two things to do',
      withSteps({ at: AT, overnight: {}, price: { pair: 'BTCUSD', last: '1' } }),
      '$.steps[0]: expected exactly one of action, fill, bar, price, adjust, overnight, run, found 2',
    ],
    [
      'a time with an offset',
      withSteps({ at: '2024-01-02T09:00:00+01:00', overnight: {} }),
      '$.steps[0].at: expected a UTC time such as "2024-01-02T09:00:00Z"',
    ],
    [
      'a day that does not exist',
      withSteps({ at: '2023-02-29T09:00:00Z', overnight: {} }),
      '$.steps[0].at: expected a UTC time such as "2024-01-02T09:00:00Z"',
    ],
    [
      'an order’s id that is none',
      withSteps({ at: AT, fill: { order: 'O-0', volume: '1', price: '1' } }),
      '$.steps[0].fill.order: expected an order\'s id such as "O-1"',
    ],
    [
      'a list of deposits',
      { ...SOUND, accounts: [{ id: 'main', deposits: ['5'] }] },
      '$.accounts[0].deposits: expected amounts by asset, found a list',
    ],
    [
      'a share above one',
      { ...SOUND, settings: { participation: '1.01' } },
      '$.settings.participation: expected a share between 0 and 1',
    ],
    [
      'a rate finer than rates are',
      { ...SOUND, settings: { marketBuffer: '0.0000000000001' } },
      '$.settings.marketBuffer: expected at most 12 decimals',
    ],
    [
      'a negative fee',
      {
        ...SOUND,
        rules: [{ pair: 'BTCUSD', fees: [{ type: 'FLAT_PER_TRADE', timing: 'ON_FILL', amount: '-1' }] }],
      },
      '$.rules[0].fees[0].amount: expected zero or a number above it',
    ],
    [
      'a fee on create for makers only',
      {
        ...SOUND,
        rules: [
          {
            pair: 'BTCUSD',
            fees: [{ type: 'FLAT_PER_TRADE', timing: 'ON_CREATE', amount: '1', liquidity: 'maker' }],
          },
        ],
      },
      '$.rules[0].fees[0]: expected liquidity only with ON_FILL: no other fee meets the market as maker or taker',
    ],
    [
      'a code that objects have of themselves',
      { ...SOUND, assets: [...SOUND.assets, { code: 'constructor', decimals: 2 }] },
      '$.assets[2].code: expected another code',
    ],
  ])('[A2] %s is named with its path', (_name, source, problem) => {
    expect(problemsOf(source)).toEqual([problem]);
  });

  it('[M1] a number too large for JSON is not taken for one', () => {
    const text = JSON.stringify(SOUND).replace('"decimals":8', '"decimals":1e400');
    expect(problemsOf(text)).toEqual([
      '$.assets[1].decimals: expected a whole number',
      '$.assets[1].decimals: expected at most 12 decimals',
    ]);
  });

  it('[A2] every wrong and unknown key is reported, not only the first', () => {
    const source = {
      ...SOUND,
      extra: 1,
      another: 2,
      accounts: [{ id: 'main', deposit: { USD: '1' }, agent: 7 }],
      steps: [
        { at: AT, action: { ...CREATE, volume: 1, price: 2, colour: 'red' } },
        { at: 'noon', overnight: { deep: true } },
      ],
    };
    expect(problemsOf(source).map((problem) => problem.slice(0, problem.indexOf(':')))).toEqual(
      expect.arrayContaining([
        '$.extra',
        '$.another',
        '$.accounts[0].deposit',
        '$.accounts[0].agent',
        '$.steps[0].action.volume',
        '$.steps[0].action.price',
        '$.steps[0].action.colour',
        '$.steps[1].at',
        '$.steps[1].overnight.deep',
      ]),
    );
    expect(problemsOf(source)).toHaveLength(9);
  });

  it('[A2] a key that would reach behind an object is unknown like any other', () => {
    const text = JSON.stringify(SOUND).replace('{', '{"__proto__": {"steps": 1}, ');
    expect(problemsOf(text)).toEqual(['$: unknown key "__proto__"']);
  });
});

describe('what parts of a file ask of each other', () => {
  it.each([
    [
      'two assets of one code',
      { ...SOUND, assets: [...SOUND.assets, { code: 'USD', decimals: 0 }] },
      '$.assets[2].code: "USD" is there already; expected each code once',
    ],
    [
      'two pairs of one code',
      { ...SOUND, pairs: [...SOUND.pairs, ...SOUND.pairs] },
      '$.pairs[1].code: "BTCUSD" is there already; expected each code once',
    ],
    [
      'two rules for one pair',
      { ...SOUND, rules: [{ pair: 'BTCUSD' }, { pair: 'BTCUSD' }] },
      '$.rules[1].pair: "BTCUSD" is there already; expected each pair once',
    ],
    [
      'two accounts of one id',
      { ...SOUND, accounts: [...SOUND.accounts, { id: 'main' }] },
      '$.accounts[1].id: "main" is there already; expected each id once',
    ],
    [
      'a pair of an asset that is missing',
      { ...SOUND, pairs: [{ ...SOUND.pairs[0], base: 'ETH' }] },
      '$.pairs[0].base: no asset "ETH"; expected one of "USD", "BTC"',
    ],
    [
      'a pair of one asset with itself',
      { ...SOUND, pairs: [{ ...SOUND.pairs[0], base: 'USD', lotSize: '1' }] },
      '$.pairs[0].quote: expected another asset than the base USD',
    ],
    [
      'a lot finer than its asset',
      { ...SOUND, pairs: [{ ...SOUND.pairs[0], lotSize: '0.000000001' }] },
      '$.pairs[0].lotSize: expected at most 8 decimals, as BTC has, found 0.000000001',
    ],
    [
      'rules for a pair that is missing',
      { ...SOUND, rules: [{ pair: 'ETHUSD' }] },
      '$.rules[0].pair: no pair "ETHUSD"; expected one of "BTCUSD"',
    ],
    [
      'a deposit finer than its asset',
      { ...SOUND, accounts: [{ id: 'main', deposits: { USD: '1.005' } }] },
      '$.accounts[0].deposits.USD: expected at most 2 decimals, as USD has, found 1.005',
    ],
    [
      'a deposit beyond 64 bits',
      { ...SOUND, accounts: [{ id: 'main', deposits: { USD: '92233720368547758.08' } }] },
      '$.accounts[0].deposits.USD: AMOUNT_OUT_OF_RANGE: expected at most 92233720368547758.07 USD, found 92233720368547758.08',
    ],
    [
      'a step of an account that is missing',
      withSteps({ at: AT, account: 'you', overnight: {} }),
      '$.steps[0].account: no account "you"; expected one of "main"',
    ],
    [
      'an action on a pair that is missing',
      withAction({ pair: 'ETHUSD' }),
      '$.steps[0].action.pair: no pair "ETHUSD"; expected one of "BTCUSD"',
    ],
    [
      'an adjustment of an asset that is missing',
      withSteps({ at: AT, adjust: { asset: 'EUR', amount: '1' } }),
      '$.steps[0].adjust.asset: no asset "EUR"; expected one of "USD", "BTC"',
    ],
    [
      'a time that goes back',
      withSteps({ at: AT, overnight: {} }, { at: '2024-01-02T08:59:59.999Z', overnight: {} }),
      '$.steps[1].at: expected a time not before that of the step above',
    ],
    [
      'a price finer than the tick',
      withSteps({ at: AT, price: { pair: 'BTCUSD', last: '1.005' } }),
      '$.steps[0].price.last: expected at most 2 decimals, as the tick size 0.01 has, found 1.005',
    ],
    [
      'a price beyond what a double holds',
      withSteps({ at: AT, price: { pair: 'BTCUSD', last: '90071992547409.92' } }),
      '$.steps[0].price.last: AMOUNT_OUT_OF_RANGE: expected at most 90071992547409.91, found 90071992547409.92',
    ],
  ])('[A2] %s', (_name, source, problem) => {
    expect(problemsOf(source)).toEqual([problem]);
  });

  it.each([
    [
      'a high below the low',
      { high: '8', open: '8', close: '8' },
      ['$.steps[0].bar.high: expected a high not below the low 9, found 8'],
    ],
    [
      'an open above the high',
      { open: '13' },
      ['$.steps[0].bar.open: expected a price from 9 to 12, found 13'],
    ],
    [
      'a close below the low',
      { close: '8.99' },
      ['$.steps[0].bar.close: expected a price from 9 to 12, found 8.99'],
    ],
    ['a price of nothing', { low: '0' }, ['$.steps[0].bar.low: expected a number above zero']],
    [
      'a price that is no number',
      { open: 'NaN' },
      [
        '$.steps[0].bar.open: expected a plain decimal number such as "48000" or "0.5" (digits, at most one point)',
      ],
    ],
    ['a negative volume', { volume: '-1' }, ['$.steps[0].bar.volume: expected zero or a number above it']],
  ])('[X9] refuses a bar with %s', (_name, change, problems) => {
    expect(problemsOf(withBar(change))).toEqual(problems);
  });

  it('[A2] refuses more than a run can hold', () => {
    const step = { at: AT, overnight: {} };
    const many = { ...SOUND, steps: Array.from({ length: MAX_STEPS + 1 }, () => step) };
    expect(problemsOf(many)).toEqual([`$.steps: expected at most ${MAX_STEPS} steps`]);
    const accounts = Array.from({ length: 257 }, (_, index) => ({ id: `a${index}` }));
    expect(problemsOf({ ...SOUND, accounts })).toEqual(['$.accounts: expected at most 256']);
  });
});
