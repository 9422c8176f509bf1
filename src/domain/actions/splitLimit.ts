import { formatShortest } from '../../money/minorUnits.ts';
import { denial } from '../denial.ts';
import type { Desk } from '../desk.ts';
import { draft, type EntryDraft } from '../entry.ts';
import { remainingOf } from '../orders/order.ts';
import { defineAction } from './defineAction.ts';
import { chunks, order, type FieldValues, type InUnits } from './fields.ts';
import { refuseWithoutLimit, workingOrderOf } from './orderOf.ts';
import { GridReader } from './gridReader.ts';
import { replaceOrder } from './replaceOrder.ts';

const MIN_CHUNKS = 2;
const fields = { order, chunks };

export const splitSpotLimit = defineAction({
  type: 'SPLIT_SPOT_LIMIT',
  title: 'Split',
  summary:
    'Hand the remaining volume over to two or more children, each with a limit price of its own if you like.',
  event: 'split',
  fields,
  decide: (desk, account, values) => split(desk, 'SPLIT_SPOT_LIMIT', account, values),
});

export const splitTradeLimit = defineAction({
  type: 'SPLIT_TRADE_LIMIT',
  title: 'Split trade',
  summary: 'Hand the remaining entry volume over to two or more children.',
  event: 'split',
  fields,
  decide: (desk, account, values) => split(desk, 'SPLIT_TRADE_LIMIT', account, values),
});

function split(
  desk: Desk,
  type: 'SPLIT_SPOT_LIMIT' | 'SPLIT_TRADE_LIMIT',
  account: number,
  values: InUnits<FieldValues<typeof fields>>,
): EntryDraft {
  const kind = type === 'SPLIT_SPOT_LIMIT' ? 'spot' : 'trade';
  const found = workingOrderOf(desk, account, values.order, kind, 'split');
  if (found.order === null) return draft(type, account, { denial: found.refused });
  const parent = found.order;
  const pair = desk.pair(parent.terms.pair);
  const reader = new GridReader(pair);
  const { leverage } = parent.terms;
  const { protection } = parent;
  const requests = values.chunks.map((chunk) => ({
    volume: reader.volume('volume', chunk.volume) ?? 0n,
    limitPrice: reader.price('price', chunk.price) ?? parent.terms.limitPrice,
    leverage,
    protection,
  }));
  const sum = requests.reduce((total, { volume }) => total + volume, 0n);
  const remaining = remainingOf(parent);
  const text = (units: bigint): string => formatShortest(units, pair.base.decimals);
  const refused =
    refuseWithoutLimit(parent, values.order) ??
    (requests.length < MIN_CHUNKS
      ? denial('TOO_FEW_CHUNKS', { chunks: String(requests.length), minimum: String(MIN_CHUNKS) })
      : null) ??
    reader.problem ??
    (sum === remaining
      ? null
      : denial('CHUNKS_DO_NOT_ADD_UP', {
          sum: text(sum),
          remaining: text(remaining),
          difference: text(remaining - sum),
        }));
  if (refused !== null) return draft(type, account, { denial: refused });
  return replaceOrder(desk, type, parent, 'split', requests);
}
