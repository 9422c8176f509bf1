import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../src/money/decimal.ts';
import { priceProblem, steppedPrice, waitsForNextPrice } from '../../../src/views/orders/marketPrice.ts';
import { pairOf } from '../../../src/views/orders/pairLookup.ts';
import { playDeeds } from '../playedWorld.ts';

const pair = pairOf(playDeeds([]).journal, 'BTCUSD');
const coarse = { ...pair, tick: 5 };

const create = (type: string, terms: Readonly<Record<string, string>>) =>
  ({ action: { type, pair: 'BTCUSD', direction: 'buy', volume: '0.1', ...terms } }) as never;

describe('a price typed by hand', () => {
  it.each(['48000', '0.01', '48000.50', '90071992547409.91'])('may be %s', (price) => {
    expect(priceProblem(price, pair)).toBeNull();
  });

  it.each([null, '0', '-1', '0.00'])('may not be %s', (price) => {
    expect(priceProblem(price, pair)).toBe('Give a number above zero.');
  });

  it('[M1] may not be more than a price can hold exactly, on its grid', () => {
    for (const price of ['90071992547409.92', '12345678901234567890123456789'])
      expect(priceProblem(price, pair)).toMatch(/^At most 90,071,992,547,409\.91:/);
    expect(priceProblem('90071992547409.91', coarse)).toMatch(/^At most 90,071,992,547,409\.90:/);
  });

  it('lies on the grid', () => {
    expect(priceProblem('48000.001', pair)).toBe('Not a multiple of the tick size 0.01.');
    expect(priceProblem('48000.01', coarse)).toBe('Not a multiple of the tick size 0.05.');
  });
});

describe('a step of the price', () => {
  it('is a tick, or a share of the price rounded to ticks', () => {
    expect(steppedPrice('48000', 1, 'tick', pair)).toBe('48000.01');
    expect(steppedPrice('48123.45', 1, '1', coarse)).toBe('48171.55');
    expect(steppedPrice('48000', -10, '10', pair)).toBe('43200.00');
  });

  it('is a tick at least, and never leads off the grid or its ends', () => {
    expect(steppedPrice('0.02', 1, '1', pair)).toBe('0.03');
    expect(steppedPrice('0.01', -1, '10', pair)).toBe('0.01');
    expect(steppedPrice('0.05', -10, 'tick', pair)).toBe('0.01');
    expect(steppedPrice('90071992547409.90', 10, '10', pair)).toBe('90071992547409.91');
  });
});

describe('what waits for the next price', () => {
  const price = { price: { pair: 'BTCUSD', last: '48000' } };
  const { orders, journal } = playDeeds([
    price,
    create('CREATE_SPOT_MARKET', {}),
    create('CREATE_SPOT_LIMIT', { price: '48000' }),
    create('CREATE_SPOT_LIMIT', { price: '47999.99' }),
    create('CREATE_SPOT_LIMIT', { price: '40000', timeInForce: 'IOC' }),
    create('CREATE_SPOT_MARKET', { triggerPrice: '49000' }),
  ]);

  it('are market orders, limits the last price meets, and those that end with the next price', () => {
    const last = new Decimal(48_000);
    const waiting = orders
      .find({}, { entries: journal.entries.length })
      .map((order) => [order.id, waitsForNextPrice(order, last)]);
    expect(waiting).toEqual([
      ['O-1', true],
      ['O-2', true],
      ['O-3', false],
      ['O-4', true],
      ['O-5', false],
    ]);
  });
});
