import { useMemo, useState, type PointerEvent } from 'react';
import { Decimal } from '../../money/decimal.ts';
import { heldAsset, type HeldAsset } from '../../store/heldAsset.ts';
import type { Run } from '../../store/run.ts';
import { isSameData, runName } from '../../store/runNames.ts';
import { ChartFrame } from '../../ui/ChartFrame.tsx';
import { formatNumber, formatPercent, formatWritten } from '../../ui/formatNumber.ts';
import { formatTime } from '../../ui/formatTime.ts';
import { CurvePanel, type Curve } from './CurvePanel.tsx';
import { curveScale, percentScale, writeTick } from '../../ui/curveScale.ts';
import { CurvesTable } from './CurvesTable.tsx';
import styles from './RunCharts.module.css';
import { HELD_LINE, lineOf } from './runLines.ts';
import { RunSwatch } from './RunSwatch.tsx';

const LEFT = 56;
const RIGHT = 34;
/** Height of the times below. */
const AXIS = 20;
const PIXELS_PER_TIME = 110;

interface RunChartsProps {
  readonly runs: readonly Run[];
  /** What tells each from the others, by its id. */
  readonly names: ReadonlyMap<string, string>;
}

/** Equity, drawdown and utilisation of the runs over each other, along the same bars. The first run is the one in focus. */
export function RunCharts({ runs, names }: RunChartsProps) {
  const [first] = runs;
  const held = useMemo(() => (first === undefined ? null : heldAsset(first)), [first]);
  if (first === undefined) return null;
  const drawTable = () => <CurvesTable run={first} held={held} />;
  return (
    <ChartFrame
      picture="curves"
      title="Equity"
      summary={summaryOf(first, held)}
      table={drawTable}
      toolbar={
        <ul className={styles.legend} aria-label="Lines drawn">
          {runs.map((run, index) => (
            <li key={run.id}>
              <RunSwatch line={lineOf(index)} />
              {runName(run, names)}
            </li>
          ))}
          {held !== null && (
            <li title={`The deposit in ${held.asset}, bought at the first open, without fees`}>
              <RunSwatch line={HELD_LINE} />
              {held.asset} held
            </li>
          )}
        </ul>
      }
    >
      {({ width, height }) => <Panels runs={runs} held={held} width={width} height={height} />}
    </ChartFrame>
  );
}

function summaryOf(
  { number, pairs, statistics, totalBars, bars, isCancelled }: Run,
  held: HeldAsset | null,
): string {
  const { equityFinal, maxDrawdownPercent, peakUtilisationPercent } = statistics;
  const fall =
    maxDrawdownPercent === null ? '' : `; deepest fall ${formatPercent(new Decimal(maxDrawdownPercent))}`;
  const cut = isCancelled
    ? `; called off after ${formatNumber(String(bars))} of ${formatNumber(String(totalBars))} bars`
    : '';
  const holding =
    held === null
      ? ''
      : `; ${formatNumber(held.equity, pairs[0]?.quote.decimals)} had ${held.asset} been held`;
  return `#${number} ends with ${formatWritten(equityFinal)}${holding}${fall}; at most ${formatPercent(new Decimal(peakUtilisationPercent))} in use${cut}`;
}

interface PanelsProps {
  readonly runs: readonly Run[];
  readonly held: HeldAsset | null;
  readonly width: number;
  readonly height: number;
}

function Panels({ runs, held, width, height }: PanelsProps) {
  const [pointed, setPointed] = useState<number | null>(null);
  const bars = Math.max(1, ...runs.filter((run) => isSameData(run, runs[0])).map((run) => run.bars));
  const plotWidth = Math.max(40, width - LEFT - RIGHT);
  const xOf = (bar: number): number => LEFT + (bar / Math.max(1, bars - 1)) * plotWidth;
  const lower = Math.max(52, Math.round((height - AXIS) * 0.22));
  const upper = Math.max(60, height - AXIS - 2 * lower);
  const panels = useMemo(() => panelsOf(runs, held, bars, upper, lower), [runs, held, bars, upper, lower]);
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
          <Readout runs={runs} held={held} bar={pointed} isRight={xOf(pointed) < width / 2} />
        </>
      )}
    </div>
  );
}

function percent(value: number): string {
  return `${writeTick(value)} %`;
}

function mostOf(curves: readonly Curve[]): number {
  return Math.max(0, ...curves.flatMap(({ values }) => Array.from(values)));
}

/** The three plots: their curves and their scales. */
function panelsOf(runs: readonly Run[], held: HeldAsset | null, bars: number, upper: number, lower: number) {
  const curvesOf = (name: 'equity' | 'drawdown' | 'utilisation'): readonly Curve[] =>
    runs.map(({ id, number, curves }, index) => {
      const beyond = curves.bar.findIndex((bar) => bar >= bars);
      const cut = (values: Int32Array | Float64Array): Int32Array | Float64Array =>
        beyond < 0 ? values : values.subarray(0, beyond);
      return {
        id,
        line: lineOf(index),
        isFirst: index === 0,
        bars: cut(curves.bar),
        values: cut(curves[name]),
        ...(name === 'equity'
          ? { label: `#${number}`, lowest: cut(curves.lowest), highest: cut(curves.highest) }
          : {}),
      };
    });
  const equity = [...curvesOf('equity'), ...(held === null ? [] : heldCurves(held, runs[0]))];
  const drawdown = curvesOf('drawdown');
  const utilisation = curvesOf('utilisation');
  const lowest = Math.min(...equity.flatMap(({ values, lowest: each = values }) => Array.from(each)));
  const highest = Math.max(...equity.flatMap(({ values, highest: each = values }) => Array.from(each)));
  return [
    {
      title: 'Equity',
      height: upper,
      scale: curveScale(lowest, highest, Math.max(2, Math.floor(upper / 44))),
      curves: equity,
      write: writeTick,
      fromTop: false,
    },
    {
      title: 'Drawdown',
      height: lower,
      scale: percentScale(mostOf(drawdown), 3),
      curves: drawdown,
      write: (value: number) => (value === 0 ? '0 %' : `−${percent(value)}`),
      fromTop: true,
    },
    {
      title: 'Peak utilisation',
      height: lower,
      scale: percentScale(mostOf(utilisation), 3),
      curves: utilisation,
      write: percent,
      fromTop: false,
    },
  ];
}

/** What holding the asset would have come to, at the bars of a run's points. */
function heldCurves({ equityAt }: HeldAsset, run: Run | undefined): readonly Curve[] {
  const bars = run?.curves.bar ?? [];
  return [
    {
      id: 'held',
      label: 'held',
      line: HELD_LINE,
      isFirst: false,
      bars,
      values: Float64Array.from(bars, equityAt),
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
  }).filter(({ bar }, index, all) => bar < first.bars && bar !== all[index - 1]?.bar);
}

/** The first point whose bar is at or after one. */
function pointAt(bars: Int32Array, bar: number): number {
  const found = bars.findIndex((each) => each >= bar);
  return found < 0 ? bars.length - 1 : found;
}

interface ReadoutProps {
  readonly runs: readonly Run[];
  readonly held: HeldAsset | null;
  readonly bar: number;
  readonly isRight: boolean;
}

function Readout({ runs, held, bar, isRight }: ReadoutProps) {
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
      {held !== null && bar < first.bars && (
        <div className={styles.row}>
          <dt>
            <RunSwatch line={HELD_LINE} />
            held
          </dt>
          <dd>{formatNumber(held.equityAt(bar).toFixed(2), 2)}</dd>
        </div>
      )}
    </dl>
  );
}
