import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCandle, type Candles } from '../../src/market/candles.ts';
import { createRandom } from '../../src/market/random.ts';
import { MARKET_CHARACTERS, syntheticCandles, type SyntheticOptions } from '../../src/market/synthetic.ts';

const OPTIONS: SyntheticOptions = {
  seed: 'first',
  character: 'trend',
  bars: 500,
  startTimeMs: Date.UTC(2024, 0, 2),
  stepMs: 3_600_000,
  startPrice: 4_200_000,
};

// Written down once: they must come out on every machine.
const RANDOM_OF_1 = [194122539, 2790205013, 2479500261, 1780500583];
const FIRST_BAR = {
  timeMs: 1704153600000,
  open: 4200000,
  high: 4219639,
  low: 4194639,
  close: 4199558,
  volume: 687209,
};
const LAST_BAR = {
  timeMs: 1704348000000,
  open: 4349575,
  high: 4380697,
  low: 4349575,
  close: 4380697,
  volume: 424356,
};

/** Of all columns of 5,000 bars: a number that changes with any of their values. */
const MARKS = [
  ['trend', 1, 795210321, 1552612473, 2439123287, 3276498026, 1322463478, 2825664762],
  ['trend', 25, 795210321, 3208780938, 3920942167, 2494612961, 1124078412, 3106116742],
  ['range', 1, 795210321, 1542142175, 1630232984, 4278603357, 993565364, 2191078654],
  ['range', 25, 795210321, 3558079566, 12141031, 4277370390, 3358082423, 101880295],
  ['crash', 1, 795210321, 666492503, 3276731895, 847425971, 678165592, 580028739],
  ['crash', 25, 795210321, 584849291, 4123488983, 314710351, 2118268131, 3323467792],
  ['gapRidden', 1, 158337295, 2112221608, 3613489516, 2633557693, 3061688563, 470495033],
  ['gapRidden', 25, 158337295, 780870740, 1644890268, 1715562674, 2523125642, 2024159053],
] as const;

function expectSound(candles: Candles, tick: number): void {
  let last = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < candles.length; at += 1) {
    const bar = candles.candleAt(at);
    expect(checkCandle(bar, last)).toBeNull();
    expect([bar.open % tick, bar.high % tick, bar.low % tick, bar.close % tick]).toEqual([0, 0, 0, 0]);
    last = bar.timeMs;
  }
}

/** How many bars open away from the last close, and how many follow a hole in time. */
function gaps(character: SyntheticOptions['character']): [prices: number, times: number] {
  const { timeMs, open, close } = syntheticCandles({ ...OPTIONS, character });
  const inPrice = Array.from(open).filter((price, at) => at > 0 && price !== close[at - 1]);
  const inTime = Array.from(timeMs).filter(
    (time, at) => at > 0 && time - (timeMs[at - 1] ?? 0) > OPTIONS.stepMs,
  );
  return [inPrice.length, inTime.length];
}

describe('createRandom', () => {
  it('[O6] gives the same sequence for a seed on every machine', () => {
    const random = createRandom(1);
    expect(Array.from({ length: 4 }, () => random.nextUint32())).toEqual(RANDOM_OF_1);
    expect(createRandom('1').nextUint32()).toBe(RANDOM_OF_1[0]);
    expect(createRandom(2).nextUint32()).not.toBe(RANDOM_OF_1[0]);
    const some = new Uint32Array(3);
    const filled = createRandom(1);
    expect(filled.nextUint32()).toBe(RANDOM_OF_1[0]);
    filled.drawInto(some);
    expect(Array.from(some)).toEqual(RANDOM_OF_1.slice(1));
  });

  it('spreads evenly over 0 to 1', () => {
    const random = createRandom('even');
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 100_000; draw += 1) {
      const tenth = Math.floor(random.next() * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const draws of tenths) expect(Math.abs(draws - 10_000)).toBeLessThan(400);
  });
});

describe('syntheticCandles', () => {
  it.each(MARKET_CHARACTERS)('[X9] makes only sound bars of a %s market', (character) => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 0, max: 200 }),
        fc.constantFrom(1, 5, 25),
        fc.integer({ min: 1, max: 100_000 }),
        (seed, bars, tick, ticks) => {
          const candles = syntheticCandles({
            ...OPTIONS,
            character,
            seed,
            bars,
            tick,
            startPrice: ticks * tick,
          });
          expect(candles.length).toBe(bars);
          expectSound(candles, tick);
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each(MARKET_CHARACTERS)(
    '[O6] makes the same %s market of the same seed, another of another',
    (character) => {
      const [one, again, other] = ['a', 'a', 'b'].map((seed) =>
        syntheticCandles({ ...OPTIONS, character, seed }).toColumns(),
      );
      expect(one).toEqual(again);
      expect(one?.close).not.toEqual(other?.close);
    },
  );

  it('[O6] makes these very bars', () => {
    const candles = syntheticCandles({ ...OPTIONS, character: 'gapRidden', bars: 40 });
    expect(candles.candleAt(0)).toEqual(FIRST_BAR);
    expect(candles.candleAt(39)).toEqual(LAST_BAR);
  });

  it.each(MARKS)(
    '[O6] makes these very 5,000 bars of a %s market with a tick of %s',
    (character, tick, ...marks) => {
      const columns = syntheticCandles({ ...OPTIONS, character, tick, bars: 5000 }).toColumns();
      const found = Object.values<Float64Array>({ ...columns }).map((column) =>
        column.reduce((mark, value) => (mark * 31 + value) % 4_294_967_291, 0),
      );
      expect(found).toEqual(marks);
    },
  );

  it('gives each market its character, however many bars it has', () => {
    for (const bars of [200, 20_000]) {
      const close = (character: SyntheticOptions['character'], at: number): number =>
        syntheticCandles({ ...OPTIONS, character, bars }).candleAt(Math.round((bars - 1) * at)).close /
        4_200_000;
      expect(close('trend', 1)).toBeGreaterThan(1.6);
      expect(Math.abs(close('range', 1) - 1)).toBeLessThan(0.2);
      expect(close('crash', 0.6)).toBeGreaterThan(1);
      expect(close('crash', 0.7)).toBeLessThan(0.75);
    }
  });

  it('opens gap-ridden bars away from the last close, and leaves out bars', () => {
    expect(gaps('trend')).toEqual([0, 0]);
    const [prices, times] = gaps('gapRidden');
    expect(prices).toBeGreaterThan(100);
    expect(times).toBeGreaterThan(50);
  });

  it.each([
    [{ bars: -1 }, 'bars is -1, expected a whole number of at least 0'],
    [{ stepMs: 0 }, 'stepMs is 0, expected a whole number of at least 1'],
    [{ startPrice: 1.5 }, 'startPrice is 1.5, expected a whole number of at least 1'],
    [{ startPrice: 7, tick: 5 }, 'startPrice is 7, expected a multiple of 5'],
  ] as const)('refuses %j', (change, message) => {
    expect(() => syntheticCandles({ ...OPTIONS, ...change })).toThrow(message);
  });
});
