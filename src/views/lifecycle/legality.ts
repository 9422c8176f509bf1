import {
  GUARDS,
  LIFECYCLE_EVENTS,
  ORDER_STATUSES,
  type OrderStatus,
  type Transition,
} from '../../domain/orders/lifecycle.ts';
import { isOver, rowLabel } from './diagram.ts';

const DOERS = { person: 'you', engine: 'the engine', market: 'the market' } as const;

/** A row in words: what leads where, under which condition, and who does it. */
export function rowSentence(row: Transition): string {
  const target = row.to === null ? 'the status stays' : ORDER_STATUSES[row.to].title;
  const guard = GUARDS[row.guard];
  const by = DOERS[LIFECYCLE_EVENTS[row.event].by];
  return `${rowLabel(row)} → ${target}${guard === '' ? '' : `: if ${guard}`} (by ${by})`;
}

/** Why a row cannot be taken from a status, or `null` when it can if its guard holds. */
export function whyNot(row: Transition, status: OrderStatus | null): string | null {
  if (row.from.includes(status)) return null;
  if (status === null) return `Cannot ${row.event}: there is no order yet at this moment`;
  const { title } = ORDER_STATUSES[status];
  if (isOver(status))
    return `Cannot ${row.event}: the order is ${title}, and nothing can happen to it any more`;
  const wanted = row.from.map((from) => (from === null ? 'nothing' : ORDER_STATUSES[from].title));
  return `Cannot ${row.event} from ${title}: only from ${wanted.join(', ')}`;
}
