import { describe, expect, it } from 'vitest';
import type { Candles } from '../../src/market/candles.ts';
import { MARKET_CHARACTERS } from '../../src/market/synthetic.ts';
import { play } from '../../src/scenario/play.ts';
import { sampleCandles, sampleScenario } from './sampleRuns.ts';

const CENTS = 100;
/** Volumes are counted here in lots of 0.0001 BTC: price in cents × lots / 10^4 = cents. */
const LOTS_PER_COIN = 10_000n;

interface Trade {
  readonly at: number;
  readonly price: number;
  /** Bought or, negative, sold. */
  readonly lots: bigint;
  readonly cash: bigint;
}

/** Mean of the closes up to and with a bar, as a fraction, from nothing but the closes. */
function meanAt(closes: readonly bigint[], bar: number, length: number): readonly [sum: bigint, of: bigint] {
  const sum = closes.slice(bar + 1 - length, bar + 1).reduce((total, close) => total + close, 0n);
  return [sum, BigInt(length)];
}

function ceilDivide(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}

/** What the rule says, written down again: the bars after whose close it changes its mind, and which way. */
function crossings(candles: Candles, fast: number, slow: number): readonly { bar: number; up: boolean }[] {
  const closes = Array.from(candles.close, BigInt);
  const found: { bar: number; up: boolean }[] = [];
  let before: boolean | null = null;
  for (let bar = slow - 1; bar < closes.length; bar += 1) {
    const [fastSum, fastLength] = meanAt(closes, bar, fast);
    const [slowSum, slowLength] = meanAt(closes, bar, slow);
    const above = fastSum * slowLength > slowSum * fastLength;
    if (before !== null && above !== before) found.push({ bar, up: above });
    before = above;
  }
  return found;
}

/** All cash into whole lots at the open after a crossing up, all out after one down; 0.1 % of each. */
function fillsOf(candles: Candles, fast: number, slow: number): readonly Trade[] {
  let cash = 100_000n * BigInt(CENTS);
  let lots = 0n;
  const trades: Trade[] = [];
  for (const { bar, up } of crossings(candles, fast, slow)) {
    const at = bar + 1;
    if (at >= candles.length) break;
    const price = candles.openAt(at);
    const worth = (volume: bigint): bigint => BigInt(price) * volume;
    const fee = (volume: bigint): bigint => ceilDivide(worth(volume), LOTS_PER_COIN * 1000n);
    if (up) {
      let wanted = (cash * LOTS_PER_COIN) / BigInt(price);
      while (ceilDivide(worth(wanted), LOTS_PER_COIN) + fee(wanted) > cash) wanted -= 1n;
      cash -= ceilDivide(worth(wanted), LOTS_PER_COIN) + fee(wanted);
      lots += wanted;
      trades.push({ at: candles.candleAt(at).timeMs, price, lots: wanted, cash });
    } else if (lots > 0n) {
      cash += worth(lots) / LOTS_PER_COIN - fee(lots);
      trades.push({ at: candles.candleAt(at).timeMs, price, lots: -lots, cash });
      lots = 0n;
    }
  }
  return trades;
}

describe.each(MARKET_CHARACTERS)('smaCross in a %s market', (character) => {
  it.each([
    [10, 30],
    [5, 8],
    [1, 2],
  ])('[X11] fills what a naive reading of the rule fills: %i over %i', (fast, slow) => {
    const candles = sampleCandles(character, 600);
    const player = play(sampleScenario('smaCross', 'spot', { fast, slow }), new Map([['BTCUSD', candles]]));
    const found: Trade[] = [];
    for (const { id, direction } of player.orders.find({}, { entries: player.journal.entries.length })) {
      for (const { fill, timeMs, entry } of player.orders.eventsOf(id, {
        entries: player.journal.entries.length,
      })) {
        if (fill === null) continue;
        const { available } = player.balances.at({ entries: entry }, 'main', 'USD');
        const lots = BigInt(fill.volume.times(LOTS_PER_COIN.toString()).toString());
        found.push({
          at: timeMs,
          price: fill.price.times(CENTS).toNumber(),
          lots: direction === 'buy' ? lots : -lots,
          cash: BigInt(available.times(CENTS).toString()),
        });
      }
    }
    const expected = fillsOf(candles, fast, slow);
    expect(found).toEqual(expected);
    expect(expected.length).toBeGreaterThan(5);
  });
});
