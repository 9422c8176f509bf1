import type { Decimal } from '../money/decimal.ts';
import { formatNumber } from './formatNumber.ts';

interface Amount {
  readonly volume: Decimal;
  readonly spend: Decimal | null;
  readonly heldAsset: string;
}

/** How much an order is for: its volume, or what it spends while no volume has come of that. */
export function orderAmount({ volume, spend, heldAsset }: Amount): string {
  return spend !== null && volume.isZero() ? `for ${formatNumber(spend)} ${heldAsset}` : formatNumber(volume);
}
