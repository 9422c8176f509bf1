import type { EntryKind } from '../../domain/entry.ts';
import type { Entry } from '../../journal/entryRepository.ts';
import type { OrderEvent } from '../../journal/orderRepository.ts';
import type { Recording } from '../../scenario/recording.ts';
import { formatAmount, formatNumber } from '../../ui/formatNumber.ts';

/** A kind of entry in a few words. */
export const KIND_TITLES: Readonly<Record<EntryKind, string>> = {
  DEPOSIT: 'Deposit',
  ADJUSTMENT: 'Deposit or withdrawal',
  PRICE: 'Price moved',
  BAR: 'Bar',
  TRIGGER: 'Trigger',
  FILL: 'Fill',
  EXPIRE: 'Expiry',
  OVERNIGHT: 'Overnight',
  CLOSE: 'Close',
  STOP_LOSS: 'Stop loss',
  TAKE_PROFIT: 'Take profit',
  LIQUIDATION: 'Liquidation',
  RUN: 'Run',
  CREATE_SPOT_LIMIT: 'Limit order',
  CREATE_SPOT_MARKET: 'Market order',
  CREATE_TRADE_LIMIT: 'Trade, limit',
  CREATE_TRADE_MARKET: 'Trade, market',
  MODIFY_SPOT_LIMIT: 'Modify',
  MODIFY_TRADE_LIMIT: 'Modify trade',
  SPLIT_SPOT_LIMIT: 'Split',
  SPLIT_TRADE_LIMIT: 'Split trade',
  CANCEL_SPOT_LIMIT: 'Cancel',
  CANCEL_TRADE_LIMIT: 'Cancel trade',
  CLOSE_TRADE: 'Close trade',
};

/** What happened, in one sentence. */
export function entrySentence(recording: Recording, entry: Entry): string {
  if (entry.denial !== null) return `${KIND_TITLES[entry.kind]} refused; nothing moved.`;
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
    case 'CLOSE_TRADE':
      return `${KIND_TITLES[entry.kind]}.`;
  }
}

function eventSentence(
  recording: Recording,
  entry: Entry,
  events: readonly OrderEvent[],
  last: OrderEvent,
): string {
  const order = recording.orders.at(last.order, { entries: entry.number });
  const ended = events.find(({ event }) => event === 'modify' || event === 'split');
  if (ended !== undefined) {
    const children = events.filter(({ event }) => event === 'create').map(({ order: id }) => id);
    const heirs = children.length === 0 ? 'ended' : `handed over to ${listed(children)}`;
    return `${ended.order} was ${ended.event === 'split' ? 'split and ' : 'modified and '}${heirs}.`;
  }
  if (last.fill !== null && order !== null) {
    const { volume, price } = last.fill;
    const verb = order.direction === 'buy' ? 'bought' : 'sold';
    return `${last.order} ${verb} ${formatNumber(volume)} at ${formatNumber(price)}${
      order.remaining.isZero() ? ' and is filled.' : `; ${formatNumber(order.remaining)} remain.`
    }`;
  }
  switch (last.event) {
    case 'create':
    case 'accept':
      return order === null
        ? `${last.order} was accepted.`
        : `${last.order} was accepted and ${formatAmount(order.held, order.heldAsset)} set aside for it.`;
    case 'reject':
      return `${last.order} was rejected.`;
    case 'trigger':
      return `The market reached ${last.order}'s trigger price: it works now.`;
    case 'cancel':
      return `${last.order} was cancelled; what it still held returned.`;
    case 'expire':
      return `${last.order} expired; what it still held returned.`;
    case 'charge':
      return `${last.order} was charged for a night.`;
    case 'amend':
      return `The stop loss or take profit of ${last.order} changed.`;
    case 'close':
      return `The position of ${last.order} was closed${order?.position?.status === 'CLOSED' ? '' : ' in part'}.`;
    case 'fill':
    case 'modify':
    case 'split':
      return `${last.order}: ${last.event}.`;
  }
}

function marketSentence(recording: Recording, entry: Entry): string {
  const { bars } = recording.journal;
  const row = (entry.bar ?? 0) - 1;
  const pair = recording.journal.header.pairs[bars.columns.pair[row] ?? -1];
  if (pair === undefined) return `${KIND_TITLES[entry.kind]}.`;
  const price = recording.balances.lastPrice({ entries: entry.number }, pair.base.code, pair.quote.code);
  const shown = price === null ? '' : ` ${formatNumber(price, pair.priceDecimals)}`;
  return entry.kind === 'PRICE'
    ? `The market showed${shown} for ${pair.code}.`
    : `A bar of ${pair.code} closed at${shown}.`;
}

function listed(ids: readonly string[]): string {
  return ids.length < 2 ? ids.join('') : `${ids.slice(0, -1).join(', ')} and ${ids.at(-1) ?? ''}`;
}
