import type { Candles } from '../market/candles.ts';

/** Names the candles of a file by its name and all that they are: another file of the same name has another. */
export function candlesId(name: string, candles: Candles): string {
  const bar = { timeMs: 0, open: 0, high: 0, low: 0, close: 0, volume: 0 };
  let hash = 0x811c9dc5;
  for (let index = 0; index < candles.length; index += 1) {
    candles.readInto(index, bar);
    const { timeMs, open, high, low, close, volume } = bar;
    // FNV-1a, a step for the prices of a bar and one for its volume, of which an unknown one counts as none.
    hash = Math.imul(hash ^ (timeMs + 3 * open + 5 * high + 7 * low + 11 * close), 0x01000193);
    hash = Math.imul(hash ^ volume, 0x01000193);
  }
  return `${name} ${candles.length} ${(hash >>> 0).toString(36)}`;
}
