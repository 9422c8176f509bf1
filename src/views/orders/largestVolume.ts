/**
 * The largest number of lots from 0 to `most` that can be afforded, given that whatever is below an affordable number is affordable too;
 * found by halving, so that fees of any kind are right without knowing them.
 */
export function largestAffordable(most: bigint, isAffordable: (lots: bigint) => boolean): bigint {
  let low = 0n;
  let high = most;
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (isAffordable(middle)) low = middle;
    else high = middle - 1n;
  }
  return low;
}
