import type { Denial } from '../domain/denial.ts';
import { draft, type EntryKind } from '../domain/entry.ts';
import type { Liquidity } from '../domain/fees.ts';
import { isTerminal } from '../domain/orders/lifecycle.ts';
import { event, isBuying, isImmediate, openVolumeOf, type OrderState } from '../domain/orders/order.ts';
import type { CloseReason } from '../domain/orders/position.ts';
import type { Pair } from '../domain/pair.ts';
import { closeTrade } from '../domain/postings/closeTrade.ts';
import { endOrder, endUnpaid } from '../domain/postings/endOrder.ts';
import { billOf, fillableOf, fillOrder, shortage } from '../domain/postings/fillOrder.ts';
import type { Candle } from '../market/candles.ts';
import { pow10, RATE_DECIMALS, type Minor, type Price } from '../money/minorUnits.ts';
import { ceilDiv, floorDiv, floorTo } from '../money/rounding.ts';
import type { World } from './world.ts';

/** The entry kind of a close by its reason. */
const CLOSE_KINDS = {
  MANUAL: 'CLOSE',
  STOP_LOSS: 'STOP_LOSS',
  TAKE_PROFIT: 'TAKE_PROFIT',
  LIQUIDATION: 'LIQUIDATION',
  END_OF_RUN: 'CLOSE',
} as const satisfies Record<CloseReason, EntryKind>;

/** How a trade was entered on a bar's path: by its limit, by its trigger, or by its limit after the path had triggered it. */
export type Entrance = 'limit' | 'stop' | 'stopLimit';

/** What has happened to orders on a bar's path so far. */
interface Way {
  /** Stop orders that were triggered. */
  readonly triggered: Set<number>;
  /** Trades that were entered, and how; and those that were open before and to which it added. */
  readonly entered: Map<number, Entrance>;
  readonly added: Set<number>;
}

/** A bar while it is being worked through, with the volume that orders may still take from it ([X8]). */
export class BarInProgress {
  readonly world: World;
  readonly pair: Pair;
  readonly candle: Candle;
  /** Orders up to this number had met the market before this bar: what they fill, they fill as makers. */
  readonly seenOrders: number;
  #way: Way | null = null;
  #budget: Minor | null;

  constructor(world: World, pair: Pair, candle: Candle) {
    this.world = world;
    this.pair = pair;
    this.candle = candle;
    this.seenOrders = world.market(pair).seenOrders;
    const { participation } = world.settings;
    this.#budget =
      participation === null || Number.isNaN(candle.volume)
        ? null
        : (BigInt(candle.volume) * participation) / pow10(RATE_DECIMALS);
  }

  /** What its path has done; most bars have nothing to walk for. */
  get way(): Way {
    this.#way ??= { triggered: new Set(), entered: new Map(), added: new Set() };
    return this.#way;
  }

  /** Fills as much of an order as remains, the budget gives and the time in force allows, at a price; one entry. */
  fill(order: OrderState, price: Price, liquidity: Liquidity, ambiguous = false): void {
    const { world, pair } = this;
    const { timeInForce } = order.terms;
    const wanted = fillableOf(order, price, pair, world.rules(pair));
    if (wanted === 0n) {
      this.#endTooSmall(order, price);
      return;
    }
    const given = this.#take(wanted);
    if (given === 0n || (timeInForce === 'FOK' && given < wanted)) return;
    const execution = { volume: given, fillable: wanted, price, liquidity, ambiguous };
    this.#spend(world.commit(fillOrder(world, order, execution)), given);
  }

