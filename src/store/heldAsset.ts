import { Decimal } from '../money/decimal.ts';
import type { Run } from './run.ts';

/** What the deposit of a run would have come to in the base of its pair, bought at the open of its first bar, without fees. */
export interface HeldAsset {
  readonly asset: string;
  /** In percent, at the last close. */
  readonly returnPercent: Decimal;
  /** At the last close, in the quote. */
  readonly equity: Decimal;
  /** At the close of a bar, in the quote, for drawing only. */
  readonly equityAt: (bar: number) => number;
}

/** What holding would have come to beside a run; `null` where no bar was run or nothing of the quote was deposited. */
export function heldAsset({
  request,
  pairs,
  candles,
  bars,
}: Pick<Run, 'request' | 'pairs' | 'candles' | 'bars'>): HeldAsset | null {
  const [pair] = pairs;
  const prices = pair === undefined ? undefined : candles.get(pair.code);
  if (pair === undefined || prices === undefined || bars === 0) return null;
  const deposit = new Decimal(request.scenario.accounts[0]?.deposits[pair.quote.code] ?? 0);
  if (deposit.isZero()) return null;
  const bought = prices.openAt(0);
  const share = new Decimal(prices.closeAt(bars - 1)).div(bought);
  const start = Number(deposit);
  return {
    asset: pair.base.code,
    returnPercent: share.minus(1).times(100),
    equity: deposit.times(share).toDecimalPlaces(pair.quote.decimals),
    equityAt: (bar) => (start * prices.closeAt(bar)) / bought,
  };
}
