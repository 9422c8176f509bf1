import { isTerminal } from '../../domain/orders/lifecycle.ts';
import { isBuying, type Order } from '../../domain/orders/order.ts';
import type { Pair } from '../../domain/pair.ts';
import type { Decimal } from '../../money/decimal.ts';
import { formatUnits, MAX_PRICE, parseUnits, truncateUnits } from '../../money/minorUnits.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { tickText } from './pairLookup.ts';

/** How far a press of − or + moves the price: a tick, or so many thousandths of the price. */
export const PRICE_STEPS = ['tick', '1', '10'] as const;
export type PriceStep = (typeof PRICE_STEPS)[number];

/** The largest price of a pair that lies on its grid, in price units. */
function largestUnits({ tick }: Pair): bigint {
  return (BigInt(MAX_PRICE) / BigInt(tick)) * BigInt(tick);
}

/** What is wrong with a price for a pair, `null` for a sound one; `price` is a plain text, or `null` for no number at all. */
export function priceProblem(price: string | null, pair: Pair): string | null {
  if (price === null || price.startsWith('-') || !/[1-9]/.test(price)) return 'Give a number above zero.';
  const { priceDecimals } = pair;
  const largest = largestUnits(pair);
  if (truncateUnits(price, priceDecimals) > largest) {
    const most = formatNumber(formatUnits(largest, priceDecimals), priceDecimals);
    return `At most ${most}: no larger price can be kept exactly.`;
  }
  const units = parseUnits(price, priceDecimals);
  return units !== null && units % BigInt(pair.tick) === 0n
    ? null
    : `Not a multiple of the tick size ${tickText(pair)}.`;
}

/** A price moved by so many steps, on the pair's grid and never beyond its ends. */
export function steppedPrice(price: string, steps: number, size: PriceStep, pair: Pair): string {
  const tick = BigInt(pair.tick);
  const from = truncateUnits(price, pair.priceDecimals);
  // Rounded to whole ticks, half a tick up; one tick at least.
  const share = size === 'tick' ? 0n : from * BigInt(size);
  const ticks = (2n * share + 1000n * tick) / (2000n * tick) || 1n;
  const to = ((from + BigInt(steps) * ticks * tick) / tick) * tick;
  const largest = largestUnits(pair);
  return formatUnits(to < tick ? tick : to > largest ? largest : to, pair.priceDecimals);
}

/** Whether an order would trade, trigger or end were the last price shown once more: it waits for nothing but the next price. */
export function waitsForNextPrice(order: Order, last: Decimal | null): boolean {
  const { status, direction, timeInForce, limitPrice, triggerPrice } = order;
  if (isTerminal(status)) return false;
  const isUp = isBuying(direction);
  if (triggerPrice !== null && status === 'PENDING')
    return last !== null && (isUp ? last.gte(triggerPrice) : last.lte(triggerPrice));
  if (limitPrice === null || timeInForce === 'IOC' || timeInForce === 'FOK') return true;
  return last !== null && (isUp ? last.lte(limitPrice) : last.gte(limitPrice));
}
