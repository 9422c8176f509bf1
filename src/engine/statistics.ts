import { proceedsOf, type Pair } from '../domain/pair.ts';
import type { TransactionType } from '../domain/transaction.ts';
import type { Journal } from '../journal/journal.ts';
import { Decimal } from '../money/decimal.ts';
import { formatUnits, type Minor } from '../money/minorUnits.ts';
import { closedTradesOf, type ClosedTrade } from './closedTrades.ts';
import { walkEquity, type Onlooker } from './equityWalk.ts';
import type { Valuation } from './valuation.ts';

/** Figures of a run; money in the quote of its first pair, all accounts together; `null` where a figure is not defined. */
export interface Statistics {
  /** Bars and prices that the market showed. */
  readonly bars: number;
  /** Closes, as the list of trades has them ([S1], [S2]), of pairs with that quote. */
  readonly trades: number;
  /** Balances and open positions at the last prices ([S3]). */
  readonly equityFinal: string;
  /** Deposits less withdrawals. */
  readonly netDeposits: string;
  /** (final equity − net deposits) / net deposits. */
  readonly returnPercent: string | null;
  /** Compound annual growth: (Π (1 + r))^(1 / years) − 1 over the returns r of the bars. Figures scaled to a year need a day at least. */
  readonly cagrPercent: string | null;
  /** The largest fall of equity from its highest point before, as a share of that ([S4]). */
  readonly maxDrawdownPercent: string | null;
  /** Days from that highest point until equity came back to it, or until the end. */
  readonly maxDrawdownDays: string | null;
  /** mean(r) / standard deviation(r) × √(bars a year), no risk-free rate (W. F. Sharpe, The Sharpe Ratio, 1994) ([S5]). */
  readonly sharpe: string | null;
  /** mean(r) / √mean(min(r, 0)²) × √(bars a year), target 0 (F. A. Sortino, L. N. Price, 1994). */
  readonly sortino: string | null;
  /** Compound annual growth / largest drawdown, over the whole run (after T. W. Young, Calmar Ratio, 1991). */
  readonly calmar: string | null;
  /** Trades with a net gain above zero. */
  readonly winRatePercent: string | null;
  /** Net gains / net losses; none without a loss. */
  readonly profitFactor: string | null;
  /** Mean of net result / value at entry, over the trades. */
  readonly expectancyPercent: string | null;
  /** Mean net result of a trade, rounded to the quote's decimals. */
  readonly averageTrade: string | null;
  /** Bars at whose close something other than the quote was held, or a position was open. */
  readonly exposurePercent: string | null;
  /** Value of everything that was executed / mean equity at the closes. */
  readonly turnover: string | null;
  readonly feesPaid: string;
  readonly fees: {
    readonly create: string;
    readonly fill: string;
    readonly close: string;
    readonly cancel: string;
    readonly overnight: string;
  };
  /** Unavailable / balances: the highest after any entry, and the mean at the closes ([L10]). */
  readonly peakUtilisationPercent: string;
  readonly meanUtilisationPercent: string | null;
  /** Share of the sum of all gains and losses, taken positive, that comes from trades marked ambiguous ([X6]). */
  readonly ambiguousPnlPercent: string | null;
}

const DAY_MS = 86_400_000;
const YEAR_MS = 365.25 * DAY_MS;
/** Significant digits of printed ratios. */
const DIGITS = 12;
/** Of those reckoned in doubles fewer: powers and roots are not rounded alike on every machine. */
const DOUBLE_DIGITS = 10;

/**
 * Statistics over the first `entries` entries. Money is exact in whole minor units. Ratios of returns are reckoned in doubles: they are
 * measures, not money, and nothing is posted from them.
 */
export function statisticsOf(
  journal: Journal,
  entries: number,
  closed: readonly ClosedTrade[] = closedTradesOf(journal, entries),
): Statistics {
  const { header } = journal;
  const { quote } = header.pairs[0] ?? { quote: header.assets[0] };
  const decimals = quote?.decimals ?? 0;
  const observer = new Observer(journal.bars.length);
  const { valuation, bars } = walkEquity(journal, entries, quote?.index ?? 0, observer);
  observer.end();
  const { equity } = valuation.worth;
  const { deposited, fees } = observer;
  const money = (units: Minor): string => formatUnits(units, decimals);
  const traded = header.pairs.reduce(
    (sum, pair) =>
      sum + valuation.worthOf(pair.quote.index, proceedsOf(pair, observer.executed.get(pair.index) ?? 0n)),
    0n,
  );
  return {
    bars,
    equityFinal: money(equity),
    netDeposits: money(deposited),
    returnPercent: percent(equity - deposited, deposited),
    ...observer.figures(traded),
    ...tradeFigures(
      closed.filter(({ pair }) => header.pairs[pair]?.quote.index === quote?.index),
      header.pairs,
      decimals,
    ),
    feesPaid: money(Array.from(fees.values()).reduce((sum, fee) => sum + fee, 0n)),
    fees: {
      create: money(fees.get('FEE_CREATE') ?? 0n),
      fill: money(fees.get('FEE_FILL') ?? 0n),
      close: money(fees.get('FEE_CLOSE') ?? 0n),
      cancel: money(fees.get('FEE_CANCEL') ?? 0n),
      overnight: money(fees.get('FEE_OVERNIGHT') ?? 0n),
    },
  };
}

