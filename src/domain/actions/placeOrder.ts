import {
  fitsMinor,
  formatShortest,
  formatUnits,
  MAX_MINOR,
  MAX_PRICE,
  parseUnits,
  pow10,
  RATE_DECIMALS,
  truncateUnits,
  type Minor,
  type Price,
  type Rate,
} from '../../money/minorUnits.ts';
import { ceilDiv } from '../../money/rounding.ts';
import { denial, type Denial } from '../denial.ts';
import type { Desk } from '../desk.ts';
import { draft, type EntryDraft, type EntryKind } from '../entry.ts';
import { marginOf } from '../margin.ts';
import {
  event,
  evolve,
  kindOf,
  type Direction,
  type OrderState,
  type OrderTerms,
  type Protection,
  type TimeInForce,
} from '../orders/order.ts';
import { costOf, type Pair } from '../pair.ts';
import { ending } from '../postings/endOrder.ts';
import { shortage } from '../postings/fillOrder.ts';
import { LineWriter } from '../postings/lines.ts';
import { heldAssetOf, orderFee, reservationOf } from '../postings/reservation.ts';
import type { TradingRules } from '../tradingRules.ts';

const DAY_MS = 86_400_000;
/** A leverage of 1. */
const ONE = pow10(RATE_DECIMALS);
/** The largest that a journal column holds. */
const MAX_LEVERAGE: Rate = 2n ** 63n - 1n;

/** What a person asks for when creating an order; money as plain decimal texts. */
interface OrderRequest {
  readonly pair: string;
  readonly direction: Direction;
  readonly volume?: string;
  readonly spend?: string;
  readonly price?: string;
  readonly triggerPrice?: string;
  readonly timeInForce?: TimeInForce;
  readonly expiresAt?: string;
  readonly leverage?: string;
  readonly stopLoss?: string;
  readonly takeProfit?: string;
}

/** A new order: its creation fee and its reservation, or an order rejected for the first rule that fails. */
export function placeOrder(desk: Desk, kind: EntryKind, account: number, request: OrderRequest): EntryDraft {
  const pair = desk.pairByCode(request.pair);
  const rules = desk.rules(pair);
  const reader = new GridReader(pair);
  const { direction, timeInForce = 'GTC' } = request;
  const limitPrice = reader.price('price', request.price);
  const triggerPrice = reader.price('triggerPrice', request.triggerPrice);
  const spend = reader.amount('spend', request.spend);
  const protection = {
    stopLoss: reader.price('stopLoss', request.stopLoss),
    takeProfit: reader.price('takeProfit', request.takeProfit),
  };
  const terms: OrderTerms = {
    number: desk.nextOrder,
    rootNumber: desk.nextOrder,
    parentNumber: 0,
    account,
    pair: pair.index,
    direction,
    volume: reader.volume('volume', request.volume) ?? 0n,
    spend,
    limitPrice,
    triggerPrice,
    reservePrice: reservePriceOf(desk, pair, direction, limitPrice, triggerPrice),
    timeInForce,
    expiresAtMs: expiryOf(desk.nowMs, timeInForce, request.expiresAt),
    leverage: leverageOf(rules, direction, request.leverage),
  };
  const create = event(terms.number, 'create', 'NEW', { terms, protection });
  const created = evolve(null, create);
  const refuse = (why: Denial): EntryDraft =>
    draft(kind, account, { events: [create, event(terms.number, 'reject', 'REJECTED')], denial: why });

  const broken =
    reader.problem ??
    (terms.expiresAtMs !== null && terms.expiresAtMs <= desk.nowMs
      ? denial('EXPIRY_IN_THE_PAST', {
          expiresAt: isoTime(terms.expiresAtMs),
          now: isoTime(desk.nowMs),
        })
      : refuseTerms(terms, pair, rules)) ??
    refuseProtection(pair, direction, entryPriceOf(desk, pair, terms), protection);
  if (broken !== null) return refuse(broken);

  const asset = heldAssetOf(pair, terms);
  const fee = orderFee('ON_CREATE', created, pair, rules);
  const reserved = reservationOf(created, pair, rules);
  const needed = direction === 'sell' ? reserved : fee + reserved;
  const unpaid =
    refuseAmount('reservation', needed, asset.decimals) ??
    refuseShort(desk, account, pair, asset, needed) ??
    (direction === 'sell' ? refuseShort(desk, account, pair, pair.quote, fee) : null);
  if (unpaid !== null) return refuse(unpaid);

  const writer = new LineWriter(account, terms.number);
  writer.add('FEE_CREATE', pair.quote, -fee, 0n);
  writer.reserve(asset, reserved);
  return draft(kind, account, {
    lines: writer.lines,
    events: [create, event(terms.number, 'accept', 'PENDING', { held: reserved, fee })],
  });
}

