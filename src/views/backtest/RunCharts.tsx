import { useMemo, useState, type PointerEvent } from 'react';
import { Decimal } from '../../money/decimal.ts';
import type { Run } from '../../store/run.ts';
import { ChartFrame } from '../../ui/ChartFrame.tsx';
import { formatNumber, formatPercent } from '../../ui/formatNumber.ts';
import { formatTime } from '../../ui/formatTime.ts';
import { LOCALE } from '../../ui/locale.ts';
import { CurvePanel, type Curve } from './CurvePanel.tsx';
import { curveScale, percentScale } from '../../ui/curveScale.ts';
import { CurvesTable } from './CurvesTable.tsx';
import styles from './RunCharts.module.css';
import { lineOf } from './runLines.ts';
import { RunSwatch } from './RunSwatch.tsx';

const LEFT = 56;
const RIGHT = 28;
/** Height of the times below. */
const AXIS = 20;
const COMPACT = new Intl.NumberFormat(LOCALE, { notation: 'compact', maximumFractionDigits: 2 });
const PIXELS_PER_TIME = 110;

/** Equity, drawdown and utilisation of the runs over each other, along the same bars. The first run is the one in focus. */
export function RunCharts({ runs }: { readonly runs: readonly Run[] }) {
  const [first] = runs;
  if (first === undefined) return null;
  const drawTable = () => <CurvesTable run={first} />;
  return (
    <ChartFrame
      picture="curves"
      title="Equity"
      summary={summaryOf(first)}
      table={drawTable}
      toolbar={
        runs.length > 1 && (
          <ul className={styles.legend} aria-label="Runs drawn">
            {runs.map(({ id, number }, index) => (
              <li key={id}>
                <RunSwatch line={lineOf(index)} />#{number}
              </li>
            ))}
          </ul>
        )
      }
    >
      {({ width, height }) => <Panels runs={runs} width={width} height={height} />}
    </ChartFrame>
  );
}

function summaryOf({ number, statistics, totalBars, bars, isCancelled }: Run): string {
  const { equityFinal, maxDrawdownPercent, peakUtilisationPercent } = statistics;
  const fall =
    maxDrawdownPercent === null ? '' : `, deepest fall ${formatPercent(new Decimal(maxDrawdownPercent))}`;
  const cut = isCancelled
    ? `; called off after ${formatNumber(String(bars))} of ${formatNumber(String(totalBars))} bars`
    : '';
  return `#${number} ends with ${formatNumber(equityFinal)}${fall}, at most ${formatPercent(new Decimal(peakUtilisationPercent))} in use${cut}`;
}

interface PanelsProps {
  readonly runs: readonly Run[];
  readonly width: number;
  readonly height: number;
}

function Panels({ runs, width, height }: PanelsProps) {
  const [pointed, setPointed] = useState<number | null>(null);
  const bars = Math.max(1, ...runs.map((run) => run.bars));
  const plotWidth = Math.max(40, width - LEFT - RIGHT);
  const xOf = (bar: number): number => LEFT + (bar / Math.max(1, bars - 1)) * plotWidth;
  const lower = Math.max(44, Math.round((height - AXIS) * 0.21));
  const upper = Math.max(60, height - AXIS - 2 * lower);
  const panels = useMemo(() => panelsOf(runs, upper, lower), [runs, upper, lower]);
  const [first] = runs;
  const point = (event: PointerEvent<HTMLDivElement>): void => {
    const { left } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left - LEFT) / plotWidth;
    setPointed(share < 0 || share > 1 ? null : Math.round(share * (bars - 1)));
  };
  const times = timesOf(runs, bars, Math.max(2, Math.floor(plotWidth / PIXELS_PER_TIME)));
  return (
    <div className={styles.panels} onPointerMove={point} onPointerLeave={() => setPointed(null)}>
      {panels.map(({ title, height: own, scale, curves, write, fromTop }) => (
        <CurvePanel
          key={title}
          title={title}
          width={width}
          height={own}
          left={LEFT}
          right={RIGHT}
          scale={scale}
          curves={curves}
          xOf={xOf}
          write={write}
          isUpsideDown={fromTop}
        />
      ))}
      <svg className={styles.axis} width={width} height={AXIS} aria-hidden="true">
        {times.map(({ bar, text }) => (
          <text key={bar} x={xOf(bar)} y={14} textAnchor={bar === 0 ? 'start' : 'middle'}>
            {text}
          </text>
        ))}
      </svg>
      {pointed !== null && first !== undefined && (
        <>
          <div
            className={styles.pointer}
            data-passing=""
            style={{ transform: `translateX(${xOf(pointed)}px)`, height: height - AXIS }}
          />
          <Readout runs={runs} bar={pointed} isRight={xOf(pointed) < width / 2} />
        </>
      )}
    </div>
  );
}

