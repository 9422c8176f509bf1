import { isTerminal, STATUS_NAMES } from '../../domain/orders/lifecycle.ts';
import type { Order } from '../../domain/orders/order.ts';
import { POSITION_STATUS_NAMES, type PositionStatus } from '../../domain/orders/position.ts';
import { orderId } from '../../domain/orders/orderId.ts';
import type { Journal } from '../../journal/journal.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';

const OPEN: ReadonlySet<PositionStatus> = new Set(['OPEN', 'PARTIALLY_CLOSED']);
/** By the codes of statuses, which a run has by the hundred thousand: whether an order is terminal, and whether its position is open. */
const TERMINAL_CODES = STATUS_NAMES.map(isTerminal);
const OPEN_CODES = POSITION_STATUS_NAMES.map((name) => OPEN.has(name));

/** Whether the order can still fill. */
export function isWorking(order: Order): boolean {
  return !isTerminal(order.status);
}

/** Whether it has a position that is not closed. */
export function isOpen({ position }: Order): boolean {
  return position !== null && OPEN.has(position.status);
}

/** The orders of an account and a pair, by number, each with how many entries there were before it came and when it was over. */
export interface OrderSpans {
  readonly numbers: Int32Array;
  readonly born: Int32Array;
  /** The moment just after its last event, beyond all of them for one that is not over. */
  readonly over: Float64Array;
}

/** When each order of an account and a pair is there to be drawn, among `end` entries: read once, so that a moment costs little. */
export function orderSpans(journal: Journal, account: string, pairCode: string, end: number): OrderSpans {
  const { accounts, pairs } = journal.header;
  const owner = accounts.find(({ id }) => id === account)?.index ?? -1;
  const pair = pairs.find(({ code }) => code === pairCode)?.index ?? -1;
  const { account: accountOf, entry: bornAt } = journal.orders.columns;
  const numbers = journal.ordersByPair.rows(pair).filter((row) => accountOf[row] === owner);
  const { entry, status, position } = journal.events.columns;
  const { status: positionStatus } = journal.positions.columns;
  const events = journal.eventsAt(end);
  const over = new Float64Array(numbers.length);
  for (let index = 0; index < numbers.length; index += 1) {
    const event = journal.eventsByOrder.lastBelow((numbers[index] ?? 0) + 1, events);
    const held = position[event] ?? -1;
    const isHeld = held >= 0 && OPEN_CODES[positionStatus[held] ?? 0] === true;
    const isOver = TERMINAL_CODES[status[event] ?? -1] === true && !isHeld;
    over[index] = isOver ? (entry[event] ?? 0) + 1 : Number.POSITIVE_INFINITY;
  }
  return { numbers: numbers.map((row) => row + 1), born: numbers.map((row) => bornAt[row] ?? 0), over };
}

/** Those that are at work at a moment, or whose position is open then, by number. */
export function liveOrders(
  { numbers, born, over }: OrderSpans,
  orders: OrderRepository,
  moment: number,
): readonly Order[] {
  const found: Order[] = [];
  for (let index = 0; index < numbers.length && (born[index] ?? 0) < moment; index += 1) {
    if ((over[index] ?? 0) <= moment) continue;
    const order = orders.at(orderId(numbers[index] ?? 0), { entries: moment });
    if (order !== null) found.push(order);
  }
  return found;
}
