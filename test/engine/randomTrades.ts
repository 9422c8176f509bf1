import * as fc from 'fast-check';
import { isTerminal } from '../../src/domain/orders/lifecycle.ts';
import { orderId } from '../../src/domain/orders/orderId.ts';
import {
  isBuying,
  kindOf,
  openVolumeOf,
  remainingOf,
  type OrderState,
} from '../../src/domain/orders/order.ts';
import { createPair, type Pair } from '../../src/domain/pair.ts';
import { PATH_POLICIES } from '../../src/market/barPath.ts';
import { Candles } from '../../src/market/candles.ts';
import { formatShortest, type Price } from '../../src/money/minorUnits.ts';
import { checkScenario, type Scenario, type Step } from '../../src/scenario/format.ts';
import { Player, type CandlesByPair } from '../../src/scenario/play.ts';
import type { StepBody } from './stage.ts';

/** Nearly all that the ledger holds. */
const HUGE = 9_000_000_000_000_000_000n;

const WEIGHTS = {
  tradeLimit: 12,
  tradeMarket: 9,
  tradeStop: 5,
  tradeStopLimit: 6,
  closeAtPrice: 4,
  closeLater: 4,
  protect: 6,
  modify: 5,
  split: 4,
  cancel: 3,
  fill: 8,
  spotLimit: 4,
  spotMarket: 2,
  bar: 26,
  price: 8,
  adjust: 3,
  overnight: 2,
  huge: 1,
  hugeTrade: 2,
} as const;
type Kind = keyof typeof WEIGHTS;
const KINDS = Object.keys(WEIGHTS) as readonly Kind[];

/** What a random trader does next, in numbers that become a step when the world is known. */
interface Deed {
  readonly kind: Kind;
  readonly pair: number;
  readonly account: number;
  readonly order: number;
  readonly long: boolean;
  readonly lots: number;
  /** Ticks away from the last price, and further ones away from that. */
  readonly ticks: number;
  readonly moreTicks: number;
  readonly stop: number | null;
  readonly target: number | null;
  readonly leverage: string | null;
  readonly minutes: number;
  readonly lifetime: number;
  readonly flag: boolean;
}

const MINUTES = [0, 0, 1, 1, 5, 60, 300, 1440, 4000] as const;
const LIFETIMES = ['GTC', 'GTC', 'GTC', 'GTC', 'GTD', 'DAY', 'IOC', 'FOK'] as const;
const ACCOUNTS = ['main', 'other', 'third'] as const;
const PAIR_CODES = ['BQ', 'CQ', 'QR', 'BR'] as const;

const deed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.oneof(...KINDS.map((kind) => ({ weight: WEIGHTS[kind], arbitrary: fc.constant(kind) }))),
  pair: fc.constantFrom(0, 0, 0, 1, 1, 2, 3),
  account: fc.constantFrom(0, 0, 0, 1, 2),
  order: fc.nat(7),
  long: fc.boolean(),
  lots: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 200 })),
  ticks: fc.integer({ min: -9, max: 9 }),
  moreTicks: fc.integer({ min: 0, max: 12 }),
  stop: fc.option(fc.integer({ min: -1, max: 6 })),
  target: fc.option(fc.integer({ min: -1, max: 9 })),
  leverage: fc.oneof(
    { weight: 12, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.constantFrom('1', '2.5') },
    { weight: 1, arbitrary: fc.constantFrom('10', '1000', '0.5', '123456789012345678901') },
  ),
  minutes: fc.constantFrom(...MINUTES),
  lifetime: fc.nat(LIFETIMES.length - 1),
  flag: fc.boolean(),
});

