import type { Asset } from '../domain/asset.ts';
import { openVolumeOf, type OrderState } from '../domain/orders/order.ts';
import type { Pair } from '../domain/pair.ts';
import type { TradingRules } from '../domain/tradingRules.ts';
import { isTerminal } from '../domain/orders/lifecycle.ts';
import { formatShortest, type Minor, type Price } from '../money/minorUnits.ts';
import { floorTo } from '../money/rounding.ts';
import type { Candles } from '../market/candles.ts';
import type { World } from './world.ts';

/**
 * What a strategy sees when it decides: the bars of its pair up to the one just settled, and its own account ([X1]). There is nothing
 * after that bar to look at. One view is reused for all bars of a run.
 */
export class MarketView {
  readonly pair: Pair;
  readonly rules: TradingRules;
  readonly #world: World;
  readonly #account: number;
  #candles: Candles;
  #last = -1;

  constructor(world: World, pair: Pair, account: number) {
    this.pair = pair;
    this.rules = world.rules(pair);
    this.#world = world;
    this.#account = account;
    this.#candles = world.market(pair).candles;
  }

  /** Takes notice of a bar more. */
  advance(): void {
    const { candles, shown } = this.#world.market(this.pair);
    this.#candles = candles;
    this.#last = shown - 1;
  }

  /** How many bars there are to see. */
  get bars(): number {
    return this.#last + 1;
  }
  /** Time of the last bar, in ms. */
  get timeMs(): number {
    return this.#world.nowMs;
  }

  /** The open of a bar so many bars ago (0: the last), in price units; a RangeError before the first or after the last. */
  open(ago = 0): Price {
    return this.#candles.openAt(this.#index(ago));
  }
  /** The high, as {@link open}. */
  high(ago = 0): Price {
    return this.#candles.highAt(this.#index(ago));
  }
  /** The low, as {@link open}. */
  low(ago = 0): Price {
    return this.#candles.lowAt(this.#index(ago));
  }
  /** The close, as {@link open}. */
  close(ago = 0): Price {
    return this.#candles.closeAt(this.#index(ago));
  }

  /** Available now of the base or quote, in minor units. */
  available(side: 'base' | 'quote'): Minor {
    return this.#world.available(this.#account, this.#asset(side).index);
  }

  /** The account's orders of the pair whose entry still works, first come first. */
  workingOrders(): readonly OrderState[] {
    return this.#own().filter(({ status }) => !isTerminal(status));
  }

  /** The account's orders of the pair with an open position, first come first. */
  positions(): readonly OrderState[] {
    return this.#own().filter((order) => openVolumeOf(order) > 0n);
  }

  /** An order by its number, of any account. */
  order(number: number): OrderState | undefined {
    return this.#world.order(number);
  }

  /** Whole lots in a volume, as the text that actions take; `null` for less than one lot. */
  volumeText(volume: Minor): string | null {
    const lots = floorTo(volume, this.pair.lot);
    return lots <= 0n ? null : formatShortest(lots, this.pair.base.decimals);
  }

  /** A price on the tick grid at or below a value in price units, as the text that actions take; at least one tick. */
  priceText(units: number): string {
    const { tick, priceDecimals } = this.pair;
    return formatShortest(BigInt(Math.max(1, Math.floor(units / tick)) * tick), priceDecimals);
  }

  /** An amount of the quote as the text that actions take. */
  amountText(amount: Minor): string {
    return formatShortest(amount, this.pair.quote.decimals);
  }

  #own(): readonly OrderState[] {
    return this.#world
      .workingOrders(this.pair)
      .flatMap((number) => this.#world.order(number) ?? [])
      .filter(({ terms }) => terms.account === this.#account);
  }

  #asset(side: 'base' | 'quote'): Asset {
    return this.pair[side];
  }

  #index(ago: number): number {
    const index = this.#last - ago;
    if (ago < 0 || index < 0 || !Number.isInteger(ago)) {
      throw new RangeError(`no bar ${ago} bars ago: expected a whole number from 0 to ${this.#last}`);
    }
    return index;
  }
}
