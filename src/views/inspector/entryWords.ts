import { KIND_TITLES, type EntryKind } from '../../domain/entry.ts';
import type { Order } from '../../domain/orders/order.ts';
import { priceToDecimal } from '../../domain/pair.ts';
import type { Entry } from '../../journal/entryRepository.ts';
import { barInside } from '../../journal/lastPrices.ts';
import type { OrderEvent } from '../../journal/orderRepository.ts';
import { ZERO, type Decimal } from '../../money/decimal.ts';
import type { Recording } from '../../scenario/recording.ts';
import { formatAmount, formatNumber, paddedDecimalsOf } from '../../ui/formatNumber.ts';

/** What happened, in one sentence. */
export function entrySentence(recording: Recording, entry: Entry): string {
  if (entry.denial !== null) return `${KIND_TITLES[entry.kind]} denied; nothing moved.`;
  const events = recording.orders.eventsIn(entry.number);
  const last = events.at(-1);
  if (last !== undefined) return eventSentence(recording, entry, events, last);
  switch (entry.kind) {
    case 'PRICE':
    case 'BAR':
      return marketSentence(recording, entry);
    case 'DEPOSIT':
    case 'ADJUSTMENT':
      return entry.lastSeq < entry.firstSeq
        ? 'Nothing was put in or taken out.'
        : `${recording.transactions.get(entry.firstSeq).description}.`;
    case 'OVERNIGHT':
      return 'A night passed without a fee.';
    case 'RUN':
      return 'A run through the candles began.';
    case 'TRIGGER':
    case 'FILL':
    case 'EXPIRE':
    case 'CLOSE':
    case 'STOP_LOSS':
    case 'TAKE_PROFIT':
    case 'LIQUIDATION':
    case 'CREATE_SPOT_LIMIT':
    case 'CREATE_SPOT_MARKET':
    case 'CREATE_TRADE_LIMIT':
    case 'CREATE_TRADE_MARKET':
    case 'MODIFY_SPOT_LIMIT':
    case 'MODIFY_TRADE_LIMIT':
    case 'SPLIT_SPOT_LIMIT':
    case 'SPLIT_TRADE_LIMIT':
    case 'CANCEL_SPOT_LIMIT':
    case 'CANCEL_TRADE_LIMIT':
      return `${KIND_TITLES[entry.kind]}.`;
    case 'CLOSE_TRADE':
      return 'A close was asked for: it waits for the next bar or price, and writes nothing until then.';
  }
}

function eventSentence(
  recording: Recording,
  entry: Entry,
  events: readonly OrderEvent[],
  last: OrderEvent,
): string {
  const order = recording.orders.at(last.order, { entries: entry.number });
  const before = recording.orders.at(last.order, { entries: entry.number - 1 });
  const ended = events.find(({ event }) => event === 'modify' || event === 'split');
  if (ended !== undefined) {
    const children = events.filter(({ event }) => event === 'create').map(({ order: id }) => id);
    const heirs = children.length === 0 ? 'ended' : `handed over to ${listed(children)}`;
    const amended = events.some(({ event }) => event === 'amend') ? ' Its position is protected alike.' : '';
    return `${ended.order} was ${ended.event === 'split' ? 'split and ' : 'modified and '}${heirs}.${amended}`;
  }
  switch (last.event) {
    case 'create':
    case 'accept':
      return order === null
        ? `${last.order} was accepted.`
        : `${last.order} was accepted and ${money(recording, order.held, order.heldAsset)} set aside for it.`;
    case 'reject':
      return `${last.order} was rejected.`;
    case 'trigger':
      return `The market reached ${last.order}'s trigger price: it works now.`;
    case 'fill':
      return order === null ? `${last.order} filled.` : fillSentence(last, order, before);
    case 'cancel':
      return cancelSentence(entry, last.order, order);
    case 'expire':
      return `${last.order} expired; what it still held returned.`;
    case 'charge':
      return nightSentence(recording, entry, last, order);
    case 'amend':
      return order === null || before === null
        ? `The stop loss or take profit of ${last.order} changed.`
        : `${last.order}: ${listed(protectionChanges(before, order))}; no line is written for that.`;
    case 'close':
      return order === null
        ? `The position of ${last.order} was closed.`
        : closeSentence(recording, entry, events, last, order, before);
    case 'modify':
    case 'split':
      return `${last.order}: ${last.event}.`;
  }
}

function fillSentence({ order: id, fill }: OrderEvent, order: Order, before: Order | null): string {
  if (fill === null) return `${id} filled.`;
  const what = `${formatNumber(fill.volume)} at ${formatNumber(fill.price)}`;
  const rest = order.remaining.isZero() ? ' and is filled.' : `; ${formatNumber(order.remaining)} remain.`;
  if (order.position === null) {
    return `${id} ${order.direction === 'buy' ? 'bought' : 'sold'} ${what}${rest}`;
  }
  const isFirst = before === null || before.filled.isZero();
  return isFirst
    ? `${id} opened a ${order.direction} position of ${what}${rest}`
    : `${id} added ${what} to its ${order.direction} position, now ${formatNumber(order.position.open)}${rest}`;
}

