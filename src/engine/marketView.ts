import type { Asset } from '../domain/asset.ts';
import { openVolumeOf, type Direction, type OrderState, type OrderTerms } from '../domain/orders/order.ts';
import { ORDER_EVENT_NAMES, type OrderEventName } from '../domain/orders/position.ts';
import { eventFee } from '../domain/fees.ts';
import { costOf, type Pair } from '../domain/pair.ts';
import type { TradingRules } from '../domain/tradingRules.ts';
import { isTerminal, STATUS_NAMES, type OrderStatus } from '../domain/orders/lifecycle.ts';
import { MAX_PRICE, type Minor, type Price } from '../money/minorUnits.ts';
import { ceilDiv, floorTo } from '../money/rounding.ts';
import { storedTerms } from '../journal/storedOrder.ts';
import type { Market, World } from './world.ts';

/** Something that happened to an order, with the volume (minor units of the base) and price of what it filled or closed: 0 for nothing. */
export interface Happening {
  readonly order: number;
  readonly event: OrderEventName;
  /** The order's status after it. */
  readonly to: OrderStatus;
  readonly volume: Minor;
  readonly price: Price;
}

/** The account's orders of the pair that work or have an open position, after so many updates of all that wait. */
interface OwnOrders {
  readonly updates: number;
  readonly working: readonly OrderState[];
  readonly holding: readonly OrderState[];
}

const NONE: readonly OrderState[] = [];
const NOTHING_HAPPENED: readonly Happening[] = [];

/**
 * What a strategy sees when it decides: the bars of its pair up to the one just settled, and its own account ([X1]). There is nothing
 * after that bar to look at. One view is reused for all bars of a run.
 */
export class MarketView {
  readonly pair: Pair;
  readonly rules: TradingRules;
  readonly #world: World;
  readonly #account: number;
  readonly #market: Market;
  /** Index of the bar it looks from, and of the first after it that is not known to be quiet. */
  #last = -1;
  #quietEnd = 0;
  #orders: OwnOrders = { updates: 0, working: NONE, holding: NONE };

  constructor(world: World, pair: Pair, account: number) {
    this.pair = pair;
    this.rules = world.rules(pair);
    this.#world = world;
    this.#account = account;
    this.#market = world.market(pair);
  }

  /** Looks from the bar just settled. */
  look(): void {
    this.#last = this.#market.shown - 1;
    this.#quietEnd = this.#last + 1;
  }

