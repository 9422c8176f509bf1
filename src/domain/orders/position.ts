import type { Minor, Price } from '../../money/minorUnits.ts';
import { InvariantError } from '../invariant.ts';
import { EVENT_NAMES, isTerminal, type LifecycleEvent, type OrderStatus } from './lifecycle.ts';

/** Where a trade's position stands, beside its entry order; in the order of their codes in the journal. */
export const POSITION_STATUSES = {
  NONE: { title: 'No position' },
  OPEN: { title: 'Open' },
  PARTIALLY_CLOSED: { title: 'Partially closed' },
  CLOSED: { title: 'Closed' },
} as const;
export type PositionStatus = keyof typeof POSITION_STATUSES;
export const POSITION_STATUS_NAMES = Object.keys(POSITION_STATUSES) as readonly PositionStatus[];

/** Why a position or a part of it was closed, in the order of their codes in the journal. */
export const CLOSE_REASONS = ['MANUAL', 'STOP_LOSS', 'TAKE_PROFIT', 'LIQUIDATION', 'END_OF_RUN'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** What happens to a trade beside its entry's life: a close, and a change of stop loss or take profit alone ([O4]). */
const POSITION_EVENTS = ['close', 'amend'] as const;

/** Everything that can happen to an order, in either dimension. */
export type OrderEventName = LifecycleEvent | (typeof POSITION_EVENTS)[number];

/** All of them in the order of their codes in the journal. */
export const ORDER_EVENT_NAMES: readonly OrderEventName[] = [...EVENT_NAMES, ...POSITION_EVENTS];

/** A row of the second dimension: from any of these the event leads to `to`. */
interface PositionTransition {
  readonly from: readonly PositionStatus[];
  readonly event: OrderEventName;
  readonly to: PositionStatus;
  readonly guard: string;
}

const HELD = ['OPEN', 'PARTIALLY_CLOSED'] as const;

/** The life of a position ([O1]). */
export const POSITION_TRANSITIONS: readonly PositionTransition[] = [
  { from: ['NONE', 'OPEN'], event: 'fill', guard: 'the entry fills', to: 'OPEN' },
  { from: ['PARTIALLY_CLOSED'], event: 'fill', guard: 'the entry fills', to: 'PARTIALLY_CLOSED' },
  { from: HELD, event: 'close', guard: '0 < volume < open', to: 'PARTIALLY_CLOSED' },
  { from: HELD, event: 'close', guard: 'volume = open', to: 'CLOSED' },
  { from: ['OPEN'], event: 'charge', guard: 'a night passes', to: 'OPEN' },
  { from: ['PARTIALLY_CLOSED'], event: 'charge', guard: 'a night passes', to: 'PARTIALLY_CLOSED' },
  { from: ['OPEN'], event: 'amend', guard: 'stop loss or take profit changes', to: 'OPEN' },
  {
    from: ['PARTIALLY_CLOSED'],
    event: 'amend',
    guard: 'stop loss or take profit changes',
    to: 'PARTIALLY_CLOSED',
  },
];

/** Whether the event can happen to a position. */
export function positionAllows(status: PositionStatus, event: OrderEventName): boolean {
  return ALLOWED_EVENTS[status].includes(event);
}

const ALLOWED_EVENTS = Object.fromEntries(
  POSITION_STATUS_NAMES.map((status) => [
    status,
    POSITION_TRANSITIONS.filter(({ from }) => from.includes(status)).map(({ event }) => event),
  ]),
) as Record<PositionStatus, OrderEventName[]>;

/** Whether the protection of a trade may change: while its entry works or its position is open ([O4]). */
export function canAmend(status: OrderStatus, position: PositionStatus): boolean {
  return (!isTerminal(status) && status !== 'NEW') || positionAllows(position, 'amend');
}

/** What a trade's entry fills have opened and its closes not yet closed; money in minor units of the quote. */
export interface Position {
  readonly status: PositionStatus;
  readonly closed: Minor;
  /** What the open volume was entered at, as Σ price × volume; a close takes its share, the last close all that is left. */
  readonly basis: bigint;
  /** Σ price × volume of the closes. */
  readonly exitNotional: bigint;
  /** Gain or loss of the closes, exact, in price × volume units, and as posted. */
  readonly realized: bigint;
  readonly pnl: Minor;
  /** Fees on close so far. */
  readonly closeFees: Minor;
  /** What it keeps unavailable. */
  readonly margin: Minor;
  /** Where it is liquidated, isolated; `null` where no price does. */
  readonly liquidationPrice: Price | null;
  /** Reason of the last close. */
  readonly reason: CloseReason | null;
}

/** The position of an order that has none. */
export const NO_POSITION: Position = {
  status: 'NONE',
  closed: 0n,
  basis: 0n,
  exitNotional: 0n,
  realized: 0n,
  pnl: 0n,
  closeFees: 0n,
  margin: 0n,
  liquidationPrice: null,
  reason: null,
};

/** A part or all of a position, closed. */
export interface Closing {
  readonly number: number;
  readonly volume: Minor;
  readonly price: Price;
  /** Gain or loss posted for it. */
  readonly pnl: Minor;
  readonly reason: CloseReason;
  readonly ambiguous: boolean;
}

/** What closing `volume` of the `open` volume takes of the basis. */
export function basisOf(position: Position, volume: Minor, open: Minor): bigint {
  return volume === open ? position.basis : (position.basis * volume) / open;
}

/** The position after a close; `long` gains when the exit is above the basis. */
export function closePosition(
  position: Position,
  closing: Closing,
  open: Minor,
  long: boolean,
  after: { readonly fee: Minor; readonly margin: Minor; readonly liquidationPrice: Price | null },
): Position {
  const { volume, price, pnl, reason } = closing;
  if (!positionAllows(position.status, 'close'))
    throw new InvariantError('O1', `cannot close a position that is ${position.status}`);
  if (volume <= 0n || volume > open) throw new InvariantError('O1', `cannot close ${volume} of ${open}`);
  const basis = basisOf(position, volume, open);
  const exit = BigInt(price) * volume;
  const all = volume === open;
  if (all && after.margin !== 0n)
    throw new InvariantError('L6', `a closed position still has a margin of ${after.margin}`);
  return {
    status: all ? 'CLOSED' : 'PARTIALLY_CLOSED',
    closed: position.closed + volume,
    basis: position.basis - basis,
    exitNotional: position.exitNotional + exit,
    realized: position.realized + (long ? exit - basis : basis - exit),
    pnl: position.pnl + pnl,
    closeFees: position.closeFees + after.fee,
    margin: after.margin,
    liquidationPrice: after.liquidationPrice,
    reason,
  };
}
