import { MAX_PRICE, type Price } from '../money/minorUnits.ts';
import { Candles, type CandleColumns } from './candles.ts';
import { createRandom, SHARE, type Random } from './random.ts';

/** How a made-up market behaves: it rises, goes sideways, collapses, or jumps between its bars. */
export const MARKET_CHARACTERS = ['trend', 'range', 'crash', 'gapRidden'] as const;
export type MarketCharacter = (typeof MARKET_CHARACTERS)[number];

export interface SyntheticOptions {
  readonly seed: string | number;
  readonly character: MarketCharacter;
  /** Number of bars, 0 or more. */
  readonly bars: number;
  /** Time of the first bar, ms UTC. */
  readonly startTimeMs: number;
  /** Time from bar to bar, ms, above 0. */
  readonly stepMs: number;
  /** Open of the first bar in price units; a multiple of the tick, far below 2^53. */
  readonly startPrice: Price;
  /** Smallest step of a price in price units; 1 without it. */
  readonly tick?: Price | undefined;
  /** Typical volume of a bar in minor units of the base; 1,000,000 without it. */
  readonly volume?: number | undefined;
}

interface Character {
  /** What the price is drawn to, in shares of the first price, at points of the series from 0 to 1; straight in between. */
  readonly course: readonly (readonly [at: number, share: number])[];
  /** Share of the way to the course that a step goes. */
  readonly pull: number;
  /** Size of a step's noise as a share of the price. */
  readonly noise: number;
  /** How often a bar opens away from the last close. */
  readonly gapChance: number;
}

const CHARACTERS: Readonly<Record<MarketCharacter, Character>> = {
  trend: {
    course: [
      [0, 1],
      [1, 2],
    ],
    pull: 0.006,
    noise: 0.008,
    gapChance: 0,
  },
  range: {
    course: [
      [0, 1],
      [1, 1],
    ],
    pull: 0.01,
    noise: 0.01,
    gapChance: 0,
  },
  crash: {
    course: [
      [0, 1],
      [0.6, 1.2],
      [0.66, 0.6],
      [1, 0.75],
    ],
    pull: 0.05,
    noise: 0.009,
    gapChance: 0.02,
  },
  gapRidden: {
    course: [
      [0, 1],
      [1, 1.1],
    ],
    pull: 0.01,
    noise: 0.006,
    gapChance: 0.3,
  },
};

const STEPS_PER_BAR = 6;
const LARGEST_GAP = 0.04;

/**
 * A made-up series of bars on whole price units, sound by [X9]; a gap-ridden one also leaves out bars, as over weekends.
 * The same options give the same bars on every machine: it uses only + - * / and rounding, which every engine must do alike.
 * Refuses options out of range with a RangeError.
 */
export function syntheticCandles(options: SyntheticOptions): Candles {
  const { seed, character, bars, startTimeMs, stepMs, startPrice, tick = 1, volume = 1_000_000 } = options;
  requireWhole('bars', bars, 0);
  requireWhole('startTimeMs', startTimeMs, -MAX_PRICE);
  requireWhole('stepMs', stepMs, 1);
  requireWhole('tick', tick, 1);
  requireWhole('startPrice', startPrice, tick);
  requireWhole('volume', volume, 0);
  if (startPrice % tick !== 0 || startPrice > MAX_PRICE / 1000) {
    throw new RangeError(`startPrice is ${startPrice}, expected a multiple of ${tick} below 2^53 / 1000`);
  }
  const market = new Market(options, createRandom(seed), CHARACTERS[character]);
  while (market.length < bars) market.addSome();
  return market.candles();
}

const NOWHERE = [0, 1] as const;
/** So many numbers are drawn at once; a bar takes at most so many of them. */
const DRAWN_AT_ONCE = 4096;
const MOST_FOR_A_BAR = 2 * STEPS_PER_BAR + 7;

/** A market as it goes from bar to bar. */
class Market {
  /** Bars so far. */
  length = 0;
  readonly #columns: CandleColumns;
  readonly #random: Random;
  readonly #character: Character;
  readonly #startPrice: number;
  readonly #tick: number;
  readonly #volume: number;
  readonly #stepMs: number;
  /** How many bars are left out is drawn too. */
  readonly #leavesOut: boolean;
  readonly #drawn = new Uint32Array(DRAWN_AT_ONCE);
  #used = DRAWN_AT_ONCE;
  /** Time of the next bar, the price, and how restless it is. */
  readonly #state: Float64Array;
  /** The point of the course that is ahead. */
  #ahead = 1;

