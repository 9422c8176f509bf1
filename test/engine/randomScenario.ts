import * as fc from 'fast-check';
import { isTerminal } from '../../src/domain/orders/lifecycle.ts';
import { orderId } from '../../src/domain/orders/orderId.ts';
import { remainingOf } from '../../src/domain/orders/order.ts';
import { createPair, type Pair } from '../../src/domain/pair.ts';
import { PATH_POLICIES } from '../../src/market/barPath.ts';
import { Candles } from '../../src/market/candles.ts';
import { formatShortest, type Price } from '../../src/money/minorUnits.ts';
import { checkScenario, type Scenario, type Step } from '../../src/scenario/format.ts';
import { Player, type CandlesByPair } from '../../src/scenario/play.ts';
import type { StepBody } from './stage.ts';

/** What a random person does next, in numbers that become a step when the world is known. */
export interface Deed {
  readonly kind: (typeof KINDS)[number];
  readonly pair: number;
  readonly account: number;
  readonly order: number;
  readonly buy: boolean;
  readonly lots: number;
  /** Ticks away from the last price, and further ones away from that. */
  readonly ticks: number;
  readonly moreTicks: number;
  readonly minutes: number;
  readonly timeInForce: number;
  readonly flag: boolean;
}

const KINDS = [
  'limit',
  'market',
  'spend',
  'stop',
  'stopLimit',
  'modify',
  'split',
  'cancel',
  'fill',
  'bar',
  'price',
  'adjust',
  'overnight',
  'wrong',
  'huge',
] as const;
const WEIGHTS: Readonly<Record<Deed['kind'], number>> = {
  limit: 12,
  market: 5,
  spend: 4,
  stop: 3,
  stopLimit: 7,
  modify: 7,
  split: 5,
  cancel: 4,
  fill: 10,
  bar: 16,
  price: 6,
  adjust: 2,
  overnight: 2,
  wrong: 2,
  huge: 1,
};
const MINUTES = [0, 0, 1, 1, 5, 60, 300, 1440, 4000] as const;
const LIFETIMES = ['GTC', 'GTC', 'GTC', 'GTD', 'DAY', 'IOC', 'FOK'] as const;

const deed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.oneof(...KINDS.map((kind) => ({ weight: WEIGHTS[kind], arbitrary: fc.constant(kind) }))),
  pair: fc.nat(1),
  account: fc.constantFrom(0, 0, 0, 1),
  order: fc.nat(7),
  buy: fc.boolean(),
  lots: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 200 })),
  ticks: fc.integer({ min: -6, max: 6 }),
  moreTicks: fc.integer({ min: 0, max: 6 }),
  minutes: fc.constantFrom(...MINUTES),
  timeInForce: fc.nat(LIFETIMES.length - 1),
  flag: fc.boolean(),
});

/** A number of units on a grid that is itself a digit times a power of ten. */
const grid = (decimals: fc.Arbitrary<number>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(1n, 1n, 2n, 5n, 25n), decimals)
    .map(([digit, places]) => formatShortest(digit, places));

const feeRule = fc
  .tuple(
    fc.constantFrom(
      'NO_FEE',
      'FLAT_PER_TRADE',
      'FLAT_PER_VOLUME',
      'PERCENT_OF_NOTIONAL',
      'PERCENT_OF_MARGIN',
    ),
    fc.constantFrom('ON_CREATE', 'ON_FILL', 'ON_FILL', 'ON_FILL', 'ON_CANCEL', 'ON_OVERNIGHT_PENDING'),
    fc.constantFrom('0', '0.001', '0.00075', '0.0333', '0.25', '0.000000000001', '1.5'),
    fc.constantFrom(null, null, 'maker', 'taker'),
  )
  .map(([type, timing, amount, liquidity]) => {
    const rule = { type, timing, amount };
    return timing === 'ON_FILL' && liquidity !== null ? Object.assign(rule, { liquidity }) : rule;
  });

const rules = fc.record({
  fees: fc.array(feeRule, { maxLength: 4 }),
  overnight: fc.constantFrom(
    { timing: 'ON_PERIOD_CHANGE' },
    { timing: 'ON_FIXED_TIME', time: '21:00' },
    { timing: 'ON_FIXED_TIME', time: '00:00' },
  ),
});

const settings = fc.record({
  pathPolicy: fc.constantFrom(...PATH_POLICIES),
  limitPolicy: fc.constantFrom('touch', 'penetrate'),
  participation: fc.constantFrom(null, null, '0.1', '0.37', '1', '0'),
  slippage: fc.constantFrom('0', '0.001', '0.0137', '1'),
  marketBuffer: fc.constantFrom('0', '0.001', '0.05', '3'),
});

