/** A time in milliseconds as ISO 8601 in UTC, without empty milliseconds. */
export function isoTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}
