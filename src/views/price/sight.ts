/** What is in sight, in bars counted from 0, fractions of bars included. */
export interface Sight {
  readonly from: number;
  readonly to: number;
}

/** Room for the names of the last few prices. */
export const RIGHT_BARS = 2;

/** Room at both ends for half a mark or a time, in CSS pixels. */
const END_ROOM = 20;

/** All bars; a few of them begin at the left, for a bar gets `maxSpacing` pixels at most. */
export function sightOfAll(count: number, width: number, maxSpacing: number): Sight {
  const room = width / maxSpacing;
  const spacing = width / Math.max(room, count + RIGHT_BARS);
  // A bar that is wide enough has the room itself.
  const beyond = Math.max(0, END_ROOM / spacing - 0.5);
  return { from: 0 - beyond, to: Math.max(count - 1 + Math.max(RIGHT_BARS, beyond), room - 1) };
}

/** Whether no bar is out of sight. */
export function showsAll({ from, to }: Sight, count: number): boolean {
  return from <= 0.5 && to >= count - 1.5;
}

/** As much as before, moved to where a bar of `count` is that was out of sight; `null` when it is in it. */
export function sightAround({ from, to }: Sight, bar: number, count: number): Sight | null {
  return bar >= from && bar <= to ? null : sightOf(bar, to - from, count);
}

/** So many bars can be told apart, with all that happened at them. */
export const FEW_BARS = 240;

/** As many bars as can be told apart with their marks, around one of `count`. */
export function sightNear(bar: number, count: number): Sight {
  return sightOf(bar, FEW_BARS / 5, count);
}

/** So much with a bar in its middle; at the ends no further than the bars go. */
function sightOf(bar: number, width: number, count: number): Sight {
  const from = Math.max(0, Math.min(bar - width / 2, count - 1 + RIGHT_BARS - width));
  return { from, to: from + width };
}