/** Figures of the list of trades ([S6]). */
function tradeFigures(
  closed: readonly ClosedTrade[],
  pairs: readonly Pair[],
  decimals: number,
): Pick<
  Statistics,
  'trades' | 'winRatePercent' | 'profitFactor' | 'expectancyPercent' | 'averageTrade' | 'ambiguousPnlPercent'
> {
  let wins = 0;
  let gains = 0n;
  let losses = 0n;
  let ambiguous = 0n;
  let shares = 0;
  for (const { netPnl, entryNotional, pair: index, ambiguous: isAmbiguous } of closed) {
    const size = netPnl < 0n ? -netPnl : netPnl;
    if (netPnl > 0n) wins += 1;
    if (netPnl < 0n) losses += size;
    else gains += size;
    if (isAmbiguous) ambiguous += size;
    const pair = pairs[index];
    if (pair !== undefined) shares += Number(netPnl) / Number(proceedsOf(pair, entryNotional) || 1n);
  }
  const count = closed.length;
  return {
    trades: count,
    winRatePercent: percent(BigInt(wins), BigInt(count)),
    profitFactor: losses === 0n ? null : ratio(gains, losses).toString(),
    expectancyPercent: count === 0 ? null : double((100 * shares) / count),
    averageTrade:
      count === 0
        ? null
        : new Decimal((gains - losses).toString())
            .div(count)
            .div(new Decimal(10).pow(decimals))
            .toFixed(decimals),
    ambiguousPnlPercent: percent(ambiguous, gains + losses),
  };
}

/** Collects what the figures of equity need, at each point of the walk. */
class Observer implements Onlooker {
  /** Deposits less withdrawals, fees by type, Σ price × volume by pair. */
  deposited = 0n;
  readonly fees = new Map<TransactionType, Minor>();
  readonly executed = new Map<number, bigint>();
  /** Returns of the bars, and the times they ended at; bars at one time are one. */
  readonly #returns: Float64Array;
  #points = 0;
  #firstMs = Number.NaN;
  #lastMs = Number.NaN;
  /** Equity at the close before, and deposits since. */
  #base = 0;
  #flow = 0;
  #closing: { equity: number; utilisation: number; exposed: boolean } | null = null;
  #equitySum = 0;
  #utilisationSum = 0;
  #exposed = 0;
  /** Highest equity so far, moved with deposits and withdrawals, and the deepest fall from it. */
  #highest = 0n;
  #highestMs = Number.NaN;
  #fall = 0n;
  #fallFrom = 0n;
  #fallStartMs = Number.NaN;
  #fallEndMs = Number.NaN;
  #seenMs = Number.NaN;
  #peakTied = 0n;
  #peakTotal = 1n;

  constructor(bars: number) {
    this.#returns = new Float64Array(bars);
  }

  readonly onFee = (type: TransactionType, amount: Minor): void => {
    this.fees.set(type, (this.fees.get(type) ?? 0n) + amount);
  };

  readonly onExecution = (pair: number, notional: bigint): void => {
    this.executed.set(pair, (this.executed.get(pair) ?? 0n) + notional);
  };

