import { CLOSE, WITHIN_BAR, type EquityPoints } from './equityWalk.ts';

/** What the returns from close to close come to; in doubles, for they are measures ([S5]). */
export interface ReturnFigures {
  /** Closes; those of several pairs at one time are one, and what is done at that time belongs to it. */
  readonly closes: number;
  /** Of the first and the last close, NaN without one. */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly mean: number;
  /** Standard deviation as of a sample, and root mean square of the losses. */
  readonly deviation: number;
  readonly downside: number;
  /** Π (1 + r). */
  readonly growth: number;
  /** At how many closes the worth depended on prices, and sums over all closes. */
  readonly exposed: number;
  readonly equitySum: number;
  readonly utilisationSum: number;
}

/** Collects what returns are reckoned from, at each point of a walk. */
export class BarReturns {
  /** Equity at each close. */
  readonly #equity: Float64Array;
  /** What was deposited up to a close since the one before, where anything was. */
  readonly #flows = new Map<number, number>();
  /** Equity before the first close. */
  #base = 0;
  #last = -1;
  #firstMs = Number.NaN;
  #lastMs = Number.NaN;
  /** Whether more can belong to the last close. */
  #isOpen = false;
  #utilisation = 0;
  #isExposed = 0;
  #exposed = 0;
  #utilisationSum = 0;

  constructor(bars: number) {
    this.#equity = new Float64Array(bars);
  }

  readonly look = (points: EquityPoints): void => {
    const { length, kind, timeMs, flow, equity } = points;
    for (let row = 0; row < length; row += 1) {
      if (kind[row] === WITHIN_BAR) continue;
      const nowMs = timeMs[row] ?? Number.NaN;
      if (this.#isOpen && nowMs > this.#lastMs) this.#end();
      if (flow[row] !== 0) this.#deposit(Number(flow[row] ?? 0));
      if (kind[row] === CLOSE) this.#close(points, row, nowMs);
      else if (this.#isOpen) this.#equity[this.#last] = Number(equity[row] ?? 0);
      else if (this.#last < 0) {
        // The first bar starts from what is there before it.
        this.#base = Number(equity[row] ?? 0);
        this.#flows.clear();
      }
    }
  };

  /** The figures, after the last point. */
  figures(): ReturnFigures {
    if (this.#isOpen) this.#end();
    const closes = this.#last + 1;
    const returns = this.#equity;
    const flows = this.#flows;
    let base = this.#base;
    let [sum, growth, losses, equitySum] = [0, 1, 0, 0];
    for (let close = 0; close < closes; close += 1) {
      const equity = returns[close] ?? 0;
      const flow = flows.size === 0 ? 0 : (flows.get(close) ?? 0);
      // After equity is used up there is nothing that could grow.
      const each = base > 0 ? (equity - flow) / base - 1 : 0;
      base = equity;
      equitySum += equity;
      returns[close] = each;
      sum += each;
      growth *= 1 + each;
      if (each < 0) losses += each * each;
    }
    const mean = sum / closes;
    let squares = 0;
    for (let close = 0; close < closes; close += 1) {
      const off = (returns[close] ?? 0) - mean;
      squares += off * off;
    }
    return {
      closes,
      firstMs: this.#firstMs,
      lastMs: this.#lastMs,
      mean,
      deviation: Math.sqrt(squares / (closes - 1)),
      downside: Math.sqrt(losses / closes),
      growth,
      exposed: this.#exposed,
      equitySum,
      utilisationSum: this.#utilisationSum,
    };
  }

  #close({ equity, tied, total, exposed }: EquityPoints, row: number, nowMs: number): void {
    if (!this.#isOpen) this.#last += 1;
    if (this.#last === 0) this.#firstMs = nowMs;
    this.#isOpen = true;
    this.#lastMs = nowMs;
    this.#equity[this.#last] = Number(equity[row] ?? 0);
    this.#isExposed = exposed[row] ?? 0;
    const all = Number(total[row] ?? 0);
    const held = Number(tied[row] ?? 0);
    this.#utilisation = held !== 0 && all > 0 ? held / all : 0;
  }

  #deposit(amount: number): void {
    const close = this.#isOpen ? this.#last : this.#last + 1;
    this.#flows.set(close, (this.#flows.get(close) ?? 0) + amount);
  }

  #end(): void {
    this.#isOpen = false;
    this.#utilisationSum += this.#utilisation;
    this.#exposed += this.#isExposed;
  }
}
