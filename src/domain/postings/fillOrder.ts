import { formatShortest, formatUnits, type Minor, type Price } from '../../money/minorUnits.ts';
import { denial, type Denial } from '../denial.ts';
import type { Desk } from '../desk.ts';
import { draft, type EntryDraft } from '../entry.ts';
import { liquidationPriceOf } from '../liquidation.ts';
import { marginOf } from '../margin.ts';
import { exactFee, roundFee, type Liquidity } from '../fees.ts';
import { isTerminal } from '../orders/lifecycle.ts';
import {
  event,
  evolve,
  isBuying,
  openVolumeOf,
  remainingOf,
  type OrderEvent,
  type OrderState,
} from '../orders/order.ts';
import { costOf, proceedsOf, type Pair } from '../pair.ts';
import type { TradingRules } from '../tradingRules.ts';
import { endUnpaid } from './endOrder.ts';
import { LineWriter } from './lines.ts';
import { reservationOf } from './reservation.ts';

/** How an execution happened: volumes in minor units of the base, price in price units. */
export interface Execution {
  readonly volume: Minor;
  /** What could have filled at the price ({@link fillableOf}). */
  readonly fillable: Minor;
  readonly price: Price;
  readonly liquidity: Liquidity;
  readonly ambiguous: boolean;
}

/**
 * The entry of one fill: what is spent out of the reservation, what is received, the fee, and everything held beyond what the rest
 * still needs released at once; a trade spends nothing, but the margin of what filled goes over to its position. What is dearer than
 * reserved (a market buy, a short above its limit) tops up first; when that cannot be paid, the order returns all and ends.
 */
export function fillOrder(desk: Desk, order: OrderState, execution: Execution): EntryDraft {
  const pair = desk.pair(order.terms.pair);
  const rules = desk.rules(pair);
  switch (order.terms.direction) {
    case 'buy':
      return fillBuy(desk, order, execution, pair, rules);
    case 'sell':
      return fillSell(desk, order, execution, pair, rules);
    case 'long':
    case 'short':
      return fillTrade(desk, order, execution, pair, rules);
  }
}

function fillBuy(
  desk: Desk,
  order: OrderState,
  execution: Execution,
  pair: Pair,
  rules: TradingRules,
): EntryDraft {
  const { account, number } = order.terms;
  const fill = desk.nextFill;
  const happened = executed(order, execution, pair, rules, fill);
  const cost = happened.fill?.cost ?? 0n;
  const held = isTerminal(happened.to) ? 0n : reservationOf(evolve(order, happened), pair, rules);
  const released = order.held - cost - happened.fee - held;
  const available = desk.available(account, pair.quote.index);
  if (released + available < 0n) {
    const needed = cost + happened.fee + held;
    return endUnpaid(order, pair, shortage('INSUFFICIENT_AT_FILL', pair, needed, order.held + available));
  }
  const writer = new LineWriter(account, number, fill);
  if (released < 0n) writer.reserve(pair.quote, -released);
  writer.spend('FILL_BUY', pair.quote, cost);
  writer.receive('SPOT_EXCHANGE', pair.base, execution.volume);
  writer.spend('FEE_FILL', pair.quote, happened.fee);
  if (released > 0n) writer.release(pair.quote, released);
  return draft('FILL', account, { lines: writer.lines, events: [holding(happened, held)] });
}

function fillSell(
  desk: Desk,
  order: OrderState,
  execution: Execution,
  pair: Pair,
  rules: TradingRules,
): EntryDraft {
  const { account, number } = order.terms;
  const fill = desk.nextFill;
  const happened = executed(order, execution, pair, rules, fill);
  const proceeds = happened.fill?.cost ?? 0n;
  // No reservation stands behind a seller's fee: it takes at most what there is; what it could not take it takes from a later fill.
  const payable = desk.available(account, pair.quote.index) + proceeds;
  const fee = happened.fee < payable ? happened.fee : payable;
  const writer = new LineWriter(account, number, fill);
  writer.spend('FILL_SELL', pair.base, execution.volume);
  writer.receive('SPOT_EXCHANGE', pair.quote, proceeds);
  writer.pay('FEE_FILL', pair.quote, fee);
  return draft('FILL', account, {
    lines: writer.lines,
    events: [holding(fee === happened.fee ? happened : { ...happened, fee }, order.held - execution.volume)],
  });
}