function cancelSentence({ kind }: Entry, id: string, order: Order | null): string {
  if (kind === 'LIQUIDATION') return `The liquidation of the account cancelled ${id}; what it held returned.`;
  const isOpen = order !== null && order.position !== null && !order.position.open.isZero();
  return isOpen
    ? `The rest of ${id}'s entry was cancelled; its position of ${formatNumber(order.position.open)} stays open.`
    : `${id} was cancelled; what it still held returned.`;
}

/** Why a position closed, by the kind of the entry; a close by hand says nothing of it. */
const CLOSE_CAUSES: Partial<Record<EntryKind, string>> = {
  STOP_LOSS: 'The stop loss was reached: ',
  TAKE_PROFIT: 'The take profit was reached: ',
  LIQUIDATION: 'Liquidation: ',
  CLOSE: 'At the end of the run ',
};

function closeSentence(
  recording: Recording,
  entry: Entry,
  events: readonly OrderEvent[],
  { order: id, fill }: OrderEvent,
  order: Order,
  before: Order | null,
): string {
  const { position, direction, feeAsset } = order;
  if (position === null || fill === null) return `The position of ${id} was closed.`;
  const reason = position.closeReason;
  const cause = reason === 'MANUAL' ? '' : (CLOSE_CAUSES[entry.kind] ?? '');
  const pnl = position.pnl.minus(before?.position?.pnl ?? 0);
  const result = pnl.isZero()
    ? 'without gain or loss'
    : `for a ${pnl.isNegative() ? 'loss' : 'gain'} of ${money(recording, pnl.abs(), feeAsset)}`;
  const rest = position.open.isZero()
    ? 'nothing stays open'
    : `${formatNumber(position.open)} ${position.open.equals(1) ? 'stays' : 'stay'} open`;
  const cancelled = events.some(({ event }) => event === 'cancel')
    ? ' The rest of its entry was cancelled.'
    : '';
  return `${cause}${id} closed ${formatNumber(fill.volume)} of its ${direction} position at ${formatNumber(
    fill.price,
  )} ${result}; ${rest}.${cancelled}${coverText(recording, entry)}`;
}

/** What was put in because a close would have left less than nothing available. */
function coverText(recording: Recording, { firstSeq, lastSeq, reason }: Entry): string {
  if (reason !== 'NEGATIVE_BALANCE_COVER') return '';
  for (let seq = firstSeq; seq <= lastSeq; seq += 1) {
    const { type, available, asset } = recording.transactions.get(seq);
    if (type !== 'ADJUSTMENT') continue;
    return ` ${money(recording, available, asset)} were put in: the loss was larger than what there was.`;
  }
  return '';
}

function nightSentence(
  recording: Recording,
  { firstSeq, lastSeq }: Entry,
  { order: id, fee }: OrderEvent,
  order: Order | null,
): string {
  let outOfMargin = ZERO;
  for (let seq = firstSeq; seq <= lastSeq; seq += 1) {
    const line = recording.transactions.get(seq);
    if (line.type === 'FEE_OVERNIGHT' && line.order === id) outOfMargin = outOfMargin.minus(line.unavailable);
  }
  const asset = order?.feeAsset ?? '';
  const part = outOfMargin.equals(fee) ? 'all' : money(recording, outOfMargin, asset);
  const margin = outOfMargin.isZero() ? '' : `, ${part} of it out of its margin`;
  return `${id} was charged ${money(recording, fee, asset)} for a night${margin}.`;
}

/** What became of a trade's stop loss and take profit, each in words without the order. */
function protectionChanges(before: Order, after: Order): readonly string[] {
  const names = { stopLoss: 'the stop loss', takeProfit: 'the take profit' } as const;
  return (['stopLoss', 'takeProfit'] as const).flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    if (now === null) return old === null ? [] : [`${names[name]} at ${formatNumber(old)} was removed`];
    if (old === null) return [`${names[name]} was set to ${formatNumber(now)}`];
    return old.equals(now) ? [] : [`${names[name]} moved from ${formatNumber(old)} to ${formatNumber(now)}`];
  });
}

function marketSentence(recording: Recording, entry: Entry): string {
  const { bars } = recording.journal;
  const row = (entry.bar ?? 0) - 1;
  const pair = recording.journal.header.pairs[bars.columns.pair[row] ?? -1];
  if (pair === undefined) return `${KIND_TITLES[entry.kind]}.`;
  const { journal } = recording;
  const price = formatNumber(priceToDecimal(pair, bars.columns.close[row] ?? 0), pair.priceDecimals);
  if (entry.kind === 'PRICE') return `The market showed ${price} for ${pair.code}.`;
  return barInside(journal, entry.number) === row
    ? `A bar of ${pair.code} began.`
    : `A bar of ${pair.code} closed at ${price}.`;
}

/** An amount with its asset, as tables have it. */
function money({ journal }: Recording, value: Decimal, asset: string): string {
  return formatAmount(value, asset, paddedDecimalsOf(journal.header.assets, asset));
}

function listed(ids: readonly string[]): string {
  return ids.length < 2 ? ids.join('') : `${ids.slice(0, -1).join(', ')} and ${ids.at(-1) ?? ''}`;
}
