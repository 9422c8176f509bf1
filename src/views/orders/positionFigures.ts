import { isBuying, type Order } from '../../domain/orders/order.ts';
import type { Pair } from '../../domain/pair.ts';
import { Decimal } from '../../money/decimal.ts';

/** A gain or loss as it would be posted, rounded down to the quote's smallest unit ([M3]), and the price it is reckoned at. */
export interface Unrealised {
  readonly pnl: Decimal;
  readonly price: Decimal;
}

/** What closing all that is open of a trade would gain at a price, fees left aside; `null` when nothing is open or there is no price. */
export function unrealisedOf(order: Order, pair: Pair, price: Decimal | null): Unrealised | null {
  const { position, direction } = order;
  if (position === null || position.entryPrice === null || position.open.isZero() || price === null) {
    return null;
  }
  // An average has endlessly many digits; times its volume it is a whole number of price × volume units again.
  const basis = position.entryPrice
    .times(position.open)
    .toDecimalPlaces(pair.priceDecimals + pair.base.decimals);
  const worth = price.times(position.open);
  const gain = isBuying(direction) ? worth.minus(basis) : basis.minus(worth);
  const pnl = gain.times(pair.contractSize).toDecimalPlaces(pair.quote.decimals, Decimal.ROUND_FLOOR);
  return { pnl, price };
}

/** How far a protecting price lies from the entry: `2 %` of it. */
export function distanceOf(entry: Decimal, price: Decimal): Decimal {
  return price.minus(entry).div(entry).times(100).toDecimalPlaces(2);
}

/** The price on the tick grid that is so many percent above (or, negative, below) another; `null` where none is above zero. */
export function priceAway(from: Decimal, percent: string, pair: Pair): Decimal | null {
  const tick = new Decimal(pair.tick).div(new Decimal(10).pow(pair.priceDecimals));
  const exact = from.times(new Decimal(100).plus(percent)).div(100);
  const price = exact.div(tick).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).times(tick);
  return price.isPositive() && !price.isZero() ? price : null;
}
