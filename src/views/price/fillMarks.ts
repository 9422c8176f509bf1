import { orderId } from '../../domain/orders/orderId.ts';
import { SPOT_DIRECTIONS, type SpotDirection } from '../../domain/orders/spotOrder.ts';
import type { Journal } from '../../journal/journal.ts';
import { formatShortest } from '../../money/minorUnits.ts';

/** A fill to be marked: its price in whole units as a double, for drawing. */
export interface FillMark {
  readonly orderId: string;
  readonly direction: SpotDirection;
  readonly price: number;
  /** As a plain text. */
  readonly volume: string;
  /** The moment just after it. */
  readonly moment: number;
}

/** Every fill of an account and a pair up to `end` entries, in order. */
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
  const { entry, order, fillPrice, fillVolume } = journal.events.columns;
  const terms = journal.orders.columns;
  const { row: eventRows } = journal.fillEvents.columns;
  const marks: FillMark[] = [];
  for (let fill = 0; fill < journal.fillEvents.length; fill += 1) {
    const event = eventRows[fill] ?? 0;
    const number = order[event] ?? 0;
    const moment = (entry[event] ?? 0) + 1;
    if (moment > end || terms.pair[number - 1] !== pair.index || terms.account[number - 1] !== owner)
      continue;
    marks.push({
      orderId: orderId(number),
      direction: SPOT_DIRECTIONS[terms.direction[number - 1] ?? 0] ?? 'buy',
      price: (fillPrice[event] ?? Number.NaN) / 10 ** pair.priceDecimals,
      volume: formatShortest(fillVolume[event] ?? 0n, pair.base.decimals),
      moment,
    });
  }
  return marks;
}
