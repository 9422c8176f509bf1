import { isTerminal } from '../domain/orders/lifecycle.ts';
import {
  isBuying,
  isImmediate,
  openVolumeOf,
  type OrderState,
  type OrderTerms,
} from '../domain/orders/order.ts';
import { firstIndex } from '../journal/postings.ts';
import type { Price } from '../money/minorUnits.ts';

/** What reaching a price does to an order, in the order of precedence at one price ([X7]). */
const ROLES = ['liquidation', 'stopLoss', 'stop', 'takeProfit', 'limit'] as const;
export type Role = (typeof ROLES)[number];
/** How many roles there are. */
export const ROLE_COUNT = ROLES.length;

/** An order waiting at a price. */
export interface Level {
  readonly price: Price;
  readonly order: number;
  readonly role: Role;
}

/** Where an order waits: for the next open, or at a price on the market's way down or up. */
type Waiting = { readonly at: 'market' } | { readonly at: 'fall' | 'rise'; readonly level: Level };

/** Precedence of a role at one price: lower comes first ([X7]). */
export function precedenceOf(role: Role): number {
  return ROLES.indexOf(role);
}

/**
 * The working orders and open positions of one pair, kept so that a bar costs nothing for those it does not reach: what the price
 * meets on its way down (buy limits, sell stops; highest first) and on its way up (lowest first); at one price by role, then first
 * come, first served ([X7]).
 */
export class WorkingOrders {
  /** Market orders and triggered stop-markets that wait for the next open, in order of their numbers. */
  readonly market: number[] = [];
  readonly fall: Level[] = [];
  readonly rise: Level[] = [];
  /** IOC and FOK orders that are not waiting for a trigger: their rest ends after the next open ([O7]). */
  readonly immediate = new Set<number>();
  /** How often what waits at prices has changed, and how often any of the orders has. */
  changes = 0;
  updates = 0;
  /** Numbers of all orders that work or have an open position, ascending, of each account too; and where each of all waits. */
  readonly #numbers: number[] = [];
  readonly #byAccount: number[][] = [];
  readonly #waiting: (readonly Waiting[])[] = [];
  readonly #isolated: boolean;

  /** `isolated`: whether each position is liquidated at a price of its own. */
  constructor(isolated: boolean) {
    this.#isolated = isolated;
  }

  /** Whether no order works and no position is open. */
  get isEmpty(): boolean {
    return this.#numbers.length === 0;
  }

  /** Whether the next bar executes or ends anything, whatever its prices. */
  get isWaitingForOpen(): boolean {
    return this.market.length > 0 || this.immediate.size > 0;
  }

