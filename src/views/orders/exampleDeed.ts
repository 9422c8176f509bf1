import type { LifecycleEvent } from '../../domain/orders/lifecycle.ts';
import type { Order } from '../../domain/orders/order.ts';
import type { Pair } from '../../domain/pair.ts';
import type { Decimal } from '../../money/decimal.ts';
import { formatShortest, parseUnits } from '../../money/minorUnits.ts';
import type { Deed } from '../../store/state.ts';
import { formatNumber } from '../../ui/formatNumber.ts';

/** Something that can be done to an order, with what of it is only an example. */
interface Example {
  readonly deed: Deed;
  readonly words: string;
}

/**
 * The deed that an event of an order is shown by before it is done: what its form begins with, or, where that changes nothing yet, an
 * example. `isPart` asks for a fill of a part. `null` where there is nothing to show.
 */
export function exampleDeed(
  order: Order,
  pair: Pair,
  last: Decimal | null,
  event: LifecycleEvent,
  isPart: boolean,
): Example | null {
  const { id, remaining, filled, limitPrice, kind } = order;
  const units = parseUnits(remaining.toFixed(), pair.base.decimals) ?? 0n;
  const text = (lots: bigint): string => formatShortest(lots * pair.lot, pair.base.decimals);
  const half = units / pair.lot / 2n;
  const rest = units / pair.lot - half;
  switch (event) {
    case 'fill': {
      const price = limitPrice ?? last;
      if (price === null || (isPart && half === 0n)) return null;
      const volume = isPart ? text(half) : remaining.toFixed();
      return {
        deed: { fill: { order: id, volume, price: price.toFixed() } },
        words: `Fill ${formatNumber(volume)} at ${formatNumber(price)}`,
      };
    }
    case 'cancel':
      return {
        deed: { action: { type: kind === 'spot' ? 'CANCEL_SPOT_LIMIT' : 'CANCEL_TRADE_LIMIT', order: id } },
        words: `Cancel ${id}`,
      };
    case 'modify': {
      if (limitPrice === null || (!isPart && half === 0n)) return null;
      const volume = isPart ? filled.toFixed() : filled.plus(text(half)).toFixed();
      if (filled.isZero() && isPart) return null;
      return {
        deed: {
          action: { type: kind === 'spot' ? 'MODIFY_SPOT_LIMIT' : 'MODIFY_TRADE_LIMIT', order: id, volume },
        },
        words: `For example to a volume of ${formatNumber(volume)}`,
      };
    }
    case 'split':
      if (half === 0n || limitPrice === null) return null;
      return {
        deed: {
          action: {
            type: kind === 'spot' ? 'SPLIT_SPOT_LIMIT' : 'SPLIT_TRADE_LIMIT',
            order: id,
            chunks: [{ volume: text(half) }, { volume: text(rest) }],
          },
        },
        words: `For example into ${formatNumber(text(half))} and ${formatNumber(text(rest))}`,
      };
    case 'create':
    case 'reject':
    case 'accept':
    case 'trigger':
    case 'expire':
    case 'charge':
      return null;
  }
}
