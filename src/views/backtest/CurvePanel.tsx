import { memo } from 'react';
import type { CurveScale } from '../../ui/curveScale.ts';
import styles from './RunCharts.module.css';
import type { RunLine } from './runLines.ts';

/** Values along the bars of a run. */
export interface Curve {
  readonly id: string;
  /** Written at its end. */
  readonly label?: string;
  readonly line: RunLine;
  readonly isFirst: boolean;
  readonly bars: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  /** The extremes that each point stands for. */
  readonly lowest?: ArrayLike<number>;
  readonly highest?: ArrayLike<number>;
}

interface CurvePanelProps {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly scale: CurveScale;
  readonly curves: readonly Curve[];
  readonly xOf: (bar: number) => number;
  readonly write: (value: number) => string;
  /** Zero is at the top, and more lies lower. */
  readonly isUpsideDown: boolean;
}

/** The name stands above what is drawn, so that it hides nothing. */
const TOP = 20;
const BOTTOM = 6;
const LABEL_HEIGHT = 12;

/** One plot: a line for each run, the first with its area or the band of its extremes. */
export const CurvePanel = memo(function CurvePanel(props: CurvePanelProps) {
  const { title, width, height, left, right, scale, curves, xOf, write, isUpsideDown } = props;
  const span = scale.high - scale.low || 1;
  const room = height - TOP - BOTTOM;
  const yOf = (value: number): number => {
    const share = (value - scale.low) / span;
    return TOP + (isUpsideDown ? share : 1 - share) * room;
  };
  return (
    <svg className={styles.panel} width={width} height={height} aria-hidden="true">
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <path className={styles.grid} d={`M${left} ${yOf(tick)}H${width - right}`} />
          <text className={styles.tick} x={left - 6} y={yOf(tick) + 4}>
            {write(tick)}
          </text>
        </g>
      ))}
      {endsOf(curves, xOf, yOf, height).map(({ id, label, color, x, y }) => (
        <text key={id} className={styles.end} x={x + 4} y={y + 4} style={{ color }}>
          {label}
        </text>
      ))}
      {curves.toReversed().map((curve) => (
        <CurveLine key={curve.id} curve={curve} xOf={xOf} yOf={yOf} base={yOf(scale.low)} />
      ))}
      <text className={styles.name} x={left} y={TOP - 7}>
        {title}
      </text>
    </svg>
  );
});

/** Where the names of the curves stand, beside their ends but apart from each other. */
function endsOf(
  curves: readonly Curve[],
  xOf: (bar: number) => number,
  yOf: (value: number) => number,
  height: number,
) {
  const ends = curves
    .filter(({ label, bars }) => label !== undefined && bars.length > 0)
    .map(({ id, label, line, bars, values }) => {
      const last = bars.length - 1;
      return { id, label, color: line.color, x: xOf(bars[last] ?? 0), y: yOf(values[last] ?? 0) };
    })
    .toSorted((a, b) => b.y - a.y);
  let free = height - BOTTOM;
  return ends.map(({ id, label, color, x, y: wanted }) => {
    const y = Math.min(wanted, free);
    free = y - LABEL_HEIGHT;
    return { id, label, color, x, y };
  });
}

interface CurveLineProps {
  readonly curve: Curve;
  readonly xOf: (bar: number) => number;
  readonly yOf: (value: number) => number;
  readonly base: number;
}

function CurveLine({ curve, xOf, yOf, base }: CurveLineProps) {
  const { line, isFirst, bars, values, lowest, highest } = curve;
  const count = bars.length;
  if (count === 0) return null;
  const at = (index: number, of: ArrayLike<number>): string =>
    `${xOf(bars[index] ?? 0).toFixed(1)} ${yOf(of[index] ?? 0).toFixed(1)}`;
  const along = (of: ArrayLike<number>): string =>
    Array.from({ length: count }, (_, index) => at(index, of)).join('L');
  const back = (of: ArrayLike<number>): string =>
    Array.from({ length: count }, (_, index) => at(count - 1 - index, of)).join('L');
  const isBand = lowest !== undefined && highest !== undefined;
  const endX = xOf(bars[count - 1] ?? 0);
  return (
    <g style={{ color: line.color }}>
      {isFirst && isBand && <path className={styles.band} d={`M${along(highest)}L${back(lowest)}Z`} />}
      {isFirst && !isBand && (
        <path className={styles.band} d={`M${xOf(bars[0] ?? 0)} ${base}L${along(values)}L${endX} ${base}Z`} />
      )}
      <path
        className={styles.line}
        d={`M${along(values)}`}
        strokeWidth={isFirst ? 1.75 : 1.25}
        strokeDasharray={line.dashes}
      />
    </g>
  );
}