const feeRule = fc
  .tuple(
    fc.constantFrom(
      'NO_FEE',
      'FLAT_PER_TRADE',
      'FLAT_PER_VOLUME',
      'PERCENT_OF_NOTIONAL',
      'PERCENT_OF_NOTIONAL',
      'PERCENT_OF_MARGIN',
    ),
    fc.constantFrom(
      'ON_CREATE',
      'ON_FILL',
      'ON_FILL',
      'ON_CLOSE',
      'ON_CLOSE',
      'ON_CANCEL',
      'ON_OVERNIGHT_PENDING',
      'ON_OVERNIGHT_FILLED',
      'ON_OVERNIGHT_FILLED',
    ),
    fc.constantFrom('0', '0.001', '0.00075', '0.0333', '0.25', '0.000000000001', '1.5'),
    fc.constantFrom(null, null, 'maker', 'taker'),
  )
  .map(([type, timing, amount, liquidity]) => {
    const rule = { type, timing, amount };
    return timing === 'ON_FILL' && liquidity !== null ? Object.assign(rule, { liquidity }) : rule;
  });

const rules = fc.record({
  leverage: fc.constantFrom(
    { type: 'NO_LEVERAGE' },
    { type: 'MARGIN_MULTIPLIER', value: '3' },
    { type: 'MARGIN_MULTIPLIER', value: '10' },
    { type: 'MARGIN_MULTIPLIER', value: '10' },
    { type: 'MARGIN_MULTIPLIER', value: '1000' },
    { type: 'FLAT_MARGIN_PER_VOLUME', value: '0.7' },
    { type: 'FLAT_MARGIN_PER_VOLUME', value: '1000' },
  ),
  fees: fc.array(feeRule, { maxLength: 4 }),
  overnight: fc.constantFrom(
    { timing: 'ON_PERIOD_CHANGE' },
    { timing: 'ON_FIXED_TIME', time: '21:00' },
    { timing: 'ON_FIXED_TIME', time: '00:00' },
  ),
  maintenanceRate: fc.constantFrom('0', '0', '0.005', '0.05', '0.5', '1', '1.5'),
  allowsShort: fc.constantFrom(true, true, true, true, true, false),
});

const settings = fc.record({
  pathPolicy: fc.constantFrom(...PATH_POLICIES),
  limitPolicy: fc.constantFrom('touch', 'penetrate'),
  participation: fc.constantFrom(null, null, '0.1', '0.37', '1', '0'),
  slippage: fc.constantFrom('0', '0', '0.001', '0.0137', '1'),
  marketBuffer: fc.constantFrom('0', '0.001', '0.05', '3'),
  liquidation: fc.constantFrom('isolated', 'cross'),
});

/** A number of units on a grid that is itself a digit times a power of ten. */
const grid = (decimals: fc.Arbitrary<number>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(1n, 1n, 2n, 5n, 25n), decimals)
    .map(([digit, places]) => formatShortest(digit, places));

/** What a random world starts from. */
interface Beginnings {
  readonly decimals: readonly [number, number, number, number];
  readonly ticks: readonly string[];
  readonly lots: readonly bigint[];
  readonly contracts: readonly string[];
  readonly price: number;
  readonly rules: readonly object[];
  readonly minMargin: string;
  readonly settings: object;
  readonly wealth: bigint;
  readonly candles: readonly { readonly from: number; readonly up: number; readonly down: number }[];
}

const beginnings: fc.Arbitrary<Beginnings> = fc.record({
  decimals: fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12), fc.nat(12)),
  ticks: fc.tuple(grid(fc.nat(6)), grid(fc.nat(6)), grid(fc.nat(6)), grid(fc.nat(6))),
  lots: fc.tuple(
    fc.constantFrom(1n, 1n, 2n, 7n, 1000n),
    fc.constantFrom(1n, 3n, 50n),
    fc.constantFrom(1n, 7n),
    fc.constantFrom(1n, 7n),
  ),
  contracts: fc.tuple(
    fc.constantFrom('1', '1', '10', '0.25'),
    fc.constantFrom('1', '1', '0.001'),
    fc.constant('1'),
    fc.constant('1'),
  ),
  price: fc.oneof(fc.integer({ min: 7, max: 40 }), fc.integer({ min: 7, max: 100_000 })),
  rules: fc.tuple(rules, rules, rules, rules),
  minMargin: fc.constantFrom('0', '0', '1'),
  settings,
  wealth: fc.constantFrom(1n, 10n, 100n, 1000n, 1000n, HUGE),
  candles: fc.array(fc.record({ from: fc.integer({ min: -6, max: 6 }), up: fc.nat(6), down: fc.nat(6) }), {
    maxLength: 6,
  }),
});

