import type { PathPolicy } from '../market/barPath.ts';
import type { Rate } from '../money/minorUnits.ts';

/** Whether a resting limit fills when the market touches its price or only when it goes beyond ([X3]). */
export const LIMIT_POLICIES = ['touch', 'penetrate'] as const;
type LimitPolicy = (typeof LIMIT_POLICIES)[number];

/** Which positions a liquidation looks at. */
export const LIQUIDATION_MODES = ['isolated', 'cross'] as const;
type LiquidationMode = (typeof LIQUIDATION_MODES)[number];

/** How a run executes; rates in units of 1e-12. */
export interface Settings {
  readonly pathPolicy: PathPolicy;
  readonly limitPolicy: LimitPolicy;
  /** Share of a bar's volume that orders may take together, `null` for no bound ([X8]). */
  readonly participation: Rate | null;
  /** How much worse than the price a market or stop order fills, as a fraction of it ([X2], [X4]). */
  readonly slippage: Rate;
  /** How much more than the reference price a market buy sets aside, as a fraction of it ([P]). */
  readonly marketBuffer: Rate;
  readonly liquidation: LiquidationMode;
}
