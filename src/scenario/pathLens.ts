import { isBuying, type Order } from '../domain/orders/order.ts';
import { orderId } from '../domain/orders/orderId.ts';
import type { OrderStatus } from '../domain/orders/lifecycle.ts';
import type { CloseReason, PositionStatus } from '../domain/orders/position.ts';
import type { Pair } from '../domain/pair.ts';
import type { Phase } from '../domain/transaction.ts';
import { walkEquity } from '../engine/equityWalk.ts';
import type { OrderEvent } from '../journal/orderRepository.ts';
import { barPath, type BarPath, type PathPolicy } from '../market/barPath.ts';
import { ZERO } from '../money/decimal.ts';
import { formatUnits, truncateUnits } from '../money/minorUnits.ts';
import { Backtest, type BacktestRequest } from './backtest.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import type { Player } from './play.ts';

/** What is looked at under each path policy ([X6]): one bar, counted from 1 among all that the market showed, or all of it. */
export interface LensQuestion {
  readonly request: BacktestRequest;
  readonly bar: number | null;
}

/** What comes of it under one policy. */
export interface LensAnswer {
  readonly policy: PathPolicy;
  readonly bar: BarOutcome | null;
  readonly whole: Outcome | null;
}

/** What whoever starts to look hears of it: how much of all is done (0 to 1), each answer as it comes, then one of the ends. */
export interface LensListener {
  readonly onProgress: (share: number) => void;
  readonly onAnswer: (answer: LensAnswer) => void;
  readonly onEnd: () => void;
  readonly onFailure: (why: string) => void;
}

/** Looks somewhere at something under all four policies; gives back how to call it off. */
export type StartLens = (question: LensQuestion, listener: LensListener) => () => void;

/** What one bar did under one path policy, everything before it being the same; numbers as plain texts, prices in price units. */
export interface BarOutcome {
  readonly pair: string;
  readonly quote: string;
  readonly timeMs: number;
  readonly priceDecimals: number;
  readonly quoteDecimals: number;
  readonly walk: BarPath;
  readonly levels: readonly BarLevel[];
  readonly fills: readonly BarFill[];
  /** All fees charged in the bar, the gain or loss that closes made, and what everything is worth at its close. */
  readonly fees: string;
  readonly pnl: string;
  readonly equity: string;
  readonly balances: readonly BarBalance[];
  readonly orders: readonly BarOrder[];
}

/** A price that an order waited at, or its position was protected at, when the bar began. */
export interface BarLevel {
  readonly order: string;
  readonly role: 'trigger' | 'limit' | 'stopLoss' | 'takeProfit' | 'liquidation';
  readonly price: number;
}

/** An execution in the bar. */
export interface BarFill {
  readonly order: string;
  /** Why a position was closed, `null` for the entry of an order. */
  readonly reason: CloseReason | null;
  readonly buys: boolean;
  readonly volume: string;
  readonly price: number;
  readonly phase: Phase | null;
  readonly ambiguous: boolean;
  /** Where on the walk: 0 at the open, 1 and 2 at the extremes, 3 at the close. */
  readonly at: number;
}

interface BarBalance {
  readonly account: string;
  readonly asset: string;
  readonly available: string;
  readonly unavailable: string;
}

/** How an order stands after the bar: those that were at work when it began, and those it made. */
interface BarOrder {
  readonly id: string;
  readonly status: OrderStatus;
  readonly position: PositionStatus | null;
  readonly filled: string;
}

/** Looks at one bar, or a whole scenario, under one path policy, in parts of so many bars. */
export class PathLens {
  readonly #backtest: Backtest;
  readonly #policy: PathPolicy;
  readonly #bar: number | null;

