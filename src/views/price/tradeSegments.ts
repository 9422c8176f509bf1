import { DIRECTIONS, isBuying } from '../../domain/orders/order.ts';
import { orderId } from '../../domain/orders/orderId.ts';
import { ORDER_EVENT_NAMES } from '../../domain/orders/position.ts';
import { wide, type Journal } from '../../journal/journal.ts';
import { firstIndex } from '../../journal/postings.ts';

/** From where a trade was entered to where it, or a part of it, was closed; prices in whole units as doubles, for drawing. */
export interface TradeSegment {
  readonly orderId: string;
  readonly entryMoment: number;
  readonly entryPrice: number;
  readonly exitMoment: number;
  readonly exitPrice: number;
  readonly gains: boolean;
}

/** Every close of an account's trades of a pair up to `end` entries, in order, each with its entry. */
export function tradeSegments(
  journal: Journal,
  account: string,
  pairCode: string,
  end: number,
): readonly TradeSegment[] {
  const { accounts, pairs } = journal.header;
  const owner = accounts.find(({ id }) => id === account)?.index ?? -1;
  const pair = pairs.find(({ code }) => code === pairCode);
  if (pair === undefined || journal.positions.length === 0) return [];
  const scale = 10 ** pair.priceDecimals;
  const { entry, order, event, fill, fillPrice, filled, position } = journal.events.columns;
  const { basisHigh, basisLow, closed } = journal.positions.columns;
  const terms = journal.orders.columns;
  const { row: fillRows } = journal.fillEvents.columns;
  const segments: TradeSegment[] = [];
  for (let at = 0; at < journal.fillEvents.length; at += 1) {
    const closing = fillRows[at] ?? 0;
    const number = order[closing] ?? 0;
    const isOurs = terms.pair[number - 1] === pair.index && terms.account[number - 1] === owner;
    if (!isOurs || ORDER_EVENT_NAMES[event[closing] ?? 0] !== 'close' || (entry[closing] ?? 0) >= end)
      continue;
    const own = journal.eventsByOrder.rows(number);
    const first = own.find((row) => (fill[row] ?? 0) > 0) ?? closing;
    const before = own[firstIndex(own.length, (index) => (own[index] ?? 0) >= closing) - 1] ?? closing;
    const held = position[before] ?? -1;
    const open = (filled[before] ?? 0n) - (closed[held] ?? 0n);
    if (open <= 0n) continue;
    const entryPrice = Number(wide(basisHigh[held], basisLow[held])) / Number(open) / scale;
    const exitPrice = (fillPrice[closing] ?? Number.NaN) / scale;
    const isLong = isBuying(DIRECTIONS[terms.direction[number - 1] ?? 0] ?? 'buy');
    segments.push({
      orderId: orderId(number),
      entryMoment: (entry[first] ?? 0) + 1,
      entryPrice,
      exitMoment: (entry[closing] ?? 0) + 1,
      exitPrice,
      gains: isLong ? exitPrice > entryPrice : exitPrice < entryPrice,
    });
  }
  return segments;
}
