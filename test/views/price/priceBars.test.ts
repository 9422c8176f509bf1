import { describe, expect, it } from 'vitest';
import { barInside } from '../../../src/journal/lastPrices.ts';
import { barSoFar } from '../../../src/views/price/barSoFar.ts';
import { fillMarks } from '../../../src/views/price/fillMarks.ts';
import { barAt, priceBars, withPlaces } from '../../../src/views/price/priceBars.ts';
import { orderLines } from '../../../src/views/price/orderLines.ts';
import { tradeSegments } from '../../../src/views/price/tradeSegments.ts';
import { isOpen, isWorking, liveOrders, orderSpans } from '../../../src/views/price/liveOrders.ts';
import { sampleCandles, sampleRun } from '../../strategies/sampleRuns.ts';
import { busyWorld, playDeeds, tradedWorld } from '../playedWorld.ts';

const player = busyWorld();
const { journal, orders, world, balances } = player;
const end = journal.entries.length;
const { candles } = world.market(world.pairByCode('BTCUSD'));
const shown = journal.bars.length;
const at = (clock: string): number => Date.parse(`2024-01-02T${clock}:00Z`);

/** A stop order to buy a tenth: a limit order where it has a price. */
const stop = (prices: { triggerPrice: string; price?: string }) =>
  ({
    action: {
      type: prices.price === undefined ? 'CREATE_SPOT_MARKET' : 'CREATE_SPOT_LIMIT',
      pair: 'BTCUSD',
      direction: 'buy',
      volume: '0.1',
      ...prices,
    },
  }) as Parameters<typeof playDeeds>[0][number];

describe('priceBars', () => {
  it('[X10] shows a price moved by hand as a bar of one tick, and a bar as its candle', () => {
    const { bars, stride } = priceBars(journal, 'BTCUSD', candles, shown, end);
    expect(stride).toBe(1);
    expect(bars.map(({ open, high, low, close, isTick }) => [open, high, low, close, isTick])).toEqual([
      [48_200, 48_200, 48_200, 48_200, true],
      [48_050.5, 48_050.5, 48_050.5, 48_050.5, true],
      [47_400, 47_400, 47_400, 47_400, true],
      [48_000, 49_150, 47_900, 48_800, false],
      [48_800, 48_950, 48_640, 48_700, false],
    ]);
  });

  it('ends at every moment at the last price, inside a bar with the candle as far as it had come', () => {
    const data = priceBars(journal, 'BTCUSD', candles, shown, end);
    const fills = fillMarks(journal, 'main', 'BTCUSD', end);
    for (let moment = 0; moment <= end; moment += 1) {
      const price = balances.lastPrice({ entries: moment }, 'BTC', 'USD')?.toNumber();
      const soFar = barSoFar(journal, 'BTCUSD', candles, data, fills, moment, end);
      expect((soFar ?? data.bars[barAt(data.bars, moment, end)])?.close).toBe(price);
    }
  });

  it('leaves what is filled at the last moment at its bar, whatever quiet bars come after it', () => {
    const run = sampleRun('buyAndHold', 'spot', sampleCandles('trend', 40));
    const last = run.journal.entries.length;
    const [fill] = fillMarks(run.journal, 'main', 'BTCUSD', last);
    expect(fill?.moment).toBe(last);
    const { bars } = priceBars(run.journal, 'BTCUSD', null, run.journal.bars.length, last);
    const marked = bars[barAt(bars, last, last + 1)];
    expect(marked?.time).toBe((fill?.timeMs ?? 0) / 1000);
    expect(marked).not.toBe(bars.at(-1));
    expect(bars[barAt(bars, last, last)]).toBe(bars.at(-1));
  });

  it('draws closes where it has no candles, and nothing of a pair that is not there', () => {
    const { bars } = priceBars(journal, 'BTCUSD', null, shown, end);
    expect(bars.map(({ close }) => close)).toEqual([48_200, 48_050.5, 47_400, 48_800, 48_700]);
    expect(priceBars(journal, 'ETHUSD', null, shown, end).bars).toEqual([]);
  });

  it('joins long series into coarser candles that keep every high and low, with times that rise', () => {
    const long = playDeeds([]).journal;
    for (let bar = 0; bar < 20_000; bar += 1) {
      long.addBar(0, 1_000 * Math.floor(bar / 2), bar === 12_345 ? 9_000 : 5_000);
    }
    const { bars, stride } = priceBars(long, 'BTCUSD', null, 20_000, long.entries.length);
    expect(stride).toBe(2);
    expect(bars.length).toBeLessThanOrEqual(12_000);
    expect(Math.max(...bars.map(({ high }) => high))).toBe(90);
    expect(bars.every(({ time }, index) => index === 0 || time > (bars[index - 1]?.time ?? time))).toBe(true);
  });
});

describe('withPlaces', () => {
  const data = priceBars(journal, 'BTCUSD', candles, shown, end);
  const { bars } = withPlaces(data, fillMarks(journal, 'main', 'BTCUSD', end), end);

  it('gives fills by hand a place at their own time, and no other fill', () => {
    expect(
      bars.map(({ time, isPlace }) => [new Date(time * 1000).toISOString().slice(11, 16), isPlace]),
    ).toEqual([
      ['09:00', false],
      ['09:02', false],
      ['09:03', true],
      ['09:06', false],
      ['09:09', true],
      ['09:11', false],
      ['09:12', false],
    ]);
  });

  it('keeps every moment at the last price, from one place to the next', () => {
    // Inside its bar a candle is drawn as far as it had come.
    const moments = Array.from({ length: end + 1 }, (_, moment) => moment);
    for (const moment of moments.filter((each) => barInside(journal, each) < 0)) {
      const price = balances.lastPrice({ entries: moment }, 'BTC', 'USD')?.toNumber();
      expect(bars[barAt(bars, moment, end)]?.close).toBe(price);
    }
    for (const [index, { firstMoment, lastMoment }] of bars.entries())
      expect([barAt(bars, firstMoment, end), barAt(bars, lastMoment, end)]).toEqual([index, index]);
  });

  it('adds none where bars are joined', () => {
    const joined = { ...data, stride: 2 };
    expect(withPlaces(joined, fillMarks(journal, 'main', 'BTCUSD', end), end)).toEqual(joined);
  });
});

