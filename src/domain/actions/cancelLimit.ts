import type { Desk } from '../desk.ts';
import { draft, type EntryDraft } from '../entry.ts';
import { endOrder } from '../postings/endOrder.ts';
import { defineAction } from './defineAction.ts';
import { order } from './fields.ts';
import { workingOrderOf } from './orderOf.ts';

export const cancelSpotLimit = defineAction({
  type: 'CANCEL_SPOT_LIMIT',
  title: 'Cancel',
  summary: 'End the order: what it still holds becomes available again, less the cancel fee.',
  event: 'cancel',
  fields: { order },
  decide: (desk, account, values) => cancel(desk, 'CANCEL_SPOT_LIMIT', account, values.order),
});

export const cancelTradeLimit = defineAction({
  type: 'CANCEL_TRADE_LIMIT',
  title: 'Cancel trade',
  summary: 'End the unfilled rest of the entry order; what has filled stays open.',
  event: 'cancel',
  fields: { order },
  decide: (desk, account, values) => cancel(desk, 'CANCEL_TRADE_LIMIT', account, values.order),
});

function cancel(
  desk: Desk,
  type: 'CANCEL_SPOT_LIMIT' | 'CANCEL_TRADE_LIMIT',
  account: number,
  id: string,
): EntryDraft {
  const kind = type === 'CANCEL_SPOT_LIMIT' ? 'spot' : 'trade';
  const found = workingOrderOf(desk, account, id, kind, 'cancel');
  if (found.order === null) return draft(type, account, { denial: found.refused });
  return endOrder(desk, type, found.order, 'cancel', 'CANCELLED');
}
