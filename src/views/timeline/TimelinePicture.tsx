import { memo, useId, useMemo } from 'react';
import { orderId } from '../../domain/orders/orderId.ts';
import type { Journal } from '../../journal/journal.ts';
import { StatusShape } from '../../ui/StatusBadge.tsx';
import { LifePatterns, patternOf } from './LifePatterns.tsx';
import type { OrderLives } from './orderLives.ts';
import type { TimelineRows } from './orderRows.ts';
import { orderTerms } from './orderTerms.ts';
import styles from './TimelinePicture.module.css';
import { ROW, timelineShapes, xAt } from './timelineShapes.ts';
import { timeTicks, type TimeWindow } from './timeWindow.ts';

interface TimelinePictureProps {
  readonly journal: Journal;
  readonly lives: OrderLives;
  readonly rows: TimelineRows;
  readonly window: TimeWindow;
  /** Room for the names of rows, and for the bars beside them. */
  readonly gutter: number;
  readonly width: number;
  readonly first: number;
  readonly last: number;
}

/** The bars of the rows in sight; drawn anew when other rows or another time come in sight, not when the moment moves. */
export const TimelinePicture = memo(function TimelinePicture(props: TimelinePictureProps) {
  const { journal, lives, rows, window, gutter, width, first, last } = props;
  const id = useId();
  const shapes = useMemo(
    () => timelineShapes(journal, lives, rows, window, width, first, last),
    [journal, lives, rows, window, width, first, last],
  );
  const top = first * ROW;
  const height = Math.max(1, (last - first) * ROW);
  const labels =
    rows.isSingle && gutter > 0 ? Array.from({ length: last - first }, (_, at) => first + at) : [];
  return (
    <svg
      className={styles.picture}
      style={{ top }}
      width={gutter + width}
      height={height}
      viewBox={`0 ${top} ${gutter + width} ${height}`}
      aria-hidden="true"
    >
      <defs>
        <LifePatterns id={id} />
        <clipPath id={`${id}-plot`}>
          <rect x={gutter} y={top} width={width} height={height} />
        </clipPath>
      </defs>
      {timeTicks(window, width / 80).map(({ timeMs }) => (
        <path
          key={timeMs}
          className={styles.grid}
          d={`M${(gutter + xAt(window, width, timeMs)).toFixed(1)} ${top}v${height}`}
        />
      ))}
      <g clipPath={`url(#${id}-plot)`}>
        <g transform={`translate(${gutter} 0)`}>
          {Array.from(shapes.paths, ([state, path]) => (
            <path
              key={state}
              d={path}
              className={styles[state]}
              fill={patternOf(id, state)}
              data-state={state}
            />
          ))}
          <path d={shapes.ticks} className={styles.fill} data-state="fill" />
          {shapes.names.map((name) => (
            <text key={name.id} x={name.x} y={name.y} className={styles.name}>
              {name.id}
            </text>
          ))}
        </g>
      </g>
      {shapes.signs.map(({ order, status, x, y }) => (
        <g key={order} transform={`translate(${gutter + x} ${y})`}>
          <StatusShape status={status} size={11} />
        </g>
      ))}
      {labels.map((row) => (
        <text key={row} x={8} y={row * ROW + ROW / 2 + 4} className={styles.label}>
          {orderId(row + 1)}
          {gutter > 80 && (
            <tspan className={styles.terms} x={52}>
              {orderTerms(journal, row)}
            </tspan>
          )}
        </text>
      ))}
    </svg>
  );
});
