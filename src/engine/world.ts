import { draft, type EntryDraft } from '../domain/entry.ts';
import type { Denial } from '../domain/denial.ts';
import type { Desk } from '../domain/desk.ts';
import { InvariantError } from '../domain/invariant.ts';
import { isTerminal } from '../domain/orders/lifecycle.ts';
import { evolve, openVolumeOf, type OrderEvent, type OrderState } from '../domain/orders/order.ts';
import type { Pair } from '../domain/pair.ts';
import { heldAssetOf } from '../domain/postings/reservation.ts';
import type { TradingRules } from '../domain/tradingRules.ts';
import type { Line, Phase } from '../domain/transaction.ts';
import { Journal, type JournalHeader } from '../journal/journal.ts';
import { firstIndex } from '../journal/postings.ts';
import { storedOrder } from '../journal/storedOrder.ts';
import { Candles, type Candle } from '../market/candles.ts';
import type { Minor, Price, Rate } from '../money/minorUnits.ts';
import type { Settings } from './settings.ts';
import { WorkingOrders } from './workingOrders.ts';

/** A close by hand that waits for the next open, or what a bar's volume did not give to a stop loss; volume in minor units. */
interface WaitingClose {
  readonly order: number;
  readonly volume: Minor;
  readonly reason: 'MANUAL' | 'STOP_LOSS';
}

/** What a pair's market has shown so far. */
export interface Market {
  /** The bars shown, and maybe more after them: a run lends its own series, which nobody may write to. */
  candles: Candles;
  /** How many of them were shown. */
  shown: number;
  isLent: boolean;
  readonly working: WorkingOrders;
  /** Closes that wait for the next open. */
  readonly closes: WaitingClose[];
  last: Price | null;
  /** Time of the last bar or price, -Infinity before the first. */
  lastMs: number;
  /** Orders up to this number have already met a bar or price of the pair. */
  seenOrders: number;
}

/**
 * Everything a run knows at one moment: the clock, the orders as they stand, where they wait, and the journal they are written to.
 * It changes in one way only: {@link commit} an entry that was decided by looking at it.
 */
export class World implements Desk {
  readonly journal: Journal;
  /** How bars are executed; one bar may be looked at under other settings than the rest. */
  settings: Settings;
  readonly #rules: readonly TradingRules[];
  readonly #markets: readonly Market[];
  /** Orders that work or have an open position as they stand, `null` for those that have ended; index = number - 1. */
  readonly #orders: (OrderState | null)[] = [];
  /** What working orders hold, by book: kept from the orders, to be equal to the ledger's unavailable ([L5]). */
  readonly #held: BigInt64Array;
  /** Orders that end by themselves, soonest first; those that ended before stay until their time. */
  readonly #expiries: { readonly timeMs: number; readonly order: number }[] = [];
  #nowMs = Number.NEGATIVE_INFINITY;
  /** Where entries are stamped: see `Stamp`. */
  phase: Phase | null = null;
  bar = -1;
  step = -1;

