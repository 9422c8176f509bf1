import { formatShortest, type Minor, type Price } from '../../money/minorUnits.ts';
import { denial, type Denial } from '../denial.ts';
import type { Desk } from '../desk.ts';
import { draft, type EntryDraft } from '../entry.ts';
import { canAmend } from '../orders/position.ts';
import { event, openVolumeOf, type OrderState, type Protection } from '../orders/order.ts';
import { endOrder } from '../postings/endOrder.ts';
import { defineAction } from './defineAction.ts';
import { leverage, nullable, optional, order, price, stopLoss, takeProfit, volume } from './fields.ts';
import { orderOf, refuseWithoutLimit, workingOrderOf } from './orderOf.ts';
import { GridReader } from './gridReader.ts';
import { leverageOf, refuseProtection } from './orderRules.ts';
import { replaceOrder } from './replaceOrder.ts';

export const modifySpotLimit = defineAction({
  type: 'MODIFY_SPOT_LIMIT',
  title: 'Modify',
  summary:
    'Replace the order by a child with another total volume (what has filled included) or limit price.',
  event: 'modify',
  fields: { order, volume: optional(volume), price: optional(price) },
  decide: (desk, account, values) => {
    const found = workingOrderOf(desk, account, values.order, 'spot', 'modify');
    if (found.order === null) return draft('MODIFY_SPOT_LIMIT', account, { denial: found.refused });
    return modifyEntry(desk, 'MODIFY_SPOT_LIMIT', found.order, values, found.order.protection);
  },
});

export const modifyTradeLimit = defineAction({
  type: 'MODIFY_TRADE_LIMIT',
  title: 'Modify trade',
  summary:
    'Change the entry or its leverage by a child, or only the stop loss and take profit, which writes no line; null removes one of these.',
  event: 'modify',
  fields: {
    order,
    volume: optional(volume),
    price: optional(price),
    leverage: optional(leverage),
    stopLoss: optional(nullable(stopLoss)),
    takeProfit: optional(nullable(takeProfit)),
  },
  decide: (desk, account, values) => {
    const type = 'MODIFY_TRADE_LIMIT';
    const found = orderOf(desk, account, values.order, 'trade');
    if (found.order === null) return draft(type, account, { denial: found.refused });
    const trade = found.order;
    const reader = new GridReader(desk.pair(trade.terms.pair));
    const protection: Protection = {
      stopLoss:
        values.stopLoss === undefined ? trade.protection.stopLoss : reader.price('stopLoss', values.stopLoss),
      takeProfit:
        values.takeProfit === undefined
          ? trade.protection.takeProfit
          : reader.price('takeProfit', values.takeProfit),
    };
    if (reader.problem !== null) return draft(type, account, { denial: reader.problem });
    const { isNone, problem } = readChange(desk, trade, values);
    const asksNothingElse =
      values.volume === undefined && values.price === undefined && values.leverage === undefined;
    const protects = isNone && problem === null && !sameProtection(protection, trade.protection);
    return asksNothingElse || protects
      ? amend(desk, account, values.order, trade, protection)
      : modifyTradeEntry(desk, account, values, trade, protection);
  },
});

interface EntryChange {
  readonly order: string;
  readonly volume?: string | Minor;
  readonly price?: string | Price;
  readonly leverage?: string;
}

/** What would become of an entry: its new total volume, limit price and leverage, and whether these are what they were. */
function readChange(desk: Desk, parent: OrderState, values: EntryChange) {
  const { direction, limitPrice: oldPrice, leverage: oldLeverage } = parent.terms;
  const pair = desk.pair(parent.terms.pair);
  const reader = new GridReader(pair);
  const total = reader.volume('volume', values.volume) ?? parent.volume;
  const limitPrice = reader.price('price', values.price) ?? oldPrice;
  const newLeverage =
    values.leverage === undefined ? oldLeverage : leverageOf(desk.rules(pair), direction, values.leverage);
  const isNone = total === parent.volume && limitPrice === oldPrice && newLeverage === oldLeverage;
  return { total, limitPrice, leverage: newLeverage, isNone, problem: reader.problem };
}

