import { minus, plus, type Whole } from '../money/whole.ts';
import { WITHIN_BAR, type Stretch } from './equityWalk.ts';
import { LargestShare } from './largestShare.ts';

/** The deepest fall of equity from its highest point before, as a share of that ([S4]). */
export class Drawdown {
  /** Moved with deposits and withdrawals. */
  #highest: Whole = 0;
  #highestMs = Number.NaN;
  /** Since then. */
  #lowest: Whole = 0;
  readonly #fall = new LargestShare(0);
  #startMs = Number.NaN;
  #endMs = Number.NaN;
  #seenMs = Number.NaN;

  readonly look = ({ kind, flow, timeMs, first, count, isStill, equity, wide }: Stretch): void => {
    if (kind === WITHIN_BAR) return;
    if (flow !== 0) {
      this.#highest = plus(this.#highest, flow);
      this.#lowest = this.#highest;
    }
    const end = isStill ? 1 : count;
    for (let at = 0; at < end; at += 1) {
      const now = (wide.size > 0 ? wide.get(at)?.equity : undefined) ?? equity[at] ?? 0;
      // No lower than it has been below this height is no deeper a fall.
      if (now >= this.#lowest && now < this.#highest) continue;
      this.#lowest = now;
      this.#see(now, timeMs[first + at] ?? Number.NaN);
      // What holds at the first of several closes holds up to the last.
      if (end < count) this.#see(now, timeMs[first + count - 1] ?? Number.NaN);
    }
    this.#seenMs = timeMs[first + count - 1] ?? Number.NaN;
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
