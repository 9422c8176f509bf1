const MINUTE_MS = 60_000;

/** A time as people of every country read it without doubt, in UTC: `2024-01-02 09:00`, with seconds only where there are any. */
export function formatTime(timeMs: number): string {
  if (!Number.isFinite(timeMs)) return '';
  const iso = new Date(timeMs).toISOString();
  const day = iso.slice(0, 10);
  if (timeMs % MINUTE_MS === 0) return `${day} ${iso.slice(11, 16)}`;
  return timeMs % 1000 === 0 ? `${day} ${iso.slice(11, 19)}` : `${day} ${iso.slice(11, 23)}`;
}

/** Only the time of day: `09:00`. */
export function formatClock(timeMs: number): string {
  return formatTime(timeMs).slice(11);
}