/** The same with what is held after it; nothing, as the event says already, where the order is filled. */
function holding(happened: OrderEvent, held: Minor): OrderEvent {
  return held === happened.held ? happened : { ...happened, held };
}

function fillTrade(
  desk: Desk,
  order: OrderState,
  execution: Execution,
  pair: Pair,
  rules: TradingRules,
): EntryDraft {
  const { account, number } = order.terms;
  const fill = desk.nextFill;
  const happened = executed(order, execution, pair, rules, fill);
  const after = evolve(order, happened);
  const measures = rules.measuresOf(order.terms).margin;
  const moved =
    marginOf(measures, after.notional, after.filled) - marginOf(measures, order.notional, order.filled);
  const margin = order.position.margin + moved;
  const held = isTerminal(after.status) ? 0n : reservationOf(after, pair, rules);
  const released = order.held - moved - happened.fee - held;
  const available = desk.available(account, pair.quote.index);
  if (released + available < 0n) {
    const needed = moved + happened.fee + held;
    return endUnpaid(order, pair, shortage('INSUFFICIENT_AT_FILL', pair, needed, order.held + available));
  }
  const writer = new LineWriter(account, number, fill);
  if (released < 0n) writer.reserve(pair.quote, -released);
  writer.spend('FEE_FILL', pair.quote, happened.fee);
  if (released > 0n) writer.release(pair.quote, released);
  const liquidationPrice = liquidationPriceOf(
    after.terms.direction,
    after.position.basis,
    openVolumeOf(after),
    margin,
    pair,
    rules,
  );
  return draft('FILL', account, {
    lines: writer.lines,
    events: [{ ...happened, held, margin, liquidationPrice }],
  });
}

/** The fill's facts, still without what is held after it: cost and fee as cumulative rounded differences ([M4]). */
function executed(
  order: OrderState,
  { volume, fillable, price, liquidity, ambiguous }: Execution,
  pair: Pair,
  rules: TradingRules,
  number: number,
): OrderEvent {
  const { direction, spend } = order.terms;
  const traded = BigInt(price) * volume;
  const notional = order.notional + traded;
  const total = isBuying(direction) ? costOf(pair, notional) : proceedsOf(pair, notional);
  const cost = total - order.cost;
  const fee = feeAfter(order, volume, traded, liquidity, rules) - order.fillFees;
  const filled = order.filled + volume;
  // Bills are cumulative: of what a buy by `spend` could buy at the price it can buy the rest after any part.
  const orderVolume = spend === null ? order.volume : order.filled + fillable;
  return event(order.terms.number, 'fill', filled === orderVolume ? 'FILLED' : 'PARTIALLY_FILLED', {
    fee,
    fill: { number, volume, price, notional: traded, liquidity, cost, orderVolume, ambiguous },
  });
}

/** Fees on fills when a volume more has filled, for a notional of price × volume. */
function feeAfter(
  order: OrderState,
  volume: Minor,
  notional: bigint,
  liquidity: Liquidity,
  rules: TradingRules,
): Minor {
  const schedule = rules.measuresOf(order.terms).fees.ON_FILL;
  const maker = liquidity === 'maker';
  const makerVolume = maker ? order.makerVolume + volume : order.makerVolume;
  const makerNotional = maker ? order.makerNotional + notional : order.makerNotional;
  const takerVolume = order.filled + volume - makerVolume;
  const takerNotional = order.notional + notional - makerNotional;
  return roundFee(schedule, exactFee(schedule, { makerVolume, makerNotional, takerVolume, takerNotional }));
}

/** What can still fill at a price, in minor units of the base: what remains, or what a buy by `spend` can still buy there. */
export function fillableOf(order: OrderState, price: Price, pair: Pair, rules: TradingRules): Minor {
  return order.terms.spend === null ? remainingOf(order) : affordableVolume(order, price, pair, rules);
}

