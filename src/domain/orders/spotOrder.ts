import type { Decimal } from '../../money/decimal.ts';
import type { Minor, Price } from '../../money/minorUnits.ts';
import type { FeeBasis, Liquidity } from '../fees.ts';
import { invariant } from '../invariant.ts';
import { isTerminal, isTransition, type LifecycleEvent, type OrderStatus } from './lifecycle.ts';

/** How long an order works ([O7]). */
export const TIMES_IN_FORCE = ['GTC', 'GTD', 'DAY', 'IOC', 'FOK'] as const;
export type TimeInForce = (typeof TIMES_IN_FORCE)[number];

/** The side of a spot order. */
export const SPOT_DIRECTIONS = ['buy', 'sell'] as const;
export type SpotDirection = (typeof SPOT_DIRECTIONS)[number];

/** The four kinds of spot order, told apart by their limit and trigger prices. */
export type SpotOrderType = 'limit' | 'market' | 'stop-limit' | 'stop-market';

/** What was asked for, fixed for the order's whole life; amounts in minor units, prices in price units, 0 for "no parent". */
export interface SpotTerms {
  readonly number: number;
  readonly rootNumber: number;
  readonly parentNumber: number;
  readonly account: number;
  readonly pair: number;
  readonly direction: SpotDirection;
  readonly volume: Minor;
  /** What a market buy may spend in all, fees included; `null` for an order by volume. */
  readonly spend: Minor | null;
  readonly limitPrice: Price | null;
  readonly triggerPrice: Price | null;
  /** The price a buy's reservation and every order's percentage fees are reckoned at; `null` where nothing is known. */
  readonly reservePrice: Price | null;
  readonly timeInForce: TimeInForce;
  readonly expiresAtMs: number | null;
}

/** One version of a spot order ([O2]): volume = filled + cancelled + moved + remaining, always. */
export interface SpotOrderState {
  readonly terms: SpotTerms;
  readonly status: OrderStatus;
  /** The terms' volume; for an order by `spend` what has filled plus what the rest bought at the last fill price. */
  readonly volume: Minor;
  readonly filled: Minor;
  readonly cancelled: Minor;
  readonly moved: Minor;
  /** Σ price × volume of the fills, exact; and the same and the volume of the maker fills alone. */
  readonly notional: bigint;
  readonly makerNotional: bigint;
  readonly makerVolume: Minor;
  /** Quote spent by a buy or received by a sell so far, and fees on fills and of every kind. */
  readonly cost: Minor;
  readonly fillFees: Minor;
  readonly fees: Minor;
  /** What it still keeps unavailable: quote for a buy, base for a sell. */
  readonly held: Minor;
}

/** A fact about an order, with every number computed; the journal keeps these ([L1]). */
export interface SpotOrderEvent {
  readonly order: number;
  readonly event: LifecycleEvent;
  readonly to: OrderStatus;
  /** Fee this event charged, in minor units of the quote. */
  readonly fee: Minor;
  /** What the order holds after it. */
  readonly held: Minor;
  /** The terms, on `create`. */
  readonly terms: SpotTerms | null;
  /** The execution, on `fill`. */
  readonly fill: Fill | null;
}

/** An execution of a part of an order. */
export interface Fill {
  readonly number: number;
  readonly volume: Minor;
  readonly price: Price;
  readonly liquidity: Liquidity;
  /** Quote spent or received for it. */
  readonly cost: Minor;
  /** The order's total volume from here on: other than before only for an order by `spend`. */
  readonly orderVolume: Minor;
  /** Whether the path policy decided it ([X6]). */
  readonly ambiguous: boolean;
}

/** Volume that can still fill, in minor units of the base. */
export function remainingOf(order: SpotOrderState): Minor {
  return order.volume - order.filled - order.cancelled - order.moved;
}

/** Limit or market, with or without a trigger. */
export function orderTypeOf(terms: Pick<SpotTerms, 'limitPrice' | 'triggerPrice'>): SpotOrderType {
  if (terms.triggerPrice === null) return terms.limitPrice === null ? 'market' : 'limit';
  return terms.limitPrice === null ? 'stop-market' : 'stop-limit';
}

