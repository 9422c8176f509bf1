import { isBuying, type Order } from '../domain/orders/order.ts';
import { priceToDecimal, type Pair } from '../domain/pair.ts';
import { readEntry, type Entry } from '../journal/entryRepository.ts';
import type { OrderEvent } from '../journal/orderRepository.ts';
import { firstIndex } from '../journal/postings.ts';
import { Decimal } from '../money/decimal.ts';
import { grouped } from '../money/minorUnits.ts';
import type { Recording } from './recording.ts';

/** How the price of an order's fill or close comes about, as one formula in words and numbers. */
export interface PriceExplanation {
  readonly order: string;
  readonly formula: string;
}

/** What the price of a bar's market was before it slipped, and within what. */
interface Met {
  readonly price: Decimal;
  readonly name: string;
  readonly high: Decimal;
  readonly low: Decimal;
}

/**
 * The arithmetic of each price in an entry, counted from 1, that slippage made worse than what the market showed ([X2], [X4], [X5]). None
 * without slippage, by a limit or by hand; none either where a bar's path came to it at a price that has no name.
 */
export function explainPrices(recording: Recording, number: number): readonly PriceExplanation[] {
  const { journal, orders, scenario } = recording;
  const slippage = new Decimal(scenario.settings.slippage);
  const entry = readEntry(journal, number);
  if (slippage.isZero() || entry.bar === null) return [];
  return orders.eventsIn(number).flatMap((event) => {
    const after = orders.at(event.order, { entries: number });
    const before = orders.at(event.order, { entries: number - 1 });
    const pair = journal.header.pairs.find(({ code }) => code === after?.pair);
    if (event.fill === null || after === null || before === null || pair === undefined) return [];
    const met = metBy(recording, entry, event, before, pair);
    if (met === null) return [];
    const buys = isBuying(after.direction) === (event.event === 'fill');
    const formula = slippedFormula(met, slippage, buys, pair, event.fill.price);
    return formula === null ? [] : [{ order: event.order, formula }];
  });
}

/** What a market order, a stop or a close met in its bar; `null` for what does not slip. */
function metBy(
  recording: Recording,
  entry: Entry,
  { event }: OrderEvent,
  before: Order,
  pair: Pair,
): Met | null {
  const bar = barOf(recording, pair, entry.bar ?? 0);
  if (bar === null) return null;
  const at = (price: Decimal | null, name: string): Met | null =>
    price === null ? null : { ...bar, price, name };
  if (event === 'fill' ? before.limitPrice !== null : entry.kind === 'TAKE_PROFIT') return null;
  if (entry.phase === 'OPEN') return at(bar.open, "the bar's open");
  if (event === 'fill') return at(before.triggerPrice, 'its trigger price');
  if (entry.kind === 'STOP_LOSS') return at(before.stopLoss, 'its stop loss');
  return entry.kind === 'LIQUIDATION'
    ? at(before.position?.liquidationPrice ?? null, 'its liquidation price')
    : null;
}

/** The open, high and low of a bar of the journal, counted from 1; `null` for another pair's, or without its candles. */
function barOf(recording: Recording, pair: Pair, number: number) {
  const { bars, barsByPair } = recording.journal;
  const row = number - 1;
  const rows = barsByPair.rows(pair.index);
  const index = firstIndex(rows.length, (at) => (rows[at] ?? 0) >= row);
  const candles = recording.candlesOf(pair.code);
  if (candles === null || rows[index] !== row) return null;
  if (candles.timeAt(index) !== bars.columns.timeMs[row]) return null;
  const price = (units: number): Decimal => priceToDecimal(pair, units);
  return {
    open: price(candles.openAt(index)),
    high: price(candles.highAt(index)),
    low: price(candles.lowAt(index)),
  };
}

/** `49,400.00, the bar's open, × (1 + 0.02 %) = 49,409.88`, rounded against the client and within the bar; `null` where it did not slip so. */
function slippedFormula(
  { price, name, high, low }: Met,
  slippage: Decimal,
  buys: boolean,
  { priceDecimals }: Pair,
  got: Decimal,
): string | null {
  const write = (value: Decimal): string => grouped(value.toFixed(priceDecimals));
  const exact = price.times(buys ? slippage.plus(1) : new Decimal(1).minus(slippage));
  const rounded = exact.toDecimalPlaces(priceDecimals, buys ? Decimal.ROUND_CEIL : Decimal.ROUND_FLOOR);
  const bound = buys ? Decimal.min(rounded, high) : Decimal.max(rounded, low);
  if (got.equals(price) || !bound.equals(got)) return null;
  const parts = [
    `${write(price)}, ${name}, × (1 ${buys ? '+' : '−'} ${grouped(slippage.times(100).toFixed())} % slippage) = ` +
      (exact.equals(rounded) ? write(rounded) : grouped(exact.toFixed())),
    ...(exact.equals(rounded) ? [] : [`rounded ${buys ? 'up' : 'down'} to ${write(rounded)}`]),
    ...(bound.equals(rounded) ? [] : [`but the bar's ${buys ? 'high' : 'low'} is ${write(bound)}`]),
  ];
  return parts.join(', ');
}
