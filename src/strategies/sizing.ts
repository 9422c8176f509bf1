import type { Minor, Price } from '../money/minorUnits.ts';

/** A whole percentage of an amount, rounded down. */
export function shareOf(amount: Minor, percent: number): Minor {
  return (amount * BigInt(percent)) / 100n;
}

/** A percentage with up to two decimals in units of 0.01 %. */
export function basisPoints(percent: number): number {
  return Math.round(percent * 100);
}

/** A price moved by so many units of 0.01 %, in price units; between ticks. */
export function movedBy(price: Price, points: number): number {
  return (price * (10_000 + points)) / 10_000;
}
