import { formatTime } from '../../ui/formatTime.ts';

/** The span of time that is in sight, in milliseconds since 1970 UTC. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What stands between two times of the axis. */
const STEPS = [
  SECOND,
  5 * SECOND,
  15 * SECOND,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
];
const MONTH = 30.4 * DAY;
/** The same for longer times, in months. */
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];
/** The closest look: a second across. */
const SHORTEST = SECOND;

/** All the time from the first to the last, with a little room at the end for what ends there. */
export function wholeWindow(firstMs: number, lastMs: number): TimeWindow {
  const span = lastMs - firstMs || MINUTE;
  return { fromMs: firstMs - span * 0.01, toMs: lastMs + span * 0.04 };
}

/** Closer (`factor` below 1) or further around a time, never beyond the whole. */
export function zoomed(
  { fromMs, toMs }: TimeWindow,
  whole: TimeWindow,
  factor: number,
  aroundMs: number,
): TimeWindow {
  const most = whole.toMs - whole.fromMs;
  const span = Math.min(most, Math.max(SHORTEST, (toMs - fromMs) * factor));
  const share = (Math.min(toMs, Math.max(fromMs, aroundMs)) - fromMs) / (toMs - fromMs);
  return moved({ fromMs: aroundMs - share * span, toMs: aroundMs + (1 - share) * span }, whole, 0);
}

/** As long as before, later by some time, within the whole. */
export function moved({ fromMs, toMs }: TimeWindow, whole: TimeWindow, byMs: number): TimeWindow {
  const span = toMs - fromMs;
  const from = Math.max(whole.fromMs, Math.min(fromMs + byMs, whole.toMs - span));
  return { fromMs: from, toMs: from + span };
}

/** As long as before, moved to where a time is that was out of sight; the same when it is in it. */
export function windowAround(window: TimeWindow, whole: TimeWindow, timeMs: number): TimeWindow {
  const { fromMs, toMs } = window;
  if (timeMs >= fromMs && timeMs <= toMs) return window;
  return moved(window, whole, timeMs - (fromMs + toMs) / 2);
}

/** Round times within a window, at most `count`, and what is written at them: the day where it changes, else the time of day. */
export function timeTicks(
  { fromMs, toMs }: TimeWindow,
  count: number,
): readonly { readonly timeMs: number; readonly text: string }[] {
  const rough = (toMs - fromMs) / Math.max(1, count);
  const step = STEPS.find((each) => each >= rough);
  if (step === undefined) return monthTicks(fromMs, toMs, rough / MONTH);
  const ticks: { timeMs: number; text: string }[] = [];
  for (let timeMs = Math.ceil(fromMs / step) * step; timeMs <= toMs; timeMs += step) {
    const text = formatTime(timeMs);
    ticks.push({ timeMs, text: timeMs % DAY === 0 ? text.slice(0, 10) : text.slice(11) });
  }
  return ticks;
}

/** The first days of months, at least `rough` months apart. */
function monthTicks(fromMs: number, toMs: number, rough: number): ReturnType<typeof timeTicks> {
  const step = MONTH_STEPS.find((each) => each >= rough) ?? Math.ceil(rough / 120) * 120;
  const from = new Date(fromMs);
  const ticks: { timeMs: number; text: string }[] = [];
  // Counted from January 2000.
  let month = Math.ceil(((from.getUTCFullYear() - 2000) * 12 + from.getUTCMonth()) / step) * step;
  for (let timeMs = Date.UTC(2000, month); timeMs <= toMs; timeMs = Date.UTC(2000, month)) {
    if (timeMs >= fromMs) ticks.push({ timeMs, text: formatTime(timeMs).slice(0, 7) });
    month += step;
  }
  return ticks;
}