/** Replaces the rest of an entry order by a child, or ends it when the new total is what has filled ([O3]). */
function modifyEntry(
  desk: Desk,
  type: 'MODIFY_SPOT_LIMIT' | 'MODIFY_TRADE_LIMIT',
  parent: OrderState,
  values: EntryChange,
  protection: Protection,
): EntryDraft {
  const { account } = parent.terms;
  const { base } = desk.pair(parent.terms.pair);
  const { total, limitPrice, leverage: newLeverage, isNone, problem } = readChange(desk, parent, values);
  const same = isNone && sameProtection(protection, parent.protection);
  const refused =
    refuseWithoutLimit(parent, values.order) ??
    problem ??
    (same ? denial('NOTHING_CHANGES', { order: values.order }) : null) ??
    (total < parent.filled
      ? denial('VOLUME_BELOW_FILLED', {
          order: values.order,
          volume: formatShortest(total, base.decimals),
          filled: formatShortest(parent.filled, base.decimals),
        })
      : null);
  if (refused !== null) return draft(type, account, { denial: refused });
  if (total === parent.filled) return endOrder(desk, type, parent, 'modify', 'CANCELLED');
  const child = { volume: total - parent.filled, limitPrice, leverage: newLeverage, protection };
  return replaceOrder(desk, type, parent, 'modify', [child]);
}

function modifyTradeEntry(
  desk: Desk,
  account: number,
  values: EntryChange,
  trade: OrderState,
  protection: Protection,
): EntryDraft {
  const type = 'MODIFY_TRADE_LIMIT';
  const found = workingOrderOf(desk, account, values.order, 'trade', 'modify');
  if (found.order === null) return draft(type, account, { denial: found.refused });
  const entry = modifyEntry(desk, type, trade, values, protection);
  const open = openVolumeOf(trade) > 0n;
  if (entry.denial !== null || !open || sameProtection(protection, trade.protection)) return entry;
  const refused = refuseChange(desk, trade, protection);
  if (refused !== null) return draft(type, account, { denial: refused });
  // What has filled already is protected in the same way as the child that takes over the rest.
  return { ...entry, events: [amended(trade, protection), ...entry.events] };
}

/** Changes only the protection: no line, no child ([O4]). */
function amend(
  desk: Desk,
  account: number,
  id: string,
  trade: OrderState,
  protection: Protection,
): EntryDraft {
  const type = 'MODIFY_TRADE_LIMIT';
  const refused =
    (!canAmend(trade.status, trade.position.status)
      ? denial('INVALID_TRANSITION', { order: id, from: trade.status, event: 'modify' })
      : null) ??
    (sameProtection(protection, trade.protection) ? denial('NOTHING_CHANGES', { order: id }) : null) ??
    refuseChange(desk, trade, protection);
  if (refused !== null) return draft(type, account, { denial: refused });
  return draft(type, account, { events: [amended(trade, protection)] });
}

/** A new stop loss or take profit on the wrong side: of the price once anything is open, else of the entry ([R6]). */
function refuseChange(desk: Desk, trade: OrderState, after: Protection): Denial | null {
  const { limitPrice, triggerPrice, direction } = trade.terms;
  const pair = desk.pair(trade.terms.pair);
  const reference = desk.referencePrice(pair);
  const entry = limitPrice ?? triggerPrice ?? reference;
  const before = trade.protection;
  return refuseProtection(pair, direction, openVolumeOf(trade) > 0n ? (reference ?? entry) : entry, {
    stopLoss: after.stopLoss === before.stopLoss ? null : after.stopLoss,
    takeProfit: after.takeProfit === before.takeProfit ? null : after.takeProfit,
  });
}

function amended(trade: OrderState, protection: Protection) {
  const { margin, liquidationPrice } = trade.position;
  return event(trade.terms.number, 'amend', trade.status, {
    held: trade.held,
    protection,
    margin,
    liquidationPrice,
  });
}

function sameProtection(a: Protection, b: Protection): boolean {
  return a.stopLoss === b.stopLoss && a.takeProfit === b.takeProfit;
}