  /** Whether a bar of this range executes or ends anything. */
  isReached(low: Price, high: Price): boolean {
    if (this.#numbers.length === 0) return false;
    return (
      this.isWaitingForOpen ||
      (this.fall[0]?.price ?? Number.NEGATIVE_INFINITY) >= low ||
      (this.rise[0]?.price ?? Number.POSITIVE_INFINITY) <= high
    );
  }

  /** Numbers of all orders that work or have an open position, ascending; not to be kept. */
  get numbers(): readonly number[] {
    return this.#numbers;
  }

  /** The same of one account. */
  numbersOf(account: number): readonly number[] {
    return this.#byAccount[account] ?? NO_NUMBERS;
  }

  /** Files an order under where it and its position wait now, or takes it out when both have ended. */
  update(order: OrderState): void {
    const { number, timeInForce } = order.terms;
    this.updates += 1;
    const entry = entryWaitingOf(order);
    const isOpen = openVolumeOf(order) > 0n;
    const waiting = isOpen ? [...entry, ...positionWaitingOf(order, this.#isolated)] : entry;
    const row = rowOf(this.#numbers, number);
    const isKnown = this.#numbers[row] === number;
    const before = isKnown ? (this.#waiting[row] ?? NOWHERE) : NOWHERE;
    if (!sameWaiting(before, waiting)) {
      this.changes += 1;
      for (const old of before) this.#remove(number, old);
      for (const next of waiting) this.#insert(number, next);
    }
    const stays = entry.length > 0 || isOpen;
    if (isKnown && stays) this.#waiting[row] = waiting;
    else if (isKnown) this.#forget(order.terms, row);
    else if (stays) this.#file(order.terms, row, waiting);
    if (isImmediate(timeInForce) && entry.some((at) => at.at === 'market' || at.level.role !== 'stop'))
      this.immediate.add(number);
    else if (this.immediate.size > 0) this.immediate.delete(number);
  }

  #file({ number, account }: OrderTerms, row: number, waiting: readonly Waiting[]): void {
    while (this.#byAccount.length <= account) this.#byAccount.push([]);
    const own = this.#byAccount[account] ?? [];
    put(this.#numbers, row, number);
    put(this.#waiting, row, waiting);
    put(own, rowOf(own, number), number);
  }

  #forget({ number, account }: OrderTerms, row: number): void {
    const own = this.#byAccount[account] ?? [];
    removeAt(this.#numbers, row);
    removeAt(this.#waiting, row);
    removeAt(own, rowOf(own, number));
  }

  #insert(number: number, waiting: Waiting): void {
    if (waiting.at === 'market') {
      insertAt(this.market, number, (other) => other > number);
    } else {
      const { at, level } = waiting;
      insertAt(this[at], level, (other) => !comesBefore(other, level, at));
    }
  }

  #remove(number: number, waiting: Waiting): void {
    if (waiting.at === 'market') {
      removeAt(this.market, this.market.indexOf(number));
      return;
    }
    const { at, level } = waiting;
    const levels = this[at];
    removeAt(
      levels,
      firstIndex(levels.length, (index) => !comesBefore(levels[index], level, at)),
    );
  }
}

const NOWHERE: readonly Waiting[] = [];
const NO_NUMBERS: readonly number[] = [];
const AT_MARKET: readonly Waiting[] = [{ at: 'market' }];

function entryWaitingOf(order: OrderState): readonly Waiting[] {
  const { number, direction, limitPrice, triggerPrice } = order.terms;
  if (isTerminal(order.status)) return NOWHERE;
  const buying = isBuying(direction);
  if (triggerPrice !== null && order.status === 'PENDING') {
    return [{ at: buying ? 'rise' : 'fall', level: { price: triggerPrice, order: number, role: 'stop' } }];
  }
  if (limitPrice === null) return AT_MARKET;
  return [{ at: buying ? 'fall' : 'rise', level: { price: limitPrice, order: number, role: 'limit' } }];
}

/** Where an open position is closed: a long's loss lies on the way down. */
function positionWaitingOf(
  { terms, protection, position }: OrderState,
  isolated: boolean,
): readonly Waiting[] {
  const long = terms.direction === 'long';
  const [loss, gain] = long ? (['fall', 'rise'] as const) : (['rise', 'fall'] as const);
  const waiting: Waiting[] = [];
  const wait = (at: 'fall' | 'rise', price: Price | null, role: Role): void => {
    if (price !== null) waiting.push({ at, level: { price, order: terms.number, role } });
  };
  if (isolated) wait(loss, position.liquidationPrice, 'liquidation');
  wait(loss, protection.stopLoss, 'stopLoss');
  wait(gain, protection.takeProfit, 'takeProfit');
  return waiting;
}

function sameWaiting(a: readonly Waiting[], b: readonly Waiting[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  return a.every((one, index) => {
    const other = b[index];
    if (other === undefined || one.at !== other.at) return false;
    if (one.at === 'market' || other.at === 'market') return true;
    return one.level.role === other.level.role && one.level.price === other.level.price;
  });
}

/** Whether the price meets `a` before `b` on its way, or serves it first at the same price. */
function comesBefore(a: Level | undefined, b: Level, side: 'fall' | 'rise'): boolean {
  if (a === undefined) return false;
  if (a.price !== b.price) return side === 'fall' ? a.price > b.price : a.price < b.price;
  if (a.role !== b.role) return precedenceOf(a.role) < precedenceOf(b.role);
  return a.order < b.order;
}

/** Where a number stands among ascending ones, or would. */
function rowOf(numbers: readonly number[], number: number): number {
  return firstIndex(numbers.length, (index) => (numbers[index] ?? 0) >= number);
}

function insertAt<T>(list: T[], value: T, isAfter: (other: T) => boolean): void {
  const { length } = list;
  // What comes last is mostly the newest.
  const isLast = length === 0 || !isAfter(list[length - 1] as T);
  put(list, isLast ? length : firstIndex(length, (candidate) => isAfter(list[candidate] as T)), value);
}

function put<T>(list: T[], index: number, value: T): void {
  if (index === list.length) list.push(value);
  else list.splice(index, 0, value);
}

function removeAt(list: unknown[], index: number): void {
  if (index === list.length - 1) list.pop();
  else list.splice(index, 1);
}