  readonly afterEntry = (valuation: Valuation): void => {
    const { tied, total } = valuation.worth;
    if (total <= 0n || tied * this.#peakTotal <= this.#peakTied * total) return;
    this.#peakTied = tied;
    this.#peakTotal = total;
  };

  readonly atPoint = (valuation: Valuation, timeMs: number, flow: Minor, isClose: boolean): void => {
    const { equity, tied, total } = valuation.worth;
    // Bars of several pairs at one time are one point, and what is done at that time belongs to it.
    if (this.#closing !== null && timeMs > this.#lastMs) this.#takeReturn();
    if (flow !== 0n) {
      this.deposited += flow;
      this.#highest += flow;
      this.#flow += Number(flow);
    }
    this.#lookForFall(equity, timeMs);
    if (!isClose) {
      if (this.#closing !== null) this.#closing.equity = Number(equity);
      // The first bar starts from what is there before it.
      if (Number.isNaN(this.#firstMs)) {
        this.#base = Number(equity);
        this.#flow = 0;
      }
      return;
    }
    if (Number.isNaN(this.#firstMs)) this.#firstMs = timeMs;
    this.afterEntry(valuation);
    this.#lastMs = timeMs;
    const utilisation = total > 0n ? Number(tied) / Number(total) : 0;
    this.#closing = { equity: Number(equity), utilisation, exposed: valuation.isExposed };
  };

  /** No more points will come. */
  end(): void {
    if (this.#closing !== null) this.#takeReturn();
  }

  /** Everything reckoned from equity and balances; `traded` is the value of all executions. */
  figures(
    traded: Minor,
  ): Pick<
    Statistics,
    | 'cagrPercent'
    | 'maxDrawdownPercent'
    | 'maxDrawdownDays'
    | 'sharpe'
    | 'sortino'
    | 'calmar'
    | 'exposurePercent'
    | 'turnover'
    | 'peakUtilisationPercent'
    | 'meanUtilisationPercent'
  > {
    const points = this.#points;
    const spanMs = this.#lastMs - this.#firstMs;
    const returns = this.#returns.subarray(0, points);
    const scale = spanMs >= DAY_MS ? Math.sqrt(((points - 1) * YEAR_MS) / spanMs) : Number.NaN;
    const { mean, deviation, downside, growth } = moments(returns);
    const years = spanMs / YEAR_MS;
    const cagr = spanMs >= DAY_MS ? Math.max(0, growth) ** (1 / years) - 1 : Number.NaN;
    const known = this.#fallFrom > 0n;
    const drawdown = known ? Number(this.#fall) / Number(this.#fallFrom) : Number.NaN;
    const fallMs = this.#fall === 0n ? 0 : this.#fallMs();
    return {
      cagrPercent: double(100 * cagr),
      maxDrawdownPercent: percent(this.#fall, this.#fallFrom),
      maxDrawdownDays: known ? new Decimal(fallMs).div(DAY_MS).toSignificantDigits(DIGITS).toString() : null,
      sharpe: double((mean / deviation) * scale),
      sortino: double((mean / downside) * scale),
      calmar: double(cagr / drawdown),
      exposurePercent: points === 0 ? null : percent(BigInt(this.#exposed), BigInt(points)),
      turnover: this.#equitySum > 0 ? double((Number(traded) * points) / this.#equitySum) : null,
      peakUtilisationPercent: percent(this.#peakTied, this.#peakTotal) ?? '0',
      meanUtilisationPercent: double((100 * this.#utilisationSum) / points),
    };
  }

  #takeReturn(): void {
    const closing = this.#closing;
    if (closing === null) return;
    const { equity, utilisation, exposed } = closing;
    // After equity is used up there is nothing that could grow.
    if (this.#base > 0) this.#returns[this.#points] = (equity - this.#flow) / this.#base - 1;
    this.#points += 1;
    this.#base = equity;
    this.#flow = 0;
    this.#equitySum += equity;
    this.#utilisationSum += utilisation;
    if (exposed) this.#exposed += 1;
    this.#closing = null;
  }

  #lookForFall(equity: Minor, timeMs: number): void {
    this.#seenMs = timeMs;
    if (equity >= this.#highest) {
      if (Number.isNaN(this.#fallEndMs) && this.#fall > 0n) this.#fallEndMs = timeMs;
      this.#highest = equity;
      this.#highestMs = timeMs;
      if (this.#fallFrom === 0n) this.#fallFrom = equity;
      return;
    }
    const fall = this.#highest - equity;
    if (this.#highest <= 0n || fall * this.#fallFrom <= this.#fall * this.#highest) return;
    this.#fall = fall;
    this.#fallFrom = this.#highest;
    this.#fallStartMs = this.#highestMs;
    this.#fallEndMs = Number.NaN;
  }

  #fallMs(): number {
    return (Number.isNaN(this.#fallEndMs) ? this.#seenMs : this.#fallEndMs) - this.#fallStartMs;
  }
}

/** Mean, standard deviation of a sample, root mean square of the losses, and compound growth of returns. */
function moments(returns: Float64Array): {
  readonly mean: number;
  readonly deviation: number;
  readonly downside: number;
  readonly growth: number;
} {
  const count = returns.length;
  let sum = 0;
  let growth = 1;
  let losses = 0;
  for (const each of returns) {
    sum += each;
    growth *= 1 + each;
    if (each < 0) losses += each * each;
  }
  const mean = sum / count;
  let squares = 0;
  for (const each of returns) squares += (each - mean) * (each - mean);
  return { mean, growth, deviation: Math.sqrt(squares / (count - 1)), downside: Math.sqrt(losses / count) };
}

function ratio(part: bigint, whole: bigint): Decimal {
  return new Decimal(part.toString()).div(whole.toString()).toSignificantDigits(DIGITS);
}

/** A part of a whole in percent, `null` when there is no whole above zero. */
function percent(part: bigint, whole: bigint): string | null {
  return whole > 0n ? ratio(part * 100n, whole).toString() : null;
}

/** A double as text, `null` when it is not a number or without bound. */
function double(value: number): string | null {
  return Number.isFinite(value) ? new Decimal(value).toSignificantDigits(DOUBLE_DIGITS).toString() : null;
}
