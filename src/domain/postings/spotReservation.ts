import type { Minor } from '../../money/minorUnits.ts';
import { ceilDiv } from '../../money/rounding.ts';
import type { Asset } from '../asset.ts';
import { eventFee, exactFee, maximalFurtherFee, roundFee } from '../fees.ts';
import { feeBasisOf, remainingOf, type SpotOrderState, type SpotTerms } from '../orders/spotOrder.ts';
import { costOf, type Pair } from '../pair.ts';
import type { TradingRules } from '../tradingRules.ts';

/** The asset a spot order keeps unavailable: a buy its quote, a sell its base. */
export function heldAssetOf(pair: Pair, terms: Pick<SpotTerms, 'direction'>): Asset {
  return terms.direction === 'buy' ? pair.quote : pair.base;
}

/**
 * What an order must hold for the rest of its life, in minor units of its held asset. A buy: the cost of the rest at its reserve
 * price, the largest fee that can still come and the cancel fee, each as a cumulative rounded difference ([M4]); a buy by `spend`:
 * what is left of it; a sell: the rest itself.
 */
export function reservationOf(order: SpotOrderState, pair: Pair, rules: TradingRules): Minor {
  const { direction, spend, reservePrice } = order.terms;
  const remaining = remainingOf(order);
  if (direction === 'sell') return remaining;
  if (spend !== null) return spend - order.cost - order.fillFees;
  if (remaining === 0n || reservePrice === null) return 0n;
  const schedule = rules.schedules.ON_FILL;
  const basis = feeBasisOf(order);
  const cost = costOf(pair, order.notional + BigInt(reservePrice) * remaining) - order.cost;
  const furthest = exactFee(schedule, basis) + maximalFurtherFee(schedule, basis, reservePrice, remaining);
  return cost + roundFee(schedule, furthest) - order.fillFees + cancelFeeOf(order, pair, rules);
}

/** What cancelling the rest of an order costs now, in minor units of the quote. */
export function cancelFeeOf(order: SpotOrderState, pair: Pair, rules: TradingRules): Minor {
  const { notional, volume } = restOf(order, pair);
  return eventFee(rules.schedules.ON_CANCEL, notional, volume);
}

/** What one night costs a working order, in minor units of the quote. */
export function overnightFeeOf(order: SpotOrderState, pair: Pair, rules: TradingRules): Minor {
  const { notional, volume } = restOf(order, pair);
  return eventFee(rules.schedules.ON_OVERNIGHT_PENDING, notional, volume);
}

/** What creating an order costs, in minor units of the quote; `order` is as just created. */
export function createFeeOf(order: SpotOrderState, pair: Pair, rules: TradingRules): Minor {
  const { notional, volume } = restOf(order, pair);
  return eventFee(rules.schedules.ON_CREATE, notional, volume);
}

function restOf(order: SpotOrderState, pair: Pair): { notional: bigint; volume: Minor } {
  const { spend, reservePrice } = order.terms;
  const volume = remainingOf(order);
  if (spend === null) return { notional: BigInt(reservePrice ?? 0) * volume, volume };
  // What is left to spend is a notional already: back into price × volume units, rounded up.
  const left = (spend - order.cost - order.fillFees) * pair.notionalDenominator;
  return { notional: ceilDiv(left, pair.notionalNumerator), volume };
}
