import type { Journal } from '../journal/journal.ts';
import { CLOSES, measureOf, walkEquity, WITHIN_BAR, type Stretch } from './equityWalk.ts';

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

  readonly look = (stretch: Stretch): void => {
    const { kind, count, isStill, isTied, flow } = stretch;
    if (flow !== 0) this.#peak += Number(flow) / this.#scale;
    if (kind !== CLOSES) {
      if (isTied) this.#seeTied(stretch, 0, 1);
      if (kind !== WITHIN_BAR) this.#see(stretch, 0, 1);
      return;
    }
    for (let at = 0; at < count;) {
      const end = Math.min(count, at + this.#nextPointBar - this.#bar);
      const [from, to] = isStill ? [0, 1] : [at, end];
      if (isTied) this.#seeTied(stretch, from, to);
      this.#see(stretch, from, to);
      this.#bar += end - at;
      at = end;
      if (this.#bar === this.#nextPointBar) this.#endPoint(this.#point);
    }
  };

  /** Some places of a stretch that belong to the point at work. */
  #see({ kind, equity }: Stretch, from: number, to: number): void {
    const { curves } = this;
    const scale = this.#scale;
    const point = this.#point;
    let peak = this.#peak;
    let lowest = Number.POSITIVE_INFINITY;
    let highest = Number.NEGATIVE_INFINITY;
    let deepest = curves.drawdown[point] ?? 0;
    let bottom = Number.POSITIVE_INFINITY;
    let now = 0;
    for (let at = from; at < to; at += 1) {
      now = (equity[at] ?? 0) / scale;
      lowest = Math.min(lowest, now);
      highest = Math.max(highest, now);
      if (now >= peak) {
        peak = now;
        bottom = now;
      } else if (now < bottom && peak > 0) {
        bottom = now;
        deepest = Math.max(deepest, (1 - now / peak) * 100);
      }
    }
    this.#peak = peak;
    curves.drawdown[point] = deepest;
    if (kind !== CLOSES) return;
    curves.equity[point] = now;
    curves.lowest[point] = Math.min(lowest, curves.lowest[point] ?? lowest);
    curves.highest[point] = Math.max(highest, curves.highest[point] ?? highest);
  }

  #seeTied({ tied, total }: Stretch, from: number, to: number): void {
    const { utilisation } = this.curves;
    let most = utilisation[this.#point] ?? 0;
    for (let at = from; at < to; at += 1) {
      const all = total[at] ?? 0;
      if (all > 0) most = Math.max(most, ((tied[at] ?? 0) / all) * 100);
    }
    utilisation[this.#point] = most;
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
