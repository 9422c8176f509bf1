import { formatShortest, type Minor, type Price } from '../../money/minorUnits.ts';
import { denial, type Denial } from '../denial.ts';
import type { Desk } from '../desk.ts';
import { draft } from '../entry.ts';
import { openVolumeOf, type OrderState } from '../orders/order.ts';
import { closeTrade as postClose } from '../postings/closeTrade.ts';
import { defineAction } from './defineAction.ts';
import { closePrice, optional, order, volume } from './fields.ts';
import { orderOf } from './orderOf.ts';
import { GridReader } from './gridReader.ts';

/** What a close asks for. */
interface CloseValues {
  readonly order: string;
  readonly volume?: string | Minor;
  readonly price?: string | Price;
}

export const closeTrade = defineAction({
  type: 'CLOSE_TRADE',
  title: 'Close trade',
  summary: 'Close the position or a part of it: by hand at a price, or at the next one.',
  event: 'close',
  fields: { order, volume: optional(volume), price: optional(closePrice) },
  decide: (desk, account, values) => {
    const type = 'CLOSE_TRADE';
    const close = readClose(desk, account, values);
    if (close.refused !== null) return draft(type, account, { denial: close.refused });
    const price = new GridReader(desk.pair(close.order.terms.pair)).price('price', values.price);
    if (price === null)
      return draft(type, account, { close: { order: close.order.terms.number, volume: close.volume } });
    return postClose(desk, type, close.order, {
      volume: close.volume,
      price,
      reason: 'MANUAL',
      ambiguous: false,
    });
  },
});

function readClose(
  desk: Desk,
  account: number,
  values: CloseValues,
):
  | { readonly order: OrderState; readonly volume: Minor; readonly refused: null }
  | { readonly refused: Denial } {
  const found = orderOf(desk, account, values.order, 'trade');
  if (found.order === null) return { refused: found.refused };
  const open = openVolumeOf(found.order);
  if (open === 0n) {
    const from = found.order.position.status === 'NONE' ? found.order.status : found.order.position.status;
    return { refused: denial('INVALID_TRANSITION', { order: values.order, from, event: 'close' }) };
  }
  const pair = desk.pair(found.order.terms.pair);
  const reader = new GridReader(pair);
  reader.price('price', values.price);
  const asked = reader.volume('volume', values.volume);
  if (reader.problem !== null) return { refused: reader.problem };
  const closing = asked ?? open;
  if (closing <= open) return { order: found.order, volume: closing, refused: null };
  const text = (units: Minor): string => formatShortest(units, pair.base.decimals);
  return {
    refused: denial('CLOSE_EXCEEDS_OPEN', { order: values.order, volume: text(closing), open: text(open) }),
  };
}
