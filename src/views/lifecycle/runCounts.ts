import {
  EVENT_NAMES,
  STATUS_NAMES,
  type OrderStatus,
  type Transition,
} from '../../domain/orders/lifecycle.ts';
import type { Journal } from '../../journal/journal.ts';
import { rowOf } from './diagram.ts';

/** How many orders of a run stand in each status, and how often each row of the table was taken from each of its statuses. */
export interface RunCounts {
  readonly statuses: ReadonlyMap<OrderStatus, number>;
  readonly steps: readonly {
    readonly row: Transition;
    readonly from: OrderStatus | null;
    readonly times: number;
  }[];
}

/** Counts every order event up to a moment, in one pass over the columns. */
export function countRun(journal: Journal, moment: number): RunCounts {
  const { order, event, status } = journal.events.columns;
  const end = journal.eventsAt(journal.entriesAt({ entries: moment }));
  /** The status of each order so far plus one, 0 before its first event. */
  const now = new Uint8Array(journal.orders.length + 1);
  const steps = new Map<number, number>();
  for (let at = 0; at < end; at += 1) {
    const number = order[at] ?? 0;
    const to = status[at] ?? 0;
    const key = ((now[number] ?? 0) * 64 + (event[at] ?? 0)) * 64 + to;
    steps.set(key, (steps.get(key) ?? 0) + 1);
    now[number] = to + 1;
  }
  const statuses = new Map<OrderStatus, number>();
  for (const code of now) {
    const name = STATUS_NAMES[code - 1];
    if (name !== undefined) statuses.set(name, (statuses.get(name) ?? 0) + 1);
  }
  const rows = [...steps].flatMap(([key, times]) => {
    const from = STATUS_NAMES[Math.floor(key / 4096) - 1] ?? null;
    const name = EVENT_NAMES[Math.floor(key / 64) % 64];
    const to = STATUS_NAMES[key % 64];
    const row = name === undefined || to === undefined ? undefined : rowOf(from, name, to);
    return row === undefined ? [] : [{ row, from, times }];
  });
  return { statuses, steps: rows };
}