  constructor(header: JournalHeader, rules: readonly TradingRules[], settings: Settings) {
    this.journal = new Journal(header);
    this.settings = settings;
    this.#rules = rules;
    this.#markets = header.pairs.map(() => ({
      candles: new Candles(),
      shown: 0,
      isLent: false,
      working: new WorkingOrders(settings.liquidation === 'isolated'),
      closes: [],
      last: null,
      lastMs: Number.NEGATIVE_INFINITY,
      seenOrders: 0,
    }));
    this.#held = new BigInt64Array(header.accounts.length * header.assets.length);
  }

  get nowMs(): number {
    return this.#nowMs;
  }
  get marketBuffer(): Rate {
    return this.settings.marketBuffer;
  }
  get nextOrder(): number {
    return this.#orders.length + 1;
  }
  get nextFill(): number {
    return this.journal.fillEvents.length + 1;
  }

  accountId(account: number): string {
    return this.journal.header.accounts[account]?.id ?? '';
  }

  pairByCode(code: string): Pair {
    for (const pair of this.journal.header.pairs) if (pair.code === code) return pair;
    throw new RangeError(`no pair ${code}`);
  }

  pair(index: number): Pair {
    const pair = this.journal.header.pairs[index];
    if (pair === undefined) throw new RangeError(`no pair number ${index}`);
    return pair;
  }

  rules(pair: Pair): TradingRules {
    const rules = this.#rules[pair.index];
    if (rules === undefined) throw new RangeError(`no rules for ${pair.code}`);
    return rules;
  }

  market(pair: Pair): Market {
    const market = this.#markets[pair.index];
    if (market === undefined) throw new RangeError(`no market for ${pair.code}`);
    return market;
  }

  /** Lends a pair the series that a run is about to walk through, so that its bars need not be copied one by one. */
  lendCandles(pair: Pair, candles: Candles): void {
    const market = this.market(pair);
    this.journal.expectBars(pair.index, candles.timeMs, candles.close);
    if (market.shown > 0) return;
    market.candles = candles;
    market.isLent = true;
  }

  /** Takes note that the market shows a bar. */
  showCandle(pair: Pair, { timeMs, open, high, low, close, volume }: Candle): void {
    const market = this.market(pair);
    const index = market.shown;
    market.shown = index + 1;
    if (market.isLent) {
      if (market.candles.timeAt(index) === timeMs) return;
      market.candles = market.candles.copy(index);
      market.isLent = false;
    }
    market.candles.push(timeMs, open, high, low, close, volume);
  }

  /**
   * How far the bars to come of a series that was lent, from one index on and below another, are quiet: the index of the first that may
   * change anything but what the market shows, because it may reach an order, or end a night that costs something or an order's time. All
   * bars before `from` are passed, or are quiet too. It looks some bars ahead at a time.
   */
  quietUntil({ candles, closes, isLent, working }: Market, pair: Pair, from: number, end: number): number {
    if (!isLent || closes.length > 0) return from;
    const soonest = this.#expiries[0];
    if (working.isEmpty && soonest === undefined) return end;
    if (working.isWaitingForOpen) return from;
    if (!working.isEmpty && (this.settings.liquidation === 'cross' || this.rules(pair).chargesNights))
      return from;
    const timeMs = soonest?.timeMs ?? Number.POSITIVE_INFINITY;
    const last = Math.min(end, from + LOOK_AHEAD_BARS);
    let bar = from;
    while (
      bar < last &&
      candles.timeAt(bar) < timeMs &&
      !working.isReached(candles.lowAt(bar), candles.highAt(bar))
    )
      bar += 1;
    return bar;
  }

  /** Takes the bars up to an index of a series that was lent through their phases; all are quiet ({@link quietUntil}), so there it comes to this. */
  passTo(pair: Pair, end: number): void {
    const market = this.market(pair);
    const { candles, shown } = market;
    this.advance(candles.timeAt(end - 1));
    if (!this.journal.addBars(pair.index, shown, end)) {
      for (let bar = shown; bar < end; bar += 1)
        this.journal.addBar(pair.index, candles.timeAt(bar), candles.closeAt(bar));
    }
    this.bar = this.journal.bars.length - 1;
    market.shown = end;
    market.last = candles.closeAt(end - 1);
    market.lastMs = this.#nowMs;
    market.seenOrders = this.#orders.length;
  }

  available(account: number, asset: number): Minor {
    return this.journal.available(this.journal.book(account, asset));
  }

  /** An order as it stands; one that has ended is read back from the journal, for a long run has many of them. */
  order(number: number): OrderState | undefined {
    const order = this.#orders[number - 1];
    return order === null ? storedOrder(this.journal, number) : order;
  }

  /** The same, but nothing for an order that has ended. */
  liveOrder(number: number): OrderState | null {
    return this.#orders[number - 1] ?? null;
  }

  referencePrice(pair: Pair): Price | null {
    return this.market(pair).last;
  }

  /** Orders of a pair with an open position, first come first. */
  holdings(pair: Pair): readonly OrderState[] {
    return this.workingOrders(pair).flatMap((number) => {
      const order = this.liveOrder(number);
      return order === null || openVolumeOf(order) === 0n ? [] : [order];
    });
  }

  /** Numbers of a pair's orders that work or have an open position, first come first. */
  workingOrders(pair: Pair): readonly number[] {
    return this.market(pair).working.numbers.slice();
  }

  /** Moves the clock; it never goes back. */
  advance(timeMs: number): void {
    if (!(timeMs >= this.#nowMs))
      throw new InvariantError('O6', `the clock cannot go back from ${this.#nowMs} to ${timeMs}`);
    this.#nowMs = timeMs;
  }

  /** Working orders whose time has come by now, the earliest first; each is named once ([O7]). */
  takeExpired(): readonly OrderState[] {
    if ((this.#expiries[0]?.timeMs ?? Number.POSITIVE_INFINITY) > this.#nowMs) return NONE;
    const due: OrderState[] = [];
    while ((this.#expiries[0]?.timeMs ?? Number.POSITIVE_INFINITY) <= this.#nowMs) {
      const order = this.liveOrder(this.#expiries.shift()?.order ?? 0);
      if (order !== null && !isTerminal(order.status)) due.push(order);
    }
    return due;
  }

  /**
   * Writes a decided entry: its orders evolve, its lines and events are appended, the indexes follow. An amount that does not fit is
   * written as a refusal instead, which is returned ([M1]); a broken invariant throws.
   */
  commit(entry: EntryDraft): Denial | null {
    const { phase, step } = this;
    const stamp = { timeMs: this.#nowMs, bar: phase === null ? -1 : this.bar, phase, step };
    const versions = this.#evolved(entry.events);
    const refused = this.journal.append(entry, versions, stamp);
    if (refused !== null) {
      this.journal.append(draft(entry.kind, entry.account, { denial: refused }), [], stamp);
      return refused;
    }
    for (let index = 0; index < versions.length; index += 1) {
      const order = versions[index];
      // Of an order to which more than one thing happens only the last version is to be found.
      if (order !== undefined && versions[index + 1]?.terms.number !== order.terms.number) this.#put(order);
    }
    if (entry.close !== null) this.closeLater({ ...entry.close, reason: 'MANUAL' });
    this.#assertAllHeld(entry.lines, versions);
    return entry.denial;
  }

  /** The version of its order that each event makes; those of one order stand together. */
  #evolved(events: readonly OrderEvent[]): readonly OrderState[] {
    const [only] = events;
    if (only === undefined) return NONE;
    if (events.length === 1) return [evolve(this.order(only.order) ?? null, only)];
    const versions: OrderState[] = [];
    let last: OrderState | null = null;
    for (const happened of events) {
      const { order } = happened;
      last = evolve(last?.terms.number === order ? last : (this.order(order) ?? null), happened);
      versions.push(last);
    }
    return versions;
  }

  /** Lets a close wait for the next open; a stop loss waits once. */
  closeLater(close: WaitingClose): void {
    const order = this.order(close.order);
    if (order === undefined) return;
    const { closes } = this.market(this.pair(order.terms.pair));
    const isStop = (other: WaitingClose): boolean =>
      other.order === close.order && other.reason === 'STOP_LOSS';
    if (close.reason === 'STOP_LOSS' && closes.some(isStop)) return;
    closes.push(close);
  }

  #put(order: OrderState): void {
    const { number, pair, expiresAtMs } = order.terms;
    const isNew = number > this.#orders.length;
    const before = this.liveOrder(number);
    this.#orders[number - 1] = isTerminal(order.status) && openVolumeOf(order) === 0n ? null : order;
    const book = this.#bookOf(order);
    this.#held[book] = (this.#held[book] ?? 0n) + tiedUp(order) - (before === null ? 0n : tiedUp(before));
    this.market(this.pair(pair)).working.update(order);
    if (isNew && expiresAtMs !== null) this.#schedule(expiresAtMs, number);
  }

  #schedule(timeMs: number, order: number): void {
    const index = firstIndex(
      this.#expiries.length,
      (candidate) => (this.#expiries[candidate]?.timeMs ?? 0) > timeMs,
    );
    this.#expiries.splice(index, 0, { timeMs, order });
  }

  #bookOf({ terms }: OrderState): number {
    return this.journal.book(terms.account, heldAssetOf(this.pair(terms.pair), terms).index);
  }

  /** Whether the books that lines or orders changed hold what their orders do; those of one book mostly follow each other. */
  #assertAllHeld(lines: readonly Line[], orders: readonly OrderState[]): void {
    let last = -1;
    for (const { account, asset } of lines) {
      const book = this.journal.book(account, asset);
      if (book !== last) this.#assertHeld(book);
      last = book;
    }
    for (const order of orders) {
      const book = this.#bookOf(order);
      if (book !== last) this.#assertHeld(book);
      last = book;
    }
  }

  #assertHeld(book: number): void {
    const unavailable = this.journal.unavailable(book);
    const held = this.#held[book] ?? 0n;
    if (unavailable !== held)
      throw new InvariantError(
        'L5',
        `book ${book} has ${unavailable} unavailable, but its orders hold ${held}`,
      );
  }
}

const NONE: readonly OrderState[] = [];
/** Looking at bars that a strategy's next action makes look again is in vain: so few at a time cost less than the action. */
const LOOK_AHEAD_BARS = 64;

/** What an order and its position keep unavailable. */
function tiedUp({ held, position }: OrderState): Minor {
  return held + position.margin;
}
