import type { Journal } from '../journal/journal.ts';
import { walkEquity } from './equityWalk.ts';
import type { Valuation } from './valuation.ts';

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
  const { bars, header } = journal;
  const { quote } = header.pairs[0] ?? { quote: header.assets[0] };
  const scale = 10 ** (quote?.decimals ?? 0);
  const count = Math.min(MOST_POINTS, bars.length);
  const curves: RunCurves = {
    bar: new Int32Array(count),
    timeMs: new Float64Array(count),
    moment: new Int32Array(count),
    equity: new Float64Array(count),
    lowest: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    highest: new Float64Array(count).fill(Number.NEGATIVE_INFINITY),
    drawdown: new Float64Array(count),
    utilisation: new Float64Array(count),
  };
  const { firstEntry } = bars.columns;
  let bar = 0;
  let peak = 0;
  /** The point that the bar at work belongs to. */
  let point = 0;
  const takeUtilisation = ({ worth }: Valuation): void => {
    const share = worth.total > 0n ? (Number(worth.tied) / Number(worth.total)) * 100 : 0;
    if (share > (curves.utilisation[point] ?? 0)) curves.utilisation[point] = share;
  };
  walkEquity(journal, journal.entries.length, quote?.index ?? 0, {
    onFee: () => {},
    onExecution: () => {},
    afterEntry: takeUtilisation,
    atPoint: (valuation, timeMs, flow, isClose) => {
      const equity = Number(valuation.worth.equity) / scale;
      peak = Math.max(peak + Number(flow) / scale, equity);
      if (peak > 0) curves.drawdown[point] = Math.max(curves.drawdown[point] ?? 0, (1 - equity / peak) * 100);
      if (!isClose) return;
      takeUtilisation(valuation);
      curves.bar[point] = bar;
      curves.timeMs[point] = timeMs;
      curves.moment[point] = firstEntry[bar + 1] ?? journal.entries.length;
      curves.equity[point] = equity;
      curves.lowest[point] = Math.min(curves.lowest[point] ?? equity, equity);
      curves.highest[point] = Math.max(curves.highest[point] ?? equity, equity);
      bar += 1;
      point = Math.min(count - 1, Math.floor((bar * count) / bars.length));
    },
  });
  return curves;
}

/** Every buffer of the curves, as a transfer list. */
export function curveBuffers(curves: RunCurves): ArrayBuffer[] {
  return Object.values<Doubles | Integers>({ ...curves }).map((column) => column.buffer);
}
