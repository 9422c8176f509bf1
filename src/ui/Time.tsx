import { formatClock, formatTime } from './formatTime.ts';

interface TimeProps {
  readonly timeMs: number;
  /** Only the time of day, where the date stands beside it. */
  readonly clockOnly?: boolean;
}

/** A moment in UTC, readable and exact for machines. */
export function Time({ timeMs, clockOnly = false }: TimeProps) {
  const full = formatTime(timeMs);
  if (full === '') return null;
  return (
    <time dateTime={new Date(timeMs).toISOString()} title={`${full} UTC`}>
      {clockOnly ? formatClock(timeMs) : full}
    </time>
  );
}
