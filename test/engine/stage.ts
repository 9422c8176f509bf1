import { readEntry } from '../../src/journal/entryRepository.ts';
import type { Journal } from '../../src/journal/journal.ts';
import type { Action } from '../../src/domain/actions/registry.ts';
import { checkScenario, type Scenario, type Step } from '../../src/scenario/format.ts';
import { Player, type StepOutcome } from '../../src/scenario/play.ts';
import { ordersOf, transactionsOf, type OrderReport } from '../../src/scenario/report.ts';

/** A step without its time. */
export type StepBody = Step extends infer S ? (S extends Step ? Omit<S, 'at'> : never) : never;

/** What a stage may have otherwise than by default; as in a scenario file. */
export interface StageOptions {
  readonly assets?: readonly { readonly code: string; readonly decimals: number }[];
  readonly tickSize?: string;
  readonly lotSize?: string;
  readonly contractSize?: string;
  readonly pairs?: readonly object[];
  /** The rules of BTCUSD. */
  readonly fees?: readonly object[];
  readonly rules?: object;
  readonly settings?: object;
  readonly deposits?: Readonly<Record<string, string>>;
  readonly accounts?: readonly object[];
}

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2024, 0, 2, 9);

/**
 * A world in which BTCUSD is traded (USD 2 decimals, BTC 8; tick 0.01, lot 0.00000001; no fees; 100,000 USD and 10 BTC), moved step by
 * step as a scenario file would; a minute passes before each step. Every step is held against the file's format first.
 */
export class Stage {
  readonly player: Player;
  readonly #options: StageOptions;
  #nowMs = START_MS;
  #outcome: StepOutcome = { firstEntry: 1, lastEntry: 0, denials: [] };

  constructor(options: StageOptions = {}) {
    this.#options = options;
    // The deposits are made at the time of the first step: one of no effect, which is not applied.
    this.player = new Player(scenarioOf(options, [{ at: new Date(START_MS).toISOString(), overnight: {} }]));
  }

  get journal(): Journal {
    return this.player.journal;
  }

  /** The steps that follow are a minute apart from this time on; ISO 8601. */
  clock(at: string): this {
    this.#nowMs = Date.parse(at) - MINUTE_MS;
    return this;
  }

