import { isTerminal, TRANSITIONS, type OrderStatus, type Transition } from '../../domain/orders/lifecycle.ts';
import type { OrderEventName } from '../../domain/orders/position.ts';

/** Statuses that leave by the same rows are drawn in one box, and those rows as arrows out of the box. */
export const WORKING: readonly OrderStatus[] = TRANSITIONS.map(({ from }) =>
  from.filter((each) => each !== null),
)
  .toSorted((a, b) => b.length - a.length)
  .slice(0, 1)
  .flat();

/** How a row is drawn. */
export type RowKind =
  /** From outside the box to a status. */
  | 'single'
  /** Between statuses inside the box. */
  | 'inner'
  /** Out of the whole box to an end. */
  | 'leave'
  /** Out of some statuses of the box to an end. */
  | 'leaveSome'
  /** Back into the status it came from, for the whole box. */
  | 'stay';

/** What a row of the table needs in the picture. */
export function rowKind({ from, to }: Transition): RowKind {
  const members = WORKING.filter((status) => from.includes(status)).length;
  if (to === null) return 'stay';
  if (members === 0) return 'single';
  if (WORKING.includes(to)) return 'inner';
  return members === WORKING.length ? 'leave' : 'leaveSome';
}

/** What tells two rows of one event apart. */
const QUALIFIERS: Partial<Record<Transition['guard'], string>> = {
  fillsPart: 'part',
  fillsAll: 'rest',
  totalIsFilled: 'to filled',
};

/** What is written on a row's arrow. */
export function rowLabel({ event, guard }: Transition): string {
  const qualifier = QUALIFIERS[guard];
  return qualifier === undefined ? event : `${event} ${qualifier}`;
}

/** The rows out of the whole box, those with one target side by side: the order of the lanes from top to bottom. */
export function laneRows(): readonly Transition[] {
  const rows = TRANSITIONS.filter((row) => rowKind(row) === 'leave');
  const targets = [...new Set(rows.map(({ to }) => to))];
  return targets.flatMap((target) => rows.filter(({ to }) => to === target));
}

/** The row by which an event led from one status to another. */
export function rowOf(
  from: OrderStatus | null,
  event: OrderEventName,
  to: OrderStatus,
): Transition | undefined {
  return TRANSITIONS.find((row) => row.event === event && row.from.includes(from) && (row.to ?? from) === to);
}

/** The words for where an order stands, for reasons of what cannot happen. */
export function isOver(status: OrderStatus | null): boolean {
  return status !== null && isTerminal(status);
}
