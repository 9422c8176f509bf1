import type { Decimal } from '../../money/decimal.ts';
import type { Minor, Price, Rate } from '../../money/minorUnits.ts';
import type { FeeBasis, Liquidity } from '../fees.ts';
import { InvariantError } from '../invariant.ts';
import {
  closePosition,
  NO_POSITION,
  positionAllows,
  type CloseReason,
  canAmend,
  type Closing,
  type OrderEventName,
  type Position,
  type PositionStatus,
} from './position.ts';
import { isTerminal, isTransition, type OrderStatus } from './lifecycle.ts';

/** How long an order works ([O7]). */
export const TIMES_IN_FORCE = ['GTC', 'GTD', 'DAY', 'IOC', 'FOK'] as const;
export type TimeInForce = (typeof TIMES_IN_FORCE)[number];

/** Whether what does not fill at once expires ([O7]). */
export function isImmediate(timeInForce: TimeInForce): boolean {
  return timeInForce === 'IOC' || timeInForce === 'FOK';
}

/** The two kinds of order: one exchanges assets, the other opens a leveraged position. */
export type OrderKind = 'spot' | 'trade';

/** The sides, in the order of their codes in the journal: buy and sell for spot, long and short for trades. */
export const DIRECTIONS = ['buy', 'sell', 'long', 'short'] as const;
export type Direction = (typeof DIRECTIONS)[number];
export const SPOT_DIRECTIONS = ['buy', 'sell'] as const;
export type SpotDirection = (typeof SPOT_DIRECTIONS)[number];
export const TRADE_DIRECTIONS = ['long', 'short'] as const;

/** The kind that a side belongs to. */
export function kindOf(direction: Direction): OrderKind {
  return direction === 'buy' || direction === 'sell' ? 'spot' : 'trade';
}

/** Whether the entry takes from the market what others offer (buy, long) rather than the other way round. */
export function isBuying(direction: Direction): boolean {
  return direction === 'buy' || direction === 'long';
}

/** The four types of order, told apart by their limit and trigger prices. */
export type OrderType = 'limit' | 'market' | 'stop-limit' | 'stop-market';

/** What was asked for, fixed for the order's whole life; amounts in minor units, prices in price units, 0 for "no parent". */
export interface OrderTerms {
  readonly number: number;
  readonly rootNumber: number;
  readonly parentNumber: number;
  readonly account: number;
  readonly pair: number;
  readonly direction: Direction;
  readonly volume: Minor;
  /** What a market buy may spend in all, fees included; `null` for an order by volume. */
  readonly spend: Minor | null;
  readonly limitPrice: Price | null;
  readonly triggerPrice: Price | null;
  /** The price a buy's reservation and every order's percentage fees are reckoned at; `null` where nothing is known. */
  readonly reservePrice: Price | null;
  readonly timeInForce: TimeInForce;
  readonly expiresAtMs: number | null;
  /** Notional divided by margin, of a trade under MARGIN_MULTIPLIER rules; else `null`. */
  readonly leverage: Rate | null;
}

/** What protects a trade's position: prices at which it is closed, `null` for none. */
export interface Protection {
  readonly stopLoss: Price | null;
  readonly takeProfit: Price | null;
}

/** One version of an order ([O2]): volume = filled + cancelled + moved + remaining, always. */
export interface OrderState {
  readonly terms: OrderTerms;
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
  /** What the order still keeps unavailable: base for a sell, quote for the others. A position's margin is not in it ([L6]). */
  readonly held: Minor;
  readonly protection: Protection;
  readonly position: Position;
}

/** A fact about an order, with every number computed; the journal keeps these ([L1]). */
export interface OrderEvent {
  readonly order: number;
  readonly event: OrderEventName;
  readonly to: OrderStatus;
  /** Fee this event charged, in minor units of the quote. */
  readonly fee: Minor;
  /** What the order holds after it. */
  readonly held: Minor;
  /** The terms, on `create`. */
  readonly terms: OrderTerms | null;
  /** The execution, on `fill`. */
  readonly fill: Fill | null;
  /** The part of the position closed, on `close`. */
  readonly closing: Closing | null;
  /** The new protection, on `create` and `amend`. */
  readonly protection: Protection | null;
  /** What the position holds after it, and where it is liquidated. */
  readonly margin: Minor;
  readonly liquidationPrice: Price | null;
}

