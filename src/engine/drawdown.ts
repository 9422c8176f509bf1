import { minus, plus, type Whole } from '../money/whole.ts';
import { WITHIN_BAR, type EquityPoints } from './equityWalk.ts';
import { LargestShare } from './largestShare.ts';

/** The deepest fall of equity from its highest point before, as a share of that ([S4]). */
export class Drawdown {
  /** Moved with deposits and withdrawals. */
  #highest: Whole = 0;
  #highestMs = Number.NaN;
  readonly #fall = new LargestShare(0);
  #startMs = Number.NaN;
  #endMs = Number.NaN;
  #seenMs = Number.NaN;

  readonly look = ({ length, kind, timeMs, count, firstMs, flow, equity: equities }: EquityPoints): void => {
    for (let row = 0; row < length; row += 1) {
      if (kind[row] === WITHIN_BAR) continue;
      const deposited = flow[row] ?? 0;
      if (deposited !== 0) this.#highest = plus(this.#highest, deposited);
      const equity = equities[row] ?? 0;
      // What holds at the first of several closes holds up to the last.
      if ((count[row] ?? 1) > 1) this.#see(equity, firstMs[row] ?? Number.NaN);
      this.#see(equity, timeMs[row] ?? Number.NaN);
    }
  };

  /** How much it fell, and from what; 0 as long as there was nothing to fall from. */
  get fall(): Whole {
    return this.#fall.part;
  }
  get from(): Whole {
    return this.#fall.whole;
  }

  /** How long it took until equity came back to that point, or until the end. */
  get tookMs(): number {
    if (this.#fall.part === 0) return 0;
    return (Number.isNaN(this.#endMs) ? this.#seenMs : this.#endMs) - this.#startMs;
  }

  #see(equity: Whole, timeMs: number): void {
    const highest = this.#highest;
    this.#seenMs = timeMs;
    if (equity >= highest) this.#rise(equity);
    else if (highest > 0) this.#sink(minus(highest, equity), highest);
  }

  #rise(equity: Whole): void {
    if (this.#fall.part !== 0 && Number.isNaN(this.#endMs)) this.#endMs = this.#seenMs;
    this.#highest = equity;
    this.#highestMs = this.#seenMs;
    if (this.#fall.whole === 0) this.#fall.whole = equity;
  }

  #sink(fall: Whole, highest: Whole): void {
    if (!this.#fall.take(fall, highest)) return;
    this.#startMs = this.#highestMs;
    this.#endMs = Number.NaN;
  }
}
