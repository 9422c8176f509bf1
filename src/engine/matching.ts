import type { Denial } from '../domain/denial.ts';
import { draft, type EntryKind } from '../domain/entry.ts';
import type { Liquidity } from '../domain/fees.ts';
import { isTerminal } from '../domain/orders/lifecycle.ts';
import {
  event,
  isBuying,
  kindOf,
  openVolumeOf,
  remainingOf,
  type OrderState,
} from '../domain/orders/order.ts';
import type { CloseReason } from '../domain/orders/position.ts';
import type { Pair } from '../domain/pair.ts';
import { closeTrade } from '../domain/postings/closeTrade.ts';
import { endOrder, endUnpaid } from '../domain/postings/endOrder.ts';
import { affordableVolume, billOf, fillOrder, shortage } from '../domain/postings/fillOrder.ts';
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

/** A bar while it is being worked through, with the volume that orders may still take from it ([X8]). */
export class BarInProgress {
  readonly world: World;
  readonly pair: Pair;
  readonly candle: Candle;
  /** Orders up to this number had met the market before this bar: what they fill, they fill as makers. */
  readonly seenOrders: number;
  /** Stop orders that this bar triggered on its path, and trades that it entered there. */
  readonly triggered = new Set<number>();
  readonly entered = new Set<number>();
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

  /** Fills as much of an order as remains, the budget gives and the time in force allows, at a price; one entry. */
  fill(order: OrderState, price: Price, liquidity: Liquidity, ambiguous = false): void {
    const { world, pair } = this;
    const { spend, timeInForce } = order.terms;
    const wanted =
      spend === null ? remainingOf(order) : affordableVolume(order, price, pair, world.rules(pair));
    if (wanted === 0n) {
      this.#endTooSmall(order, price);
      return;
    }
    const given = this.#take(wanted);
    if (given === 0n || (timeInForce === 'FOK' && given < wanted)) return;
    this.#spend(world.commit(fillOrder(world, order, { volume: given, price, liquidity, ambiguous })), given);
  }

  /** Closes as much of a position as is open and the budget gives (a liquidation all of it), at a price; one entry. */
  close(order: OrderState, price: Price, reason: CloseReason, ambiguous: boolean, upTo?: Minor): void {
    const { world } = this;
    const open = openVolumeOf(order);
    const wanted = upTo === undefined || upTo > open ? open : upTo;
    const volume = reason === 'LIQUIDATION' ? wanted : this.#take(wanted);
    if (volume === 0n) return;
    const entry = closeTrade(world, CLOSE_KINDS[reason], order, { volume, price, reason, ambiguous });
    this.#spend(world.commit(entry), volume);
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
    const order = this.world.order(number);
    return order === undefined || isTerminal(order.status) ? null : order;
  }

  /** The order as it stands now, if it has an open position. */
  holding(number: number): OrderState | null {
    const order = this.world.order(number);
    return order === undefined || openVolumeOf(order) === 0n ? null : order;
  }

  /** How much of a wanted volume the bar still gives, in whole lots. */
  #take(wanted: Minor): Minor {
    if (this.#budget === null) return wanted;
    return floorTo(wanted < this.#budget ? wanted : this.#budget, this.pair.lot);
  }

  #spend(refused: Denial | null, volume: Minor): void {
    if (refused === null && this.#budget !== null) this.#budget -= volume;
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
  if (waits && (timeInForce === 'IOC' || timeInForce === 'FOK')) {
    const rest = bar.working(number);
    if (rest !== null) bar.expireImmediate(rest);
  }
}

/** Whether the bar's range holds a price. */
export function reaches({ high, low }: Candle, price: Price | null): price is Price {
  return price !== null && price >= low && price <= high;
}

/** Whether an order's close depended on how the price moved inside the bar ([X6]). */
export function isAmbiguous(bar: BarInProgress, order: OrderState): boolean {
  const { stopLoss, takeProfit } = order.protection;
  const { number, direction } = order.terms;
  if (kindOf(direction) === 'spot') return false;
  if (bar.entered.has(number)) return true;
  return reaches(bar.candle, stopLoss) && reaches(bar.candle, takeProfit);
}