  step(body: StepBody): StepOutcome {
    this.#nowMs += MINUTE_MS;
    const step = { at: new Date(this.#nowMs).toISOString(), ...body };
    const [checked] = scenarioOf(this.#options, [step]).steps;
    if (checked === undefined) throw new RangeError('no step');
    this.#outcome = this.player.apply(checked);
    return this.#outcome;
  }

  act(action: Action, account?: string): StepOutcome {
    return this.step(account === undefined ? { action } : { action, account });
  }

  /** A limit order; `more` are further fields of the action. */
  limit(direction: 'buy' | 'sell', volume: string, price: string, more: object = {}): StepOutcome {
    return this.act({ type: 'CREATE_SPOT_LIMIT', pair: 'BTCUSD', direction, volume, price, ...more });
  }

  /** A market order; `more` are further fields of the action, such as a trigger price. */
  market(direction: 'buy' | 'sell', volume: string, more: object = {}): StepOutcome {
    return this.act({ type: 'CREATE_SPOT_MARKET', pair: 'BTCUSD', direction, volume, ...more });
  }

  spend(spend: string, more: object = {}): StepOutcome {
    return this.act({ type: 'CREATE_SPOT_MARKET', pair: 'BTCUSD', direction: 'buy', spend, ...more });
  }

  cancel(order: string): StepOutcome {
    return this.act({ type: 'CANCEL_SPOT_LIMIT', order });
  }

  modify(order: string, change: { readonly volume?: string; readonly price?: string }): StepOutcome {
    return this.act({ type: 'MODIFY_SPOT_LIMIT', order, ...change });
  }

  /** Chunks as `"0.5"` or `"0.5 @ 99"`. */
  split(order: string, ...chunks: readonly string[]): StepOutcome {
    return this.act({
      type: 'SPLIT_SPOT_LIMIT',
      order,
      chunks: chunks.map((chunk) => {
        const [volume = '', price] = chunk.split(' @ ');
        return price === undefined ? { volume } : { volume, price };
      }),
    });
  }

  fill(order: string, volume: string, price: string): StepOutcome {
    return this.step({ fill: { order, volume, price } });
  }

  /** A bar from `"open high low close"`. */
  bar(prices: string, volume?: string): StepOutcome {
    const [open = '', high = '', low = '', close = ''] = prices.split(' ');
    const bar = { pair: 'BTCUSD', open, high, low, close };
    return this.step({ bar: volume === undefined ? bar : { ...bar, volume } });
  }

  price(last: string): StepOutcome {
    return this.step({ price: { pair: 'BTCUSD', last } });
  }

  order(id: string): OrderReport {
    const found = ordersOf(this.player, this.journal.transactions.length).find((order) => order.id === id);
    if (found === undefined) throw new RangeError(`no order ${id}`);
    return found;
  }

  status(id: string): string {
    return this.order(id).status;
  }

  /** Available and unavailable now, as `"3904.00 / 96096.00"`. */
  balance(asset: string, account = 'main'): string {
    const { decimals } = this.journal.header.assets.find(({ code }) => code === asset) ?? { decimals: 0 };
    const { available, unavailable } = this.player.balances.at(
      { seq: this.journal.transactions.length },
      account,
      asset,
    );
    return `${available.toFixed(decimals)} / ${unavailable.toFixed(decimals)}`;
  }

  /** The lines that the last step wrote, each as `"FILL_BUY USD 0.00 -100.00"`. */
  get lines(): readonly string[] {
    const { firstEntry, lastEntry } = this.#outcome;
    return transactionsOf(this.player, this.journal.transactions.length)
      .filter(({ entry }) => entry >= firstEntry && entry <= lastEntry)
      .map(({ type, asset, available, unavailable }) => `${type} ${asset} ${available} ${unavailable}`);
  }

  /** What the last step did, entry by entry: what happened to which order, such as `"O-1 trigger"` or `"O-1 fill 1 @ 100"`. */
  get happenings(): readonly string[] {
    const { firstEntry, lastEntry } = this.#outcome;
    const found: string[] = [];
    for (let entry = firstEntry; entry <= lastEntry; entry += 1) {
      for (const { order, event, fill } of this.player.orders.eventsIn(entry)) {
        const execution =
          fill === null
            ? ''
            : ` ${fill.volume.toString()} @ ${fill.price.toString()}${fill.ambiguous ? ' ambiguous' : ''}`;
        found.push(`${order} ${event}${execution}`);
      }
    }
    return found;
  }

  /** The phases of the last step's entries, each once. */
  get phases(): readonly (string | null)[] {
    const { firstEntry, lastEntry } = this.#outcome;
    const phases = new Set<string | null>();
    for (let entry = firstEntry; entry <= lastEntry; entry += 1) {
      phases.add(readEntry(this.journal, entry).phase);
    }
    return [...phases];
  }

  /** Whether each fill of an order took or made, in order. */
  liquidities(id: string): readonly string[] {
    return this.player.orders
      .eventsOf(id, { entries: this.journal.entries.length })
      .flatMap(({ fill }) => (fill === null ? [] : [fill.liquidity]));
  }
}

/** A scenario of these options and steps; throws with every problem when it is not well formed. */
function scenarioOf(options: StageOptions, steps: readonly unknown[]): Scenario {
  const { tickSize = '0.01', lotSize = '0.00000001', contractSize = '1' } = options;
  const parsed = checkScenario({
    format: 'orderscope-scenario',
    version: 1,
    name: 'Stage',
    assets: options.assets ?? [
      { code: 'USD', decimals: 2 },
      { code: 'BTC', decimals: 8 },
    ],
    pairs: options.pairs ?? [{ code: 'BTCUSD', base: 'BTC', quote: 'USD', tickSize, lotSize, contractSize }],
    rules: [{ pair: 'BTCUSD', fees: options.fees ?? [], ...options.rules }],
    accounts: options.accounts ?? [
      { id: 'main', agent: 'me', deposits: options.deposits ?? { USD: '100000', BTC: '10' } },
    ],
    settings: options.settings ?? {},
    steps,
  });
  if (parsed.ok) return parsed.scenario;
  throw new RangeError(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
}