  /**
   * Closes as much of a position as is open and the budget gives (a liquidation all of it, in any pair), at a price; one entry. What
   * the budget leaves of a stop loss or a close by hand goes on at the next open, as a market order does. Whether anything closed.
   */
  close(order: OrderState, price: Price, reason: CloseReason, ambiguous: boolean, upTo?: Minor): boolean {
    const { world } = this;
    const open = openVolumeOf(order);
    const wanted = upTo === undefined || upTo > open ? open : upTo;
    const volume = reason === 'LIQUIDATION' ? wanted : this.#take(wanted);
    let closed = 0n;
    if (volume > 0n) {
      const entry = closeTrade(world, CLOSE_KINDS[reason], order, { volume, price, reason, ambiguous });
      const refused = world.commit(entry);
      if (order.terms.pair === this.pair.index) this.#spend(refused, volume);
      if (refused === null) closed = volume;
    }
    if (closed < wanted && (reason === 'STOP_LOSS' || reason === 'MANUAL')) {
      world.closeLater({ order: order.terms.number, volume: wanted - closed, reason });
    }
    return closed > 0n;
  }

  /** A stop order wakes: the entry of its trigger. */
  trigger(order: OrderState): OrderState {
    const { number, account } = order.terms;
    const happened = event(number, 'trigger', 'TRIGGERED', { held: order.held });
    this.world.commit(draft('TRIGGER', account, { events: [happened] }));
    return this.world.order(number) ?? order;
  }

  /** What a market order gets at a price: worse by the slippage, but within the bar ([X2], [X4]). */
  slipped(buying: boolean, price: Price): Price {
    const one = pow10(RATE_DECIMALS);
    const { slippage } = this.world.settings;
    const { high, low } = this.candle;
    if (slippage === 0n) return price;
    return buying
      ? Math.min(high, Number(ceilDiv(BigInt(price) * (one + slippage), one)))
      : Math.max(low, Number(floorDiv(BigInt(price) * (one - slippage), one)));
  }

  /** Ends the rest of an IOC or FOK order ([O7]). */
  expireImmediate(order: OrderState): void {
    this.world.commit(endOrder(this.world, 'EXPIRE', order, 'expire', 'EXPIRED'));
  }

  /** The order as it stands now, if its entry still works. */
  working(number: number): OrderState | null {
    const order = this.world.liveOrder(number);
    return order === null || isTerminal(order.status) ? null : order;
  }

  /** The order as it stands now, if it has an open position. */
  holding(number: number): OrderState | null {
    const order = this.world.liveOrder(number);
    return order === null || openVolumeOf(order) === 0n ? null : order;
  }

  /** How much of a wanted volume the bar still gives, in whole lots. */
  #take(wanted: Minor): Minor {
    if (this.#budget === null) return wanted;
    return floorTo(wanted < this.#budget ? wanted : this.#budget, this.pair.lot);
  }

  /** A liquidation may take more than there is: then nothing is left. */
  #spend(refused: Denial | null, volume: Minor): void {
    if (refused !== null || this.#budget === null) return;
    this.#budget = volume < this.#budget ? this.#budget - volume : 0n;
  }

  /** Ends an order by `spend` of which not one lot can be bought at the price. */
  #endTooSmall(order: OrderState, price: Price): void {
    const { world, pair } = this;
    const needed = billOf(order, pair.lot, price, pair, world.rules(pair));
    const left = (order.terms.spend ?? 0n) - order.cost - order.fillFees;
    world.commit(endUnpaid(order, pair, shortage('INSUFFICIENT_AT_FILL', pair, needed, left)));
  }
}

/**
 * The market is at a price that an order waits for or better: a stop wakes, and goes on as the market or limit order it was to become;
 * a limit order fills at that price, which is never worse than its limit.
 */
export function meet(bar: BarInProgress, order: OrderState, price: Price): void {
  const { number, limitPrice, triggerPrice, direction, timeInForce } = order.terms;
  const waits = triggerPrice !== null && order.status === 'PENDING';
  const awake = waits ? bar.trigger(order) : order;
  const buying = isBuying(direction);
  if (limitPrice === null) {
    bar.fill(awake, bar.slipped(buying, price), 'taker');
  } else if (buying ? price <= limitPrice : price >= limitPrice) {
    const arrives = waits || number > bar.seenOrders;
    bar.fill(awake, price, arrives ? 'taker' : 'maker');
  }
  if (waits && isImmediate(timeInForce)) {
    const rest = bar.working(number);
    if (rest !== null) bar.expireImmediate(rest);
  }
}