  constructor(
    {
      character: name,
      bars,
      startTimeMs,
      stepMs,
      startPrice,
      tick = 1,
      volume = 1_000_000,
    }: SyntheticOptions,
    random: Random,
    character: Character,
  ) {
    this.#random = random;
    this.#character = character;
    this.#startPrice = startPrice;
    this.#tick = tick;
    this.#volume = volume;
    this.#stepMs = stepMs;
    this.#leavesOut = name === 'gapRidden';
    this.#state = Float64Array.of(startTimeMs, startPrice, 1);
    this.#columns = {
      timeMs: new Float64Array(bars),
      open: new Float64Array(bars),
      high: new Float64Array(bars),
      low: new Float64Array(bars),
      close: new Float64Array(bars),
      volume: new Float64Array(bars),
    };
  }

  /** All bars; none can be added after that. */
  candles(): Candles {
    return Candles.fromColumns(this.#columns);
  }

  /** Adds as many bars as what is drawn at once is enough for: a loop of its own, which soon runs as fast as it can. */
  addSome(): void {
    const { pull, noise, gapChance } = this.#character;
    const columns = this.#columns;
    const bars = columns.timeMs.length;
    const tick = this.#tick;
    const stepMs = this.#stepMs;
    const leavesOut = this.#leavesOut;
    const volume = this.#volume;
    const drawn = this.#drawAgain();
    const isOnGrid = tick === 1;
    let timeMs = this.#state[0] ?? 0;
    let price = this.#state[1] ?? 0;
    let restlessness = this.#state[2] ?? 0;
    let bar = this.length;
    let next = 0;
    for (; bar < bars && next + MOST_FOR_A_BAR <= DRAWN_AT_ONCE; bar += 1) {
      const goal = this.#startPrice * this.#shareAt(bar / bars);
      // Calm and restless times come in spells.
      restlessness += (1 - restlessness) * 0.05 + triangular(drawn, next) * 0.2;
      restlessness = Math.min(3, Math.max(0.4, restlessness));
      next += 2;
      if (bar > 0 && (drawn[next++] ?? 0) * SHARE < gapChance) {
        price *= 1 + triangular(drawn, next) * LARGEST_GAP;
        next += 2;
        if (leavesOut) timeMs += stepMs * ((drawn[next++] ?? 0) % 3);
      }
      let close = Math.max(tick, isOnGrid ? rounded(price) : rounded(price / tick) * tick);
      let high = close;
      let low = close;
      const open = close;
      for (let step = 0; step < STEPS_PER_BAR; step += 1) {
        price += (goal - price) * pull + price * triangular(drawn, next) * noise * restlessness;
        next += 2;
        close = Math.max(tick, isOnGrid ? rounded(price) : rounded(price / tick) * tick);
        // Whether it is a new extreme is a coin toss; to guess it wrong, as a processor would with a branch, costs more than to reckon.
        const aboveHigh = close - high;
        const belowLow = low - close;
        high += (aboveHigh + Math.abs(aboveHigh)) / 2;
        low -= (belowLow + Math.abs(belowLow)) / 2;
      }
      const activity = restlessness * (0.5 + (drawn[next++] ?? 0) * SHARE) * (1 + (20 * (high - low)) / open);
      columns.timeMs[bar] = timeMs;
      columns.open[bar] = open;
      columns.high[bar] = high;
      columns.low[bar] = low;
      columns.close[bar] = close;
      columns.volume[bar] = rounded((volume * activity) / 2);
      timeMs += stepMs;
    }
    this.#state[0] = timeMs;
    this.#state[1] = price;
    this.#state[2] = restlessness;
    this.length = bar;
    this.#used = next;
  }

  /** The numbers to take next: what was left over, and new ones after it. */
  #drawAgain(): Uint32Array {
    const drawn = this.#drawn;
    drawn.copyWithin(0, this.#used);
    this.#random.drawInto(drawn.subarray(DRAWN_AT_ONCE - this.#used));
    return drawn;
  }

  /** What the price is drawn to at a place that never comes before the last one, as a share of the first price. */
  #shareAt(at: number): number {
    const { course } = this.#character;
    while (this.#ahead < course.length - 1 && at > (course[this.#ahead]?.[0] ?? 1)) this.#ahead += 1;
    const from = course[this.#ahead - 1] ?? NOWHERE;
    const to = course[this.#ahead] ?? NOWHERE;
    return from[1] + ((to[1] - from[1]) * (at - from[0])) / (to[0] - from[0]);
  }
}

/** `Math.round` of a number of 0 or more, without its branch that cannot be guessed. */
function rounded(value: number): number {
  return Math.floor(value + ALMOST_HALF);
}
/** The largest number below a half. */
const ALMOST_HALF = 0.5 - 2 ** -54;

/** A number from -1 to 1, those near 0 more often: the difference of two even ones. */
function triangular(drawn: Uint32Array, at: number): number {
  return ((drawn[at] ?? 0) - (drawn[at + 1] ?? 0)) * SHARE;
}

function requireWhole(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`${name} is ${value}, expected a whole number of at least ${least}`);
  }
}
