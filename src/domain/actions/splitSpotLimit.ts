import { formatShortest } from '../../money/minorUnits.ts';
import { denial } from '../denial.ts';
import { draft } from '../entry.ts';
import { orderFor, refuseWithoutLimit } from './orderOf.ts';
import { remainingOf } from '../orders/spotOrder.ts';
import { defineAction } from './defineAction.ts';
import { chunks, order } from './fields.ts';
import { GridReader, replaceSpot } from './placeSpot.ts';

const MIN_CHUNKS = 2;

export const splitSpotLimit = defineAction({
  type: 'SPLIT_SPOT_LIMIT',
  title: 'Split',
  summary:
    'Hand the remaining volume over to two or more children, each with a limit price of its own if you like.',
  event: 'split',
  fields: { order, chunks },
  decide: (desk, account, values) => {
    const type = 'SPLIT_SPOT_LIMIT';
    const found = orderFor(desk, account, values.order, 'split');
    if (found.refused !== null) return draft(type, account, { denial: found.refused });
    const parent = found.order;
    const pair = desk.pair(parent.terms.pair);
    const reader = new GridReader(pair);
    const requests = values.chunks.map((chunk) => ({
      volume: reader.volume('volume', chunk.volume) ?? 0n,
      limitPrice: reader.price('price', chunk.price) ?? parent.terms.limitPrice,
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
    return replaceSpot(desk, type, parent, 'split', requests);
  },
});