  constructor({ request, bar }: LensQuestion, policy: PathPolicy) {
    const { scenario } = request;
    const settings = { ...scenario.settings, pathPolicy: policy };
    // Up to the bar everything is as it was: only the bar itself is walked otherwise.
    this.#backtest = new Backtest(
      bar === null ? { ...request, scenario: { ...scenario, settings } } : request,
    );
    this.#policy = policy;
    this.#bar = bar;
  }

  get bars(): number {
    return this.#backtest.bars;
  }

  get totalBars(): number {
    return this.#bar ?? this.#backtest.totalBars;
  }

  /** Goes on for so many bars; whether there is more to do. Throws a RangeError when there is no such bar. */
  advance(bars: number): boolean {
    const backtest = this.#backtest;
    if (this.#bar === null) return backtest.advance(bars);
    const before = this.#bar - 1 - backtest.bars;
    if (before > 0 && backtest.advance(Math.min(bars, before))) return true;
    const { world } = backtest.player;
    world.settings = { ...world.settings, pathPolicy: this.#policy };
    backtest.advance(1, false);
    if (backtest.bars !== this.#bar) throw new RangeError(`no bar ${this.#bar}: there are ${backtest.bars}`);
    return false;
  }

  /** What came of it; to be asked for once, at the end. */
  answer(): LensAnswer {
    const { player } = this.#backtest;
    return {
      policy: this.#policy,
      bar: this.#bar === null ? null : barOutcome(player, this.#policy),
      whole: this.#bar === null ? outcomeOf(player.journal) : null,
    };
  }
}

/** Looks at it under one policy, at once. */
export function lookThrough(question: LensQuestion, policy: PathPolicy): LensAnswer {
  const lens = new PathLens(question, policy);
  while (lens.advance(Number.POSITIVE_INFINITY));
  return lens.answer();
}

/** What the last bar of a player did; nothing was done after it. */
function barOutcome(player: Player, policy: PathPolicy): BarOutcome {
  const { journal, orders, balances, world } = player;
  const row = journal.bars.length - 1;
  const { pair: pairOf, timeMs, firstEntry } = journal.bars.columns;
  const pair = world.pair(pairOf[row] ?? 0);
  const candles = player.candlesOf(pair.code);
  if (candles === null) throw new RangeError(`no candles of ${pair.code}`);
  const { open, high, low, close } = candles.candleAt(journal.barsByPair.count(pair.index) - 1);
  const walk = barPath(policy, open, high, low, close);
  const before = firstEntry[row] ?? 0;
  const end = journal.entries.length;

  const entries = Array.from({ length: end - before }, (_, index) => before + 1 + index).filter(
    (entry) => journal.entries.columns.bar[entry - 1] === row,
  );
  const events = entries.flatMap((entry) => orders.eventsIn(entry));
  const atWork = ordersAtWork(player, pair, before);
  const touched = new Set([...atWork.map(({ id }) => id), ...events.map(({ order }) => order)]);
  let fees = ZERO;
  let pnl = ZERO;
  for (const seq of seqsOf(player, entries)) {
    const { type, available, unavailable, asset } = player.transactions.get(seq);
    if (asset !== pair.quote.code) continue;
    if (type.startsWith('FEE_')) fees = fees.minus(available).minus(unavailable);
    if (type === 'CLOSE_PNL') pnl = pnl.plus(available);
  }
  const { quote, priceDecimals } = pair;
  return {
    pair: pair.code,
    quote: quote.code,
    timeMs: timeMs[row] ?? Number.NaN,
    priceDecimals,
    quoteDecimals: quote.decimals,
    walk,
    levels: atWork.flatMap((order) => levelsOf(order, pair)),
    fills: fillsOf(player, pair, events, walk),
    fees: fees.toFixed(quote.decimals),
    pnl: pnl.toFixed(quote.decimals),
    equity: formatUnits(equityOf(player, quote.index), quote.decimals),
    balances: journal.header.accounts.flatMap(({ id }) =>
      journal.header.assets.map(({ code, decimals }) => {
        const { available, unavailable } = balances.at({ entries: end }, id, code);
        return {
          account: id,
          asset: code,
          available: available.toFixed(decimals),
          unavailable: unavailable.toFixed(decimals),
        };
      }),
    ),
    orders: Array.from(touched).flatMap((id) => {
      const order = orders.at(id, { entries: end });
      if (order === null) return [];
      const { status, position, filled } = order;
      return { id, status, position: position?.status ?? null, filled: filled.toFixed() };
    }),
  };
}

/** The orders of a pair that worked or had an open position after so many entries, by number. */
function ordersAtWork({ orders, journal }: Player, pair: Pair, entries: number): readonly Order[] {
  const found: Order[] = [];
  for (const row of journal.ordersByPair.rows(pair.index)) {
    const order = orders.at(orderId(row + 1), { entries });
    if (order === null) continue;
    if (isWaiting(order) || isOpen(order)) found.push(order);
  }
  return found;
}

function isWaiting({ remaining, status }: Order): boolean {
  return status !== 'NEW' && status !== 'REJECTED' && !remaining.isZero();
}

function isOpen({ position }: Order): boolean {
  return position !== null && !position.open.isZero();
}

function levelsOf(order: Order, pair: Pair): readonly BarLevel[] {
  const waits = isWaiting(order);
  const levels = [
    ['trigger', waits && order.status === 'PENDING' ? order.triggerPrice : null],
    ['limit', waits ? order.limitPrice : null],
    ['stopLoss', order.stopLoss],
    ['takeProfit', order.takeProfit],
    ['liquidation', isOpen(order) ? (order.position?.liquidationPrice ?? null) : null],
  ] as const;
  return levels.flatMap(([role, price]) =>
    price === null
      ? []
      : { order: order.id, role, price: Number(truncateUnits(price.toFixed(), pair.priceDecimals)) },
  );
}

function fillsOf(
  { orders, journal }: Player,
  pair: Pair,
  events: readonly OrderEvent[],
  walk: BarPath,
): readonly BarFill[] {
  let at = 0;
  return events.flatMap(({ order: id, event, fill, phase }): BarFill[] => {
    const order = orders.at(id, { entries: journal.entries.length });
    if (fill === null || order === null || order.pair !== pair.code) return [];
    const price = Number(truncateUnits(fill.price.toFixed(), pair.priceDecimals));
    if (phase === 'PATH') at = placeOn(walk, price, at);
    const closes = event === 'close';
    return [
      {
        order: id,
        reason: closes ? (order.position?.closeReason ?? 'MANUAL') : null,
        buys: isBuying(order.direction) !== closes,
        volume: fill.volume.toFixed(),
        price,
        phase,
        ambiguous: fill.ambiguous,
        at,
      },
    ];
  });
}

/** Where a walk comes to a price first from a place on, or else from its beginning; where it never does, the place itself. */
export function placeOn(walk: BarPath, price: number, from: number): number {
  for (const start of [from, 0]) {
    for (let leg = Math.floor(start); leg < walk.length - 1; leg += 1) {
      const [begin, end] = [walk[leg] ?? 0, walk[leg + 1] ?? 0];
      if (price < Math.min(begin, end) || price > Math.max(begin, end)) continue;
      const at = leg + (begin === end ? 0 : (price - begin) / (end - begin));
      if (at >= start) return at;
    }
  }
  return from;
}

function* seqsOf({ journal }: Player, entries: readonly number[]): Iterable<number> {
  const { transactions } = journal.entries.columns;
  for (const entry of entries) {
    for (let seq = (transactions[entry - 2] ?? 0) + 1; seq <= (transactions[entry - 1] ?? 0); seq += 1)
      yield seq;
  }
}

function equityOf({ journal }: Player, asset: number): bigint {
  return BigInt(walkEquity(journal, journal.entries.length, asset, []).valuation.worth.equity);
}
