import {
  fitsMinor,
  formatShortest,
  formatUnits,
  MAX_MINOR,
  pow10,
  RATE_DECIMALS,
  truncateUnits,
  type Minor,
  type Price,
  type Rate,
} from '../../money/minorUnits.ts';
import { denial, type Denial } from '../denial.ts';
import type { Desk } from '../desk.ts';
import { marginOf } from '../margin.ts';
import { kindOf, type Direction, type OrderTerms, type Protection } from '../orders/order.ts';
import { costOf, type Pair } from '../pair.ts';
import { shortage } from '../postings/fillOrder.ts';
import type { TradingRules } from '../tradingRules.ts';

/** A leverage of 1. */
const ONE = pow10(RATE_DECIMALS);
/** The largest that a journal column holds. */
const MAX_LEVERAGE: Rate = 2n ** 63n - 1n;

/** The rules that an order's terms must keep whatever the funds ([R]). */
export function refuseTerms(terms: OrderTerms, pair: Pair, rules: TradingRules): Denial | null {
  const trade = kindOf(terms.direction) === 'trade';
  if (trade && !(terms.direction === 'long' ? rules.allowsLong : rules.allowsShort)) {
    return denial('DIRECTION_NOT_ALLOWED', { pair: pair.code, direction: terms.direction });
  }
  if (trade) {
    const wrong = refuseLeverage(terms, rules);
    if (wrong !== null) return wrong;
  } else if (pair.contractSize !== '1') {
    return denial('CONTRACT_SIZE_NOT_SPOT', { pair: pair.code, contractSize: pair.contractSize });
  }
  const { base, quote } = pair;
  if (terms.spend === null) {
    if (terms.reservePrice === null) return denial('NO_REFERENCE_PRICE', { pair: pair.code });
    if (terms.volume < rules.minVolume) {
      return denial('BELOW_MIN_VOLUME', {
        asset: base.code,
        volume: formatShortest(terms.volume, base.decimals),
        minVolume: formatShortest(rules.minVolume, base.decimals),
      });
    }
  }
  const notional = terms.spend ?? costOf(pair, BigInt(terms.reservePrice ?? 0) * terms.volume);
  if (notional < rules.minNotional) {
    return denial('BELOW_MIN_NOTIONAL', {
      asset: quote.code,
      notional: formatUnits(notional, quote.decimals),
      minNotional: formatUnits(rules.minNotional, quote.decimals),
    });
  }
  if (!trade) return null;
  const tooLarge = refuseAmount('notional', notional, quote.decimals);
  if (tooLarge !== null) return tooLarge;
  const form = rules.measuresOf(terms).margin;
  const margin = marginOf(form, BigInt(terms.reservePrice ?? 0) * terms.volume, terms.volume);
  if (margin < rules.minMargin) {
    return denial('BELOW_MIN_MARGIN', {
      asset: quote.code,
      margin: formatUnits(margin, quote.decimals),
      minMargin: formatUnits(rules.minMargin, quote.decimals),
    });
  }
  return null;
}

/** A leverage below 1 or above what the rules give; only a margin that is a share of the notional has one other than 1. */
function refuseLeverage({ leverage }: OrderTerms, rules: TradingRules): Denial | null {
  if (leverage === null) return null;
  const maximum = rules.leverage.type === 'MARGIN_MULTIPLIER' ? rules.leverage.value : ONE;
  if (leverage >= ONE && leverage <= maximum) return null;
  return denial('LEVERAGE_OUT_OF_RANGE', {
    leverage: formatShortest(leverage, RATE_DECIMALS),
    maximum: formatShortest(maximum, RATE_DECIMALS),
  });
}

/** An amount that the ledger cannot hold, or `null`. */
export function refuseAmount(field: string, units: Minor, decimals: number): Denial | null {
  if (fitsMinor(units)) return null;
  return denial('AMOUNT_OUT_OF_RANGE', {
    field,
    value: formatShortest(units, decimals),
    limit: formatShortest(MAX_MINOR, decimals),
  });
}

/** Less available than is needed, or `null`. */
export function refuseShort(
  desk: Desk,
  account: number,
  pair: Pair,
  asset: Pair['quote'],
  needed: Minor,
): Denial | null {
  const available = desk.available(account, asset.index);
  return needed > available ? shortage('INSUFFICIENT_AVAILABLE', pair, needed, available, asset) : null;
}

/** A trade's stop loss or take profit on the wrong side of its entry (or of the price, once it is open), or `null`. */
export function refuseProtection(
  pair: Pair,
  direction: Direction,
  entry: Price | null,
  { stopLoss, takeProfit }: Protection,
): Denial | null {
  if (entry === null || (stopLoss === null && takeProfit === null)) return null;
  const text = (price: Price): string => formatShortest(BigInt(price), pair.priceDecimals);
  const long = direction === 'long';
  if (stopLoss !== null && (long ? stopLoss >= entry : stopLoss <= entry)) {
    return denial('STOP_LOSS_WRONG_SIDE', { direction, stopLoss: text(stopLoss), entry: text(entry) });
  }
  if (takeProfit !== null && (long ? takeProfit <= entry : takeProfit >= entry)) {
    return denial('TAKE_PROFIT_WRONG_SIDE', { direction, takeProfit: text(takeProfit), entry: text(entry) });
  }
  return null;
}

/**
 * The leverage that a trade chose or its rules give, in units of 1e-12, cut to what the ledger holds; `null` where margin is not a
 * share of notional and none but 1 was chosen.
 */
export function leverageOf(
  rules: TradingRules,
  direction: Direction,
  chosen: string | undefined,
): Rate | null {
  if (kindOf(direction) === 'spot') return null;
  const { type, value } = rules.leverage;
  const given = chosen === undefined ? null : truncateUnits(chosen, RATE_DECIMALS);
  if (given === null) return type === 'MARGIN_MULTIPLIER' ? value : null;
  if (type !== 'MARGIN_MULTIPLIER' && given === ONE) return null;
  return given < MAX_LEVERAGE ? given : MAX_LEVERAGE;
}

/** The price a trade is expected to enter at, which its protection has to lie around. */
export function entryPriceOf(desk: Desk, pair: Pair, terms: OrderTerms): Price | null {
  return terms.limitPrice ?? terms.triggerPrice ?? desk.referencePrice(pair);
}
