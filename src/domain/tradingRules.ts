import type { Minor, Rate } from '../money/minorUnits.ts';
import { compileFees, FEE_TIMINGS, type FeeRule, type FeeSchedule, type FeeTiming } from './fees.ts';
import type { Pair } from './pair.ts';

/** How margin is measured: notional, notional / value, or value for each unit of volume. */
export const LEVERAGE_TYPES = ['NO_LEVERAGE', 'MARGIN_MULTIPLIER', 'FLAT_MARGIN_PER_VOLUME'] as const;
export type LeverageType = (typeof LEVERAGE_TYPES)[number];

/** When a night is over: at each change of the UTC date seen, or at each passing of a time of day (minutes after 00:00 UTC). */
export type OvernightTiming =
  | { readonly timing: 'ON_PERIOD_CHANGE' }
  | { readonly timing: 'ON_FIXED_TIME'; readonly minuteOfDay: number };

/** What holds for trading one pair; minimums in minor units, 0 for none. */
export interface TradingRules {
  readonly leverage: { readonly type: LeverageType; readonly value: Rate };
  readonly fees: readonly FeeRule[];
  readonly schedules: Readonly<Record<FeeTiming, FeeSchedule>>;
  readonly overnight: OvernightTiming;
  readonly minVolume: Minor;
  readonly minNotional: Minor;
  readonly minMargin: Minor;
  readonly allowsLong: boolean;
  readonly allowsShort: boolean;
  readonly maintenanceRate: Rate;
}

/** Rules with their fees compiled for the pair. */
export function createTradingRules(pair: Pair, rules: Omit<TradingRules, 'schedules'>): TradingRules {
  const compile = (timing: FeeTiming): FeeSchedule => compileFees(rules.fees, timing, pair);
  return {
    ...rules,
    schedules: Object.fromEntries(FEE_TIMINGS.map((timing) => [timing, compile(timing)])) as Record<
      FeeTiming,
      FeeSchedule
    >,
  };
}