/** An execution of a part of an order. */
interface Fill {
  readonly number: number;
  readonly volume: Minor;
  readonly price: Price;
  /** Price × volume. */
  readonly notional: bigint;
  readonly liquidity: Liquidity;
  /** Quote spent or received for it. */
  readonly cost: Minor;
  /** The order's total volume from here on: other than before only for an order by `spend`. */
  readonly orderVolume: Minor;
  /** Whether the path policy decided it ([X6]). */
  readonly ambiguous: boolean;
}

/** Volume that can still fill, in minor units of the base. */
export function remainingOf(order: OrderState): Minor {
  return order.volume - order.filled - order.cancelled - order.moved;
}

/** Limit or market, with or without a trigger. */
export function orderTypeOf(terms: Pick<OrderTerms, 'limitPrice' | 'triggerPrice'>): OrderType {
  if (terms.triggerPrice === null) return terms.limitPrice === null ? 'market' : 'limit';
  return terms.limitPrice === null ? 'stop-market' : 'stop-limit';
}

/** What fees on fills depend on. */
export function feeBasisOf(order: OrderState): FeeBasis {
  return {
    makerVolume: order.makerVolume,
    makerNotional: order.makerNotional,
    takerVolume: order.filled - order.makerVolume,
    takerNotional: order.notional - order.makerNotional,
  };
}

/** Volume of the position that is open, in minor units of the base. */
export function openVolumeOf(order: OrderState): Minor {
  return order.position.status === 'NONE' ? 0n : order.filled - order.position.closed;
}

/** A fact about an order that charges nothing and holds nothing; its parts are to be overridden. */
export function event(
  order: number,
  name: OrderEvent['event'],
  to: OrderStatus,
  parts: Partial<Omit<OrderEvent, 'order' | 'event' | 'to'>> = {},
): OrderEvent {
  return {
    order,
    event: name,
    to,
    fee: parts.fee ?? 0n,
    held: parts.held ?? 0n,
    terms: parts.terms ?? null,
    fill: parts.fill ?? null,
    closing: parts.closing ?? null,
    protection: parts.protection ?? null,
    margin: parts.margin ?? 0n,
    liquidationPrice: parts.liquidationPrice ?? null,
  };
}

/** The next version of an order: the only place where an order changes; a step the tables do not have throws ([O1], [O2]). */
export function evolve(order: OrderState | null, happened: OrderEvent): OrderState {
  const from = order?.status ?? null;
  const { event: name, to } = happened;
  // A position that is not there allows a fill alone, which concerns the entry too.
  const status = order === null ? 'NONE' : order.position.status;
  if (order !== null && status !== 'NONE' && name !== 'fill' && positionAllows(status, name)) {
    return evolvePosition(order, happened);
  }
  if (name === 'amend' || name === 'close') {
    const allowed =
      name === 'amend' &&
      order !== null &&
      kindOf(order.terms.direction) === 'trade' &&
      canAmend(order.status, order.position.status);
    if (!allowed) throw new InvariantError('O1', `no ${name} of an order that is ${from ?? 'nothing'}`);
    return evolvePosition(order, happened);
  }
  if (!isTransition(from, name, to))
    throw new InvariantError('O1', `no transition from ${from ?? 'nothing'} by ${name} to ${to}`);
  return order === null ? created(happened) : evolveEntry(order, happened);
}

/** What happens to the position alone: the entry order stays as it is. */
function evolvePosition(order: OrderState, happened: OrderEvent): OrderState {
  const { fee, closing, margin, liquidationPrice, protection, to, held } = happened;
  if (to !== order.status || held !== order.held)
    throw new InvariantError('O1', `${happened.event} cannot change the entry`);
  const fees = order.fees + fee;
  if (closing === null) {
    const position = { ...order.position, margin, liquidationPrice };
    return { ...order, fees, position, protection: protection ?? order.protection };
  }
  if (!isTerminal(to) && closing.volume >= openVolumeOf(order))
    throw new InvariantError('O5', `order ${order.terms.number} is closed while its entry is still ${to}`);
  const long = order.terms.direction === 'long';
  const position = closePosition(order.position, closing, openVolumeOf(order), long, {
    fee,
    margin,
    liquidationPrice,
  });
  return { ...order, fees, position };
}

