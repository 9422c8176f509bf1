import { formatShortest } from '../../money/minorUnits.ts';
import { denial } from '../denial.ts';
import { draft } from '../entry.ts';
import { orderFor, refuseWithoutLimit } from './orderOf.ts';
import { endSpot } from '../postings/spotEnd.ts';
import { defineAction } from './defineAction.ts';
import { optional, order, price, volume } from './fields.ts';
import { GridReader, replaceSpot } from './placeSpot.ts';

export const modifySpotLimit = defineAction({
  type: 'MODIFY_SPOT_LIMIT',
  title: 'Modify',
  summary:
    'Replace the order by a child with another total volume (what has filled included) or limit price.',
  event: 'modify',
  fields: { order, volume: optional(volume), price: optional(price) },
  decide: (desk, account, values) => {
    const type = 'MODIFY_SPOT_LIMIT';
    const found = orderFor(desk, account, values.order, 'modify');
    if (found.refused !== null) return draft(type, account, { denial: found.refused });
    const parent = found.order;
    const pair = desk.pair(parent.terms.pair);
    const reader = new GridReader(pair);
    const total = reader.volume('volume', values.volume) ?? parent.volume;
    const limitPrice = reader.price('price', values.price) ?? parent.terms.limitPrice;
    const same = total === parent.volume && limitPrice === parent.terms.limitPrice;
    const refused =
      refuseWithoutLimit(parent, values.order) ??
      reader.problem ??
      (same ? denial('NOTHING_CHANGES', { order: values.order }) : null) ??
      (total < parent.filled
        ? denial('VOLUME_BELOW_FILLED', {
            order: values.order,
            volume: formatShortest(total, pair.base.decimals),
            filled: formatShortest(parent.filled, pair.base.decimals),
          })
        : null);
    if (refused !== null) return draft(type, account, { denial: refused });
    if (total === parent.filled) return endSpot(desk, type, parent, 'modify', 'CANCELLED');
    return replaceSpot(desk, type, parent, 'modify', [{ volume: total - parent.filled, limitPrice }]);
  },
});
