import { memo, useId, useMemo } from 'react';
import { Area, AreaChart, CartesianGrid, ReferenceDot, XAxis, YAxis } from 'recharts';
import { useTurn } from '../../store/useTurn.ts';
import { LOCALE } from '../../ui/locale.ts';
import type { BalanceSeries } from '../../journal/balanceSeries.ts';
import { AreaNames } from './AreaNames.tsx';
import { chartPoints, type ChartPoint } from './chartPoints.ts';
import { PLOT } from './plotArea.ts';

interface BalanceChartProps {
  readonly width: number;
  readonly height: number;
  readonly series: BalanceSeries;
  readonly peakMoment: number;
  /** The last moment; the axis ends where it ends. */
  readonly end: number;
  /** Values on the axis, the last of which is its top. */
  readonly ticks: readonly number[];
}

/** What both of its charts are told. */
interface PartProps extends Pick<BalanceChartProps, 'width' | 'height' | 'end'> {
  readonly points: readonly ChartPoint[];
}

/** Points drawn: as many as are told apart, in steps so that a little more width draws the same, and no more than there is time for. */
const PER_PIXEL = 2;
const STEP = 200;
const MOST_POINTS = 1_200;

const COMPACT = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 2 });
const MARGIN = { top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 };
const UPPER_MARGIN = { ...MARGIN, bottom: PLOT.gap };
const AXIS_MARGIN = { ...MARGIN, top: 0 };
const TICK = { fill: 'var(--muted)', fontSize: 11 };
/** Height that a value on the axis takes, in CSS pixels. */
const TICK_ROOM = 14;
/** What all areas have in common. */
const STEPS = { type: 'stepAfter', dot: false, activeDot: false, isAnimationActive: false } as const;
const PERCENT_TICKS = [0, 50, 100];
/** Lines across. For those along, which nobody sees, the library would measure each label on the page. */
const GRID = (
  <CartesianGrid vertical={false} verticalCoordinatesGenerator={() => []} stroke="var(--border-soft)" />
);
const writeTick = (value: number): string => COMPACT.format(value);
const writePercent = (value: number): string => `${value} %`;

/** A series of so many moments is brought down to points in a frame, and drawn in the next. */
const MANY_MOMENTS = 20_000;

/** Available over unavailable in steps, and the utilisation below; drawn once, whatever moment is looked at. */
export const BalanceChart = memo(function BalanceChart({ series, ...props }: BalanceChartProps) {
  const { width, end } = props;
  const most = Math.min(MOST_POINTS, Math.ceil((PER_PIXEL * width) / STEP) * STEP);
  const points = useMemo(() => chartPoints(series, end, most), [series, end, most]);
  const isTurn = useTurn(series.moments.length < MANY_MOMENTS);
  return <div aria-hidden="true">{isTurn && <Both {...props} points={points} />}</div>;
});

function Both({
  width,
  height,
  points,
  peakMoment,
  end,
  ticks,
}: PartProps & Pick<BalanceChartProps, 'peakMoment' | 'ticks'>) {
  const lower = PLOT.lowerHeight(height);
  // Each in a frame of its own, and the areas of the upper one too: they are the most that a page has to draw at once.
  const isTurn = useTurn();
  return (
    <>
      <Parts width={width} height={height - lower} points={points} end={end} ticks={ticks} />
      {isTurn && (
        <>
          <Utilisation width={width} height={lower} points={points} end={end} peakMoment={peakMoment} />
          <AreaNames
            width={width}
            height={height - lower}
            points={points}
            end={end}
            top={ticks.at(-1) ?? 1}
          />
        </>
      )}
    </>
  );
}

const Parts = memo(function Parts({
  width,
  height,
  points,
  end,
  ticks,
}: PartProps & Pick<BalanceChartProps, 'ticks'>) {
  const hatch = useId();
  const isTurn = useTurn();
  return (
    <AreaChart width={width} height={height} data={points} margin={UPPER_MARGIN} accessibilityLayer={false}>
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--unavailable-soft)" />
          <path d="M0 0V6" stroke="var(--unavailable)" strokeWidth="2.5" />
        </pattern>
      </defs>
      {GRID}
      <XAxis dataKey="moment" type="number" domain={[0, end + 1]} ticks={momentTicks(end, width)} hide />
      <YAxis
        width={PLOT.left}
        domain={[0, ticks.at(-1) ?? 1]}
        ticks={ticksIn(ticks, height - PLOT.top - PLOT.gap)}
        interval={0}
        tickFormatter={writeTick}
        tick={TICK}
        tickLine={false}
        axisLine={false}
      />
      {isTurn && (
        <>
          <Area
            {...STEPS}
            dataKey="unavailable"
            stackId="total"
            stroke="var(--unavailable)"
            strokeWidth={1.5}
            fill={`url(#${hatch})`}
            fillOpacity={1}
          />
          <Area
            {...STEPS}
            dataKey="available"
            stackId="total"
            stroke="var(--available)"
            strokeWidth={2}
            fill="var(--available)"
            fillOpacity={0.22}
          />
        </>
      )}
    </AreaChart>
  );
});

const Utilisation = memo(function Utilisation({
  width,
  height,
  points,
  end,
  peakMoment,
}: PartProps & Pick<BalanceChartProps, 'peakMoment'>) {
  const isAxis = height <= PLOT.bottom;
  const peak = isAxis ? undefined : points.find(({ moment }) => moment === peakMoment);
  return (
    <AreaChart
      width={width}
      height={height}
      data={points}
      margin={isAxis ? AXIS_MARGIN : MARGIN}
      accessibilityLayer={false}
    >
      {!isAxis && GRID}
      <XAxis
        dataKey="moment"
        type="number"
        domain={[0, end + 1]}
        ticks={momentTicks(end, width)}
        interval={0}
        height={PLOT.bottom}
        tick={TICK}
        tickLine={false}
        axisLine={{ stroke: 'var(--border)' }}
        tickMargin={2}
      />
      <YAxis
        width={PLOT.left}
        domain={[0, 100]}
        ticks={isAxis ? [] : height > 70 ? PERCENT_TICKS : [0, 100]}
        interval={0}
        tickFormatter={writePercent}
        tick={TICK}
        tickLine={false}
        axisLine={false}
      />
      {!isAxis && (
        <Area
          {...STEPS}
          dataKey="utilisation"
          stroke="var(--unavailable)"
          strokeWidth={1.5}
          fill="var(--unavailable-soft)"
          fillOpacity={1}
        />
      )}
      {peak !== undefined && peakMoment > 0 && (
        <ReferenceDot
          x={peak.moment}
          y={peak.utilisation}
          r={3}
          fill="var(--unavailable)"
          stroke="var(--background)"
        />
      )}
    </AreaChart>
  );
});

/** A few round moments: as many as there is room for. */
function momentTicks(end: number, width: number): number[] {
  const room = Math.max(2, Math.floor((width - PLOT.left) / 70));
  const rough = (end + 1) / room;
  const power = 10 ** Math.max(0, Math.floor(Math.log10(rough)));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? 10 * power;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
}

/** As many of the values as can be read beside each other: all, every other one, or the first and the last. */
function ticksIn(ticks: readonly number[], room: number): number[] {
  const gaps = ticks.length - 1;
  const every = [1, 2].find((each) => gaps % each === 0 && (gaps / each) * TICK_ROOM <= room) ?? gaps;
  return ticks.filter((_, index) => index % Math.max(1, every) === 0);
}
