const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A time as people of every country read it without doubt, in UTC: `2024-01-02 09:00`, with seconds only where there are any. */
export function formatTime(timeMs: number): string {
  if (!Number.isFinite(timeMs)) return '';
  const iso = new Date(timeMs).toISOString();
  const day = iso.slice(0, 10);
  if (timeMs % MINUTE_MS === 0) return `${day} ${iso.slice(11, 16)}`;
  return timeMs % 1000 === 0 ? `${day} ${iso.slice(11, 19)}` : `${day} ${iso.slice(11, 23)}`;
}

/**
 * A time as short as it can be told beside others from `firstMs` to `lastMs`: `09:00` within one day, `2024-01-02` where days begin or
 * over years, else `01-02 09:00`.
 */
export function formatBeside(timeMs: number, firstMs: number, lastMs: number): string {
  const full = formatTime(timeMs);
  const [first, last] = [formatTime(firstMs), formatTime(lastMs)];
  if (firstMs % DAY_MS === 0 && lastMs % DAY_MS === 0 && timeMs % DAY_MS === 0) return full.slice(0, 10);
  if (first.slice(0, 10) === last.slice(0, 10)) return full.slice(11);
  return first.slice(0, 4) === last.slice(0, 4) ? full.slice(5) : full.slice(0, 10);
}