/** A random world of leveraged trades and what is done in it. */
export interface RandomTrades {
  readonly beginnings: Beginnings;
  readonly deeds: readonly Deed[];
}

/** Up to `maxDeeds` deeds in a random world. */
export function randomTrades(maxDeeds: number): fc.Arbitrary<RandomTrades> {
  return fc.record({
    beginnings,
    deeds: fc.array(deed, { minLength: 1, maxLength: maxDeeds, size: 'max' }),
  });
}

/** The same in worlds whose accounts own nearly all that the ledger holds, and trade a thousand times of it. */
export function vastTrades(maxDeeds: number): fc.Arbitrary<RandomTrades> {
  const vast: Partial<Record<Kind, Kind>> = { tradeLimit: 'hugeTrade', tradeMarket: 'hugeTrade' };
  return randomTrades(maxDeeds).map(({ beginnings: begun, deeds }) => ({
    beginnings: {
      ...begun,
      wealth: HUGE,
      price: 7 + (begun.price % 20),
      rules: begun.rules.map((rule) =>
        Object.assign({}, rule, { leverage: { type: 'MARGIN_MULTIPLIER', value: '1000' } }),
      ),
    },
    deeds: deeds.map((done) =>
      Object.assign({}, done, { kind: vast[done.kind] ?? done.kind, leverage: null }),
    ),
  }));
}

const START_MS = Date.UTC(2024, 0, 2, 20, 30);
const MINUTE_MS = 60_000;

/** A case being played: each deed becomes the step that it means in the world as it stands. */
export class TradePlay {
  readonly player: Player;
  readonly candles: CandlesByPair;
  readonly steps: Step[] = [];
  readonly #begun: Beginnings;
  readonly #base: object;
  readonly #candleStartMs: number;
  #nowMs = START_MS;

