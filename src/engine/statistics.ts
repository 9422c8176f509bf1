import { TRANSACTION_TYPES, TRANSACTION_TYPE_NAMES } from '../domain/transaction.ts';
import type { Journal } from '../journal/journal.ts';
import { Decimal, ZERO } from '../money/decimal.ts';
import { formatUnits, toDecimal } from '../money/minorUnits.ts';
import { floorDiv } from '../money/rounding.ts';

/** Figures of a run; money in the quote of its first pair, percentages shortest, `null` where a figure is not defined. */
export interface Statistics {
  readonly bars: number;
  readonly trades: number;
  readonly equityFinal: string;
  readonly returnPercent: string | null;
  readonly maxDrawdownPercent: string | null;
  readonly winRatePercent: string | null;
  readonly feesPaid: string;
  readonly peakUtilisationPercent: string;
}

/**
 * Statistics over the first `entries` entries, all accounts together. Equity = every asset at the last price seen (an asset without
 * one counts nothing); return = gain over what was deposited less what was withdrawn; drawdown = the largest fall of equity from
 * its highest point, seen at each entry and bar close, moved with deposits and withdrawals; peak utilisation = [L10].
 */
export function statisticsOf(journal: Journal, entries: number): Statistics {
  const { header, transactions, bars } = journal;
  const { quote } = header.pairs[0] ?? { quote: header.assets[0] };
  const decimals = quote?.decimals ?? 0;
  const valued = new Valuation(journal, quote?.index ?? 0);
  let deposited = 0n;
  let fees = 0n;
  let highest = 0n;
  let drawdown: { readonly fall: bigint; readonly from: bigint } | null = null;
  let peak = { tied: 0n, total: 1n };
  const look = (): void => {
    const { total, tied } = valued.value();
    if (total > highest) highest = total;
    const fall = highest - total;
    if (highest > 0n && (drawdown === null || fall * drawdown.from > drawdown.fall * highest)) {
      drawdown = { fall, from: highest };
    }
    if (total > 0n && tied * peak.total > peak.tied * total) peak = { tied, total };
  };
  const { book, type, available, unavailable } = transactions.columns;
  let bar = 0;
  let row = 0;
  const showBars = (upTo: number): void => {
    while (bar < bars.length && (bars.columns.firstEntry[bar] ?? 0) < upTo) {
      valued.price(bars.columns.pair[bar] ?? 0, bars.columns.close[bar] ?? 0);
      bar += 1;
      look();
    }
  };
  for (let entry = 0; entry < entries; entry += 1) {
    const end = journal.entries.columns.transactions[entry] ?? 0;
    for (; row < end; row += 1) {
      const asset = (book[row] ?? 0) % header.assets.length;
      const free = available[row] ?? 0n;
      const tied = unavailable[row] ?? 0n;
      valued.move(asset, free, tied);
      const name = TRANSACTION_TYPE_NAMES[type[row] ?? 0] ?? 'ADJUSTMENT';
      if (name === 'ADJUSTMENT') {
        const worth = valued.worth(asset, free);
        deposited += worth;
        highest += worth;
      } else if (asset === quote?.index && TRANSACTION_TYPES[name].family === 'fee') {
        fees -= free + tied;
      }
    }
    showBars(entry + 1);
    look();
  }
  if (entries === journal.entries.length) showBars(Number.POSITIVE_INFINITY);
  const equity = valued.value().total;
  // A closure assigned it; the compiler still thinks it null.
  const fallen = drawdown as { readonly fall: bigint; readonly from: bigint } | null;
  return {
    bars: bar,
    trades: 0,
    equityFinal: toDecimal(equity, decimals).toFixed(decimals),
    returnPercent: deposited > 0n ? percent(equity - deposited, deposited).toString() : null,
    maxDrawdownPercent: fallen === null ? null : percent(fallen.fall, fallen.from).toString(),
    winRatePercent: null,
    feesPaid: formatUnits(fees, decimals),
    peakUtilisationPercent: peak.tied === 0n ? ZERO.toString() : percent(peak.tied, peak.total).toString(),
  };
}

function percent(part: bigint, whole: bigint): Decimal {
  return new Decimal(part.toString()).div(whole.toString()).times(100);
}

/** All accounts together, valued in one asset at the prices seen last; in its minor units, each holding rounded down. */
class Valuation {
  readonly #journal: Journal;
  readonly #asset: number;
  readonly #free: bigint[];
  readonly #tied: bigint[];
  readonly #prices: bigint[];

  constructor(journal: Journal, asset: number) {
    this.#journal = journal;
    this.#asset = asset;
    this.#free = journal.header.assets.map(() => 0n);
    this.#tied = journal.header.assets.map(() => 0n);
    this.#prices = journal.header.pairs.map(() => 0n);
  }

  move(asset: number, free: bigint, tied: bigint): void {
    this.#free[asset] = (this.#free[asset] ?? 0n) + free;
    this.#tied[asset] = (this.#tied[asset] ?? 0n) + tied;
  }

  price(pair: number, price: number): void {
    this.#prices[pair] = BigInt(price);
  }

  /** What so many minor units of an asset are worth; nothing without a price. */
  worth(asset: number, units: bigint): bigint {
    if (asset === this.#asset) return units;
    for (const pair of this.#journal.header.pairs) {
      if (pair.base.index !== asset || pair.quote.index !== this.#asset) continue;
      const notional = (this.#prices[pair.index] ?? 0n) * units;
      return floorDiv(notional * pair.notionalNumerator, pair.notionalDenominator);
    }
    return 0n;
  }

  value(): { readonly total: bigint; readonly tied: bigint } {
    let total = 0n;
    let tied = 0n;
    for (const asset of this.#free.keys()) {
      const held = this.worth(asset, this.#tied[asset] ?? 0n);
      tied += held;
      total += held + this.worth(asset, this.#free[asset] ?? 0n);
    }
    return { total, tied };
  }
}
