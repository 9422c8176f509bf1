import { useMemo } from 'react';
import { useTurn } from '../../store/useTurn.ts';
import styles from './AreaNames.module.css';
import { AREAS, areaPlace } from './areaPlaces.ts';
import type { ChartPoint } from './chartPoints.ts';
import { PLOT } from './plotArea.ts';

interface AreaNamesProps {
  readonly width: number;
  /** Height of the upper plot, its edges included. */
  readonly height: number;
  readonly points: readonly ChartPoint[];
  readonly end: number;
  /** The value at the top of the axis. */
  readonly top: number;
}

/** Height of a name, and the width that each has room in, in CSS pixels. */
const LINE = 14;
const WIDTHS = { available: 58, unavailable: 76 };

/** The names of the two areas, each where its area has the most room; one that has none is left out. */
export function AreaNames(props: AreaNamesProps) {
  // Where they have room takes a frame's time to find.
  return useTurn() ? <Names {...props} /> : null;
}

function Names({ width, height, points, end, top }: AreaNamesProps) {
  const room = height - PLOT.top - PLOT.gap;
  const across = width - PLOT.left - PLOT.right;
  const places = useMemo(() => {
    const placeOf = (area: keyof typeof WIDTHS) =>
      areaPlace(points, area, (WIDTHS[area] / across) * (end + 1));
    return { available: placeOf('available'), unavailable: placeOf('unavailable') };
  }, [points, across, end]);
  return (
    <svg className={styles.names} width={width} height={height}>
      {AREAS.map((area) => {
        const place = places[area];
        if (place === null || (place.room / top) * room < LINE) return null;
        return (
          <text
            key={area}
            x={PLOT.left + (place.moment / (end + 1)) * across}
            y={PLOT.top + (1 - place.value / top) * room + 4}
            className={styles[area]}
          >
            {area}
          </text>
        );
      })}
    </svg>
  );
}
