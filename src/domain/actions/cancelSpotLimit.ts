import { draft } from '../entry.ts';
import { orderFor } from './orderOf.ts';
import { endSpot } from '../postings/spotEnd.ts';
import { defineAction } from './defineAction.ts';
import { order } from './fields.ts';

export const cancelSpotLimit = defineAction({
  type: 'CANCEL_SPOT_LIMIT',
  title: 'Cancel',
  summary: 'End the order: what it still holds becomes available again, less the cancel fee.',
  event: 'cancel',
  fields: { order },
  decide: (desk, account, values) => {
    const found = orderFor(desk, account, values.order, 'cancel');
    if (found.refused !== null) return draft('CANCEL_SPOT_LIMIT', account, { denial: found.refused });
    return endSpot(desk, 'CANCEL_SPOT_LIMIT', found.order, 'cancel', 'CANCELLED');
  },
});
