import { CLOSES, WITHIN_BAR, type Stretch } from './equityWalk.ts';

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

/** So many returns are kept until they are summed up: few enough to stay at hand. */
const PART = 1024;

/** Collects what returns are reckoned from, stretch by stretch of a walk. */
export class BarReturns {
  #closes = 0;
  #firstMs = Number.NaN;
  #lastMs = Number.NaN;
  /** Equity at the close before the last one, or before the first. */
  #base = 0;
  /** How the last close stands, as long as more can belong to it; `#flow` is what was deposited up to it since the one before. */
  #equity = 0;
  #flow = 0;
  #isExposed = false;
  #utilisation = 0;
  /** What was deposited after it. */
  #nextFlow = 0;
  #exposed = 0;
  #equitySum = 0;
  #utilisationSum = 0;
  /** Returns that are yet to be summed up, and so many that are: those that cannot be but 0 need not be. */
  readonly #returns = new Float64Array(PART);
  #kept = 0;
  #summed = 0;
  #sum = 0;
  /** Of squared distances from the mean of what is summed up. */
  #squares = 0;
  #losses = 0;
  #growth = 1;

  readonly look = (stretch: Stretch): void => {
    const { kind, count, isStill, timeMs, first, flow, equity } = stretch;
    if (kind === WITHIN_BAR) return;
    const beganMs = timeMs[first] ?? Number.NaN;
    const isLater = !(beganMs <= this.#lastMs);
    if (isLater) this.#nextFlow += Number(flow);
    else this.#flow += Number(flow);
    if (kind !== CLOSES) {
      if (!isLater) this.#equity = equity[0] ?? 0;
      else if (this.#closes === 0) {
        // The first bar starts from what is there before it.
        this.#base = equity[0] ?? 0;
        this.#nextFlow = 0;
      }
      return;
    }
    if (isLater) {
      this.#finish();
      this.#flow = this.#nextFlow;
      this.#nextFlow = 0;
      if (this.#closes === 0) this.#firstMs = beganMs;
      this.#closes += 1;
    }
    this.#lastMs = timeMs[first + count - 1] ?? Number.NaN;
    this.#stand(stretch, 0);
    if (count === 1) return;
    this.#finish();
    if (isStill) this.#repeat(count - 2);
    else this.#pass(stretch);
    this.#closes += count - 1;
  };

  /** The figures, after the last stretch. */
  figures(): ReturnFigures {
    this.#finish();
    this.#sumUp();
    const closes = this.#closes;
    const mean = this.#sum / closes;
    const off = this.#summed === 0 ? 0 : this.#sum / this.#summed - mean;
    const squares = this.#squares + this.#summed * off * off + (closes - this.#summed) * mean * mean;
    return {
      closes,
      firstMs: this.#firstMs,
      lastMs: this.#lastMs,
      mean,
      deviation: Math.sqrt(squares / (closes - 1)),
      downside: Math.sqrt(this.#losses / closes),
      growth: this.#growth,
      exposed: this.#exposed,
      equitySum: this.#equitySum,
      utilisationSum: this.#utilisationSum,
    };
  }

  /** How things stand at the last close: in a place of a stretch. */
  #stand({ equity, isExposed, isTied, tied, total }: Stretch, at: number): void {
    this.#equity = equity[at] ?? 0;
    this.#isExposed = isExposed;
    this.#utilisation = isTied ? shareOf(tied[at] ?? 0, total[at] ?? 0) : 0;
  }

  /** Nothing more belongs to the last close. */
  #finish(): void {
    if (this.#closes === 0) return;
    if (this.#kept === PART) this.#sumUp();
    this.#returns[this.#kept] = returnOf(this.#equity - this.#flow, this.#base);
    this.#kept += 1;
    this.#base = this.#equity;
    this.#flow = 0;
    this.#equitySum += this.#equity;
    this.#utilisationSum += this.#utilisation;
    if (this.#isExposed) this.#exposed += 1;
  }

  /** So many closes more that are like the one before: without a return, and not exposed. */
  #repeat(closes: number): void {
    this.#equitySum += closes * this.#equity;
    this.#utilisationSum += closes * this.#utilisation;
  }

  /** The closes of a stretch after its first; the last of them is where things stand. */
  #pass(stretch: Stretch): void {
    const { count, equity, isExposed, isTied, tied, total } = stretch;
    const last = count - 1;
    if (this.#kept + last > PART) this.#sumUp();
    const returns = this.#returns;
    const off = this.#kept - 1;
    let base = this.#base;
    let sum = this.#equitySum;
    for (let at = 1; at < last; at += 1) {
      const now = equity[at] ?? 0;
      returns[off + at] = returnOf(now, base);
      base = now;
      sum += now;
    }
    this.#kept += last - 1;
    this.#base = base;
    this.#equitySum = sum;
    if (isExposed) this.#exposed += last - 1;
    if (isTied) {
      for (let at = 1; at < last; at += 1) {
        this.#utilisationSum += shareOf(tied[at] ?? 0, total[at] ?? 0);
      }
    }
    this.#stand(stretch, last);
  }

  /** Takes the returns that are kept into the sums; squares of two parts add up to those of both by T. F. Chan, G. H. Golub, R. J. LeVeque, 1979. */
  #sumUp(): void {
    const returns = this.#returns;
    const count = this.#kept;
    if (count === 0) return;
    let sum = 0;
    let total = this.#sum;
    let growth = this.#growth;
    let losses = this.#losses;
    for (let index = 0; index < count; index += 1) {
      const each = returns[index] ?? 0;
      // No branch: whether it is a loss cannot be guessed.
      const loss = (each - Math.abs(each)) / 2;
      sum += each;
      total += each;
      growth *= 1 + each;
      losses += loss * loss;
    }
    const mean = sum / count;
    let squares = 0;
    for (let index = 0; index < count; index += 1) {
      const off = (returns[index] ?? 0) - mean;
      squares += off * off;
    }
    if (this.#summed > 0) {
      const off = mean - this.#sum / this.#summed;
      squares += (off * off * this.#summed * count) / (this.#summed + count);
    }
    this.#squares += squares;
    this.#sum = total;
    this.#growth = growth;
    this.#losses = losses;
    this.#summed += count;
    this.#kept = 0;
  }
}

/** After equity is used up there is nothing that could grow. */
function returnOf(equity: number, base: number): number {
  return base > 0 ? equity / base - 1 : 0;
}

function shareOf(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
