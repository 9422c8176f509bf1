import {
  formatShortest,
  MAX_PRICE,
  MAX_PRICE_UNITS,
  pow10,
  RATE_DECIMALS,
  type Minor,
  type Price,
} from '../../money/minorUnits.ts';
import { ceilDiv } from '../../money/rounding.ts';
import { denial, type Denial } from '../denial.ts';
import type { Desk } from '../desk.ts';
import { draft, type EntryDraft, type EntryKind } from '../entry.ts';
import { isoTime } from '../isoTime.ts';
import {
  event,
  evolve,
  UNPROTECTED,
  type Direction,
  type OrderTerms,
  type TimeInForce,
} from '../orders/order.ts';
import type { Pair } from '../pair.ts';
import { LineWriter } from '../postings/lines.ts';
import { heldAssetOf, orderFee, reservationOf } from '../postings/reservation.ts';
import { GridReader } from './gridReader.ts';
import {
  entryPriceOf,
  leverageOf,
  refuseAmount,
  refuseProtection,
  refuseShort,
  refuseTerms,
} from './orderRules.ts';

const DAY_MS = 86_400_000;
const ONE = pow10(RATE_DECIMALS);

/** What is asked for when an order is created; money as plain decimal texts or whole units. */
interface OrderRequest {
  readonly pair: string;
  readonly direction: Direction;
  readonly volume?: string | Minor;
  readonly spend?: string | Minor;
  readonly price?: string | Price;
  readonly triggerPrice?: string | Price;
  readonly timeInForce?: TimeInForce;
  readonly expiresAt?: string;
  readonly leverage?: string;
  readonly stopLoss?: string | Price;
  readonly takeProfit?: string | Price;
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
  const stopLoss = reader.price('stopLoss', request.stopLoss);
  const takeProfit = reader.price('takeProfit', request.takeProfit);
  const protection = stopLoss === null && takeProfit === null ? UNPROTECTED : { stopLoss, takeProfit };
  const reserve = reservePriceOf(desk, pair, direction, limitPrice, triggerPrice);
  const tooDear = reserve !== null && reserve > MAX_PRICE_UNITS;
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
    reservePrice: reserve === null ? null : tooDear ? MAX_PRICE : Number(reserve),
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
      : null) ??
    (tooDear && spend === null ? refuseReserve(reserve, pair) : refuseTerms(terms, pair, rules)) ??
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
  writer.pay('FEE_CREATE', pair.quote, fee);
  writer.reserve(asset, reserved);
  return draft(kind, account, {
    lines: writer.lines,
    events: [create, event(terms.number, 'accept', 'PENDING', { held: reserved, fee })],
  });
}

/** The price that funds are set aside at, in price units; with its buffer it may be more than a price can be ([P2]). */
function reservePriceOf(
  desk: Desk,
  pair: Pair,
  direction: Direction,
  limitPrice: Price | null,
  triggerPrice: Price | null,
): bigint | null {
  if (limitPrice !== null) return BigInt(limitPrice);
  const reference = triggerPrice ?? desk.referencePrice(pair);
  if (reference === null) return null;
  const units = BigInt(reference);
  return direction === 'sell' ? units : ceilDiv(units * (ONE + desk.marketBuffer), ONE);
}

function refuseReserve(units: bigint, { priceDecimals }: Pair): Denial {
  return denial('AMOUNT_OUT_OF_RANGE', {
    field: 'reference price with its buffer',
    value: formatShortest(units, priceDecimals),
    limit: formatShortest(MAX_PRICE_UNITS, priceDecimals),
  });
}

/** When an order ends by itself: a GTD order at its time, a DAY order at the next midnight UTC ([O7]). */
function expiryOf(nowMs: number, timeInForce: TimeInForce, expiresAt: string | undefined): number | null {
  if (timeInForce === 'GTD' && expiresAt !== undefined) return Date.parse(expiresAt);
  if (timeInForce === 'DAY') return (Math.floor(nowMs / DAY_MS) + 1) * DAY_MS;
  return null;
}
