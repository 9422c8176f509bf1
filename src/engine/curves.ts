import type { Journal } from '../journal/journal.ts';
import { CLOSE, measureOf, walkEquity, WITHIN_BAR, type EquityPoints } from './equityWalk.ts';

type Doubles = Float64Array<ArrayBuffer>;
type Integers = Int32Array<ArrayBuffer>;

/**
 * How a run went, as a few hundred points to draw: each stands for one bar or for several in a row. Doubles in whole units of the quote
 * of the first pair and percentages, for drawing only; no extreme of a bar's close is lost.
 */
export interface RunCurves {
  /** The last bar of each point, counted from 0, its time in ms, and the moment after it. */
  readonly bar: Integers;
  readonly timeMs: Doubles;
  readonly moment: Integers;
  /** Equity at the last close, and its extremes among the point's closes. */
  readonly equity: Doubles;
  readonly lowest: Doubles;
  readonly highest: Doubles;
  /** The deepest fall below the highest equity so far, in percent of it; 0 or more. */
  readonly drawdown: Doubles;
  /** The largest share of all that was owned which was unavailable, in percent, peaks within bars included. */
  readonly utilisation: Doubles;
}

/** Points that a chart of a screen's width can tell apart. */
const MOST_POINTS = 600;

/** The curves of a run over all its bars, valued as its statistics are ([S3]). */
export function curvesOf(journal: Journal): RunCurves {
  const drawer = new CurveDrawer(journal);
  walkEquity(journal, journal.entries.length, measureOf(journal.header), [drawer.look]);
  return drawer.curves;
}

/** Draws the curves while a journal is walked through to its end. */
export class CurveDrawer {
  readonly curves: RunCurves;
  readonly #journal: Journal;
  /** Minor units in a whole one. */
  readonly #scale: number;
  #bar = 0;
  /** The highest equity so far, moved with deposits and withdrawals. */
  #peak = 0;
  /** The point that the bar at work belongs to. */
  #point = 0;
  /** The first bar of the point after it. */
  #nextPointBar: number;

  constructor(journal: Journal) {
    const { bars, header } = journal;
    const count = Math.min(MOST_POINTS, bars.length);
    this.#journal = journal;
    this.#nextPointBar = Math.ceil(bars.length / count);
    this.#scale = 10 ** (header.assets[measureOf(header)]?.decimals ?? 0);
    this.curves = {
      bar: new Int32Array(count),
      timeMs: new Float64Array(count),
      moment: new Int32Array(count),
      equity: new Float64Array(count),
      lowest: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
      highest: new Float64Array(count).fill(Number.NEGATIVE_INFINITY),
      drawdown: new Float64Array(count),
      utilisation: new Float64Array(count),
    };
  }

  readonly look = (points: EquityPoints): void => {
    const { drawdown, utilisation } = this.curves;
    for (let row = 0; row < points.length; row += 1) {
      const kind = points.kind[row];
      const point = this.#point;
      const tied = points.tied[row] ?? 0;
      let share = 0;
      if (tied !== 0) {
        const total = points.total[row] ?? 0;
        share = total > 0 ? (Number(tied) / Number(total)) * 100 : 0;
        if (share > (utilisation[point] ?? 0)) utilisation[point] = share;
      }
      if (kind === WITHIN_BAR) continue;
      const equity = Number(points.equity[row] ?? 0) / this.#scale;
      const flow = points.flow[row] ?? 0;
      if (flow !== 0) this.#peak += Number(flow) / this.#scale;
      let fall = 0;
      if (equity >= this.#peak) this.#peak = equity;
      else if (this.#peak > 0) {
        fall = (1 - equity / this.#peak) * 100;
        if (fall > (drawdown[point] ?? 0)) drawdown[point] = fall;
      }
      if (kind === CLOSE) this.#close(points.count[row] ?? 1, equity, share, fall);
    }
  };

  /** Some closes in a row at which all of this was so: maybe over several points. */
  #close(closes: number, equity: number, share: number, fall: number): void {
    const { curves } = this;
    const end = this.#bar + closes;
    for (;;) {
      const point = this.#point;
      curves.equity[point] = equity;
      if (equity < (curves.lowest[point] ?? equity)) curves.lowest[point] = equity;
      if (equity > (curves.highest[point] ?? equity)) curves.highest[point] = equity;
      if (end < this.#nextPointBar) break;
      this.#bar = this.#nextPointBar;
      this.#endPoint(point);
      if (this.#bar === end) return;
      curves.drawdown[this.#point] = fall;
      curves.utilisation[this.#point] = share;
    }
    this.#bar = end;
  }

  #endPoint(point: number): void {
    const { bars, entries } = this.#journal;
    const { curves } = this;
    const bar = this.#bar;
    curves.bar[point] = bar - 1;
    curves.timeMs[point] = bars.columns.timeMs[bar - 1] ?? Number.NaN;
    curves.moment[point] = bar < bars.length ? (bars.columns.firstEntry[bar] ?? 0) : entries.length;
    // What comes after the last bar belongs to the last point.
    this.#point = Math.min(point + 1, curves.bar.length - 1);
    this.#nextPointBar = Math.ceil(((point + 2) * bars.length) / curves.bar.length);
  }
}

/** Every buffer of the curves, as a transfer list. */
export function curveBuffers(curves: RunCurves): ArrayBuffer[] {
  return Object.values<Doubles | Integers>({ ...curves }).map((column) => column.buffer);
}