/** What one child of a modify or split takes over. */
export interface ChildRequest {
  readonly volume: Minor;
  readonly limitPrice: Price | null;
  readonly leverage: Rate | null;
  readonly protection: Protection;
}

/**
 * The parent ends and its children take over, in one entry: the parent's holding returns and each child reserves its own; no create
 * or cancel fee ([O3]). If a child breaks a rule or cannot be paid, nothing happens to the parent. A parent's position stays its own.
 */
export function replaceOrder(
  desk: Desk,
  kind: EntryKind,
  parent: OrderState,
  by: 'modify' | 'split',
  requests: readonly ChildRequest[],
): EntryDraft {
  const { account, pair: pairIndex, number, direction } = parent.terms;
  const pair = desk.pair(pairIndex);
  const rules = desk.rules(pair);
  const asset = heldAssetOf(pair, parent.terms);
  const writer = new LineWriter(account, number);
  writer.release(asset, parent.held);
  const lines = [...writer.lines];
  const events = [ending(parent, by, by === 'modify' ? 'REPLACED' : 'SPLIT', 0n)];
  let needed = 0n;
  for (const [offset, { volume, limitPrice, leverage, protection }] of requests.entries()) {
    const terms: OrderTerms = {
      ...parent.terms,
      number: desk.nextOrder + offset,
      parentNumber: number,
      volume,
      limitPrice,
      leverage,
      reservePrice: limitPrice,
      // The parent's trigger has been reached, so the child does not wait for it again.
      triggerPrice: parent.status === 'PENDING' ? parent.terms.triggerPrice : null,
    };
    const broken =
      refuseTerms(terms, pair, rules) ??
      refuseProtection(pair, direction, entryPriceOf(desk, pair, terms), protection);
    if (broken !== null) return draft(kind, account, { denial: broken });
    const create = event(terms.number, 'create', 'NEW', { terms, protection });
    const reserved = reservationOf(evolve(null, create), pair, rules);
    const child = new LineWriter(account, terms.number);
    child.reserve(asset, reserved);
    lines.push(...child.lines);
    events.push(create, event(terms.number, 'accept', 'PENDING', { held: reserved }));
    needed += reserved;
  }
  const free = desk.available(account, asset.index) + parent.held;
  const unpaid =
    refuseAmount('reservation', needed, asset.decimals) ??
    (needed > free ? shortage('INSUFFICIENT_AVAILABLE', pair, needed, free, asset) : null);
  if (unpaid !== null) return draft(kind, account, { denial: unpaid });
  return draft(kind, account, { lines, events });
}

