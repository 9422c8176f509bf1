/** How the price is taken to move inside a bar ([X6]). */
export const PATH_POLICIES = ['CONSERVATIVE', 'OHLC', 'OLHC', 'ADAPTIVE'] as const;
export type PathPolicy = (typeof PATH_POLICIES)[number];

/** The four prices a bar is walked through, in order, in price units. */
export type BarPath = readonly [open: number, first: number, second: number, close: number];

/**
 * Whether the path visits the high before the low; prices in price units of one sound bar.
 * ADAPTIVE takes the nearer extreme first, and the low when both are equally far; CONSERVATIVE walks the same path and differs
 * only in what it makes of a stop loss and a take profit in one bar ([X6]).
 */
function highComesFirst(policy: PathPolicy, open: number, high: number, low: number): boolean {
  switch (policy) {
    case 'OHLC':
      return true;
    case 'OLHC':
      return false;
    case 'ADAPTIVE':
    case 'CONSERVATIVE':
      return Math.abs(high - open) < Math.abs(low - open);
  }
}

/** The waypoints inside a bar: open, the two extremes in the policy's order, close; prices in price units ([X6]). */
export function barPath(policy: PathPolicy, open: number, high: number, low: number, close: number): BarPath {
  return highComesFirst(policy, open, high, low) ? [open, high, low, close] : [open, low, high, close];
}