function percent(value: number): string {
  return `${COMPACT.format(value)} %`;
}

/** The three plots: their curves and their scales. */
function panelsOf(runs: readonly Run[], upper: number, lower: number) {
  const lowest = Math.min(...runs.flatMap(({ curves }) => Array.from(curves.lowest)));
  const highest = Math.max(...runs.flatMap(({ curves }) => Array.from(curves.highest)));
  const deepest = Math.max(0, ...runs.flatMap(({ curves }) => Array.from(curves.drawdown)));
  const most = Math.max(0, ...(runs[0]?.curves.utilisation ?? []));
  const curvesOf = (name: 'equity' | 'drawdown' | 'utilisation'): readonly Curve[] =>
    runs.map(({ id, number, curves }, index) => ({
      id,
      label: `#${number}`,
      line: lineOf(index),
      isFirst: index === 0,
      bars: curves.bar,
      values: curves[name],
      ...(name === 'equity' ? { lowest: curves.lowest, highest: curves.highest } : {}),
    }));
  return [
    {
      title: 'Equity',
      height: upper,
      scale: curveScale(lowest, highest, Math.max(2, Math.floor(upper / 44))),
      curves: curvesOf('equity'),
      write: (value: number) => COMPACT.format(value),
      fromTop: false,
    },
    {
      title: 'Drawdown',
      height: lower,
      scale: percentScale(deepest, 3),
      curves: curvesOf('drawdown'),
      write: (value: number) => (value === 0 ? '0 %' : `−${percent(value)}`),
      fromTop: true,
    },
    {
      title: 'Utilisation',
      height: lower,
      scale: percentScale(most, 3),
      // Several of them over each other could not be told apart.
      curves: curvesOf('utilisation').slice(0, 1),
      write: percent,
      fromTop: false,
    },
  ];
}

/** Where times are written: those of the run in focus. */
function timesOf(
  runs: readonly Run[],
  bars: number,
  count: number,
): readonly { bar: number; text: string }[] {
  const [first] = runs;
  if (first === undefined) return [];
  const { curves } = first;
  return Array.from({ length: count }, (_, index) => {
    const wanted = (index * (bars - 1)) / count;
    const point = pointAt(curves.bar, wanted);
    return { bar: Math.round(wanted), text: formatTime(curves.timeMs[point] ?? Number.NaN).slice(0, 10) };
  }).filter(({ bar }) => bar < first.bars);
}

/** The first point whose bar is at or after one. */
function pointAt(bars: Int32Array, bar: number): number {
  const found = bars.findIndex((each) => each >= bar);
  return found < 0 ? bars.length - 1 : found;
}

function Readout({
  runs,
  bar,
  isRight,
}: {
  readonly runs: readonly Run[];
  readonly bar: number;
  readonly isRight: boolean;
}) {
  const [first] = runs;
  if (first === undefined) return null;
  const timeMs = first.curves.timeMs[pointAt(first.curves.bar, bar)] ?? Number.NaN;
  return (
    <dl className={isRight ? styles.readoutRight : styles.readout} aria-hidden="true" data-passing="">
      <dt className={styles.when}>
        bar {formatNumber(String(bar + 1))} · {formatTime(timeMs)}
      </dt>
      {runs.map(({ id, number, curves, bars }, index) => {
        const point = pointAt(curves.bar, bar);
        return (
          <div key={id} className={styles.row}>
            <dt>
              <RunSwatch line={lineOf(index)} />#{number}
            </dt>
            <dd>
              {bar < bars
                ? `${formatNumber((curves.equity[point] ?? 0).toFixed(2), 2)} · −${formatNumber((curves.drawdown[point] ?? 0).toFixed(1), 1)} %`
                : 'not run'}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
