import type { Pair } from '../domain/pair.ts';
import { closeTrade } from '../domain/postings/closeTrade.ts';
import { openVolumeOf } from '../domain/orders/order.ts';
import type { Candles } from '../market/candles.ts';
import { runBar } from './cycle.ts';
import { decidePhase, type Agent } from './phases/decide.ts';
import type { World } from './world.ts';

/** A run through candles that can be done in parts, so that whoever drives it can show progress and stop in between. */
export class Runner {
  readonly #world: World;
  readonly #pair: Pair;
  readonly #candles: Candles;
  readonly #agents: readonly Agent[];
  /** The bar at work, used again for each. */
  readonly #bar = { timeMs: 0, open: 0, high: 0, low: 0, close: 0, volume: 0 };
  #next: number;

  /** Runs the candles from the index `from` on; their times lie after the clock. */
  constructor(world: World, pair: Pair, candles: Candles, from: number, agents: readonly Agent[]) {
    this.#world = world;
    this.#pair = pair;
    this.#candles = candles;
    this.#next = from;
    if (from === 0) world.lendCandles(pair, candles);
    this.#agents = agents;
  }

  /** Bars that are still to come. */
  get remaining(): number {
    return this.#candles.length - this.#next;
  }

  /** Runs up to so many bars more; whether there are more after them. The agents can be kept from deciding at their closes. */
  advance(bars: number, decides = true): boolean {
    const world = this.#world;
    const pair = this.#pair;
    const market = world.market(pair);
    const agents = decides ? this.#agents : NOBODY;
    const end = Math.min(this.#candles.length, this.#next + bars);
    while (this.#next < end) {
      const isFollowed = agents.length > 0;
      const quietEnd = world.quietUntil(market, pair, this.#next, isFollowed ? this.#next + 1 : end);
      if (quietEnd > this.#next) {
        world.passTo(pair, quietEnd);
      } else {
        this.#candles.readInto(this.#next, this.#bar);
        runBar(world, pair, this.#bar, null);
      }
      if (isFollowed) decidePhase(world, agents, end);
      this.#next = market.isLent ? market.shown : this.#next + 1;
    }
    world.phase = null;
    return this.remaining > 0;
  }

  /** Ends the run: what the agents still have open in the pair closes at the last price. */
  finish(): void {
    const world = this.#world;
    const price = world.referencePrice(this.#pair);
    if (price === null) return;
    const accounts = new Set(this.#agents.map(({ account }) => account));
    for (const order of world.holdings(this.#pair)) {
      if (!accounts.has(order.terms.account)) continue;
      const volume = openVolumeOf(order);
      world.commit(
        closeTrade(world, 'CLOSE', order, { volume, price, reason: 'END_OF_RUN', ambiguous: false }),
      );
    }
  }
}

const NOBODY: readonly Agent[] = [];
