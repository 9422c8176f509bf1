import { MAX_PRICE, type Price } from '../money/minorUnits.ts';
import { Candles } from './candles.ts';
import { createRandom, type Random } from './random.ts';

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
  const { course, pull, noise, gapChance } = CHARACTERS[character];
  const random = createRandom(seed);
  const candles = new Candles(bars);
  const onTick = (price: number): number => Math.max(tick, Math.round(price / tick) * tick);

  let timeMs = startTimeMs;
  let price: number = startPrice;
  let restlessness = 1;
  for (let bar = 0; bar < bars; bar += 1) {
    const goal = startPrice * courseAt(course, bar / bars);
    // Calm and restless times come in spells.
    restlessness += (1 - restlessness) * 0.05 + triangular(random) * 0.2;
    restlessness = Math.min(3, Math.max(0.4, restlessness));
    if (bar > 0 && random.next() < gapChance) {
      price *= 1 + triangular(random) * LARGEST_GAP;
      if (character === 'gapRidden') timeMs += stepMs * (random.nextUint32() % 3);
    }
    const open = onTick(price);
    let high = open;
    let low = open;
    let close = open;
    for (let step = 0; step < STEPS_PER_BAR; step += 1) {
      price += (goal - price) * pull + price * triangular(random) * noise * restlessness;
      close = onTick(price);
      high = Math.max(high, close);
      low = Math.min(low, close);
    }
    const activity = restlessness * (0.5 + random.next()) * (1 + (20 * (high - low)) / open);
    candles.push(timeMs, open, high, low, close, Math.round((volume * activity) / 2));
    timeMs += stepMs;
  }
  return candles;
}

/** A number from -1 to 1, those near 0 more often: the difference of two even ones. */
function triangular(random: Random): number {
  return random.next() - random.next();
}

function courseAt(course: Character['course'], at: number): number {
  let [fromAt, fromShare] = course[0] ?? [0, 1];
  for (const [toAt, toShare] of course) {
    if (at <= toAt && toAt > fromAt) {
      return fromShare + ((toShare - fromShare) * (at - fromAt)) / (toAt - fromAt);
    }
    [fromAt, fromShare] = [toAt, toShare];
  }
  return fromShare;
}

function requireWhole(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`${name} is ${value}, expected a whole number of at least ${least}`);
  }
}
