import { memo, useId } from 'react';
import { Area, AreaChart, CartesianGrid, ReferenceDot, XAxis, YAxis } from 'recharts';
import { LOCALE } from '../../ui/locale.ts';
import { AreaNames } from './AreaNames.tsx';
import type { ChartPoints } from './chartPoints.ts';
import { PLOT } from './plotArea.ts';

interface BalanceChartProps {
  readonly width: number;
  readonly height: number;
  readonly data: ChartPoints;
  /** The last moment; the axis ends where it ends. */
  readonly end: number;
  /** Values on the axis, the last of which is its top. */
  readonly ticks: readonly number[];
}

const COMPACT = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 2 });
const MARGIN = { top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 };
const UPPER_MARGIN = { ...MARGIN, bottom: PLOT.gap };
const TICK = { fill: 'var(--muted)', fontSize: 11 };
/** Height that a value on the axis takes, in CSS pixels. */
const TICK_ROOM = 14;
const PERCENT_TICKS = [0, 50, 100];
const writeTick = (value: number): string => COMPACT.format(value);
const writePercent = (value: number): string => `${value} %`;

/** Available over unavailable in steps, and the utilisation below; drawn once, whatever moment is looked at. */
export const BalanceChart = memo(function BalanceChart({
  width,
  height,
  data,
  end,
  ticks,
}: BalanceChartProps) {
  const hatch = useId();
  const lower = PLOT.lowerHeight(height);
  const domain = [0, end + 1];
  const moments = momentTicks(end, width);
  const peak = data.points.find(({ moment }) => moment === data.peakMoment);
  return (
    <div aria-hidden="true">
      <AreaChart
        width={width}
        height={height - lower}
        data={data.points}
        margin={UPPER_MARGIN}
        accessibilityLayer={false}
      >
        <defs>
          <pattern
            id={hatch}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" fill="var(--unavailable-soft)" />
            <path d="M0 0V6" stroke="var(--unavailable)" strokeWidth="2.5" />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--border-soft)" />
        <XAxis dataKey="moment" type="number" domain={domain} ticks={moments} hide />
        <YAxis
          width={PLOT.left}
          domain={[0, ticks.at(-1) ?? 1]}
          ticks={ticksIn(ticks, height - lower - PLOT.top - PLOT.gap)}
          interval={0}
          tickFormatter={writeTick}
          tick={TICK}
          tickLine={false}
          axisLine={false}
        />
        <Area
          dataKey="unavailable"
          stackId="total"
          type="stepAfter"
          stroke="var(--unavailable)"
          strokeWidth={1.5}
          fill={`url(#${hatch})`}
          fillOpacity={1}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        <Area
          dataKey="available"
          stackId="total"
          type="stepAfter"
          stroke="var(--available)"
          strokeWidth={2}
          fill="var(--available)"
          fillOpacity={0.22}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      </AreaChart>
      <AreaChart width={width} height={lower} data={data.points} margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--border-soft)" />
        <XAxis
          dataKey="moment"
          type="number"
          domain={domain}
          ticks={moments}
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
          ticks={lower > 70 ? PERCENT_TICKS : [0, 100]}
          interval={0}
          tickFormatter={writePercent}
          tick={TICK}
          tickLine={false}
          axisLine={false}
        />
        <Area
          dataKey="utilisation"
          type="stepAfter"
          stroke="var(--unavailable)"
          strokeWidth={1.5}
          fill="var(--unavailable-soft)"
          fillOpacity={1}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        {peak !== undefined && data.peakMoment > 0 && (
          <ReferenceDot
            x={peak.moment}
            y={peak.utilisation}
            r={3}
            fill="var(--unavailable)"
            stroke="var(--background)"
          />
        )}
      </AreaChart>
      <AreaNames width={width} height={height - lower} data={data} end={end} top={ticks.at(-1) ?? 1} />
    </div>
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
