import { pow10, RATE_DECIMALS, type Minor, type Rate } from '../money/minorUnits.ts';
import { ceilDiv } from '../money/rounding.ts';
import type { Pair } from './pair.ts';

/** How margin is measured: notional, notional / value, or value for each unit of volume. */
export const LEVERAGE_TYPES = ['NO_LEVERAGE', 'MARGIN_MULTIPLIER', 'FLAT_MARGIN_PER_VOLUME'] as const;
type LeverageType = (typeof LEVERAGE_TYPES)[number];

/** A pair's rule for margin; `value` in units of 1e-12: the largest multiplier, or quote for each unit of volume. */
export interface LeverageRule {
  readonly type: LeverageType;
  readonly value: Rate;
}

/** Margin as an exact linear form: (perNotional × Σ price × volume + perVolume × volume) / denominator minor units of the quote. */
export interface MarginForm {
  readonly perNotional: bigint;
  readonly perVolume: bigint;
  readonly denominator: bigint;
}

/** The margin of a spot order: its notional. */
export function spotMarginForm(pair: Pair): MarginForm {
  return { perNotional: pair.notionalNumerator, perVolume: 0n, denominator: pair.notionalDenominator };
}

/** The margin of a trade under a rule; `leverage` is what the trade chose in place of the rule's multiplier, or `null`. */
export function tradeMarginForm(pair: Pair, rule: LeverageRule, leverage: Rate | null): MarginForm {
  const one = pow10(RATE_DECIMALS);
  switch (rule.type) {
    case 'NO_LEVERAGE':
      return spotMarginForm(pair);
    case 'MARGIN_MULTIPLIER':
      return {
        perNotional: pair.notionalNumerator * one,
        perVolume: 0n,
        denominator: pair.notionalDenominator * (leverage ?? rule.value),
      };
    case 'FLAT_MARGIN_PER_VOLUME':
      return {
        perNotional: 0n,
        perVolume: rule.value * pow10(pair.quote.decimals),
        denominator: one * pow10(pair.base.decimals),
      };
  }
}

/** Margin in minor units of the quote, rounded up ([M3]). */
export function marginOf(form: MarginForm, notional: bigint, volume: Minor): Minor {
  return ceilDiv(form.perNotional * notional + form.perVolume * volume, form.denominator);
}
