import type { Minor } from '../../money/minorUnits.ts';
import { ceilDiv } from '../../money/rounding.ts';
import type { Asset } from '../asset.ts';
import { eventFee, exactFee, maximalFurtherFee, roundFee, type FeeTiming } from '../fees.ts';
import { marginOf } from '../margin.ts';
import { feeBasisOf, kindOf, remainingOf, type OrderState, type OrderTerms } from '../orders/order.ts';
import { costOf, type Pair } from '../pair.ts';
import type { TradingRules } from '../tradingRules.ts';

/** The asset an order keeps unavailable: a sell its base, the others their quote. */
export function heldAssetOf(pair: Pair, terms: Pick<OrderTerms, 'direction'>): Asset {
  return terms.direction === 'sell' ? pair.base : pair.quote;
}

/**
 * What an order must hold for the rest of its life, in minor units of its held asset. A buy: the cost of the rest at its reserve
 * price, the largest fee that can still come and the cancel fee; a trade: the margin of the rest and the largest fee; each as a
 * cumulative rounded difference ([M4]). A buy by `spend`: what is left of it. A sell: the rest itself.
 */
export function reservationOf(order: OrderState, pair: Pair, rules: TradingRules): Minor {
  const { direction, spend, reservePrice } = order.terms;
  const remaining = remainingOf(order);
  if (direction === 'sell') return remaining;
  if (spend !== null) return spend - order.cost - order.fillFees;
  if (remaining === 0n || reservePrice === null) return 0n;
  const schedule = rules.measuresOf(order.terms).fees.ON_FILL;
  const basis = feeBasisOf(order);
  const notional = order.notional + BigInt(reservePrice) * remaining;
  const furthest = exactFee(schedule, basis) + maximalFurtherFee(schedule, basis, reservePrice, remaining);
  const fee = roundFee(schedule, furthest) - order.fillFees;
  if (kindOf(direction) === 'trade') {
    const { margin } = rules.measuresOf(order.terms);
    return (
      marginOf(margin, notional, order.filled + remaining) -
      marginOf(margin, order.notional, order.filled) +
      fee
    );
  }
  return costOf(pair, notional) - order.cost + fee + orderFee('ON_CANCEL', order, pair, rules);
}

/** What an event that happens to the rest of an order as a whole costs now, in minor units of the quote. */
export function orderFee(
  timing: Extract<FeeTiming, 'ON_CREATE' | 'ON_CANCEL' | 'ON_OVERNIGHT_PENDING'>,
  order: OrderState,
  pair: Pair,
  rules: TradingRules,
): Minor {
  const { spend, reservePrice } = order.terms;
  const schedule = rules.measuresOf(order.terms).fees[timing];
  const volume = remainingOf(order);
  if (spend === null) return eventFee(schedule, BigInt(reservePrice ?? 0) * volume, volume);
  // What is left to spend is a notional already: back into price × volume units, rounded up.
  const left = (spend - order.cost - order.fillFees) * pair.notionalDenominator;
  return eventFee(schedule, ceilDiv(left, pair.notionalNumerator), volume);
}
