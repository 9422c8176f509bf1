import { isTerminal, STATUS_NAMES, type OrderStatus } from '../../domain/orders/lifecycle.ts';
import { POSITION_STATUS_NAMES, type PositionStatus } from '../../domain/orders/position.ts';
import type { Journal } from '../../journal/journal.ts';

/** How an order stands for a while: its status while it works, then that of its position while that is open. */
export type LifeState =
  | Extract<OrderStatus, 'NEW' | 'PENDING' | 'TRIGGERED' | 'PARTIALLY_FILLED'>
  | Extract<PositionStatus, 'OPEN' | 'PARTIALLY_CLOSED'>;

/** A while in which an order stands the same; times in milliseconds since 1970 UTC. */
interface LifePart {
  readonly state: LifeState;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Every order from its birth to its end, by its row (number - 1), read from the first `end` entries. */
export interface OrderLives {
  readonly count: number;
  readonly birthMs: Float64Array;
  /** Of an order that is still at work: the last time there is. */
  readonly endMs: Float64Array;
  /** The span of all entries. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** The rows of an order's events, ascending. */
  readonly eventsOf: (row: number) => Int32Array;
  readonly partsOf: (row: number) => readonly LifePart[];
  /** The status an order ended with, and null while it works or its position is open. */
  readonly endOf: (row: number) => OrderStatus | null;
}

/** How an order stands after an event of it, `null` when it is over. */
function stateAfter(journal: Journal, event: number): LifeState | null {
  const { status, position } = journal.events.columns;
  const name = STATUS_NAMES[status[event] ?? 0] ?? 'NEW';
  if (!isTerminal(name)) return name as LifeState;
  const held = POSITION_STATUS_NAMES[journal.positions.columns.status[position[event] ?? -1] ?? 0];
  return held === 'OPEN' || held === 'PARTIALLY_CLOSED' ? held : null;
}

/** The lives of all orders there are after `end` entries: one walk through the events, so that tens of thousands take no time. */
export function orderLives(journal: Journal, end: number): OrderLives {
  const count = journal.ordersAt(end);
  const eventCount = journal.eventsAt(end);
  const { entry, order, status } = journal.events.columns;
  const { timeMs } = journal.entries.columns;
  const timeOf = (event: number): number => timeMs[entry[event] ?? 0] ?? 0;

  const starts = new Int32Array(count + 1);
  for (let event = 0; event < eventCount; event += 1) {
    const number = order[event] ?? 0;
    starts[number] = (starts[number] ?? 0) + 1;
  }
  for (let row = 0; row < count; row += 1) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
  const events = new Int32Array(eventCount);
  const next = starts.slice();
  for (let event = 0; event < eventCount; event += 1) {
    const row = (order[event] ?? 1) - 1;
    const at = next[row] ?? 0;
    events[at] = event;
    next[row] = at + 1;
  }

  const firstMs = timeMs[0] ?? 0;
  const lastMs = timeMs[end - 1] ?? firstMs;
  const birthMs = new Float64Array(count);
  const endMs = new Float64Array(count);
  const lastEventOf = (row: number): number => events[(starts[row + 1] ?? 0) - 1] ?? 0;
  for (let row = 0; row < count; row += 1) {
    birthMs[row] = timeOf(events[starts[row] ?? 0] ?? 0);
    const last = lastEventOf(row);
    endMs[row] = stateAfter(journal, last) === null ? timeOf(last) : lastMs;
  }
  const eventsOf = (row: number): Int32Array => events.subarray(starts[row], starts[row + 1]);
  return {
    count,
    birthMs,
    endMs,
    firstMs,
    lastMs,
    eventsOf,
    partsOf(row) {
      const own = eventsOf(row);
      const parts: { state: LifeState; fromMs: number; toMs: number }[] = [];
      for (const [index, event] of own.entries()) {
        const state = stateAfter(journal, event);
        const following = own[index + 1];
        const fromMs = timeOf(event);
        const toMs = following === undefined ? (endMs[row] ?? fromMs) : timeOf(following);
        if (state === null || toMs <= fromMs) continue;
        const before = parts.at(-1);
        if (before?.state === state && before.toMs === fromMs) before.toMs = toMs;
        else parts.push({ state, fromMs, toMs });
      }
      return parts;
    },
    endOf(row) {
      const last = lastEventOf(row);
      return stateAfter(journal, last) === null ? (STATUS_NAMES[status[last] ?? 0] ?? null) : null;
    },
  };
}