/** What a random world starts from. */
interface Beginnings {
  readonly decimals: readonly [number, number, number];
  readonly ticks: readonly [string, string];
  readonly lots: readonly [bigint, bigint];
  readonly price: number;
  readonly rules: readonly [object, object];
  readonly minLots: number;
  readonly settings: object;
  readonly wealth: number;
  readonly candles: readonly { readonly from: number; readonly up: number; readonly down: number }[];
}

const beginnings: fc.Arbitrary<Beginnings> = fc.record({
  decimals: fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12)),
  ticks: fc.tuple(grid(fc.nat(6)), grid(fc.nat(6))),
  lots: fc.tuple(fc.constantFrom(1n, 1n, 2n, 7n, 1000n), fc.constantFrom(1n, 3n, 50n)),
  price: fc.oneof(fc.integer({ min: 7, max: 40 }), fc.integer({ min: 7, max: 100_000 })),
  rules: fc.tuple(rules, rules),
  minLots: fc.constantFrom(0, 0, 2),
  settings,
  wealth: fc.constantFrom(1, 5, 40, 1000),
  candles: fc.array(fc.record({ from: fc.integer({ min: -6, max: 6 }), up: fc.nat(6), down: fc.nat(6) }), {
    maxLength: 6,
  }),
});

/** A random world and what is done in it. */
export interface RandomCase {
  readonly beginnings: Beginnings;
  readonly deeds: readonly Deed[];
}

/** Up to `maxDeeds` deeds in a random world. */
export function randomCase(maxDeeds: number): fc.Arbitrary<RandomCase> {
  return fc.record({
    beginnings,
    deeds: fc.array(deed, { minLength: 1, maxLength: maxDeeds, size: 'max' }),
  });
}

const START_MS = Date.UTC(2024, 0, 2, 20, 30);
const MINUTE_MS = 60_000;
const PAIR_CODES = ['BQ', 'CQ'] as const;
const ACCOUNTS = ['main', 'other'] as const;
const HUGE = 9_000_000_000_000_000_000n;

/** A case being played: each deed becomes the step that it means in the world as it stands. */
export class RandomPlay {
  readonly player: Player;
  readonly candles: CandlesByPair;
  readonly steps: Step[] = [];
  readonly #beginnings: Beginnings;
  readonly #base: object;
  readonly #candleStartMs: number;
  #nowMs = START_MS;

