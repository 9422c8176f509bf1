import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { DIRECTIONS } from '../../src/domain/orders/order.ts';
import { proceedsOf, type Pair } from '../../src/domain/pair.ts';
import { walkEquity } from '../../src/engine/equityWalk.ts';
import { wide, type Journal } from '../../src/journal/journal.ts';
import { wholeOf } from '../../src/money/whole.ts';
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
