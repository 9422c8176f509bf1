import { canHappen } from '../../domain/orders/lifecycle.ts';
import type { Order } from '../../domain/orders/order.ts';
import { canAmend, positionAllows } from '../../domain/orders/position.ts';
import type { OrderForm } from '../../store/state.ts';
import type { IconName } from '../../ui/icons.tsx';
import { titleOfStatus } from '../../ui/StatusBadge.tsx';

/** A form that changes the order in focus. */
export type ChangingForm = Exclude<OrderForm, 'adjust'>;

/** Something a person can do to an order by a form. */
export interface OrderAction {
  readonly form: ChangingForm;
  readonly title: string;
  readonly icon: IconName;
  /** What is done to the order, as a participle. */
  readonly past: string;
}

const ENTRY_ACTIONS: readonly OrderAction[] = [
  { form: 'fill', title: 'Fill…', icon: 'fill', past: 'filled' },
  { form: 'modify', title: 'Modify…', icon: 'edit', past: 'modified' },
  { form: 'split', title: 'Split…', icon: 'split', past: 'split' },
  { form: 'cancel', title: 'Cancel…', icon: 'cancel', past: 'cancelled' },
];
const CLOSE: OrderAction = { form: 'close', title: 'Close…', icon: 'close', past: 'closed' };

/** All that is ever done by a form to an order. */
export const ORDER_ACTIONS: readonly OrderAction[] = [...ENTRY_ACTIONS, CLOSE];

/** What it is called where the order does not stand beside it. */
export function titleOfAction({ form, title }: OrderAction): string {
  const verb = title.replace('…', '');
  return form === 'close' ? `${verb} the position…` : `${verb} the order…`;
}

/** What a person can ever do to an order of this kind. */
export function actionsOf({ kind }: Pick<Order, 'kind'>): readonly OrderAction[] {
  return kind === 'trade' ? ORDER_ACTIONS : ENTRY_ACTIONS;
}

/** Why something cannot be done to an order as it stands, by the tables of its entry and its position, or `null` ([O1]). */
export function whyBlocked(order: Order, form: ChangingForm): string | null {
  const { id, status, position } = order;
  if (form === 'close') {
    if (position === null) return `${id} is a spot order: it has no position to close`;
    if (positionAllows(position.status, 'close')) return null;
    return position.status === 'CLOSED'
      ? `The position of ${id} is closed already`
      : `${id} has no position yet: nothing of it has filled`;
  }
  if (canHappen(status, form)) return null;
  if (form === 'modify' && position !== null && canAmend(status, position.status)) return null;
  const past = actionsOf(order).find((action) => action.form === form)?.past ?? form;
  const instead =
    form === 'cancel' && position !== null && positionAllows(position.status, 'close')
      ? '; its position can be closed'
      : '';
  return `${id} is ${titleOfStatus(status).toLowerCase()}: it cannot be ${past} any more${instead}`;
}

/** Whether the entry itself can still be changed, not only what protects the position. */
export function canChangeEntry({ status, limitPrice }: Pick<Order, 'status' | 'limitPrice'>): boolean {
  return canHappen(status, 'modify') && limitPrice !== null;
}

/** What a form is called: of a trade, only its entry is cancelled, split or filled. */
export function titleOfForm({ id, kind }: Order, form: ChangingForm): string {
  const verb = form.charAt(0).toUpperCase() + form.slice(1);
  return kind === 'trade' && form === 'cancel' ? `Cancel the entry of ${id}` : `${verb} ${id}`;
}