/** What fees on fills depend on. */
export function feeBasisOf(order: SpotOrderState): FeeBasis {
  return {
    makerVolume: order.makerVolume,
    makerNotional: order.makerNotional,
    takerVolume: order.filled - order.makerVolume,
    takerNotional: order.notional - order.makerNotional,
  };
}

/** The next version of an order: the only place where an order changes; a step the table does not have throws ([O1], [O2]). */
export function evolve(order: SpotOrderState | null, happened: SpotOrderEvent): SpotOrderState {
  const { event, to, held, fee } = happened;
  const from = order?.status ?? null;
  invariant(
    isTransition(from, event, to),
    'O1',
    () => `no transition from ${from ?? 'nothing'} by ${event} to ${to}`,
  );
  const next = { ...(order ?? blank(happened)), status: to, held, fees: (order?.fees ?? 0n) + fee };
  if (happened.fill !== null) {
    const { volume, price, liquidity, cost, orderVolume } = happened.fill;
    const notional = BigInt(price) * volume;
    next.volume = orderVolume;
    next.filled += volume;
    next.notional += notional;
    next.cost += cost;
    next.fillFees += fee;
    if (liquidity === 'maker') {
      next.makerVolume += volume;
      next.makerNotional += notional;
    }
  }
  const remaining = remainingOf(next);
  invariant(remaining >= 0n, 'O1', () => `order ${next.terms.number} has ${remaining} remaining`);
  if (event === 'fill') {
    invariant(
      next.filled > (order?.filled ?? 0n) && (to === 'FILLED') === (remaining === 0n),
      'O1',
      () => `order ${next.terms.number} cannot be ${to} by a fill that leaves ${remaining}`,
    );
  }
  if (isTerminal(to)) {
    if (to === 'REPLACED' || to === 'SPLIT') next.moved += remaining;
    else next.cancelled += remaining;
    invariant(held === 0n, 'L6', () => `order ${next.terms.number} ends ${to} and still holds ${held}`);
  }
  return next;
}

function blank({ terms }: SpotOrderEvent): { -readonly [K in keyof SpotOrderState]: SpotOrderState[K] } {
  invariant(terms !== null, 'O1', () => 'a create event without terms');
  return {
    terms,
    status: 'NEW',
    volume: terms.volume,
    filled: 0n,
    cancelled: 0n,
    moved: 0n,
    notional: 0n,
    makerNotional: 0n,
    makerVolume: 0n,
    cost: 0n,
    fillFees: 0n,
    fees: 0n,
    held: 0n,
  };
}

/** A version of a spot order as repositories return it: ids, and money as Decimals ([M2]); frozen. */
export interface SpotOrder {
  readonly kind: 'spot';
  readonly id: string;
  readonly rootId: string;
  readonly parentId: string | null;
  readonly account: string;
  readonly agent: string;
  readonly pair: string;
  readonly direction: SpotDirection;
  readonly type: SpotOrderType;
  readonly status: OrderStatus;
  readonly volume: Decimal;
  readonly filled: Decimal;
  readonly cancelled: Decimal;
  readonly moved: Decimal;
  readonly remaining: Decimal;
  readonly spend: Decimal | null;
  readonly limitPrice: Decimal | null;
  readonly triggerPrice: Decimal | null;
  readonly averagePrice: Decimal | null;
  readonly timeInForce: TimeInForce;
  readonly expiresAtMs: number | null;
  readonly held: Decimal;
  readonly heldAsset: string;
  /** Quote spent by a buy or received by a sell. */
  readonly cost: Decimal;
  /** Fees of every kind charged so far, in `feeAsset`. */
  readonly fees: Decimal;
  readonly feeAsset: string;
  /** The entry that created it and the one of this version's last event. */
  readonly createdEntry: number;
  readonly updatedEntry: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}