/** A trade's stop loss or take profit on the wrong side of its entry (or of the price, once it is open), or `null`. */
export function refuseProtection(
  pair: Pair,
  direction: Direction,
  entry: Price | null,
  { stopLoss, takeProfit }: Protection,
): Denial | null {
  if (entry === null) return null;
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
function entryPriceOf(desk: Desk, pair: Pair, terms: OrderTerms): Price | null {
  return terms.limitPrice ?? terms.triggerPrice ?? desk.referencePrice(pair);
}

/** Reads decimal texts onto a pair's grids and keeps the first thing wrong; off the grid, it reads the value cut to the unit. */
export class GridReader {
  readonly pair: Pair;
  problem: Denial | null = null;

  constructor(pair: Pair) {
    this.pair = pair;
  }

  /** A price on the tick grid, in price units. */
  price(field: string, text: string | null | undefined): Price | null {
    if (text === undefined || text === null) return null;
    const { priceDecimals, tick } = this.pair;
    const units = truncateUnits(text, priceDecimals);
    if (units > BigInt(MAX_PRICE)) {
      this.problem ??= denial('AMOUNT_OUT_OF_RANGE', {
        field,
        value: text,
        limit: formatShortest(BigInt(MAX_PRICE), priceDecimals),
      });
      return MAX_PRICE;
    }
    if (parseUnits(text, priceDecimals) === null || units % BigInt(tick) !== 0n) {
      this.problem ??= denial('PRICE_OFF_TICK', {
        price: text,
        tickSize: formatShortest(BigInt(tick), priceDecimals),
      });
    }
    return Number(units);
  }

  /** A volume on the lot grid, in minor units of the base. */
  volume(field: string, text: string | null | undefined): Minor | null {
    if (text === undefined || text === null) return null;
    const { base, lot } = this.pair;
    const units = this.within(field, text, base.decimals);
    if (parseUnits(text, base.decimals) === null || (units < MAX_MINOR && units % lot !== 0n)) {
      this.problem ??= denial('VOLUME_OFF_LOT', {
        volume: text,
        lotSize: formatShortest(lot, base.decimals),
      });
    }
    return units;
  }

  /** An amount of the quote, in its minor units. */
  amount(field: string, text: string | null | undefined): Minor | null {
    if (text === undefined || text === null) return null;
    const { code, decimals } = this.pair.quote;
    if (parseUnits(text, decimals) === null) {
      this.problem ??= denial('AMOUNT_OFF_UNIT', {
        amount: text,
        asset: code,
        unit: formatUnits(1n, decimals),
      });
    }
    return this.within(field, text, decimals);
  }

  private within(field: string, text: string, decimals: number): Minor {
    const units = truncateUnits(text, decimals);
    if (fitsMinor(units)) return units;
    this.problem ??= denial('AMOUNT_OUT_OF_RANGE', {
      field,
      value: text,
      limit: formatShortest(MAX_MINOR, decimals),
    });
    return MAX_MINOR;
  }
}

/** The rules that an order's terms must keep whatever the funds ([R]). */
function refuseTerms(terms: OrderTerms, pair: Pair, rules: TradingRules): Denial | null {
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
    if (terms.reservePrice > MAX_PRICE) {
      return denial('AMOUNT_OUT_OF_RANGE', {
        field: 'reference price',
        value: formatShortest(BigInt(terms.reservePrice), pair.priceDecimals),
        limit: formatShortest(BigInt(MAX_PRICE), pair.priceDecimals),
      });
    }
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

function refuseAmount(field: string, units: Minor, decimals: number): Denial | null {
  if (fitsMinor(units)) return null;
  return denial('AMOUNT_OUT_OF_RANGE', {
    field,
    value: formatShortest(units, decimals),
    limit: formatShortest(MAX_MINOR, decimals),
  });
}

function refuseShort(
  desk: Desk,
  account: number,
  pair: Pair,
  asset: Pair['quote'],
  needed: Minor,
): Denial | null {
  const available = desk.available(account, asset.index);
  return needed > available ? shortage('INSUFFICIENT_AVAILABLE', pair, needed, available, asset) : null;
}

function reservePriceOf(
  desk: Desk,
  pair: Pair,
  direction: Direction,
  limitPrice: Price | null,
  triggerPrice: Price | null,
): Price | null {
  if (limitPrice !== null) return limitPrice;
  const reference = triggerPrice ?? desk.referencePrice(pair);
  if (reference === null || direction === 'sell') return reference;
  return withBuffer(reference, desk.marketBuffer);
}

function withBuffer(price: Price, buffer: Rate): Price {
  const one = pow10(RATE_DECIMALS);
  return Number(ceilDiv(BigInt(price) * (one + buffer), one));
}

/** When an order ends by itself: a GTD order at its time, a DAY order at the next midnight UTC ([O7]). */
function expiryOf(nowMs: number, timeInForce: TimeInForce, expiresAt: string | undefined): number | null {
  if (timeInForce === 'GTD' && expiresAt !== undefined) return Date.parse(expiresAt);
  if (timeInForce === 'DAY') return (Math.floor(nowMs / DAY_MS) + 1) * DAY_MS;
  return null;
}

/** A time in milliseconds as ISO 8601 in UTC, without empty milliseconds. */
export function isoTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}
