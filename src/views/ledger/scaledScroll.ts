/** Height of a row, in CSS pixels; `--row-height` in the style sheet. */
export const ROW_HEIGHT = 28;
/** Browsers clamp heights at 33,554,428 px (some at half of that): above this the scroll range stands for a longer table. */
export const MAX_HEIGHT = 15_000_000;

/** How a scroll range of limited height stands for a table of any height, so that its last row can be reached. */
export interface ScaledScroll {
  /** The height that the scrolled element gets. */
  readonly height: number;
  /** Table pixels for each pixel of scrolling; 1 while the table fits. */
  readonly ratio: number;
}

/** The scale for so many rows seen through a viewport of some height. */
export function scaleFor(rows: number, viewport: number): ScaledScroll {
  const whole = rows * ROW_HEIGHT;
  if (whole <= MAX_HEIGHT) return { height: whole, ratio: 1 };
  return { height: MAX_HEIGHT, ratio: (whole - viewport) / (MAX_HEIGHT - viewport) };
}

/** Where to scroll so that a row stands at `share` of the viewport's height; in pixels of scrolling, within the range. */
export function scrollTopFor(row: number, rows: number, viewport: number, share: number): number {
  const { height, ratio } = scaleFor(rows, viewport);
  const top = row * ROW_HEIGHT - (viewport - ROW_HEIGHT) * share;
  return Math.max(0, Math.min(top / ratio, height - viewport));
}
