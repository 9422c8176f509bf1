import { STATUS_NAMES } from '../domain/orders/lifecycle.ts';
import {
  DIRECTIONS,
  kindOf,
  TIMES_IN_FORCE,
  UNPROTECTED,
  type OrderState,
  type OrderTerms,
} from '../domain/orders/order.ts';
import {
  CLOSE_REASONS,
  NO_POSITION,
  ORDER_EVENT_NAMES,
  POSITION_STATUS_NAMES,
  type Position,
} from '../domain/orders/position.ts';
import type { Price } from '../money/minorUnits.ts';
import { FILL_TAKER, wide, type Journal } from './journal.ts';

/** What was asked for with an order, read back from the journal; `undefined` for a number that no order has. */
export function storedTerms({ orders }: Journal, number: number): OrderTerms | undefined {
  const row = number - 1;
  const { columns } = orders;
  const direction = DIRECTIONS[columns.direction[row] ?? -1];
  const timeInForce = TIMES_IN_FORCE[columns.timeInForce[row] ?? -1];
  if (row < 0 || row >= orders.length || direction === undefined || timeInForce === undefined)
    return undefined;
  const spend = columns.spend[row] ?? -1n;
  const leverage = columns.leverage[row] ?? -1n;
  return {
    number,
    rootNumber: columns.root[row] ?? 0,
    parentNumber: columns.parent[row] ?? 0,
    account: columns.account[row] ?? 0,
    pair: columns.pair[row] ?? 0,
    direction,
    volume: columns.volume[row] ?? 0n,
    spend: spend < 0n ? null : spend,
    limitPrice: priceOrNull(columns.limitPrice[row]),
    triggerPrice: priceOrNull(columns.triggerPrice[row]),
    reservePrice: priceOrNull(columns.reservePrice[row]),
    timeInForce,
    expiresAtMs: priceOrNull(columns.expiresAtMs[row]),
    leverage: leverage < 0n ? null : leverage,
  };
}

/** The last version of an order, read back from the journal: the one that its events have evolved to ([O2]). */
export function storedOrder(journal: Journal, number: number): OrderState | undefined {
  const terms = storedTerms(journal, number);
  const row = journal.eventsByOrder.newest(number);
  const { columns } = journal.events;
  const status = STATUS_NAMES[columns.status[row] ?? -1];
  if (terms === undefined || status === undefined) return undefined;
  const trade = kindOf(terms.direction) === 'trade';
  const sums = sumsOf(journal, number);
  const notional = wide(columns.notionalHigh[row], columns.notionalLow[row]);
  const positionRow = columns.position[row] ?? -1;
  const { stopLoss, takeProfit } = journal.positions.columns;
  return {
    terms,
    status,
    volume: columns.volume[row] ?? 0n,
    filled: columns.filled[row] ?? 0n,
    cancelled: columns.cancelled[row] ?? 0n,
    moved: columns.moved[row] ?? 0n,
    notional,
    makerNotional: sums.makerNotional,
    makerVolume: sums.makerVolume,
    cost: columns.cost[row] ?? 0n,
    fillFees: sums.fillFees,
    fees: columns.fees[row] ?? 0n,
    held: columns.held[row] ?? 0n,
    protection: trade
      ? { stopLoss: priceOrNull(stopLoss[positionRow]), takeProfit: priceOrNull(takeProfit[positionRow]) }
      : UNPROTECTED,
    position: trade
      ? storedPosition(journal, positionRow, terms.direction === 'long', notional, sums.closeFees)
      : NO_POSITION,
  };
}

function storedPosition(
  { positions }: Journal,
  row: number,
  long: boolean,
  notional: bigint,
  closeFees: bigint,
): Position {
  const { columns } = positions;
  const basis = wide(columns.basisHigh[row], columns.basisLow[row]);
  const exitNotional = wide(columns.exitHigh[row], columns.exitLow[row]);
  // What was entered and is not in the basis any more was closed.
  const closedBasis = notional - basis;
  return {
    status: POSITION_STATUS_NAMES[columns.status[row] ?? 0] ?? 'NONE',
    closed: columns.closed[row] ?? 0n,
    basis,
    exitNotional,
    realized: long ? exitNotional - closedBasis : closedBasis - exitNotional,
    pnl: columns.pnl[row] ?? 0n,
    closeFees,
    margin: columns.margin[row] ?? 0n,
    liquidationPrice: priceOrNull(columns.liquidationPrice[row]),
    reason: CLOSE_REASONS[(columns.reason[row] ?? 0) - 1] ?? null,
  };
}

const FILL = ORDER_EVENT_NAMES.indexOf('fill');
const CLOSE = ORDER_EVENT_NAMES.indexOf('close');

/** What a version is the sum of, but does not keep itself. */
function sumsOf(
  journal: Journal,
  number: number,
): Pick<OrderState, 'makerNotional' | 'makerVolume' | 'fillFees'> & Pick<Position, 'closeFees'> {
  const { columns } = journal.events;
  const sums = { makerNotional: 0n, makerVolume: 0n, fillFees: 0n, closeFees: 0n };
  for (const row of journal.eventsByOrder.rows(number)) {
    if (columns.event[row] === CLOSE) sums.closeFees += columns.fee[row] ?? 0n;
    if (columns.event[row] !== FILL) continue;
    sums.fillFees += columns.fee[row] ?? 0n;
    if (((columns.fillFlags[row] ?? 0) & FILL_TAKER) !== 0) continue;
    const volume = columns.fillVolume[row] ?? 0n;
    sums.makerVolume += volume;
    sums.makerNotional += BigInt(columns.fillPrice[row] ?? 0) * volume;
  }
  return sums;
}

function priceOrNull(value: Price | undefined): Price | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
