import type { ChartPoints } from './chartPoints.ts';
import styles from './AreaNames.module.css';
import { PLOT } from './plotArea.ts';

interface AreaNamesProps {
  readonly width: number;
  /** Height of the upper plot, its edges included. */
  readonly height: number;
  readonly data: ChartPoints;
  readonly end: number;
  /** The value at the top of the axis. */
  readonly top: number;
}

/** Height of a name, and half the width of the longer one, in CSS pixels. */
const LINE = 14;
const HALF = 36;

/** The names of the two areas, each where its area is highest; one that has no room is left out. */
export function AreaNames({ width, height, data, end, top }: AreaNamesProps) {
  const room = height - PLOT.top - PLOT.gap;
  const across = width - PLOT.left - PLOT.right;
  const places = (['available', 'unavailable'] as const).flatMap((part) => {
    const { points } = data;
    let at = 0;
    for (const [index, point] of points.entries()) if (point[part] > (points[at]?.[part] ?? 0)) at = index;
    const [point, next] = [points[at], points[at + 1]];
    if (point === undefined || (point[part] / top) * room < LINE) return [];
    const middle = (point.moment + (next?.moment ?? point.moment)) / 2;
    const x = PLOT.left + Math.max(HALF, Math.min((middle / (end + 1)) * across, across - HALF));
    const value = part === 'available' ? point.unavailable + point.available / 2 : point.unavailable / 2;
    return { part, x, y: PLOT.top + (1 - value / top) * room + 4 };
  });
  const [first, second] = places;
  const collide =
    first !== undefined &&
    second !== undefined &&
    Math.abs(first.x - second.x) < 2 * HALF &&
    Math.abs(first.y - second.y) < LINE;
  return (
    <svg className={styles.names} width={width} height={height}>
      {(collide ? places.slice(0, 1) : places).map(({ part, x, y }) => (
        <text key={part} x={x} y={y} className={styles[part]}>
          {part}
        </text>
      ))}
    </svg>
  );
}
