import type { Price } from '../money/minorUnits.ts';
import { isTerminal } from '../domain/orders/lifecycle.ts';
import type { SpotOrderState } from '../domain/orders/spotOrder.ts';
import { firstIndex } from '../journal/postings.ts';

/** An order waiting at a price. */
interface Level {
  readonly price: Price;
  readonly order: number;
  /** Whether reaching the price triggers it rather than fills it. */
  readonly stop: boolean;
}

/** How an order waits for the market. */
type Waiting = { readonly at: 'market' } | { readonly at: 'fall' | 'rise'; readonly level: Level } | null;

/**
 * The working orders of one pair, kept so that a bar costs nothing for orders it does not reach: those the price meets on its way
 * down (buy limits, sell stops; highest first) and on its way up (sell limits, buy stops; lowest first); at one price stops before
 * limits, then first come, first served ([X7]).
 */
export class WorkingOrders {
  /** Market orders and triggered stop-markets that wait for the next open, in order of their numbers. */
  readonly market: number[] = [];
  readonly fall: Level[] = [];
  readonly rise: Level[] = [];
  /** IOC and FOK orders that are not waiting for a trigger: their rest ends after the next open ([O7]). */
  readonly immediate = new Set<number>();
  readonly #waiting = new Map<number, NonNullable<Waiting>>();

  /** Numbers of all working orders, in no particular order. */
  numbers(): Iterable<number> {
    return this.#waiting.keys();
  }

  /** Files an order under where it waits now, or takes it out when it has ended. */
  update(order: SpotOrderState): void {
    const { number, timeInForce } = order.terms;
    const waiting = waitingOf(order);
    const before = this.#waiting.get(number);
    if (before !== undefined && waiting !== null && sameWaiting(before, waiting)) return;
    if (before !== undefined) this.#remove(number, before);
    if (waiting === null) {
      this.immediate.delete(number);
      return;
    }
    this.#waiting.set(number, waiting);
    if (waiting.at === 'market') insertAt(this.market, number, (other) => other > number);
    else insertLevel(this[waiting.at], waiting.level, waiting.at);
    const stop = waiting.at !== 'market' && waiting.level.stop;
    if (!stop && (timeInForce === 'IOC' || timeInForce === 'FOK')) this.immediate.add(number);
  }

  #remove(number: number, waiting: NonNullable<Waiting>): void {
    this.#waiting.delete(number);
    if (waiting.at === 'market') {
      this.market.splice(this.market.indexOf(number), 1);
    } else {
      const levels = this[waiting.at];
      const { level } = waiting;
      const index = firstIndex(
        levels.length,
        (candidate) => !comesBefore(levels[candidate], level, waiting.at),
      );
      levels.splice(index, 1);
    }
  }
}

function waitingOf(order: SpotOrderState): Waiting {
  const { number, direction, limitPrice, triggerPrice } = order.terms;
  if (isTerminal(order.status)) return null;
  const buy = direction === 'buy';
  if (triggerPrice !== null && order.status === 'PENDING') {
    return { at: buy ? 'rise' : 'fall', level: { price: triggerPrice, order: number, stop: true } };
  }
  if (limitPrice === null) return { at: 'market' };
  return { at: buy ? 'fall' : 'rise', level: { price: limitPrice, order: number, stop: false } };
}

function sameWaiting(a: NonNullable<Waiting>, b: NonNullable<Waiting>): boolean {
  if (a.at === 'market' || b.at === 'market') return a.at === b.at;
  return a.at === b.at && a.level.stop === b.level.stop;
}

function insertLevel(levels: Level[], level: Level, side: 'fall' | 'rise'): void {
  insertAt(levels, level, (other) => !comesBefore(other, level, side));
}

/** Whether the price meets `a` before `b` on its way, or serves it first at the same price. */
function comesBefore(a: Level | undefined, b: Level, side: 'fall' | 'rise'): boolean {
  if (a === undefined) return false;
  if (a.price !== b.price) return side === 'fall' ? a.price > b.price : a.price < b.price;
  if (a.stop !== b.stop) return a.stop;
  return a.order < b.order;
}

function insertAt<T>(list: T[], value: T, isAfter: (other: T) => boolean): void {
  const index = firstIndex(list.length, (candidate) => isAfter(list[candidate] as T));
  list.splice(index, 0, value);
}