describe('what lies over the prices', () => {
  it('[O2] are the orders at work at the moment', () => {
    const ids = [2, 5, 8, end].map((moment) =>
      liveOrders(orderSpans(journal, 'main', 'BTCUSD', end), orders, moment).map(({ id }) => id),
    );
    expect(ids).toEqual([[], ['O-1'], ['O-3', 'O-4'], ['O-7']]);
  });

  it('are the prices of a trade while they matter', () => {
    const traded = tradedWorld();
    const titles = [3, 4, 6, 7, 9].map((moment) =>
      liveOrders(
        orderSpans(traded.journal, 'main', 'BTCUSD', traded.journal.entries.length),
        traded.orders,
        moment,
      )
        .flatMap((order) => orderLines(traded.journal, order, moment))
        .map(({ title, price }) => `${title} ${price}`),
    );
    expect(titles).toEqual([
      ['O-1 long 2 48000', 'O-1 stop loss 46000'],
      ['O-1 long 1 48000', 'O-1 entry, open 1 48000', 'O-1 liquidation 43200', 'O-1 stop loss 46000'],
      ['O-1 entry, open 2 47950', 'O-1 liquidation 43155', 'O-1 stop loss 46000', 'O-1 take profit 49500'],
      ['O-1 entry, open 1.5 47950', 'O-1 liquidation 43155', 'O-1 stop loss 46000', 'O-1 take profit 49500'],
      [],
    ]);
    expect(fillMarks(traded.journal, 'main', 'BTCUSD', 9).map(({ buys }) => buys)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('[O2] are exactly those that are not over, at every moment', () => {
    const run = sampleRun('momentum', 'derivatives', sampleCandles('trend', 300));
    const entries = run.journal.entries.length;
    const spans = orderSpans(run.journal, 'main', 'BTCUSD', entries);
    for (let moment = 0; moment <= entries; moment += 1) {
      const wanted = run.orders
        .find({ account: 'main', pair: 'BTCUSD' }, { entries: moment })
        .filter((order) => isWorking(order) || isOpen(order));
      expect(liveOrders(spans, run.orders, moment).map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
    }
  });

  it('hold since they were set, not before', () => {
    const { journal: written, orders: known } = tradedWorld();
    const [order] = liveOrders(orderSpans(written, 'main', 'BTCUSD', 9), known, 6);
    if (order === undefined) throw new Error('no order is live');
    const since = orderLines(written, order, 6).map((line) => `${line.title} since ${line.since}`);
    expect(since).toEqual([
      'O-1 entry, open 2 since 4',
      'O-1 liquidation since 5',
      'O-1 stop loss since 3',
      'O-1 take profit since 6',
    ]);
  });

  it('are the closes of a trade, each from where it was entered', () => {
    const { journal: written } = tradedWorld();
    expect(tradeSegments(written, 'main', 'BTCUSD', 9)).toEqual([
      {
        orderId: 'O-1',
        entryMoment: 4,
        entryPrice: 47_950,
        exitMoment: 7,
        exitPrice: 48_500,
        gains: true,
      },
      {
        orderId: 'O-1',
        entryMoment: 4,
        entryPrice: 47_950,
        exitMoment: 9,
        exitPrice: 49_600,
        gains: true,
      },
    ]);
    expect(tradeSegments(written, 'main', 'BTCUSD', 7)).toHaveLength(1);
    expect(tradeSegments(busyWorld().journal, 'main', 'BTCUSD', end)).toEqual([]);
  });

  it('are the trigger and the limit of a stop, until it is triggered', () => {
    const stops = playDeeds([
      { price: { pair: 'BTCUSD', last: '48000' } },
      stop({ triggerPrice: '49000', price: '49100' }),
      stop({ triggerPrice: '50000' }),
      { price: { pair: 'BTCUSD', last: '49500' } },
    ]);
    const titles = [5, stops.journal.entries.length].map((moment) =>
      liveOrders(
        orderSpans(stops.journal, 'main', 'BTCUSD', stops.journal.entries.length),
        stops.orders,
        moment,
      )
        .flatMap((order) => orderLines(stops.journal, order, moment))
        .map(({ title, price }) => `${title} ${price}`),
    );
    expect(titles).toEqual([
      ['O-1 trigger 49000', 'O-1 buy 0.1 49100', 'O-2 trigger of buy 0.1 50000'],
      ['O-1 buy 0.1 49100', 'O-2 trigger of buy 0.1 50000'],
    ]);
  });

  it('are the fills, each at its price and moment', () => {
    expect(fillMarks(journal, 'main', 'BTCUSD', end)).toEqual([
      { orderId: 'O-1', buys: true, price: 47_900, volume: '0.6', moment: 5, timeMs: at('09:03') },
      { orderId: 'O-3', buys: true, price: 47_400, volume: '0.4', moment: 9, timeMs: at('09:06') },
      { orderId: 'O-4', buys: true, price: 47_000, volume: '0.2', moment: 12, timeMs: at('09:09') },
      { orderId: 'O-5', buys: false, price: 49_000, volume: '0.5', moment: 15, timeMs: at('09:11') },
    ]);
    expect(fillMarks(journal, 'main', 'BTCUSD', 6)).toHaveLength(1);
  });
});
