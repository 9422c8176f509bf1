import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../src/money/decimal.ts';
import { distanceOf, priceAway, unrealisedOf } from '../../../src/views/orders/positionFigures.ts';
import { playDeeds, tradedWorld } from '../playedWorld.ts';

const { orders, journal } = tradedWorld();
const [pair] = journal.header.pairs;
if (pair === undefined) throw new Error('no pair');

describe('what an open position would gain', () => {
  it('[M2] is exact, and nothing before it opens and after it closes', () => {
    // 1 at 48,000 and 1 at 47,900; then half a coin is closed, then the take profit takes the rest.
    const gains = [3, 4, 5, 7, 8].map((entries) => {
      const order = orders.at('O-1', { entries });
      return order === null
        ? null
        : (unrealisedOf(order, pair, new Decimal('48500.01'))?.pnl.toFixed() ?? null);
    });
    expect(gains).toEqual([null, '500.01', '1100.02', '825.01', '825.01'].slice(0, gains.length));
  });

  it('[M3] rounds down, also for a short, and also where the average price has endlessly many digits', () => {
    const world = playDeeds(
      [
        { price: { pair: 'BTCUSD', last: '100' } },
        {
          action: {
            type: 'CREATE_TRADE_LIMIT',
            pair: 'BTCUSD',
            direction: 'short',
            volume: '0.00000003',
            price: '100',
          },
        },
        { fill: { order: 'O-1', volume: '0.00000001', price: '100' } },
        { fill: { order: 'O-1', volume: '0.00000002', price: '100.01' } },
      ],
      { type: 'MARGIN_MULTIPLIER', value: '10' },
    );
    const order = world.orders.at('O-1', { entries: world.journal.entries.length });
    if (order === null) throw new Error('no order');
    expect(unrealisedOf(order, pair, new Decimal(100))?.pnl.toFixed()).toBe('0');
    expect(unrealisedOf(order, pair, new Decimal('100.01'))?.pnl.toFixed()).toBe('-0.01');
    expect(unrealisedOf(order, pair, null)).toBeNull();
  });
});

describe('prices around an entry', () => {
  it('lie on the tick grid, and their distance is said in percent', () => {
    const entry = new Decimal('48000.05');
    const below = priceAway(entry, '-2', pair);
    expect(below?.toFixed()).toBe('47040.05');
    expect(distanceOf(new Decimal(48_000), new Decimal(47_040)).toFixed()).toBe('-2');
    expect(priceAway(new Decimal('0.01'), '-99', pair)).toBeNull();
  });
});