function evolveEntry(order: OrderState, happened: OrderEvent): OrderState {
  const { to, held, fee, fill } = happened;
  const { terms } = order;
  let { volume, filled, cancelled, moved, notional, makerNotional, makerVolume, cost, fillFees, position } =
    order;
  if (fill !== null) {
    volume = fill.orderVolume;
    filled += fill.volume;
    notional += fill.notional;
    cost += fill.cost;
    fillFees += fee;
    if (fill.liquidity === 'maker') {
      makerVolume += fill.volume;
      makerNotional += fill.notional;
    }
    if (kindOf(terms.direction) === 'trade') position = enlarge(position, fill.notional, happened);
  }
  const ends = isTerminal(to);
  const remaining = fill === null && !ends ? 0n : volume - filled - cancelled - moved;
  if (remaining < 0n) throw new InvariantError('O1', `order ${terms.number} has ${remaining} remaining`);
  if (happened.event === 'fill') {
    if (filled <= order.filled || (to === 'FILLED') !== (remaining === 0n))
      throw new InvariantError(
        'O1',
        `order ${terms.number} cannot be ${to} by a fill that leaves ${remaining}`,
      );
  }
  if (ends) {
    if (to === 'REPLACED' || to === 'SPLIT') moved += remaining;
    else cancelled += remaining;
    if (held !== 0n)
      throw new InvariantError('L6', `order ${terms.number} ends ${to} and still holds ${held}`);
  }
  return {
    terms,
    status: to,
    volume,
    filled,
    cancelled,
    moved,
    notional,
    makerNotional,
    makerVolume,
    cost,
    fillFees,
    fees: order.fees + fee,
    held,
    protection: happened.protection ?? order.protection,
    position,
  };
}

/** The position of a trade of which more has filled, for Σ price × volume. */
function enlarge(position: Position, notional: bigint, { margin, liquidationPrice }: OrderEvent): Position {
  if (!positionAllows(position.status, 'fill'))
    throw new InvariantError('O1', `no fill of a trade whose position is ${position.status}`);
  const status = position.status === 'NONE' ? 'OPEN' : position.status;
  return { ...position, status, basis: position.basis + notional, margin, liquidationPrice };
}

function created({ terms, to, fee, held, protection }: OrderEvent): OrderState {
  if (terms === null) throw new InvariantError('O1', 'a create event without terms');
  return {
    terms,
    status: to,
    volume: terms.volume,
    filled: 0n,
    cancelled: 0n,
    moved: 0n,
    notional: 0n,
    makerNotional: 0n,
    makerVolume: 0n,
    cost: 0n,
    fillFees: 0n,
    fees: fee,
    held,
    protection: protection ?? UNPROTECTED,
    position: NO_POSITION,
  };
}

/** Neither stop loss nor take profit. */
export const UNPROTECTED: Protection = { stopLoss: null, takeProfit: null };

/** A version of an order as repositories return it: ids, and money as Decimals ([M2]); frozen. */
export interface Order {
  readonly kind: OrderKind;
  readonly id: string;
  readonly rootId: string;
  readonly parentId: string | null;
  readonly account: string;
  readonly agent: string;
  readonly pair: string;
  readonly direction: Direction;
  readonly type: OrderType;
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
  /** Notional divided by margin, where a trade has it. */
  readonly leverage: Decimal | null;
  readonly stopLoss: Decimal | null;
  readonly takeProfit: Decimal | null;
  /** A trade's position, `null` for a spot order. */
  readonly position: PositionView | null;
  /** Fees of every kind charged so far, in `feeAsset`. */
  readonly fees: Decimal;
  readonly feeAsset: string;
  /** The entry that created it and the one of this version's last event. */
  readonly createdEntry: number;
  readonly updatedEntry: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

/** A trade's position as repositories return it; money in the quote. */
export interface PositionView {
  readonly status: PositionStatus;
  readonly open: Decimal;
  readonly closed: Decimal;
  /** Average entry price of the open volume, average exit price of the closed one; `null` where there is none. */
  readonly entryPrice: Decimal | null;
  readonly exitPrice: Decimal | null;
  readonly margin: Decimal;
  readonly pnl: Decimal;
  readonly liquidationPrice: Decimal | null;
  readonly closeReason: CloseReason | null;
}
