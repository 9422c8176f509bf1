/** Height from which on there is room for both plots, in CSS pixels. */
const LEAST_FOR_BOTH = 96;

/** Where the plots lie within the frame, in CSS pixels from its edges: the charts and what lies over them agree on it. */
export const PLOT = {
  left: 52,
  right: 12,
  top: 8,
  /** Between the upper plot's foot and the lower chart. */
  gap: 6,
  /** Height of the moments' axis. */
  bottom: 20,
  /** Height of the utilisation below, its axis included; where the whole is too low for both, of the axis alone. */
  lowerHeight: (height: number): number =>
    height < LEAST_FOR_BOTH ? PLOT.bottom : Math.round(Math.max(52, Math.min(110, height * 0.3))),
} as const;