/** How many roundings a bill has: that of the cost and that of the fee. */
const ROUNDINGS = 2n;

/**
 * The most that a buy by `spend` can still buy at a price, in minor units of the base: the largest whole number of lots whose cost
 * and fee together, rounded as they will be posted, stay within what is left.
 */
function affordableVolume(order: OrderState, price: Price, pair: Pair, rules: TradingRules): Minor {
  const left = (order.terms.spend ?? 0n) - order.cost - order.fillFees;
  const { fees, lotBill } = rules.measuresOf(order.terms);
  const { lot } = pair;
  const each = lotBill.perPrice * BigInt(price) + lotBill.fixed;
  // Cost and fee are each rounded by less than one unit, so there are never more lots than these; mostly as many.
  const most = lotsIn(left + ROUNDINGS, lotBill.denominator, each);
  if (most === 0n || billOf(order, most * lot, price, pair, rules) <= left) return most * lot;
  // A flat fee comes on top: the answer lies from `low` on, below `high`.
  const flat = roundFee(fees.ON_FILL, fees.ON_FILL.flat + fees.ON_FILL.flatTaker);
  let low = lotsIn(left - ROUNDINGS - flat, lotBill.denominator, each);
  let high = most;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (billOf(order, middle * lot, price, pair, rules) <= left) low = middle;
    else high = middle;
  }
  return low * lot;
}

function lotsIn(amount: Minor, denominator: bigint, each: bigint): bigint {
  return amount > 0n ? (amount * denominator) / each : 0n;
}

/** What buying a volume more at a price costs an order, fee included, in minor units of the quote, rounded as it will be posted. */
export function billOf(
  order: OrderState,
  volume: Minor,
  price: Price,
  pair: Pair,
  rules: TradingRules,
): Minor {
  const notional = BigInt(price) * volume;
  const cost = costOf(pair, order.notional + notional) - order.cost;
  return cost + feeAfter(order, volume, notional, 'taker', rules) - order.fillFees;
}

/** A shortage of the quote with its numbers ([A3]); amounts in minor units. */
export function shortage(
  code: 'INSUFFICIENT_AT_FILL' | 'INSUFFICIENT_AVAILABLE',
  pair: Pair,
  needed: Minor,
  available: Minor,
  asset = pair.quote,
): Denial {
  return denial(code, {
    asset: asset.code,
    needed: formatUnits(needed, asset.decimals),
    available: formatUnits(available, asset.decimals),
    short: formatUnits(needed - available, asset.decimals),
  });
}

/** Why a person's fill of an order would not do, or `null`; price and volume are on their grids already ([X10]). */
export function refuseFill(
  desk: Desk,
  order: OrderState,
  id: string,
  volume: Minor,
  price: Price,
): Denial | null {
  const { terms } = order;
  const pair = desk.pair(terms.pair);
  const volumeText = (units: Minor): string => formatShortest(units, pair.base.decimals);
  const priceText = (units: Price): string => formatShortest(BigInt(units), pair.priceDecimals);
  if (terms.triggerPrice !== null && order.status === 'PENDING') {
    return denial('STOP_NOT_TRIGGERED', { order: id, triggerPrice: priceText(terms.triggerPrice) });
  }
  if (terms.limitPrice !== null) {
    const worse = isBuying(terms.direction) ? price > terms.limitPrice : price < terms.limitPrice;
    if (worse) {
      return denial('PRICE_BEYOND_LIMIT', {
        order: id,
        price: priceText(price),
        limitPrice: priceText(terms.limitPrice),
      });
    }
  }
  const remaining = fillableOf(order, price, pair, desk.rules(pair));
  const numbers = { order: id, volume: volumeText(volume), remaining: volumeText(remaining) };
  if (volume > remaining) return denial('FILL_EXCEEDS_REMAINING', numbers);
  if (terms.timeInForce === 'FOK' && volume < remaining) return denial('FOK_NEEDS_WHOLE', numbers);
  return null;
}
