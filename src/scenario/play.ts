import type { Denial } from '../domain/denial.ts';
import { denial } from '../domain/denial.ts';
import { draft, type EntryDraft } from '../domain/entry.ts';
import { isoTime } from '../domain/isoTime.ts';
import { orderId, orderNumber } from '../domain/orders/orderId.ts';
import type { OrderStatus } from '../domain/orders/lifecycle.ts';
import { evolve, openVolumeOf, type OrderState } from '../domain/orders/order.ts';
import type { OrderEventName, PositionStatus } from '../domain/orders/position.ts';
import type { Pair } from '../domain/pair.ts';
import type { TradingRules } from '../domain/tradingRules.ts';
import type { TransactionType } from '../domain/transaction.ts';
import { runBar } from '../engine/cycle.ts';
import { decide, refuseBar, type Command } from '../engine/decide.ts';
import { chargeNight, expireDue } from '../engine/phases/accrue.ts';
import { MarketView } from '../engine/marketView.ts';
import type { Agent } from '../engine/phases/decide.ts';
import { Runner } from '../engine/runner.ts';
import type { World } from '../engine/world.ts';
import { createStrategy, STRATEGY_NAMES, strategyOf } from '../strategies/registry.ts';
import { endOrder } from '../domain/postings/endOrder.ts';
import { isTerminal } from '../domain/orders/lifecycle.ts';
import { BalanceRepository } from '../journal/balanceRepository.ts';
import { readEntry } from '../journal/entryRepository.ts';
import type { Journal } from '../journal/journal.ts';
import { OrderRepository } from '../journal/orderRepository.ts';
import { TransactionRepository } from '../journal/transactionRepository.ts';
import type { Candle, Candles } from '../market/candles.ts';
import { ZERO, type Decimal } from '../money/decimal.ts';
import { toDecimal, truncateUnits } from '../money/minorUnits.ts';
import type { Scenario, Step } from './format.ts';
import type { Recording } from './recording.ts';
import { createWorld } from './worldOf.ts';

/** A step that feeds candles. */
type RunStep = Extract<Step, { readonly run: unknown }>;

/** What a step did: the entries it wrote, counted from 1 (none when `lastEntry < firstEntry`), and what was refused. */
export interface StepOutcome {
  readonly firstEntry: number;
  readonly lastEntry: number;
  readonly denials: readonly Denial[];
}

/** What a step would write. */
export interface Preview {
  readonly denial: Denial | null;
  readonly lines: readonly PreviewLine[];
  readonly orders: readonly PreviewChange[];
  /** A close that would wait for the next bar or price, beside what waits already. */
  readonly waits: { readonly order: string; readonly volume: Decimal; readonly already: Decimal } | null;
}

/** What a step would do to an order, and where its position would stand then. */
interface PreviewChange {
  readonly id: string;
  readonly event: OrderEventName;
  readonly from: OrderStatus | null;
  readonly to: OrderStatus;
  readonly position: PositionStatus;
}

/** A line that a step would write, with the balances it would leave. */
interface PreviewLine {
  readonly type: TransactionType;
  readonly account: string;
  readonly asset: string;
  readonly available: Decimal;
  readonly unavailable: Decimal;
  readonly availableAfter: Decimal;
  readonly unavailableAfter: Decimal;
  readonly order: string | null;
}

/** Candles to run through, by pair code. */
export type CandlesByPair = ReadonlyMap<string, Candles>;

/** A scenario being played: steps go in, entries come out; what was written can be read at any moment. */
export class Player implements Recording {
  readonly scenario: Scenario;
  readonly world: World;
  readonly orders: OrderRepository;
  readonly transactions: TransactionRepository;
  readonly balances: BalanceRepository;
  readonly #candles: CandlesByPair;
  readonly #applied: Step[] = [];

