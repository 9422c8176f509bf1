import { liquidationPriceOf } from '../../domain/liquidation.ts';
import { marginOf, tradeMarginForm } from '../../domain/margin.ts';
import { isBuying, type Direction } from '../../domain/orders/order.ts';
import type { Pair } from '../../domain/pair.ts';
import type { TradingRules } from '../../domain/tradingRules.ts';
import type { Decimal } from '../../money/decimal.ts';
import { parseUnits, pow10, RATE_DECIMALS, toDecimal } from '../../money/minorUnits.ts';
import { formatNumber } from '../../ui/formatNumber.ts';

/** A trade that is not open yet: what it would be entered at and with; `null` for what is not said. */
export interface PlannedTrade {
  readonly direction: Direction;
  readonly entry: Decimal;
  readonly volume: Decimal | null;
  readonly leverage: Decimal | null;
}

/** Where an isolated trade would be liquidated if it filled whole at its entry ([R7]); `null` where no price does it or nothing is known. */
export function liquidationOf(
  { direction, entry, volume, leverage }: PlannedTrade,
  pair: Pair,
  rules: TradingRules,
): Decimal | null {
  const { base, priceDecimals } = pair;
  const price = parseUnits(entry.toFixed(), priceDecimals);
  // The price hardly depends on the volume: only by what is rounded.
  const units = volume === null ? pow10(base.decimals) : parseUnits(volume.toFixed(), base.decimals);
  const rate = leverage === null ? null : parseUnits(leverage.toFixed(), RATE_DECIMALS);
  if (price === null || units === null || units === 0n || rate === 0n) return null;
  const basis = price * units;
  const margin = marginOf(tradeMarginForm(pair, rules.leverage, rate), basis, units);
  const found = liquidationPriceOf(direction, basis, units, margin, pair, rules);
  return found === null ? null : toDecimal(BigInt(found), priceDecimals);
}

/** What to say of a stop loss that liquidation comes before, at that price or an earlier one; `null` where it does not ([X7]). */
export function liquidationNote(
  direction: Direction,
  stopLoss: Decimal | null,
  liquidation: Decimal | null,
): string | null {
  if (stopLoss === null || liquidation === null) return null;
  const isBeyond = isBuying(direction)
    ? stopLoss.lessThanOrEqualTo(liquidation)
    : stopLoss.greaterThanOrEqualTo(liquidation);
  return isBeyond ? `Liquidation comes first, at about ${formatNumber(liquidation)}.` : null;
}
