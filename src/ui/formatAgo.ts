const UNITS = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const satisfies readonly (readonly [Intl.RelativeTimeFormatUnit, number])[];

const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** How long ago something was, in words: `5 minutes ago`, `yesterday`; `just now` for less than a minute. */
export function formatAgo(timeMs: number, nowMs = Date.now()): string {
  for (const [unit, unitMs] of UNITS) {
    const count = Math.floor((nowMs - timeMs) / unitMs);
    if (count >= 1) return words.format(-count, unit);
  }
  return 'just now';
}