  /**
   * Deposits are made at the time of the scenario's first step, or at the start of 1970 when it has none; its steps are not applied
   * yet: see {@link play} and {@link apply}.
   */
  constructor(scenario: Scenario, candles: CandlesByPair = new Map()) {
    this.scenario = scenario;
    this.world = createWorld(scenario);
    this.#candles = candles;
    this.orders = new OrderRepository(this.journal);
    this.transactions = new TransactionRepository(this.journal);
    this.balances = new BalanceRepository(this.journal, (pairCode) => this.candlesOf(pairCode));
    const first = scenario.steps[0];
    this.#open(first === undefined ? 0 : Date.parse(first.at));
  }

  /** The steps applied so far. */
  get steps(): readonly Step[] {
    return this.#applied;
  }

  /**
   * The steps up to and with the one that led to a moment (a number of entries): playing them gives a journal that begins with the
   * same entries, so a branch starts from them.
   */
  stepsUpTo(entries: number): readonly Step[] {
    const { columns, length } = this.journal.entries;
    const last = entries === 0 ? -1 : (columns.step[Math.min(entries, length) - 1] ?? -1);
    return this.#applied.slice(0, last + 1);
  }

  get journal(): Journal {
    return this.world.journal;
  }

  rules(pair: Pair): TradingRules {
    return this.world.rules(pair);
  }

  candlesOf(pairCode: string): Candles | null {
    const { candles } = this.world.market(this.world.pairByCode(pairCode));
    return candles.length === 0 ? null : candles;
  }

  /** Applies the next step: what cannot be done is denied and recorded, never thrown; a broken invariant throws. */
  apply(step: Step): StepOutcome {
    const { world } = this;
    const firstEntry = this.journal.entries.length + 1;
    if ('run' in step) {
      const runner = this.startRun(step);
      runner?.advance(Number.POSITIVE_INFINITY);
      runner?.finish();
    } else if (this.#begin(step)) {
      // A market step expires orders in its own phase, after its night has been charged.
      if (!('bar' in step || 'price' in step)) expireDue(world);
      this.#perform(step, world.nowMs);
      // A market step that was refused has not come to its phases.
      expireDue(world);
    }
    const lastEntry = this.journal.entries.length;
    const denials: Denial[] = [];
    for (let entry = firstEntry; entry <= lastEntry; entry += 1) {
      if (this.journal.texts.of(entry - 1) === undefined) continue;
      const refused = readEntry(this.journal, entry).denial;
      if (refused !== null) denials.push(refused);
    }
    return { firstEntry, lastEntry, denials };
  }

  /** What an action, a fill or an adjustment would write if it were the next step; other steps preview as nothing. Changes nothing. */
  preview(step: Step): Preview {
    const command = this.#commandOf(step);
    const entry = command === null ? null : decide(this.world, command);
    if (entry === null) return { denial: null, lines: [], orders: [], waits: null };
    const { header } = this.journal;
    const balances = new Map<number, { available: bigint; unavailable: bigint }>();
    const lines = entry.lines.map((line): PreviewLine => {
      const book = this.journal.book(line.account, line.asset);
      const before = balances.get(book) ?? {
        available: this.journal.available(book),
        unavailable: this.journal.unavailable(book),
      };
      const after = {
        available: before.available + line.available,
        unavailable: before.unavailable + line.unavailable,
      };
      balances.set(book, after);
      const decimals = header.assets[line.asset]?.decimals ?? 0;
      return {
        type: line.type,
        account: header.accounts[line.account]?.id ?? '',
        asset: header.assets[line.asset]?.code ?? '',
        available: toDecimal(line.available, decimals),
        unavailable: toDecimal(line.unavailable, decimals),
        availableAfter: toDecimal(after.available, decimals),
        unavailableAfter: toDecimal(after.unavailable, decimals),
        order: line.order === 0 ? null : orderId(line.order),
      };
    });
    const latest = new Map<number, OrderState>();
    const orders = entry.events.map((happened): PreviewChange => {
      const { order: number, event, to } = happened;
      const before = latest.get(number) ?? this.world.order(number) ?? null;
      const after = evolve(before, happened);
      latest.set(number, after);
      return {
        id: orderId(number),
        event,
        from: before?.status ?? null,
        to,
        position: after.position.status,
      };
    });
    return { denial: entry.denial, lines, orders, waits: this.#waitingOf(entry) };
  }

  /** How much of what an order has open waits already to be closed at the next bar or price. */
  waitingClose(id: string): Decimal {
    const { world } = this;
    const order = world.order(orderNumber(id) ?? 0);
    if (order === undefined) return ZERO;
    const pair = world.pair(order.terms.pair);
    const open = openVolumeOf(order);
    let waiting = 0n;
    for (const close of world.market(pair).closes) {
      if (close.order === order.terms.number) waiting += close.volume;
    }
    return toDecimal(waiting < open ? waiting : open, pair.base.decimals);
  }

  #waitingOf({ close }: EntryDraft): Preview['waits'] {
    if (close === null) return null;
    const pair = this.world.pair(this.world.order(close.order)?.terms.pair ?? 0);
    const order = orderId(close.order);
    const volume = toDecimal(close.volume, pair.base.decimals);
    return { order, volume, already: this.waitingClose(order) };
  }

