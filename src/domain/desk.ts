import type { Minor, Price, Rate } from '../money/minorUnits.ts';
import type { OrderState } from './orders/order.ts';
import type { Pair } from './pair.ts';
import type { TradingRules } from './tradingRules.ts';

/** What a decision may look at; it can change nothing. */
export interface Desk {
  readonly nowMs: number;
  readonly marketBuffer: Rate;
  /** The number the next order gets. */
  readonly nextOrder: number;
  /** The number the next fill gets. */
  readonly nextFill: number;
  accountId(account: number): string;
  pairByCode(code: string): Pair;
  pair(index: number): Pair;
  rules(pair: Pair): TradingRules;
  available(account: number, asset: number): Minor;
  order(number: number): OrderState | undefined;
  /** Last close or price of the pair, `null` before the first. */
  referencePrice(pair: Pair): Price | null;
}
