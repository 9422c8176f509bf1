import { decideAction, type Action } from '../../src/domain/actions/registry.ts';
import type { Desk } from '../../src/domain/desk.ts';
import { draft, type EntryDraft } from '../../src/domain/entry.ts';
import { orderNumber } from '../../src/domain/orders/orderId.ts';
import { evolve, type SpotOrderState } from '../../src/domain/orders/spotOrder.ts';
import { createPair, type Pair } from '../../src/domain/pair.ts';
import { endSpot } from '../../src/domain/postings/spotEnd.ts';
import { fillSpot } from '../../src/domain/postings/spotFill.ts';
import { createTradingRules, type TradingRules } from '../../src/domain/tradingRules.ts';
import { BalanceRepository } from '../../src/journal/balanceRepository.ts';
import { Journal } from '../../src/journal/journal.ts';
import { OrderRepository } from '../../src/journal/orderRepository.ts';
import { TransactionRepository } from '../../src/journal/transactionRepository.ts';
import { truncateUnits } from '../../src/money/minorUnits.ts';

const USD = { index: 0, code: 'USD', decimals: 2 };
const BTC = { index: 1, code: 'BTC', decimals: 8 };

/** A world in miniature, moved by hand: one account trades BTC against USD, 0.1 % on fills; a minute passes from entry to entry. */
export class Workbench {
  readonly journal: Journal;
  readonly orders: OrderRepository;
  readonly balances: BalanceRepository;
  readonly transactions: TransactionRepository;
  readonly pair: Pair;
  readonly #rules: TradingRules;
  readonly #states = new Map<number, SpotOrderState>();
  #nowMs = Date.UTC(2024, 0, 2, 9);
  #price: number | null = null;

  constructor() {
    this.pair = createPair(0, {
      code: 'BTCUSD',
      base: BTC,
      quote: USD,
      tickSize: '0.01',
      lotSize: '0.00000001',
      contractSize: '1',
    });
    this.#rules = createTradingRules(this.pair, {
      leverage: { type: 'NO_LEVERAGE', value: 0n },
      fees: [{ type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: 1_000_000_000n, liquidity: null }],
      overnight: { timing: 'ON_PERIOD_CHANGE' },
      minVolume: 0n,
      minNotional: 0n,
      minMargin: 0n,
      allowsLong: true,
      allowsShort: true,
      maintenanceRate: 0n,
    });
    this.journal = new Journal({
      run: 'R-1',
      assets: [USD, BTC],
      pairs: [this.pair],
      accounts: [{ index: 0, id: 'main', agent: 'me' }],
    });
    this.orders = new OrderRepository(this.journal);
    this.balances = new BalanceRepository(this.journal);
    this.transactions = new TransactionRepository(this.journal);
  }

  /** How many entries there are: the moment now. */
  get now(): number {
    return this.journal.entries.length;
  }

  deposit(code: 'USD' | 'BTC', amount: string): void {
    const asset = code === 'USD' ? USD : BTC;
    const available = truncateUnits(amount, asset.decimals);
    const line = { type: 'ADJUSTMENT', account: 0, asset: asset.index, available, unavailable: 0n } as const;
    this.#write(draft('DEPOSIT', 0, { lines: [{ ...line, order: 0, fill: 0 }], reason: 'deposit' }));
  }

  act(action: Action): void {
    this.#write(decideAction(this.#desk(), 0, action));
  }

  fill(order: string, volume: string, price: string): void {
    const execution = {
      volume: truncateUnits(volume, BTC.decimals),
      price: this.#units(price),
      liquidity: 'maker',
      ambiguous: false,
    } as const;
    this.#write(fillSpot(this.#desk(), this.#state(order), execution));
  }

  expire(order: string): void {
    this.#write(endSpot(this.#desk(), 'EXPIRE', this.#state(order), 'expire', 'EXPIRED'));
  }

  /** A bar of one tick. */
  price(last: string): void {
    this.#price = this.#units(last);
    this.journal.openBar(0, this.journal.barsByPair.count(0), this.#nowMs + 60_000, this.#price);
    this.#write(draft('PRICE', 0));
    this.journal.closeBar();
  }

  #units(price: string): number {
    return Number(truncateUnits(price, this.pair.priceDecimals));
  }

  #state(order: string): SpotOrderState {
    const state = this.#states.get(orderNumber(order) ?? 0);
    if (state === undefined) throw new RangeError(`no order ${order}`);
    return state;
  }

  #write(entry: EntryDraft): void {
    const versions = entry.events.map((event) => {
      const version = evolve(this.#states.get(event.order) ?? null, event);
      this.#states.set(event.order, version);
      return version;
    });
    this.#nowMs += 60_000;
    const refused = this.journal.append(entry, versions, {
      timeMs: this.#nowMs,
      bar: this.journal.bars.length - 1,
      phase: null,
      step: this.now,
    });
    if (refused !== null) throw new RangeError(JSON.stringify(refused));
  }

  #desk(): Desk {
    return {
      nowMs: this.#nowMs,
      marketBuffer: 50_000_000_000n,
      nextOrder: this.journal.orders.length + 1,
      nextFill: this.journal.fillEvents.length + 1,
      accountId: () => 'main',
      pairByCode: () => this.pair,
      pair: () => this.pair,
      rules: () => this.#rules,
      available: (account, asset) => this.journal.available(this.journal.book(account, asset)),
      order: (number) => this.#states.get(number),
      referencePrice: () => this.#price,
    };
  }
}

/** The worked example, then a modify, a split, a cancel, an expiry and a refusal: every way of ending an order but being filled whole. */
export function busyWorkbench(): Workbench {
  const bench = new Workbench();
  bench.deposit('USD', '100000');
  bench.price('48200');
  bench.act({ type: 'CREATE_SPOT_LIMIT', pair: 'BTCUSD', direction: 'buy', volume: '1.5', price: '48000' });
  bench.price('47900');
  bench.fill('O-1', '0.6', '47900');
  bench.act({ type: 'MODIFY_SPOT_LIMIT', order: 'O-1', volume: '1.5', price: '47500' });
  bench.act({
    type: 'SPLIT_SPOT_LIMIT',
    order: 'O-2',
    chunks: [{ volume: '0.4' }, { volume: '0.5', price: '47000' }],
  });
  bench.price('47400');
  bench.fill('O-3', '0.4', '47400');
  bench.act({ type: 'CREATE_SPOT_LIMIT', pair: 'BTCUSD', direction: 'sell', volume: '0.5', price: '49000' });
  bench.act({ type: 'CREATE_SPOT_LIMIT', pair: 'BTCUSD', direction: 'buy', volume: '9', price: '48000' });
  bench.fill('O-4', '0.2', '47000');
  bench.act({ type: 'CANCEL_SPOT_LIMIT', order: 'O-4' });
  bench.price('49100');
  bench.fill('O-5', '0.3', '49000');
  bench.expire('O-5');
  bench.act({ type: 'CREATE_SPOT_LIMIT', pair: 'BTCUSD', direction: 'buy', volume: '0.3', price: '48500' });
  return bench;
}
