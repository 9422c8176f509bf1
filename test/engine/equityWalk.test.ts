import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { DIRECTIONS } from '../../src/domain/orders/order.ts';
import { proceedsOf, type Pair } from '../../src/domain/pair.ts';
import { CLOSES, walkEquity, type Stretch } from '../../src/engine/equityWalk.ts';
import { wide, type Journal } from '../../src/journal/journal.ts';
import { wholeOf } from '../../src/money/whole.ts';
import { checkScenario } from '../../src/scenario/format.ts';
import { play } from '../../src/scenario/play.ts';
import { sampleCandles, sampleRun } from '../strategies/sampleRuns.ts';
import { randomCase, RandomPlay } from './randomScenario.ts';
import { randomTrades, TradePlay, vastTrades } from './randomTrades.ts';

/** The last price that the market showed among so many bars, or else of a fill; `null` without either. */
function lastPrice(journal: Journal, pair: Pair, entries: number, bars: number): bigint {
  const { pair: pairOf, close } = journal.bars.columns;
  for (let bar = bars - 1; bar >= 0; bar -= 1) if (pairOf[bar] === pair.index) return BigInt(close[bar] ?? 0);
  const { order, fill, fillPrice } = journal.events.columns;
  for (let row = journal.eventsAt(entries) - 1; row >= 0; row -= 1) {
    const isOfPair = journal.orders.columns.pair[(order[row] ?? 0) - 1] === pair.index;
    if (isOfPair && fill[row] !== 0) return BigInt(fillPrice[row] ?? 0);
  }
  return 0n;
}

/** What all is worth after some entries and bars: straight from the journal, in bigints. */
function plainWorth(journal: Journal, entries: number, bars: number, measure: number) {
  const { header, transactions, events, orders, positions } = journal;
  const worthOf = (asset: number, units: bigint): bigint => {
    if (asset === measure) return units;
    const pair = header.pairs.find(({ base, quote }) => base.index === asset && quote.index === measure);
    return pair === undefined ? 0n : proceedsOf(pair, lastPrice(journal, pair, entries, bars) * units);
  };
  let [tied, total] = [0n, 0n];
  for (const { index } of header.assets) {
    const sums = { available: 0n, unavailable: 0n };
    for (let row = 0; row < journal.seqAt({ entries }); row += 1) {
      if ((transactions.columns.book[row] ?? 0) % header.assets.length !== index) continue;
      sums.available += transactions.columns.available[row] ?? 0n;
      sums.unavailable += transactions.columns.unavailable[row] ?? 0n;
    }
    tied += worthOf(index, sums.unavailable);
    total += worthOf(index, sums.unavailable) + worthOf(index, sums.available);
  }
  let equity = total;
  for (const pair of header.pairs) {
    const open = new Map<number, { volume: bigint; basis: bigint }>();
    for (let row = 0; row < journal.eventsAt(entries); row += 1) {
      const order = events.columns.order[row] ?? 0;
      const position = events.columns.position[row] ?? -1;
      if (position < 0 || orders.columns.pair[order - 1] !== pair.index) continue;
      if ((events.columns.fill[row] ?? 0) === 0) continue;
      const sign = DIRECTIONS[orders.columns.direction[order - 1] ?? 0] === 'short' ? -1n : 1n;
      const { closed, basisHigh, basisLow } = positions.columns;
      open.set(order, {
        volume: sign * ((events.columns.filled[row] ?? 0n) - (closed[position] ?? 0n)),
        basis: sign * wide(basisHigh[position], basisLow[position]),
      });
    }
    const price = lastPrice(journal, pair, entries, bars);
    const held = Array.from(open.values());
    const volume = held.reduce((sum, each) => sum + each.volume, 0n);
    const basis = held.reduce((sum, each) => sum + each.basis, 0n);
    if (price !== 0n) equity += worthOf(pair.quote.index, proceedsOf(pair, price * volume - basis));
  }
  return { tied: wholeOf(tied), total: wholeOf(total), equity: wholeOf(equity) };
}

function expectSameWorth(journal: Journal): void {
  for (let entries = 0; entries <= journal.entries.length; entries += 5) {
    for (const measure of [0, 1]) {
      const { valuation, bars } = walkEquity(journal, entries, measure, []);
      expect(valuation.worth).toEqual(plainWorth(journal, entries, bars, measure));
    }
  }
}

