import type { Decimal } from '../money/decimal.ts';
import { formatAmount, formatNumber, paddedDecimals } from './formatNumber.ts';

interface Amount {
  readonly volume: Decimal;
  readonly spend: Decimal | null;
  readonly heldAsset: string;
}

/** How much an order is for: its volume, or what it spends, of an asset with so many decimals, while no volume has come of that. */
export function orderAmount({ volume, spend, heldAsset }: Amount, decimals: number): string {
  return spend !== null && volume.isZero()
    ? `for ${formatAmount(spend, heldAsset, paddedDecimals(decimals))}`
    : formatNumber(volume);
}
