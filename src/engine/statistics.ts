import { proceedsOf, type Pair } from '../domain/pair.ts';
import { transactionTypeCode, type TransactionType } from '../domain/transaction.ts';
import type { Journal } from '../journal/journal.ts';
import { Decimal } from '../money/decimal.ts';
import { formatUnits } from '../money/minorUnits.ts';
import { minus, plus, wholeOf, type Whole } from '../money/whole.ts';
import { BarReturns, type ReturnFigures } from './barReturns.ts';
import { closedTradesOf, type ClosedTrade } from './closedTrades.ts';
import { CurveDrawer, type RunCurves } from './curves.ts';
import { Drawdown } from './drawdown.ts';
import { measureOf, walkEquity, type Onlooker, type Stretch } from './equityWalk.ts';
import { LargestShare } from './largestShare.ts';

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
  return statisticsBeside([], journal, entries, closed);
}

/** Statistics and curves of a whole journal, from one walk through it. */
export function figuresOf(
  journal: Journal,
  closed: readonly ClosedTrade[],
): { readonly statistics: Statistics; readonly curves: RunCurves } {
  const drawer = new CurveDrawer(journal);
  const statistics = statisticsBeside([drawer.look], journal, journal.entries.length, closed);
  return { statistics, curves: drawer.curves };
}

/** The statistics, and what others see on the same walk. */
function statisticsBeside(
  others: readonly Onlooker[],
  journal: Journal,
  entries: number,
  closed: readonly ClosedTrade[],
): Statistics {
  const { header } = journal;
  const measure = measureOf(header);
  const decimals = header.assets[measure]?.decimals ?? 0;
  const returns = new BarReturns();
  const drawdown = new Drawdown();
  const utilisation = new PeakUtilisation();
  const looking = [returns.look, drawdown.look, utilisation.look, ...others];
  const { valuation, bars, deposited, fees, executed } = walkEquity(journal, entries, measure, looking);
  const money = (units: Whole): string => formatUnits(BigInt(units), decimals);
  const fee = (type: TransactionType): string => money(fees[transactionTypeCode(type)] ?? 0);
  const traded = header.pairs.reduce<Whole>((sum, pair) => {
    const proceeds = wholeOf(proceedsOf(pair, executed.get(pair.index) ?? 0n));
    return plus(sum, valuation.worthOf(pair.quote.index, proceeds));
  }, 0);
  const { equity } = valuation.worth;
  return {
    bars,
    equityFinal: money(equity),
    netDeposits: money(deposited),
    returnPercent: percent(minus(equity, deposited), deposited),
    ...equityFigures(returns.figures(), drawdown, utilisation.peak, Number(traded)),
    ...tradeFigures(
      closed.filter(({ pair }) => header.pairs[pair]?.quote.index === measure),
      header.pairs,
      decimals,
    ),
    feesPaid: money(fees.reduce((sum, each) => plus(sum, each), 0)),
    fees: {
      create: fee('FEE_CREATE'),
      fill: fee('FEE_FILL'),
      close: fee('FEE_CLOSE'),
      cancel: fee('FEE_CANCEL'),
      overnight: fee('FEE_OVERNIGHT'),
    },
  };
}

/** Figures of equity at the closes; `traded` is the value of all executions. */
function equityFigures(
  returns: ReturnFigures,
  { fall, from, tookMs }: Drawdown,
  peak: LargestShare,
  traded: number,
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
  const { closes, firstMs, lastMs, mean, deviation, downside, growth, equitySum } = returns;
  const spanMs = lastMs - firstMs;
  const scale = spanMs >= DAY_MS ? Math.sqrt(((closes - 1) * YEAR_MS) / spanMs) : Number.NaN;
  const years = spanMs / YEAR_MS;
  const cagr = spanMs >= DAY_MS ? Math.max(0, growth) ** (1 / years) - 1 : Number.NaN;
  const known = from > 0;
  return {
    cagrPercent: double(100 * cagr),
    maxDrawdownPercent: percent(fall, from),
    maxDrawdownDays: known ? new Decimal(tookMs).div(DAY_MS).toSignificantDigits(DIGITS).toString() : null,
    sharpe: double((mean / deviation) * scale),
    sortino: double((mean / downside) * scale),
    calmar: known ? double(cagr / (Number(fall) / Number(from))) : null,
    exposurePercent: closes === 0 ? null : percent(returns.exposed, closes),
    turnover: equitySum > 0 ? double((traded * closes) / equitySum) : null,
    peakUtilisationPercent: percent(peak.part, peak.whole) ?? '0',
    meanUtilisationPercent: double((100 * returns.utilisationSum) / closes),
  };
}

/** The largest share that was unavailable after any entry or close ([L10]). */
class PeakUtilisation {
  readonly peak = new LargestShare(1);

  readonly look = ({ isTied, count, isStill, tied, total, wide }: Stretch): void => {
    if (!isTied) return;
    const end = isStill ? 1 : count;
    for (let at = 0; at < end; at += 1) {
      const exact = wide.size > 0 ? wide.get(at) : undefined;
      const part = exact?.tied ?? tied[at] ?? 0;
      const whole = exact?.total ?? total[at] ?? 0;
      if (part !== 0 && whole > 0) this.peak.take(part, whole);
    }
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
    winRatePercent: percent(wins, count),
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

function ratio(part: Whole, whole: Whole): Decimal {
  return new Decimal(part.toString()).div(whole.toString()).toSignificantDigits(DIGITS);
}

/** A part of a whole in percent, `null` when there is no whole above zero. */
function percent(part: Whole, whole: Whole): string | null {
  return whole > 0 ? ratio(BigInt(part) * 100n, whole).toString() : null;
}

/** A double as text, `null` when it is not a number or without bound. */
function double(value: number): string | null {
  return Number.isFinite(value) ? new Decimal(value).toSignificantDigits(DOUBLE_DIGITS).toString() : null;
}
