import type { Minor, Rate } from '../money/minorUnits.ts';
import {
  compileFees,
  compileLotBill,
  FEE_TIMINGS,
  type FeeRule,
  type FeeSchedule,
  type FeeTiming,
  type LotBill,
} from './fees.ts';
import { spotMarginForm, tradeMarginForm, type LeverageRule, type MarginForm } from './margin.ts';
import { kindOf, type OrderTerms } from './orders/order.ts';
import type { Pair } from './pair.ts';

/** When a night is over: at each change of the UTC date seen, or at each passing of a time of day (minutes after 00:00 UTC). */
type OvernightTiming =
  | { readonly timing: 'ON_PERIOD_CHANGE' }
  | { readonly timing: 'ON_FIXED_TIME'; readonly minuteOfDay: number };

const OVERNIGHT_TIMINGS: ReadonlySet<FeeTiming> = new Set(['ON_OVERNIGHT_PENDING', 'ON_OVERNIGHT_FILLED']);

/** What holds for trading one pair; minimums in minor units, 0 for none. */
export interface TradingRules {
  readonly leverage: LeverageRule;
  readonly fees: readonly FeeRule[];
  readonly overnight: OvernightTiming;
  readonly minVolume: Minor;
  readonly minNotional: Minor;
  readonly minMargin: Minor;
  readonly allowsLong: boolean;
  readonly allowsShort: boolean;
  readonly maintenanceRate: Rate;
  /** Whether any fee is due overnight. */
  readonly chargesNights: boolean;
  /** The measures that hold for an order of these terms. */
  readonly measuresOf: (terms: Pick<OrderTerms, 'direction' | 'leverage'>) => Measures;
}

/** How the margin and the fees of an order are measured. */
interface Measures {
  readonly margin: MarginForm;
  readonly fees: Readonly<Record<FeeTiming, FeeSchedule>>;
  readonly lotBill: LotBill;
}

/** Rules whose measures are compiled for the pair when an order first needs them. */
export function createTradingRules(
  pair: Pair,
  rules: Omit<TradingRules, 'measuresOf' | 'chargesNights'>,
): TradingRules {
  const compile = (margin: MarginForm): Measures => {
    const schedules = Object.fromEntries(
      FEE_TIMINGS.map((timing) => [timing, compileFees(rules.fees, timing, pair, margin)]),
    ) as Record<FeeTiming, FeeSchedule>;
    return { margin, fees: schedules, lotBill: compileLotBill(schedules.ON_FILL, pair) };
  };
  const spot = compile(spotMarginForm(pair));
  const trades = new Map<Rate | null, Measures>();
  const { leverage, fees, overnight, minVolume, minNotional, minMargin } = rules;
  const { allowsLong, allowsShort, maintenanceRate } = rules;
  // Written out: copied by spreading, the rules of each run would be of a shape of their own to the engine that runs this.
  return {
    leverage,
    fees,
    overnight,
    minVolume,
    minNotional,
    minMargin,
    allowsLong,
    allowsShort,
    maintenanceRate,
    chargesNights: fees.some(({ timing, amount }) => OVERNIGHT_TIMINGS.has(timing) && amount > 0n),
    measuresOf: (terms) => {
      if (kindOf(terms.direction) === 'spot') return spot;
      let measures = trades.get(terms.leverage);
      if (measures === undefined) {
        measures = compile(tradeMarginForm(pair, leverage, terms.leverage));
        trades.set(terms.leverage, measures);
      }
      return measures;
    },
  };
}