/** What a walk tells at each entry and each close, and what is so there. */
function expectSameStretches(journal: Journal): void {
  for (const measure of [0, 1]) {
    let bars = 0;
    let told = 0;
    const look = (stretch: Stretch): void => {
      const { kind, count, isStill, moment, timeMs, first } = stretch;
      for (let at = 0; at < count; at += 1) {
        if (kind === CLOSES) bars += 1;
        else told += 1;
        const place = isStill ? 0 : at;
        const { tied, total, equity } = plainWorth(journal, moment, bars, measure);
        expect(stretch.wide.get(place) ?? columnsAt(stretch, place)).toEqual({ tied, total, equity });
        expect(columnsAt(stretch, place)).toEqual({
          tied: Number(tied),
          total: Number(total),
          equity: Number(equity),
        });
        const times = kind === CLOSES ? journal.bars.columns.timeMs : journal.entries.columns.timeMs;
        expect(timeMs[first + at]).toBe(times[kind === CLOSES ? bars - 1 : moment - 1]);
      }
    };
    walkEquity(journal, journal.entries.length, measure, [look]);
    expect(bars).toBe(journal.bars.length);
    expect(told).toBeLessThanOrEqual(journal.entries.length);
  }
}

function columnsAt({ tied, total, equity }: Stretch, place: number) {
  return { tied: tied[place], total: total[place], equity: equity[place] };
}

const TIMEOUT_MS = 60_000;

it(
  '[S3] after any entry equity is what it is in plain bigints, however much is held',
  () => {
    fc.assert(
      fc.property(randomCase(60), (random) => {
        const playing = new RandomPlay(random);
        for (const deed of random.deeds) playing.do(deed);
        playing.run();
        expectSameWorth(playing.player.journal);
      }),
      { numRuns: 20 },
    );
    fc.assert(
      fc.property(fc.oneof(randomTrades(60), vastTrades(60)), (random) => {
        const playing = new TradePlay(random);
        for (const deed of random.deeds) playing.do(deed);
        expectSameWorth(playing.player.journal);
      }),
      { numRuns: 60 },
    );
  },
  TIMEOUT_MS,
);

it(
  '[S3] at each entry that is told and at each close it is that too',
  () => {
    fc.assert(
      fc.property(randomCase(30), (random) => {
        const playing = new RandomPlay(random);
        for (const deed of random.deeds) playing.do(deed);
        playing.run();
        expectSameStretches(playing.player.journal);
      }),
      { numRuns: 20 },
    );
    fc.assert(
      fc.property(fc.oneof(randomTrades(40), vastTrades(40)), (random) => {
        const playing = new TradePlay(random);
        for (const deed of random.deeds) playing.do(deed);
        expectSameStretches(playing.player.journal);
      }),
      { numRuns: 40 },
    );
  },
  TIMEOUT_MS,
);

it.each([
  ['smaCross', 'spot'],
  ['grid', 'spot'],
  ['breakout', 'derivatives'],
] as const)('[S3] and so along the bars of %s', (strategy, venue) => {
  expectSameStretches(sampleRun(strategy, venue, sampleCandles('gapRidden', 300)).journal);
});

it('[S3] and so where a gain is worth what another pair makes of it', () => {
  const at = '2024-01-01T00:00:00Z';
  const parsed = checkScenario({
    format: 'orderscope-scenario',
    version: 1,
    name: 'a gain in bitcoin',
    assets: [
      { code: 'USD', decimals: 2 },
      { code: 'BTC', decimals: 8 },
      { code: 'ETH', decimals: 6 },
    ],
    pairs: [
      { code: 'BTCUSD', base: 'BTC', quote: 'USD', tickSize: '0.01', lotSize: '0.0001' },
      { code: 'ETHBTC', base: 'ETH', quote: 'BTC', tickSize: '0.0001', lotSize: '0.01' },
    ],
    accounts: [{ id: 'main', deposits: { USD: '1000', BTC: '1' } }],
    steps: [
      { at, price: { pair: 'ETHBTC', last: '0.05' } },
      { at, action: { type: 'CREATE_TRADE_MARKET', pair: 'ETHBTC', direction: 'long', volume: '3' } },
      { at, price: { pair: 'ETHBTC', last: '0.05' } },
      { at, price: { pair: 'ETHBTC', last: '0.0613' } },
      { at: '2024-01-02T00:00:00Z', run: { pair: 'BTCUSD', strategy: 'buyAndHold' } },
    ],
  });
  if (!parsed.ok) throw new RangeError(parsed.problems.map(({ message }) => message).join('\n'));
  const { journal } = play(parsed.scenario, new Map([['BTCUSD', sampleCandles('range', 20)]]));
  expect(journal.positions.length).toBeGreaterThan(0);
  expectSameStretches(journal);
});