  /** Looks from the next bar below an index instead, if nothing but prices changes in it: the world is to {@link catchUp} with it. */
  lookOn(end: number): boolean {
    const next = this.#last + 1;
    if (next === this.#quietEnd && next < end)
      this.#quietEnd = this.#world.quietUntil(this.#market, this.pair, next, end);
    if (next >= this.#quietEnd) return false;
    this.#last = next;
    return true;
  }

  /** Lets the world pass the bars that it looked on over. */
  catchUp(): void {
    if (this.#last >= this.#market.shown) this.#world.passTo(this.pair, this.#last + 1);
  }

  /** How many bars there are to see. */
  get bars(): number {
    return this.#last + 1;
  }
  /** Time of the last bar, in ms. */
  get timeMs(): number {
    return this.#market.candles.timeAt(this.#last);
  }

  /** The open of a bar so many bars ago (0: the last), in price units; a RangeError before the first or after the last. */
  open(ago = 0): Price {
    return this.#market.candles.openAt(this.#index(ago));
  }
  /** The high, as {@link open}. */
  high(ago = 0): Price {
    return this.#market.candles.highAt(this.#index(ago));
  }
  /** The low, as {@link open}. */
  low(ago = 0): Price {
    return this.#market.candles.lowAt(this.#index(ago));
  }
  /** The close, as {@link open}. */
  close(ago = 0): Price {
    return this.#market.candles.closeAt(this.#index(ago));
  }

  /** Available now of the base or quote, in minor units. */
  available(side: 'base' | 'quote'): Minor {
    return this.#world.available(this.#account, this.#asset(side).index);
  }

  /** The account's orders of the pair whose entry still works, first come first. */
  workingOrders(): readonly OrderState[] {
    return this.#own().working;
  }

  /** The account's orders of the pair with an open position, first come first. */
  positions(): readonly OrderState[] {
    return this.#own().holding;
  }

  /** What happened to the account's orders of the pair within the last bar, in order; what its own actions did at this close included. */
  happenings(): readonly Happening[] {
    if (this.#last >= this.#market.shown) return NOTHING_HAPPENED;
    const { journal, bar } = this.#world;
    const { columns } = journal.events;
    const { account: owner, pair: pairs } = journal.orders.columns;
    const found: Happening[] = [];
    const first = journal.eventsAt(journal.bars.columns.firstEntry[bar] ?? 0);
    for (let row = first; row < journal.events.length; row += 1) {
      const order = columns.order[row] ?? 0;
      if (owner[order - 1] !== this.#account || pairs[order - 1] !== this.pair.index) continue;
      const event = ORDER_EVENT_NAMES[columns.event[row] ?? -1];
      const to = STATUS_NAMES[columns.status[row] ?? -1];
      if (event === undefined || to === undefined) continue;
      const executed = (columns.fill[row] ?? 0) > 0;
      found.push({
        order,
        event,
        to,
        volume: executed ? (columns.fillVolume[row] ?? 0n) : 0n,
        price: executed ? (columns.fillPrice[row] ?? 0) : 0,
      });
    }
    return found;
  }

  /** What was asked for with an order of the account, by its number. */
  terms(number: number): OrderTerms | undefined {
    const terms = storedTerms(this.#world.journal, number);
    return terms?.account === this.#account ? terms : undefined;
  }

  /**
   * The whole lots whose margin (of a spot order: whose cost) at a price is at most an amount of the quote, in minor units; fees come on
   * top of it. A trade counts with all the leverage that the rules give.
   */
  volumeFor(amount: Minor, price: Price, direction: Direction): Minor {
    const { margin } = this.rules.measuresOf({ direction, leverage: null });
    const each = margin.perNotional * BigInt(price) + margin.perVolume;
    return each <= 0n || amount <= 0n ? 0n : floorTo((amount * margin.denominator) / each, this.pair.lot);
  }

  /** What a market buy can say it spends, in minor units: available quote less the fees on creating it and, later, the sale of what it buys. */
  spendable(): Minor {
    const { notionalNumerator, notionalDenominator } = this.pair;
    const available = this.available('quote');
    const { fees } = this.rules.measuresOf({ direction: 'buy', leverage: null });
    const fee = eventFee(fees.ON_CREATE, ceilDiv(available * notionalDenominator, notionalNumerator), 0n);
    return available > 2n * fee ? available - 2n * fee : 0n;
  }

  /** The whole lots in a volume for an order at a price; `null` for less than the rules ask for. */
  orderVolume(volume: Minor, price: Price): Minor | null {
    const { minVolume, minNotional } = this.rules;
    const lots = this.wholeLots(volume);
    const enough =
      lots !== null && lots >= minVolume && costOf(this.pair, BigInt(price) * lots) >= minNotional;
    return enough ? lots : null;
  }

  /** The whole lots in a volume; `null` for less than one lot. */
  wholeLots(volume: Minor): Minor | null {
    const lots = floorTo(volume, this.pair.lot);
    return lots <= 0n ? null : lots;
  }

  /** The price on the tick grid at or below a value in price units; at least one tick. */
  onTick(units: number): Price {
    const { tick } = this.pair;
    return Math.min(Math.max(1, Math.floor(units / tick)), Math.floor(MAX_PRICE / tick)) * tick;
  }

  /** Both lists, gone through again only when an order of the pair has changed: most bars reach none. */
  #own(): OwnOrders {
    const { working: filed } = this.#market;
    const { updates } = filed;
    if (this.#orders.updates === updates) return this.#orders;
    if (filed.isEmpty) {
      this.#orders = { updates, working: NONE, holding: NONE };
      return this.#orders;
    }
    const working: OrderState[] = [];
    const holding: OrderState[] = [];
    for (const number of filed.numbersOf(this.#account)) {
      const order = this.#world.liveOrder(number);
      if (order === null) continue;
      if (!isTerminal(order.status)) working.push(order);
      if (openVolumeOf(order) > 0n) holding.push(order);
    }
    this.#orders = { updates, working, holding };
    return this.#orders;
  }

  #asset(side: 'base' | 'quote'): Asset {
    return this.pair[side];
  }

  #index(ago: number): number {
    const index = this.#last - ago;
    if (index < 0 || (ago !== 0 && (ago < 0 || !Number.isInteger(ago)))) throw noBar(ago, this.#last);
    return index;
  }
}

function noBar(ago: number, most: number): RangeError {
  return new RangeError(`no bar ${ago} bars ago: expected a whole number from 0 to ${most}`);
}
