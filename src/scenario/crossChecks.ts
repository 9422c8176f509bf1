import { definitionOf } from '../domain/actions/registry.ts';
import {
  decimalsOf,
  fitsMinor,
  formatShortest,
  MAX_MINOR,
  pow10,
  RATE_DECIMALS,
  truncateUnits,
} from '../money/minorUnits.ts';
import type { Scenario, Step } from './schema.ts';

/** A defect of a scenario file: where (a JSON path, `$` for the whole) and what was expected. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** What the parts of a scenario ask of each other: names that exist once, amounts that fit, times that ascend, bars that are sound. */
export function crossProblems(scenario: Scenario): readonly Problem[] {
  const check = new CrossChecker(scenario);
  check.run();
  return check.problems;
}

class CrossChecker {
  readonly problems: Problem[] = [];
  readonly #scenario: Scenario;
  readonly #decimals: ReadonlyMap<string, number>;
  readonly #pairs: ReadonlyMap<string, Scenario['pairs'][number]>;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#decimals = new Map(scenario.assets.map((asset) => [asset.code, asset.decimals]));
    this.#pairs = new Map(scenario.pairs.map((pair) => [pair.code, pair]));
  }

  run(): void {
    const { assets, pairs, rules, accounts, steps } = this.#scenario;
    this.#unique(
      'assets',
      'code',
      assets.map(({ code }) => code),
    );
    this.#unique(
      'pairs',
      'code',
      pairs.map(({ code }) => code),
    );
    this.#unique(
      'rules',
      'pair',
      rules.map(({ pair }) => pair),
    );
    this.#unique(
      'accounts',
      'id',
      accounts.map(({ id }) => id),
    );
    for (const [index, pair] of pairs.entries()) {
      const path = `$.pairs[${index}]`;
      this.#asset(`${path}.base`, pair.base);
      this.#asset(`${path}.quote`, pair.quote);
      if (pair.base === pair.quote)
        this.#add(`${path}.quote`, `expected another asset than the base ${pair.base}`);
      this.#fits(`${path}.lotSize`, pair.lotSize, pair.base);
    }
    for (const [index, rule] of rules.entries()) {
      const path = `$.rules[${index}]`;
      const pair = this.#pair(`${path}.pair`, rule.pair);
      if (pair === undefined) continue;
      this.#fits(`${path}.minVolume`, rule.minVolume, pair.base);
      this.#fits(`${path}.minNotional`, rule.minNotional, pair.quote);
      this.#fits(`${path}.minMargin`, rule.minMargin, pair.quote);
      this.#multiplier(`${path}.leverage.value`, rule.leverage);
    }
    for (const [index, account] of accounts.entries()) {
      for (const [asset, amount] of Object.entries(account.deposits)) {
        const path = `$.accounts[${index}].deposits${propertyPath(asset)}`;
        this.#asset(path, asset);
        this.#fits(path, amount, asset);
      }
    }
    let lastMs = Number.NEGATIVE_INFINITY;
    for (const [index, step] of steps.entries()) {
      const path = `$.steps[${index}]`;
      const timeMs = Date.parse(step.at);
      if (timeMs < lastMs) this.#add(`${path}.at`, 'expected a time not before that of the step above');
      lastMs = Math.max(lastMs, timeMs);
      this.#step(path, step);
    }
  }

  #step(path: string, step: Step): void {
    const { accounts } = this.#scenario;
    if (step.account !== undefined && !accounts.some(({ id }) => id === step.account)) {
      const known = accounts.map(({ id }) => `"${id}"`).join(', ');
      this.#add(`${path}.account`, `no account "${step.account}"; expected one of ${known}`);
    }
    if ('action' in step) {
      if ('pair' in definitionOf(step.action.type).fields && 'pair' in step.action) {
        this.#pair(`${path}.action.pair`, step.action.pair);
      }
    } else if ('bar' in step) {
      this.#bar(`${path}.bar`, step.bar);
    } else if ('price' in step) {
      const pair = this.#pair(`${path}.price.pair`, step.price.pair);
      this.#priceFits(`${path}.price.last`, step.price.last, pair);
    } else if ('adjust' in step) {
      this.#asset(`${path}.adjust.asset`, step.adjust.asset);
      this.#fits(`${path}.adjust.amount`, step.adjust.amount, step.adjust.asset);
    } else if ('run' in step) {
      this.#pair(`${path}.run.pair`, step.run.pair);
    }
  }

  #bar(path: string, bar: Extract<Step, { bar: unknown }>['bar']): void {
    const pair = this.#pair(`${path}.pair`, bar.pair);
    for (const key of ['open', 'high', 'low', 'close'] as const) {
      this.#priceFits(`${path}.${key}`, bar[key], pair);
    }
    const [open, high, low, close] = [bar.open, bar.high, bar.low, bar.close].map((text) =>
      truncateUnits(text, 60),
    ) as [bigint, bigint, bigint, bigint];
    if (high < low)
      this.#add(`${path}.high`, `expected a high not below the low ${bar.low}, found ${bar.high}`);
    for (const [key, value] of [['open', open] as const, ['close', close] as const]) {
      if (high >= low && (value > high || value < low)) {
        this.#add(`${path}.${key}`, `expected a price from ${bar.low} to ${bar.high}, found ${bar[key]}`);
      }
    }
  }

  #priceFits(path: string, price: string, pair: Scenario['pairs'][number] | undefined): void {
    if (pair === undefined) return;
    const decimals = decimalsOf(pair.tickSize);
    if (decimalsOf(price) > decimals) {
      this.#add(
        path,
        `expected at most ${decimals} decimals, as the tick size ${pair.tickSize} has, found ${price}`,
      );
    } else if (truncateUnits(price, decimals) > BigInt(Number.MAX_SAFE_INTEGER)) {
      const limit = formatShortest(BigInt(Number.MAX_SAFE_INTEGER), decimals);
      this.#add(path, `AMOUNT_OUT_OF_RANGE: expected at most ${limit}, found ${price}`);
    }
  }

  #fits(path: string, amount: string, asset: string): void {
    const decimals = this.#decimals.get(asset);
    if (decimals === undefined) return;
    if (decimalsOf(amount) > decimals) {
      this.#add(path, `expected at most ${decimals} decimals, as ${asset} has, found ${amount}`);
    } else if (!fitsMinor(truncateUnits(amount, decimals))) {
      const limit = formatShortest(MAX_MINOR, decimals);
      this.#add(path, `AMOUNT_OUT_OF_RANGE: expected at most ${limit} ${asset}, found ${amount}`);
    }
  }

  #multiplier(path: string, { type, value }: Scenario['rules'][number]['leverage']): void {
    if (type !== 'MARGIN_MULTIPLIER' || value === undefined) return;
    const units = truncateUnits(value, RATE_DECIMALS);
    const limit = formatShortest(MAX_MINOR, RATE_DECIMALS);
    if (units < pow10(RATE_DECIMALS) || !fitsMinor(units)) {
      this.#add(path, `expected a multiplier from 1 to ${limit}, found ${value}`);
    }
  }

  #asset(path: string, code: string): void {
    if (this.#decimals.has(code)) return;
    const known = [...this.#decimals.keys()].map((name) => `"${name}"`).join(', ');
    this.#add(path, `no asset "${code}"; expected one of ${known}`);
  }

  #pair(path: string, code: string): Scenario['pairs'][number] | undefined {
    const pair = this.#pairs.get(code);
    if (pair !== undefined) return pair;
    const known = [...this.#pairs.keys()].map((name) => `"${name}"`).join(', ');
    this.#add(path, `no pair "${code}"; expected one of ${known}`);
    return undefined;
  }

  #unique(list: string, key: string, names: readonly string[]): void {
    for (const [index, name] of names.entries()) {
      if (names.indexOf(name) === index) continue;
      this.#add(`$.${list}[${index}].${key}`, `"${name}" is there already; expected each ${key} once`);
    }
  }

  #add(path: string, message: string): void {
    this.problems.push({ path, message });
  }
}

function propertyPath(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
