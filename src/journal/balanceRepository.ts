import { createBalance, utilisationOf, type Balance } from '../domain/balance.ts';
import { PHASES } from '../domain/transaction.ts';
import { Decimal, ZERO } from '../money/decimal.ts';
import { toDecimal } from '../money/minorUnits.ts';
import type { Journal, Moment } from './journal.ts';
import { priceAt, type OpensOf } from './lastPrices.ts';
import { firstIndex, lowerBound } from './postings.ts';

/** How far a book moved within one bar ([L10]). */
export interface BarExtremes {
  readonly availableMin: Decimal;
  readonly availableMax: Decimal;
  readonly unavailableMax: Decimal;
}

/** A book's balance just after one of its transactions, in minor units: a step of a balance chart. */
export interface BalanceStep {
  readonly seq: number;
  readonly entry: number;
  readonly available: bigint;
  readonly unavailable: bigint;
}

/** Reads balances at any moment out of a journal's running balances: O(log n), without scanning ([L8], [L9]). */
export class BalanceRepository {
  readonly #journal: Journal;
  readonly opensOf: OpensOf;

  constructor(journal: Journal, opensOf: OpensOf = () => null) {
    this.#journal = journal;
    this.opensOf = opensOf;
  }

  /** An account's balance of an asset at a moment; throws a RangeError for an account or asset the run does not have. */
  at(moment: Moment, account: string, asset: string): Balance {
    const journal = this.#journal;
    const row = journal.byBook.lastBelow(this.#book(account, asset), journal.seqAt(moment));
    const { availableAfter, unavailableAfter } = journal.transactions.columns;
    return createBalance(availableAfter[row] ?? 0n, unavailableAfter[row] ?? 0n, this.#decimals(asset));
  }

  /** Every change of an account's asset up to a moment, ascending: the corners of a balance chart. */
  steps(account: string, asset: string, upTo: Moment): readonly BalanceStep[] {
    const journal = this.#journal;
    const rows = journal.byBook.rows(this.#book(account, asset));
    const { entry, availableAfter, unavailableAfter } = journal.transactions.columns;
    return Array.from(rows.subarray(0, lowerBound(rows, rows.length, journal.seqAt(upTo))), (row) => ({
      seq: row + 1,
      entry: (entry[row] ?? 0) + 1,
      available: availableAfter[row] ?? 0n,
      unavailable: unavailableAfter[row] ?? 0n,
    }));
  }

  /** How far an account's asset moved within a bar, or `null` when it did not move; bars count from 1, as on transactions. */
  extremes(bar: number, account: string, asset: string): BarExtremes | null {
    const journal = this.#journal;
    const rows = journal.byBook.rows(this.#book(account, asset));
    const [from, to] = this.#linesWithin(bar - 1);
    const first = lowerBound(rows, rows.length, from);
    const last = lowerBound(rows, rows.length, to);
    if (first === last) return null;
    const { available, unavailable, availableAfter, unavailableAfter } = journal.transactions.columns;
    const before = rows[first] ?? 0;
    const availables = [(availableAfter[before] ?? 0n) - (available[before] ?? 0n)];
    const unavailables = [(unavailableAfter[before] ?? 0n) - (unavailable[before] ?? 0n)];
    for (const row of rows.subarray(first, last)) {
      availables.push(availableAfter[row] ?? 0n);
      unavailables.push(unavailableAfter[row] ?? 0n);
    }
    const decimals = this.#decimals(asset);
    return {
      availableMin: toDecimal(leastOf(availables), decimals),
      availableMax: toDecimal(largestOf(availables), decimals),
      unavailableMax: toDecimal(largestOf(unavailables), decimals),
    };
  }

  /** The rows of the transactions within a bar, from the first on and below the last: what is decided at its close comes after it. */
  #linesWithin(bar: number): readonly [number, number] {
    const { bars, entries } = this.#journal;
    const { bar: barOf, phase } = entries.columns;
    const first = (bar < bars.length ? bars.columns.firstEntry[bar] : undefined) ?? entries.length;
    let end = first;
    while (end < entries.length && barOf[end] === bar && phase[end] !== DECIDE) end += 1;
    return [this.#journal.seqAt({ entries: first }), this.#journal.seqAt({ entries: end })];
  }

  /**
   * An account valued in one asset at a moment: every other asset at the last price of a pair that quotes it in that asset; assets
   * without such a price are left out and named ([L10]).
   */
  valuation(
    moment: Moment,
    account: string,
    inAsset: string,
  ): Balance & { readonly unpriced: readonly string[] } {
    const journal = this.#journal;
    let available = ZERO;
    let unavailable = ZERO;
    const unpriced: string[] = [];
    for (const { code } of journal.header.assets) {
      const balance = this.at(moment, account, code);
      if (balance.total.isZero()) continue;
      const price = code === inAsset ? new Decimal(1) : this.lastPrice(moment, code, inAsset);
      if (price === null) {
        unpriced.push(code);
        continue;
      }
      available = available.plus(balance.available.times(price));
      unavailable = unavailable.plus(balance.unavailable.times(price));
    }
    const total = available.plus(unavailable);
    return { available, unavailable, total, utilisation: utilisationOf(unavailable, total), unpriced };
  }

  /** The last price of one asset in another that the market had shown at a moment, or `null`; of a time what had closed by then. */
  lastPrice(moment: Moment, base: string, quote: string): Decimal | null {
    const journal = this.#journal;
    const pair = journal.header.pairs.find(
      (candidate) => candidate.base.code === base && candidate.quote.code === quote,
    );
    if (pair === undefined) return null;
    const price =
      'timeMs' in moment
        ? this.#closeAt(pair.index, moment.timeMs)
        : priceAt(journal, pair.index, journal.entriesAt(moment), this.opensOf(pair.code)?.open ?? null);
    return price === null ? null : toDecimal(BigInt(price), pair.priceDecimals);
  }

  #closeAt(pair: number, timeMs: number): number | null {
    const { bars, barsByPair } = this.#journal;
    const { timeMs: times, close } = bars.columns;
    const row = barsByPair.lastBelow(
      pair,
      firstIndex(bars.length, (bar) => (times[bar] ?? 0) > timeMs),
    );
    return row < 0 ? null : (close[row] ?? null);
  }

  #decimals(asset: string): number {
    return this.#journal.header.assets.find(({ code }) => code === asset)?.decimals ?? 0;
  }

  #book(account: string, asset: string): number {
    const { accounts, assets } = this.#journal.header;
    const owner = accounts.find(({ id }) => id === account);
    const kept = assets.find(({ code }) => code === asset);
    if (owner === undefined) throw new RangeError(`no account ${account}`);
    if (kept === undefined) throw new RangeError(`no asset ${asset}`);
    return this.#journal.book(owner.index, kept.index);
  }
}

const DECIDE = PHASES.indexOf('DECIDE');

function leastOf(values: readonly bigint[]): bigint {
  return values.reduce((least, value) => (value < least ? value : least));
}

function largestOf(values: readonly bigint[]): bigint {
  return values.reduce((largest, value) => (value > largest ? value : largest));
}
