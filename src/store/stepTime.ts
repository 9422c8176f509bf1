import type { Step } from '../scenario/format.ts';

const MINUTE_MS = 60_000;
/** When the first step of an empty scenario happens. */
const FIRST_TIME = '2024-01-02T09:00:00Z';

/** A time as scenario files write it, seconds and milliseconds only as far as needed. */
export function fileTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}

/** When the last step happens, `null` without steps. */
export function lastTimeMs(steps: readonly Step[]): number | null {
  const last = steps.at(-1);
  return last === undefined ? null : Date.parse(last.at);
}

/**
 * When something done by hand happens: a minute after the last step, but always before the next candle, so that candles keep their own
 * times: where a minute is too long, halfway to that candle.
 */
export function handTimeMs(lastMs: number | null, nextCandleMs: number | null): number {
  if (lastMs === null) return nextCandleMs === null ? Date.parse(FIRST_TIME) : nextCandleMs - MINUTE_MS;
  const usual = lastMs + MINUTE_MS;
  if (nextCandleMs === null || usual < nextCandleMs) return usual;
  const halfway = Math.floor((lastMs + nextCandleMs) / 2);
  return halfway > lastMs ? halfway : usual;
}

/** When a candle is fed: at its own time, or, where steps by hand have run past it all the same, a minute after them. */
export function candleTimeMs(lastMs: number | null, candleMs: number): number {
  return lastMs === null || candleMs > lastMs ? candleMs : lastMs + MINUTE_MS;
}
