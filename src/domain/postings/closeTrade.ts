import type { Minor, Price } from '../../money/minorUnits.ts';
import { floorDiv } from '../../money/rounding.ts';
import type { Desk } from '../desk.ts';
import { draft, type EntryDraft, type EntryKind } from '../entry.ts';
import { exactFee, roundFee } from '../fees.ts';
import { liquidationPriceOf } from '../liquidation.ts';
import { isTerminal } from '../orders/lifecycle.ts';
import { event, openVolumeOf, type OrderEvent, type OrderState } from '../orders/order.ts';
import { basisOf, type CloseReason } from '../orders/position.ts';
import type { Pair } from '../pair.ts';
import { ending } from './endOrder.ts';
import { LineWriter } from './lines.ts';

/** How a position or a part of it is closed: volume in minor units of the base, price in price units. */
export interface Close {
  readonly volume: Minor;
  readonly price: Price;
  readonly reason: CloseReason;
  readonly ambiguous: boolean;
}

/**
 * The entry of a close: its share of the margin returns (the last close returns all), the gain or loss is posted, then the fee; what
 * would leave less than nothing available is covered. A full close, and every close that the market makes, first ends the unfilled rest of
 * the entry order ([O5]). Gains round down and losses up, as cumulative rounded differences ([M4]).
 */
export function closeTrade(desk: Desk, kind: EntryKind, order: OrderState, close: Close): EntryDraft {
  const { account, number, direction } = order.terms;
  const pair = desk.pair(order.terms.pair);
  const rules = desk.rules(pair);
  const { position } = order;
  const { volume, price, reason, ambiguous } = close;
  const open = openVolumeOf(order);
  const all = volume === open;
  const fill = desk.nextFill;
  const writer = new LineWriter(account, number, fill);
  const events: OrderEvent[] = [];
  let status = order.status;
  if (!isTerminal(status) && (all || reason !== 'MANUAL')) {
    status = 'CANCELLED';
    writer.release(pair.quote, order.held);
    events.push(ending(order, 'cancel', status, 0n));
  }

  const returned = all ? position.margin : (position.margin * volume) / open;
  const basis = basisOf(position, volume, open);
  const exit = BigInt(price) * volume;
  const realized = position.realized + (direction === 'long' ? exit - basis : basis - exit);
  const pnl = pnlOf(pair, realized) - position.pnl;
  const schedule = rules.measuresOf(order.terms).fees.ON_CLOSE;
  const due = exactFee(schedule, {
    makerVolume: 0n,
    makerNotional: 0n,
    takerVolume: position.closed + volume,
    takerNotional: position.exitNotional + exit,
  });
  const fee = roundFee(schedule, due) - position.closeFees;
  writer.release(pair.quote, returned);
  writer.receive('CLOSE_PNL', pair.quote, pnl);
  writer.pay('FEE_CLOSE', pair.quote, fee);
  const after = writer.lines.reduce(
    (sum, { available }) => sum + available,
    desk.available(account, pair.quote.index),
  );
  if (after < 0n) writer.receive('ADJUSTMENT', pair.quote, -after);

  const margin = position.margin - returned;
  events.push(
    event(number, 'close', status, {
      fee,
      held: isTerminal(status) ? 0n : order.held,
      closing: { number: fill, volume, price, pnl, reason, ambiguous },
      margin,
      liquidationPrice: liquidationPriceOf(
        order.terms.direction,
        position.basis - basis,
        open - volume,
        margin,
        pair,
        rules,
      ),
    }),
  );
  return draft(kind, account, {
    lines: writer.lines,
    events,
    reason: after < 0n ? 'NEGATIVE_BALANCE_COVER' : null,
  });
}

/** A gain or loss of Σ price × volume in minor units of the quote, rounded down: what the client gets ([M3]). */
function pnlOf(pair: Pair, realized: bigint): Minor {
  return floorDiv(realized * pair.notionalNumerator, pair.notionalDenominator);
}
