import type { Whole } from '../money/whole.ts';
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

const PART = 1024;

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
  /** Whether more can belong to the last close, and how that stands. */
  #isOpen = false;
  #utilisation = 0;
  #isExposed = 0;
  #exposed = 0;
  #utilisationSum = 0;

  constructor(bars: number) {
    this.#equity = new Float64Array(bars);
  }

  readonly look = (points: EquityPoints): void => {
    const { length, kind, timeMs, count, firstMs, flow, equity, tied, total, exposed } = points;
    const equities = this.#equity;
    let last = this.#last;
    let lastMs = this.#lastMs;
    let isOpen = this.#isOpen;
    for (let row = 0; row < length; row += 1) {
      if (kind[row] === WITHIN_BAR) continue;
      const closes = count[row] ?? 1;
      const nowMs = timeMs[row] ?? Number.NaN;
      const beganMs = closes > 1 ? (firstMs[row] ?? Number.NaN) : nowMs;
      if (beganMs > lastMs) isOpen = false;
      const deposited = flow[row] ?? 0;
      if (deposited !== 0) this.#deposit(isOpen ? last : last + 1, Number(deposited));
      if (kind[row] === CLOSE) {
        if (!isOpen) {
          this.#count();
          last += 1;
          if (last === 0) this.#firstMs = beganMs;
        }
        isOpen = true;
        lastMs = nowMs;
        equities[last] = Number(equity[row] ?? 0);
        this.#isExposed = exposed[row] ?? 0;
        const held = tied[row] ?? 0;
        if (held !== 0 || this.#utilisation !== 0) this.#utilisation = shareOf(held, total[row] ?? 0);
        if (closes > 1) last = this.#repeat(last, closes - 1);
      } else if (isOpen) equities[last] = Number(equity[row] ?? 0);
      else if (last < 0) {
        // The first bar starts from what is there before it.
        this.#base = Number(equity[row] ?? 0);
        this.#flows.clear();
      }
    }
    this.#last = last;
    this.#lastMs = lastMs;
    this.#isOpen = isOpen;
  };

  /** The figures, after the last point. */
  figures(): ReturnFigures {
    this.#count();
    const closes = this.#last + 1;
    const sums = { equity: 0, returns: 0, growth: 1, losses: 0, squares: 0, base: this.#base };
    // In parts: a loop that is begun only once stays slow to its end.
    for (let from = 0; from < closes; from += PART)
      this.#sumReturns(sums, from, Math.min(closes, from + PART));
    const mean = sums.returns / closes;
    for (let from = 0; from < closes; from += PART) {
      sums.squares = this.#sumSquares(sums.squares, mean, from, Math.min(closes, from + PART));
    }
    return {
      closes,
      firstMs: this.#firstMs,
      lastMs: this.#lastMs,
      mean,
      deviation: Math.sqrt(sums.squares / (closes - 1)),
      downside: Math.sqrt(sums.losses / closes),
      growth: sums.growth,
      exposed: this.#exposed,
      equitySum: sums.equity,
      utilisationSum: this.#utilisationSum,
    };
  }

  /** Puts returns in the place of equity. */
  #sumReturns(
    sums: Record<'equity' | 'returns' | 'growth' | 'losses' | 'base', number>,
    from: number,
    to: number,
  ): void {
    const flows = this.#flows;
    const column = this.#equity;
    let { equity, returns, growth, losses, base } = sums;
    for (let close = from; close < to; close += 1) {
      const now = column[close] ?? 0;
      const flow = flows.size === 0 ? 0 : (flows.get(close) ?? 0);
      // After equity is used up there is nothing that could grow.
      const each = base > 0 ? (now - flow) / base - 1 : 0;
      // No branch: whether it is a loss cannot be guessed.
      const loss = (each - Math.abs(each)) / 2;
      column[close] = each;
      base = now;
      equity += now;
      returns += each;
      growth *= 1 + each;
      losses += loss * loss;
    }
    Object.assign(sums, { equity, returns, growth, losses, base });
  }

  #sumSquares(before: number, mean: number, from: number, to: number): number {
    const returns = this.#equity;
    let squares = before;
    for (let close = from; close < to; close += 1) {
      const off = (returns[close] ?? 0) - mean;
      squares += off * off;
    }
    return squares;
  }

  #deposit(close: number, amount: number): void {
    this.#flows.set(close, (this.#flows.get(close) ?? 0) + amount);
  }

  /** Counts so many closes more that are like the last one; the last of them. */
  #repeat(last: number, closes: number): number {
    for (let close = 0; close < closes; close += 1) this.#count();
    this.#equity.fill(this.#equity[last] ?? 0, last + 1, last + closes + 1);
    return last + closes;
  }

  /** Counts how the last close stood, when nothing more can change that. */
  #count(): void {
    this.#exposed += this.#isExposed;
    if (this.#utilisation !== 0) this.#utilisationSum += this.#utilisation;
  }
}

function shareOf(part: Whole, whole: Whole): number {
  return whole > 0 ? Number(part) / Number(whole) : 0;
}
