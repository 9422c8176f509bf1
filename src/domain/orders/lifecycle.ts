import { codesOf } from '../codes.ts';

/** Every status of an order, in the order of their codes in the journal. */
export const ORDER_STATUSES = {
  NEW: { title: 'New' },
  PENDING: { title: 'Pending' },
  TRIGGERED: { title: 'Triggered' },
  PARTIALLY_FILLED: { title: 'Partially filled' },
  FILLED: { title: 'Filled' },
  CANCELLED: { title: 'Cancelled' },
  EXPIRED: { title: 'Expired' },
  REPLACED: { title: 'Replaced' },
  SPLIT: { title: 'Split' },
  REJECTED: { title: 'Rejected' },
} as const;

/** Where an order stands in its life. */
export type OrderStatus = keyof typeof ORDER_STATUSES;

/** What can happen to an order, and who makes it happen; in the order of their codes in the journal. */
export const LIFECYCLE_EVENTS = {
  create: { by: 'person' },
  reject: { by: 'engine' },
  accept: { by: 'engine' },
  trigger: { by: 'market' },
  fill: { by: 'market' },
  cancel: { by: 'person' },
  expire: { by: 'engine' },
  modify: { by: 'person' },
  split: { by: 'person' },
  charge: { by: 'engine' },
} as const satisfies Record<string, { by: 'person' | 'engine' | 'market' }>;

/** Something that happens to an order. */
export type LifecycleEvent = keyof typeof LIFECYCLE_EVENTS;

/** A row of the table: from any of these statuses (`null`: no order yet) the event leads to `to` if the guard holds. */
export interface Transition {
  readonly from: readonly (OrderStatus | null)[];
  readonly event: LifecycleEvent;
  /** `null`: the status stays. */
  readonly to: OrderStatus | null;
  readonly guard: GuardName;
}

/** What must hold for a row to apply, in words. */
export const GUARDS = {
  wellFormed: 'the action is well formed',
  ruleFails: 'a rule fails (a code and the numbers)',
  reserved: 'the reservation is posted',
  triggerReached: 'the trigger price is reached',
  fillsPart: '0 < volume < remaining, and the price is within the limit',
  fillsAll: 'volume = remaining, and the price is within the limit',
  always: '',
  timeReached: 'time in force is reached, or it is the rest of an IOC or FOK order',
  childPaid: 'something changes, the new total is above what is filled, and the child can be paid',
  totalIsFilled: 'the new total is what is filled',
  chunksPaid: 'two or more children that add up to remaining, each valid, all paid',
  cannotPay: 'a market fill cannot be paid',
  nightPassed: 'a night passes for which the rules ask a fee',
} as const;
type GuardName = keyof typeof GUARDS;

const WORKING = ['PENDING', 'TRIGGERED', 'PARTIALLY_FILLED'] as const;

/** The life of a spot order and of the entry leg of a trade ([O1]): everything that knows about statuses reads this table. */
export const TRANSITIONS: readonly Transition[] = [
  { from: [null], event: 'create', guard: 'wellFormed', to: 'NEW' },
  { from: ['NEW'], event: 'reject', guard: 'ruleFails', to: 'REJECTED' },
  { from: ['NEW'], event: 'accept', guard: 'reserved', to: 'PENDING' },
  { from: ['PENDING'], event: 'trigger', guard: 'triggerReached', to: 'TRIGGERED' },
  { from: WORKING, event: 'fill', guard: 'fillsPart', to: 'PARTIALLY_FILLED' },
  { from: WORKING, event: 'fill', guard: 'fillsAll', to: 'FILLED' },
  { from: WORKING, event: 'cancel', guard: 'always', to: 'CANCELLED' },
  { from: WORKING, event: 'expire', guard: 'timeReached', to: 'EXPIRED' },
  { from: WORKING, event: 'modify', guard: 'childPaid', to: 'REPLACED' },
  { from: WORKING, event: 'modify', guard: 'totalIsFilled', to: 'CANCELLED' },
  { from: WORKING, event: 'split', guard: 'chunksPaid', to: 'SPLIT' },
  { from: ['PENDING', 'TRIGGERED'], event: 'reject', guard: 'cannotPay', to: 'REJECTED' },
  { from: WORKING, event: 'charge', guard: 'nightPassed', to: null },
];

/** The statuses in the order of their codes. */
export const STATUS_NAMES = Object.keys(ORDER_STATUSES) as readonly OrderStatus[];
/** The events in the order of their codes. */
export const EVENT_NAMES = Object.keys(LIFECYCLE_EVENTS) as readonly LifecycleEvent[];

/** The journal's small integer for a status. */
export const statusCode = codesOf(STATUS_NAMES);

/** Whether nothing can happen to an order of this status any more. */
export function isTerminal(status: OrderStatus): boolean {
  // Those that a row leaves, compared one by one: it is asked many times for every event of a run.
  return status !== 'NEW' && status !== 'PENDING' && status !== 'TRIGGERED' && status !== 'PARTIALLY_FILLED';
}

const NO_ROWS: readonly Transition[] = [];
const ROWS = new Map<OrderStatus | null, readonly Transition[]>(
  [null, ...STATUS_NAMES].map((status) => [status, TRANSITIONS.filter((row) => row.from.includes(status))]),
);

/** The rows that leave a status (`null`: no order yet); none for a terminal one. */
export function transitionsFrom(status: OrderStatus | null): readonly Transition[] {
  return ROWS.get(status) ?? NO_ROWS;
}

/** The rows by which an event may leave a status: none when it is not allowed there, two when a guard decides. */
export function transitionsFor(status: OrderStatus | null, event: LifecycleEvent): readonly Transition[] {
  return transitionsFrom(status).filter((row) => row.event === event);
}

/** Whether the event is allowed in the status, whatever the guards say. */
export function canHappen(status: OrderStatus | null, event: LifecycleEvent): boolean {
  return transitionsFrom(status).some((row) => row.event === event);
}

/** Whether the table has a row from a status by an event to another (or the same, for a row that stays). */
export function isTransition(from: OrderStatus | null, event: LifecycleEvent, to: OrderStatus): boolean {
  for (const row of transitionsFrom(from)) {
    if (row.event === event && (row.to ?? from) === to) return true;
  }
  return false;
}
