import { formatBeside, formatTime } from './formatTime.ts';

interface TimeProps {
  readonly timeMs: number;
  /** The first and last of the times it stands among, which says how much of it has to be told; all of it without. */
  readonly among?: readonly [firstMs: number, lastMs: number] | undefined;
}

/** A moment in UTC, readable and exact for machines. */
export function Time({ timeMs, among }: TimeProps) {
  const full = formatTime(timeMs);
  if (full === '') return null;
  return (
    <time dateTime={new Date(timeMs).toISOString()} title={`${full} UTC`}>
      {among === undefined ? full : formatBeside(timeMs, ...among)}
    </time>
  );
}