  constructor({ beginnings: begun, deeds }: RandomCase) {
    this.#beginnings = begun;
    this.#candleStartMs = deeds.reduce((timeMs, { minutes }) => timeMs + minutes * MINUTE_MS, START_MS);
    const [q, b, c] = begun.decimals;
    const assets = [
      { code: 'Q', decimals: q },
      { code: 'B', decimals: b },
      { code: 'C', decimals: c },
    ] as const;
    const definitions = PAIR_CODES.map((code, index) => {
      const base = assets[index + 1] ?? assets[1];
      return {
        code,
        base: base.code,
        quote: 'Q',
        tickSize: begun.ticks[index] ?? '1',
        lotSize: formatShortest(begun.lots[index] ?? 1n, base.decimals),
        contractSize: '1',
      };
    });
    const pairs = definitions.map((pair, index) =>
      createPair(index, {
        ...pair,
        base: { ...(assets[index + 1] ?? assets[1]), index: index + 1 },
        quote: { ...assets[0], index: 0 },
      }),
    );
    const deposits: Record<string, string> = {};
    let quote = 1n;
    for (const pair of pairs) {
      const hundredLots = BigInt(begun.price) * BigInt(pair.tick) * pair.lot * 100n;
      quote += (hundredLots * pair.notionalNumerator) / pair.notionalDenominator;
      deposits[pair.base.code] = formatShortest(pair.lot * 100n * BigInt(begun.wealth), pair.base.decimals);
    }
    deposits.Q = formatShortest(least(quote * BigInt(begun.wealth), HUGE), q);
    this.#base = {
      format: 'orderscope-scenario',
      version: 1,
      name: 'Random',
      assets,
      pairs: definitions,
      rules: PAIR_CODES.map((pair, index) => ({
        pair,
        ...begun.rules[index],
        minVolume: formatShortest(
          BigInt(begun.minLots) * (pairs[index]?.lot ?? 1n),
          pairs[index]?.base.decimals ?? 0,
        ),
      })),
      accounts: ACCOUNTS.map((id) => ({ id, agent: `of ${id}`.replace(' ', '-'), deposits })),
      settings: begun.settings,
    };
    this.steps.push({ at: isoOf(START_MS), overnight: {} });
    this.candles = new Map([[PAIR_CODES[0], this.#candlesOf(pairs[0])]]);
    this.player = new Player(this.scenario(), this.candles);
    this.#apply();
  }

  /** The scenario of the steps so far; throws when they are not well formed, which would be this generator's fault. */
  scenario(): Scenario {
    const parsed = checkScenario({ ...this.#base, steps: this.steps });
    if (parsed.ok) return parsed.scenario;
    throw new RangeError(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  }

  do(what: Deed): void {
    this.#nowMs += what.minutes * MINUTE_MS;
    const body = this.#bodyOf(what);
    this.steps.push({ ...body, at: isoOf(this.#nowMs), account: ACCOUNTS[what.account] ?? 'main' });
    this.#apply();
  }

  /** Runs the candles, which begin when everything else is done. */
  run(): void {
    this.steps.push({ at: isoOf(this.#candleStartMs), run: { pair: PAIR_CODES[0] } });
    this.#apply();
  }

  #apply(): void {
    const step = this.steps.at(-1);
    if (step !== undefined) this.player.apply(step);
  }

  #candlesOf(pair: Pair | undefined): Candles {
    const candles = new Candles();
    const { price, candles: shapes } = this.#beginnings;
    const tick = pair?.tick ?? 1;
    for (const [index, { from, up, down }] of shapes.entries()) {
      const open = Math.max(1, price + from) * tick;
      const low = Math.max(1, open - down);
      candles.push(this.#candleStartMs + index * 7 * 60 * MINUTE_MS, open, open + up * tick, low, low, 300);
    }
    return candles;
  }

  #bodyOf(what: Deed): StepBody {
    const { world } = this.player;
    const pair = world.pairByCode(PAIR_CODES[what.pair] ?? 'BQ');
    const last = world.market(pair).last ?? this.#beginnings.price * pair.tick;
    const direction = what.buy ? ('buy' as const) : ('sell' as const);
    const volume = volumeText(pair, BigInt(what.lots) * pair.lot);
    const near = priceText(pair, last, what.ticks);
    const create = { pair: pair.code, direction, ...this.#lifetimeOf(what) };
    switch (what.kind) {
      case 'limit':
        return { action: { type: 'CREATE_SPOT_LIMIT', volume, price: near, ...create } };
      case 'market':
        return { action: { type: 'CREATE_SPOT_MARKET', volume, ...create } };
      case 'spend': {
        const worth = BigInt(last) * BigInt(what.lots) * pair.lot * pair.notionalNumerator;
        const spend = least(worth / pair.notionalDenominator + 1n, HUGE);
        const text = formatShortest(spend, pair.quote.decimals);
        return { action: { type: 'CREATE_SPOT_MARKET', spend: text, ...create, direction: 'buy' } };
      }
      case 'stop':
        return { action: { type: 'CREATE_SPOT_MARKET', volume, triggerPrice: near, ...create } };
      case 'stopLimit': {
        const triggerPrice = priceText(pair, last, what.ticks + (what.flag ? 3 : -3));
        return { action: { type: 'CREATE_SPOT_LIMIT', volume, price: near, triggerPrice, ...create } };
      }
      case 'modify':
        return { action: { type: 'MODIFY_SPOT_LIMIT', ...this.#changeOf(what) } };
      case 'split':
        return { action: { type: 'SPLIT_SPOT_LIMIT', ...this.#chunksOf(what) } };
      case 'cancel':
        return { action: { type: 'CANCEL_SPOT_LIMIT', order: this.#orderOf(what) } };
      case 'fill':
        return { fill: this.#fillOf(what) };
      case 'bar':
        return { bar: this.#barOf(what, pair, last) };
      case 'price':
        return { price: { pair: pair.code, last: near } };
      case 'adjust': {
        const { decimals } = what.buy ? pair.quote : pair.base;
        const amount = formatShortest(BigInt(what.lots) * (what.flag ? 1n : -100n), decimals);
        return { adjust: { asset: (what.buy ? pair.quote : pair.base).code, amount } };
      }
      case 'overnight':
        return { overnight: {} };
      case 'wrong':
        return {
          action: {
            type: 'CREATE_SPOT_LIMIT',
            ...create,
            volume: `${volume}${volume.includes('.') ? '' : '.'}1`,
            price: near,
          },
        };
      case 'huge': {
        const { decimals } = what.buy ? pair.quote : pair.base;
        const amount = formatShortest(what.flag ? HUGE : -HUGE / 2n, decimals);
        return { adjust: { asset: (what.buy ? pair.quote : pair.base).code, amount } };
      }
    }
  }

  #lifetimeOf(what: Deed): { timeInForce: (typeof LIFETIMES)[number]; expiresAt?: string } {
    const timeInForce = LIFETIMES[what.timeInForce] ?? 'GTC';
    if (timeInForce !== 'GTD') return { timeInForce };
    return { timeInForce, expiresAt: isoOf(this.#nowMs + (what.lots - 2) * 30 * MINUTE_MS) };
  }

  /** Mostly one of the newest orders that still work, now and then any other id. */
  #orderOf({ order, flag }: Deed): string {
    const { world } = this.player;
    const working: number[] = [];
    for (let number = world.nextOrder - 1; number > 0 && working.length <= order; number -= 1) {
      const state = world.order(number);
      if (state !== undefined && !isTerminal(state.status)) working.push(number);
    }
    const chosen = order === 7 && flag ? undefined : (working[order] ?? working[0]);
    return orderId(chosen ?? order + 1);
  }

  #changeOf(what: Deed): { order: string; volume?: string; price?: string } {
    const order = this.#orderOf(what);
    const state = this.player.world.order(Number(order.slice(2)));
    if (state === undefined) return { order, price: '1' };
    const pair = this.player.world.pair(state.terms.pair);
    const price = priceText(pair, state.terms.limitPrice ?? pair.tick, what.ticks);
    const filled = what.moreTicks === 0 && state.filled > 0n ? 0n : BigInt(what.lots) * pair.lot;
    const volume = volumeText(pair, state.filled + filled);
    if (what.moreTicks > 3) return { order, price };
    return what.flag ? { order, volume } : { order, volume, price };
  }

  #chunksOf(what: Deed): { order: string; chunks: { volume: string; price?: string }[] } {
    const order = this.#orderOf(what);
    const state = this.player.world.order(Number(order.slice(2)));
    if (state === undefined) return { order, chunks: [] };
    const pair = this.player.world.pair(state.terms.pair);
    const remaining = remainingOf(state);
    const first = least(BigInt(what.lots) * pair.lot, remaining);
    const second = least(BigInt(what.moreTicks) * pair.lot, remaining - first);
    const chunks = [first, second, remaining - first - second]
      .filter((volume) => volume > 0n)
      .map((volume) => ({ volume: volumeText(pair, volume) }));
    const [head, ...rest] = chunks;
    if (head === undefined || !what.flag) return { order, chunks };
    const price = priceText(pair, state.terms.limitPrice ?? pair.tick, what.ticks);
    return { order, chunks: [{ ...head, price }, ...rest] };
  }

  #fillOf(what: Deed): { order: string; volume: string; price: string } {
    const order = this.#orderOf(what);
    const state = this.player.world.order(Number(order.slice(2)));
    const pair = this.player.world.pair(state?.terms.pair ?? 0);
    const last = this.player.world.market(pair).last ?? this.#beginnings.price * pair.tick;
    const limit = state?.terms.limitPrice ?? last;
    const better = state?.terms.direction === 'sell' ? what.moreTicks : -what.moreTicks;
    const remaining = state === undefined ? 0n : remainingOf(state);
    const lots = BigInt(what.lots) * pair.lot;
    const volume = what.flag && remaining > 0n ? least(lots, remaining) : lots;
    return { order, volume: volumeText(pair, volume), price: priceText(pair, limit, better) };
  }

  #barOf(what: Deed, pair: Pair, last: Price): Extract<Step, { bar: unknown }>['bar'] {
    const open = Math.max(1, last + what.ticks * pair.tick);
    const high = open + what.moreTicks * pair.tick;
    const low = Math.max(1, open - (what.order * pair.tick + (what.flag ? 1 : 0)));
    const close = what.buy ? high : low + Math.floor((high - low) / 2);
    const text = (price: Price): string => formatShortest(BigInt(price), pair.priceDecimals);
    const bar = { pair: pair.code, open: text(open), high: text(high), low: text(low), close: text(close) };
    return what.flag ? { ...bar, volume: volumeText(pair, BigInt(what.lots * 10) * pair.lot + 1n) } : bar;
  }
}

function isoOf(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function volumeText(pair: Pair, units: bigint): string {
  return formatShortest(units > 0n ? units : pair.lot, pair.base.decimals);
}

/** A price some ticks away from another, on the tick grid and above zero. */
function priceText(pair: Pair, from: Price, ticks: number): string {
  const onGrid = Math.max(1, Math.round(from / pair.tick) + ticks) * pair.tick;
  return formatShortest(BigInt(onGrid), pair.priceDecimals);
}