  constructor({ beginnings: begun, deeds }: RandomTrades) {
    this.#begun = begun;
    this.#candleStartMs = deeds.reduce((timeMs, { minutes }) => timeMs + minutes * MINUTE_MS, START_MS);
    const assets = ['Q', 'B', 'C', 'R'].map((code, index) => ({
      code,
      decimals: begun.decimals[index] ?? 0,
      index,
    }));
    const assetOf = (code: string) =>
      assets.find((asset) => asset.code === code) ?? { code, decimals: 0, index: 0 };
    const definitions = PAIR_CODES.map((code, index) => {
      const base = assetOf(code.slice(0, 1));
      return {
        code,
        base,
        quote: assetOf(code.slice(1)),
        tickSize: begun.ticks[index] ?? '1',
        lotSize: formatShortest(begun.lots[index] ?? 1n, base.decimals),
        contractSize: begun.contracts[index] ?? '1',
      };
    });
    const pairs = definitions.map((definition, index) => createPair(index, definition));
    const funds = new Map(assets.map(({ code }) => [code, 1n]));
    for (const pair of pairs) {
      const hundredLots = BigInt(begun.price) * BigInt(pair.tick) * pair.lot * 100n;
      const worth = (hundredLots * pair.notionalNumerator) / pair.notionalDenominator;
      funds.set(pair.quote.code, (funds.get(pair.quote.code) ?? 0n) + worth);
      funds.set(pair.base.code, (funds.get(pair.base.code) ?? 0n) + pair.lot * 100n);
    }
    const deposits = Object.fromEntries(
      assets.map(({ code, decimals }) => {
        const amount = ((funds.get(code) ?? 0n) * begun.wealth) / 10n + 1n;
        return [code, formatShortest(least(amount, HUGE), decimals)];
      }),
    );
    this.#base = {
      format: 'orderscope-scenario',
      version: 1,
      name: 'Random trades',
      assets: assets.map(({ code, decimals }) => ({ code, decimals })),
      pairs: definitions.map(({ code, base, quote, tickSize, lotSize, contractSize }) => ({
        code,
        base: base.code,
        quote: quote.code,
        tickSize,
        lotSize,
        contractSize,
      })),
      rules: PAIR_CODES.map((pair, index) => ({
        pair,
        ...begun.rules[index],
        minMargin: begun.minMargin === '0' ? '0' : formatShortest(1n, pairs[index]?.quote.decimals ?? 0),
      })),
      accounts: ACCOUNTS.map((id) => ({ id, agent: id, deposits })),
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
    this.steps.push({ account: ACCOUNTS[what.account] ?? 'main', ...body, at: isoOf(this.#nowMs) });
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
    const { price, candles: shapes } = this.#begun;
    const tick = pair?.tick ?? 1;
    for (const [index, { from, up, down }] of shapes.entries()) {
      const open = Math.max(1, price + from) * tick;
      const low = Math.max(1, open - down * tick);
      candles.push(this.#candleStartMs + index * 7 * 60 * MINUTE_MS, open, open + up * tick, low, low, 300);
    }
    return candles;
  }

  #bodyOf(what: Deed): StepBody {
    const { world } = this.player;
    const pair = world.pairByCode(PAIR_CODES[what.pair] ?? 'BQ');
    const last = world.market(pair).last ?? this.#begun.price * pair.tick;
    const volume = volumeText(pair, BigInt(what.lots) * pair.lot);
    const near = priceOf(pair, last, what.ticks);
    const trigger = priceOf(pair, last, what.flag ? what.moreTicks : -what.moreTicks);
    const text = (price: Price): string => formatShortest(BigInt(price), pair.priceDecimals);
    const trade = (entry: Price) => ({
      pair: pair.code,
      direction: what.long ? ('long' as const) : ('short' as const),
      ...this.#lifetimeOf(what),
      ...this.#protectionOf(what, pair, entry),
      ...(what.leverage === null ? {} : { leverage: what.leverage }),
    });
    switch (what.kind) {
      case 'tradeLimit':
        return { action: { type: 'CREATE_TRADE_LIMIT', volume, price: text(near), ...trade(near) } };
      case 'tradeMarket':
        return { action: { type: 'CREATE_TRADE_MARKET', volume, ...trade(last) } };
      case 'tradeStop': {
        const triggerPrice = text(trigger);
        return { action: { type: 'CREATE_TRADE_MARKET', volume, triggerPrice, ...trade(trigger) } };
      }
      case 'tradeStopLimit': {
        const triggerPrice = text(trigger);
        return {
          action: { type: 'CREATE_TRADE_LIMIT', volume, price: text(near), triggerPrice, ...trade(near) },
        };
      }
      case 'closeAtPrice':
        return this.#closeOf(what, true);
      case 'closeLater':
        return this.#closeOf(what, false);
      case 'protect':
        return this.#protectOf(what);
      case 'modify':
        return this.#modifyOf(what);
      case 'split':
        return this.#splitOf(what);
      case 'cancel': {
        const { order, state, account } = this.#entryOf(what);
        const type = isSpot(state) ? 'CANCEL_SPOT_LIMIT' : 'CANCEL_TRADE_LIMIT';
        return { account, action: { type, order } };
      }
      case 'fill':
        return this.#fillOf(what);
      case 'spotLimit':
      case 'spotMarket': {
        const spot = { pair: pair.code, direction: what.long ? ('buy' as const) : ('sell' as const), volume };
        return what.kind === 'spotMarket'
          ? { action: { type: 'CREATE_SPOT_MARKET', ...spot } }
          : { action: { type: 'CREATE_SPOT_LIMIT', price: text(near), ...spot } };
      }
      case 'bar':
        return { bar: this.#barOf(what, pair, last) };
      case 'price':
        return { price: { pair: pair.code, last: text(near) } };
      case 'adjust': {
        const { code, decimals } = pair.quote;
        const available = this.player.world.available(what.account, pair.quote.index);
        const taken = (available * BigInt(Math.min(what.lots, 99))) / 100n;
        const units = what.flag ? BigInt(what.lots) : -(taken > 0n ? taken : 1n);
        return { adjust: { asset: code, amount: formatShortest(units, decimals) } };
      }
      case 'overnight':
        return { overnight: {} };
      case 'huge': {
        const { code, decimals } = pair.quote;
        return { adjust: { asset: code, amount: formatShortest(what.flag ? HUGE : -HUGE / 2n, decimals) } };
      }
      case 'hugeTrade': {
        const worth = BigInt(last) * pair.notionalNumerator;
        const wanted = (HUGE * pair.notionalDenominator) / worth / BigInt(what.order + 1);
        const huge = least(wanted < 1n ? 1n : wanted, HUGE);
        const lots = huge - (huge % pair.lot);
        return { action: { type: 'CREATE_TRADE_MARKET', volume: volumeText(pair, lots), ...trade(last) } };
      }
    }
  }

  #lifetimeOf(what: Deed): { timeInForce: (typeof LIFETIMES)[number]; expiresAt?: string } {
    const timeInForce = LIFETIMES[what.lifetime] ?? 'GTC';
    if (timeInForce !== 'GTD') return { timeInForce };
    return { timeInForce, expiresAt: isoOf(this.#nowMs + (what.lots - 2) * 30 * MINUTE_MS) };
  }

  /** Mostly on the right sides of the entry. */
  #protectionOf(what: Deed, pair: Pair, entry: Price): { stopLoss?: string; takeProfit?: string } {
    const away = what.long ? 1 : -1;
    const at = (ticks: number): string =>
      formatShortest(BigInt(priceOf(pair, entry, ticks)), pair.priceDecimals);
    return {
      ...(what.stop === null ? {} : { stopLoss: at(-away * (what.stop + 1)) }),
      ...(what.target === null ? {} : { takeProfit: at(away * (what.target + 1)) }),
    };
  }

  /** One of the newest orders that something holds for, else any. */
  #choose({ order }: Deed, wanted: (state: OrderState) => boolean): Chosen {
    const { world } = this.player;
    const found: OrderState[] = [];
    for (let number = world.nextOrder - 1; number > 0 && found.length <= order; number -= 1) {
      const state = world.order(number);
      if (state !== undefined && wanted(state)) found.push(state);
    }
    const state = found[order] ?? found[0] ?? world.order(order + 1) ?? null;
    return {
      order: orderId(state?.terms.number ?? order + 1),
      state,
      account: ACCOUNTS[state?.terms.account ?? 0] ?? 'main',
      pair: world.pair(state?.terms.pair ?? 0),
    };
  }

  #entryOf(what: Deed): Chosen {
    return this.#choose(what, ({ status }) => !isTerminal(status));
  }

  #closeOf(what: Deed, atPrice: boolean): StepBody {
    const { order, state, account, pair } = this.#choose(what, (candidate) => openVolumeOf(candidate) > 0n);
    const open = state === null ? 0n : openVolumeOf(state);
    const lots = BigInt(what.lots) * pair.lot;
    const volume = what.flag
      ? {}
      : { volume: volumeText(pair, what.moreTicks > 0 ? least(lots, open) : lots) };
    const last = this.player.world.market(pair).last ?? this.#begun.price * pair.tick;
    // Now and then a price far away.
    const price = priceOf(pair, last, what.moreTicks > 10 ? what.ticks * 40 : what.ticks);
    const priced = atPrice ? { price: formatShortest(BigInt(price), pair.priceDecimals) } : {};
    return { account, action: { type: 'CLOSE_TRADE', order, ...volume, ...priced } };
  }

  #protectOf(what: Deed): StepBody {
    const { order, state, account, pair } = this.#choose(
      what,
      (candidate) => !isSpot(candidate) && (openVolumeOf(candidate) > 0n || !isTerminal(candidate.status)),
    );
    const last = this.player.world.market(pair).last ?? this.#begun.price * pair.tick;
    const long = state?.terms.direction === 'long';
    const change = this.#protectionOf({ ...what, long }, pair, last);
    const removal =
      what.moreTicks === 0 ? { stopLoss: null } : what.moreTicks === 1 ? { takeProfit: null } : {};
    return { account, action: { type: 'MODIFY_TRADE_LIMIT', order, ...change, ...removal } };
  }

  #modifyOf(what: Deed): StepBody {
    const { order, state, account, pair } = this.#entryOf(what);
    const filled = state?.filled ?? 0n;
    const total = what.moreTicks === 0 && filled > 0n ? filled : filled + BigInt(what.lots) * pair.lot;
    const near = priceOf(pair, state?.terms.limitPrice ?? pair.tick, what.ticks);
    const price = what.ticks > 6 ? {} : { price: formatShortest(BigInt(near), pair.priceDecimals) };
    const volume = what.flag ? { volume: volumeText(pair, total) } : {};
    if (isSpot(state)) return { account, action: { type: 'MODIFY_SPOT_LIMIT', order, ...volume, ...price } };
    const long = state?.terms.direction === 'long';
    const protection = what.moreTicks > 6 ? this.#protectionOf({ ...what, long }, pair, near) : {};
    const leverage = what.leverage === null ? {} : { leverage: what.leverage };
    return {
      account,
      action: { type: 'MODIFY_TRADE_LIMIT', order, ...volume, ...price, ...leverage, ...protection },
    };
  }

  #splitOf(what: Deed): StepBody {
    const { order, state, account, pair } = this.#entryOf(what);
    const remaining = state === null ? 0n : remainingOf(state);
    const first = least(BigInt(what.lots) * pair.lot, remaining);
    const second = least(BigInt(what.moreTicks) * pair.lot, remaining - first);
    const near = priceOf(pair, state?.terms.limitPrice ?? pair.tick, what.ticks);
    const chunks = [first, second, remaining - first - second]
      .filter((volume) => volume > 0n)
      .map((volume, index) =>
        index === 0 && what.flag
          ? { volume: volumeText(pair, volume), price: formatShortest(BigInt(near), pair.priceDecimals) }
          : { volume: volumeText(pair, volume) },
      );
    const type = isSpot(state) ? 'SPLIT_SPOT_LIMIT' : 'SPLIT_TRADE_LIMIT';
    return { account, action: { type, order, chunks } };
  }

  #fillOf(what: Deed): StepBody {
    const { order, state, account, pair } = this.#entryOf(what);
    const last = this.player.world.market(pair).last ?? this.#begun.price * pair.tick;
    const buying = state === null || isBuying(state.terms.direction);
    const price = priceOf(pair, state?.terms.limitPrice ?? last, buying ? -what.moreTicks : what.moreTicks);
    const remaining = state === null ? 0n : remainingOf(state);
    const lots = BigInt(what.lots) * pair.lot;
    const volume = volumeText(pair, what.flag && remaining > 0n ? least(lots, remaining) : lots);
    return { account, fill: { order, volume, price: formatShortest(BigInt(price), pair.priceDecimals) } };
  }

  #barOf(what: Deed, pair: Pair, last: Price): Extract<Step, { bar: unknown }>['bar'] {
    const jump = what.stop === 6 ? 12 : 1;
    const open = priceOf(pair, last, what.ticks * jump);
    const high = open + what.moreTicks * pair.tick;
    const low = Math.max(1, open - (what.order * pair.tick + (what.flag ? 1 : 0)));
    const close = what.long ? high : low + Math.floor(((high - low) * Math.max(0, what.target ?? 0)) / 10);
    const text = (price: Price): string => formatShortest(BigInt(price), pair.priceDecimals);
    const bar = { pair: pair.code, open: text(open), high: text(high), low: text(low), close: text(close) };
    return what.flag
      ? { ...bar, volume: formatShortest(BigInt(what.lots * 10) * pair.lot + 1n, pair.base.decimals) }
      : bar;
  }
}

interface Chosen {
  readonly order: string;
  readonly state: OrderState | null;
  readonly account: string;
  readonly pair: Pair;
}

function isSpot(state: OrderState | null): boolean {
  return state !== null && kindOf(state.terms.direction) === 'spot';
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
function priceOf(pair: Pair, from: Price, ticks: number): Price {
  return Math.max(1, Math.round(from / pair.tick) + ticks) * pair.tick;
}