  /** Takes the next step in and moves the clock to its time; one before the clock is refused. */
  #begin(step: Step): boolean {
    const { world } = this;
    const timeMs = Date.parse(step.at);
    world.step = this.#applied.length;
    this.#applied.push(step);
    if (timeMs >= world.nowMs) {
      world.advance(timeMs);
      return true;
    }
    this.#commit(this.#refuseTime(step, timeMs));
    return false;
  }

  #perform(step: Exclude<Step, RunStep>, timeMs: number): void {
    const { world } = this;
    const command = this.#commandOf(step);
    if (command !== null) {
      this.#commit(decide(world, command));
      if (command.type === 'fill') this.#endImmediate(command.order);
    } else if ('bar' in step) {
      const pair = world.pairByCode(step.bar.pair);
      this.#showBar(pair, candleOf(step.bar, timeMs, pair), 'BAR', step.bar);
    } else if ('price' in step) {
      const pair = world.pairByCode(step.price.pair);
      const last = Number(truncateUnits(step.price.last, pair.priceDecimals));
      const candle = { timeMs, open: last, high: last, low: last, close: last, volume: Number.NaN };
      this.#showBar(pair, candle, 'PRICE', { open: step.price.last });
    } else if ('overnight' in step) {
      let charged = false;
      for (const pair of this.journal.header.pairs) charged = chargeNight(world, pair) || charged;
      if (!charged) this.#commit(draft('OVERNIGHT', this.#accountOf(step)));
    }
  }

  #commandOf(step: Step): Command | null {
    const account = this.#accountOf(step);
    if ('action' in step) return { type: 'action', account, action: step.action };
    if ('fill' in step) return { type: 'fill', account, ...step.fill };
    if ('adjust' in step) {
      const asset = this.journal.header.assets.find(({ code }) => code === step.adjust.asset);
      if (asset === undefined) throw new RangeError(`no asset ${step.adjust.asset}`);
      const amount = truncateUnits(step.adjust.amount, asset.decimals);
      return {
        type: 'adjust',
        account,
        asset,
        amount,
        reason: step.adjust.reason ?? null,
        kind: 'ADJUSTMENT',
      };
    }
    return null;
  }

  #showBar(
    pair: Pair,
    candle: Candle,
    kind: 'BAR' | 'PRICE',
    stated: Partial<Readonly<Record<keyof Candle, string>>>,
  ): void {
    const refused = refuseBar(this.world, pair, candle, kind, stated);
    if (refused === null) runBar(this.world, pair, candle, kind);
    else this.#commit(refused);
  }

  /**
   * Applies a run step, the next one, in parts: it feeds the candles from its time on, to the strategy if one is named; without one
   * they only move the market. Whoever asked advances the runner to its end and then finishes it. `null` when the step is refused, which
   * is recorded.
   */
  startRun(step: RunStep): Runner | null {
    const { world } = this;
    if (!this.#begin(step)) return null;
    const { pair: code, strategy: name, params = {} } = step.run;
    const account = this.#accountOf(step);
    const pair = world.pairByCode(code);
    const agents: Agent[] = [];
    let refused: Denial | null = null;
    if (name !== undefined) {
      const definition = strategyOf(name);
      if (definition === null) {
        refused = denial('STRATEGY_UNKNOWN', { strategy: name, known: STRATEGY_NAMES.join(', ') });
      } else {
        const { decide: act, problem } = createStrategy(definition, params);
        if (problem === null)
          agents.push({ account, decide: act, view: new MarketView(world, pair, account) });
        else refused = denial('PARAMETER_OUT_OF_RANGE', { strategy: name, ...problem });
      }
    }
    const candles = this.#candles.get(code);
    if (candles === undefined) refused ??= denial('CANDLES_MISSING', { pair: code });
    this.#commit(draft('RUN', account, { denial: refused }));
    if (refused !== null || candles === undefined) {
      expireDue(world);
      return null;
    }
    const afterMs = Math.max(world.nowMs - 1, world.market(pair).lastMs);
    const runner = new Runner(world, pair, candles, candles.indexAt(afterMs) + 1, agents);
    // Without bars it does not come to the phases that expire orders.
    if (runner.remaining === 0) expireDue(world);
    return runner;
  }

  /** A fill by hand is an IOC order's market: its rest ends at once ([O7], [X10]). */
  #endImmediate(id: string): void {
    const order = this.world.order(Number(id.slice(2)));
    if (order === undefined || isTerminal(order.status) || order.filled === 0n) return;
    if (order.terms.timeInForce !== 'IOC') return;
    this.#commit(endOrder(this.world, 'EXPIRE', order, 'expire', 'EXPIRED'));
  }

  #refuseTime(step: Step, timeMs: number): EntryDraft {
    const numbers = { at: isoTime(timeMs), now: isoTime(this.world.nowMs) };
    const kind = 'action' in step ? step.action.type : 'ADJUSTMENT';
    return draft(kind, this.#accountOf(step), { denial: denial('STEP_BEFORE_CLOCK', numbers) });
  }

  #accountOf(step: Step): number {
    if (step.account === undefined) return 0;
    return this.journal.header.accounts.find(({ id }) => id === step.account)?.index ?? 0;
  }

  /** Deposits are there before the first step, at its time. */
  #open(timeMs: number): void {
    this.world.advance(timeMs);
    for (const [account, { deposits }] of this.scenario.accounts.entries()) {
      for (const [code, text] of Object.entries(deposits)) {
        const asset = this.journal.header.assets.find((candidate) => candidate.code === code);
        const amount = truncateUnits(text, asset?.decimals ?? 0);
        if (asset === undefined || amount === 0n) continue;
        this.#commit(
          decide(this.world, { type: 'adjust', account, asset, amount, reason: null, kind: 'DEPOSIT' }),
        );
      }
    }
  }

  #commit(entry: EntryDraft): void {
    this.world.commit(entry);
  }
}

/** Plays a whole scenario. */
export function play(scenario: Scenario, candles?: CandlesByPair): Player {
  const player = new Player(scenario, candles);
  for (const step of scenario.steps) player.apply(step);
  return player;
}

function candleOf(bar: Extract<Step, { bar: unknown }>['bar'], timeMs: number, pair: Pair): Candle {
  const price = (text: string): number => Number(truncateUnits(text, pair.priceDecimals));
  return {
    timeMs,
    open: price(bar.open),
    high: price(bar.high),
    low: price(bar.low),
    close: price(bar.close),
    volume: bar.volume === undefined ? Number.NaN : Number(truncateUnits(bar.volume, pair.base.decimals)),
  };
}