/** Whether the bar's range holds a price. */
export function reaches({ high, low }: Candle, price: Price | null): price is Price {
  return price !== null && price >= low && price <= high;
}

/** Whether a limit rule met at a price is met by the market at another, the furthest of its way: touched, or gone beyond ([X3]). */
export function meetsLimit(bar: BarInProgress, buying: boolean, limit: Price, market: Price): boolean {
  const { limitPolicy } = bar.world.settings;
  if (limitPolicy === 'penetrate') return buying ? market < limit : market > limit;
  return buying ? market <= limit : market >= limit;
}

/** What closes a position at a loss first, and where: its stop loss, or its liquidation where each is liquidated by itself. */
export interface Stop {
  readonly price: Price;
  readonly role: 'stopLoss' | 'liquidation';
}

/** The nearest of a position's stops, `null` without any; at one price its liquidation ([X7]). */
export function stopOf({ world }: BarInProgress, { terms, protection, position }: OrderState): Stop | null {
  const { stopLoss } = protection;
  const liquidation = world.settings.liquidation === 'isolated' ? position.liquidationPrice : null;
  if (liquidation === null) return stopLoss === null ? null : { price: stopLoss, role: 'stopLoss' };
  const isFurther =
    stopLoss !== null && (isBuying(terms.direction) ? stopLoss > liquidation : stopLoss < liquidation);
  return isFurther ? { price: stopLoss, role: 'stopLoss' } : { price: liquidation, role: 'liquidation' };
}

/** Whether the bar reaches a trade's take profit. */
export function reachesGain(bar: BarInProgress, { terms, protection }: OrderState): boolean {
  const { high, low } = bar.candle;
  const long = isBuying(terms.direction);
  return protection.takeProfit !== null && meetsLimit(bar, !long, protection.takeProfit, long ? high : low);
}

/** Whether the close lies at a trade's take profit: however the bar moved after the entry, it came to it. */
export function closesAtGain(bar: BarInProgress, { terms, protection }: OrderState): boolean {
  const { takeProfit } = protection;
  return takeProfit !== null && meetsLimit(bar, !isBuying(terms.direction), takeProfit, bar.candle.close);
}

/**
 * Whether another path policy would not have closed a trade so, on a path ([X6]): at its take profit (`gain`), or at its stop loss or
 * liquidation. Looks at the one trade by itself.
 */
export function isAmbiguous(bar: BarInProgress, order: OrderState, gain: boolean): boolean {
  const { candle, world } = bar;
  const { number, direction, limitPrice } = order.terms;
  const long = isBuying(direction);
  const stop = stopOf(bar, order);
  const reachesStop = reaches(candle, stop?.price ?? null);
  const closesAtStop = stop !== null && (long ? candle.close <= stop.price : candle.close >= stop.price);
  const gains = reachesGain(bar, order);
  if (!gain && world.settings.liquidation === 'cross' && stop === null)
    return gains || bar.way.entered.has(number);
  switch (bar.way.entered.get(number)) {
    case 'limit':
      return gain && !closesAtGain(bar, order);
    case 'stop':
      return gain ? reachesStop : gains || !closesAtStop;
    case 'stopLimit':
      return gain || !closesAtStop;
    case undefined: {
      if (!gain) return gains;
      if (reachesStop || bar.way.added.has(number)) return true;
      // On the other path the rest of the entry would have filled first, and closed with it.
      const works = !isTerminal(order.status) && limitPrice !== null;
      return works && meetsLimit(bar, long, limitPrice, long ? candle.low : candle.high);
    }
  }
}
