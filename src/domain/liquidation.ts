import { MAX_PRICE, pow10, RATE_DECIMALS, type Minor, type Price, type Rate } from '../money/minorUnits.ts';
import { ceilDiv, floorDiv } from '../money/rounding.ts';
import type { FeeRule } from './fees.ts';
import type { Direction } from './orders/order.ts';
import type { Pair } from './pair.ts';
import type { TradingRules } from './tradingRules.ts';

/**
 * The price at which an isolated position's margin is used up but for its maintenance and the percentage fee on its close:
 * long (E − m/q) / (1 − (mmr + fee)), short (E + m/q) / (1 + (mmr + fee)), in price units, rounded so that it is reached early;
 * `null` when no price above zero does. `basis` is Σ price × volume of the open volume.
 */
export function liquidationPriceOf(
  direction: Direction,
  basis: bigint,
  volume: Minor,
  margin: Minor,
  pair: Pair,
  rules: TradingRules,
): Price | null {
  if (volume === 0n) return null;
  const { notionalNumerator, notionalDenominator } = pair;
  const one = pow10(RATE_DECIMALS);
  const kept = rules.maintenanceRate + percentageOnClose(rules.fees);
  const long = direction === 'long';
  const worth = basis * notionalNumerator;
  const left = long ? worth - margin * notionalDenominator : worth + margin * notionalDenominator;
  const share = long ? one - kept : one + kept;
  if (left <= 0n || share <= 0n) return null;
  const units = (long ? ceilDiv : floorDiv)(left * one, notionalNumerator * volume * share);
  return units > 0n && units <= BigInt(MAX_PRICE) ? Number(units) : null;
}

/** What the close of a position costs as a fraction of its notional, in units of 1e-12. */
function percentageOnClose(fees: readonly FeeRule[]): Rate {
  return fees
    .filter(({ timing, type }) => timing === 'ON_CLOSE' && type === 'PERCENT_OF_NOTIONAL')
    .reduce((sum, { amount }) => sum + amount, 0n);
}
