import { orderId } from '../../domain/orders/orderId.ts';
import { DIRECTIONS, isBuying } from '../../domain/orders/order.ts';
import { ORDER_EVENT_NAMES } from '../../domain/orders/position.ts';
import type { Journal } from '../../journal/journal.ts';
import { formatShortest } from '../../money/minorUnits.ts';

/** A fill or a close to be marked: its price in whole units as a double, for drawing. */
export interface FillMark {
  readonly orderId: string;
  /** Whether it took the base in, or covered a short. */
  readonly buys: boolean;
  readonly price: number;
  /** As a plain text. */
  readonly volume: string;
  /** The moment just after it, and its time. */
  readonly moment: number;
  readonly timeMs: number;
}

/** Every fill and close of an account and a pair up to `end` entries, in order. */
export function fillMarks(
  journal: Journal,
  account: string,
  pairCode: string,
  end: number,
): readonly FillMark[] {
  const { accounts, pairs } = journal.header;
  const owner = accounts.find(({ id }) => id === account)?.index ?? -1;
  const pair = pairs.find(({ code }) => code === pairCode);
  if (pair === undefined) return [];
  const { entry, order, event: name, fillPrice, fillVolume } = journal.events.columns;
  const terms = journal.orders.columns;
  const { row: eventRows } = journal.fillEvents.columns;
  const marks: FillMark[] = [];
  for (let fill = 0; fill < journal.fillEvents.length; fill += 1) {
    const event = eventRows[fill] ?? 0;
    const number = order[event] ?? 0;
    const moment = (entry[event] ?? 0) + 1;
    if (moment > end || terms.pair[number - 1] !== pair.index || terms.account[number - 1] !== owner)
      continue;
    const direction = DIRECTIONS[terms.direction[number - 1] ?? 0] ?? 'buy';
    const closes = ORDER_EVENT_NAMES[name[event] ?? 0] === 'close';
    marks.push({
      orderId: orderId(number),
      // A close goes the other way than the entry.
      buys: isBuying(direction) !== closes,
      price: (fillPrice[event] ?? Number.NaN) / 10 ** pair.priceDecimals,
      volume: formatShortest(fillVolume[event] ?? 0n, pair.base.decimals),
      moment,
      timeMs: journal.entries.columns.timeMs[moment - 1] ?? Number.NaN,
    });
  }
  return marks;
}
