import { denial } from '../denial.ts';
import type { Desk } from '../desk.ts';
import { draft, type EntryDraft } from '../entry.ts';
import type { ActionType } from './actionTypes.ts';
import { checkExpiry } from './createSpot.ts';
import { defineAction } from './defineAction.ts';
import {
  chunks,
  closePrice,
  expiresAt,
  leverage,
  nullable,
  optional,
  order,
  pair,
  price,
  stopLoss,
  takeProfit,
  timeInForce,
  tradeDirection,
  triggerPrice,
  volume,
} from './fields.ts';

/** Trades are validated in shape and refused as a whole. */
const refuse =
  (type: ActionType) =>
  (_desk: Desk, account: number): EntryDraft =>
    draft(type, account, { denial: denial('TRADES_NOT_SUPPORTED', { action: type }) });

const creation = {
  leverage: optional(leverage),
  stopLoss: optional(stopLoss),
  takeProfit: optional(takeProfit),
  timeInForce: optional(timeInForce),
  expiresAt: optional(expiresAt),
  triggerPrice: optional(triggerPrice),
};

export const createTradeLimit = defineAction({
  type: 'CREATE_TRADE_LIMIT',
  title: 'Limit trade',
  summary: 'Open a long or short position at the limit price or better.',
  event: 'create',
  fields: { pair, direction: tradeDirection, volume, price, ...creation },
  crossCheck: checkExpiry,
  decide: refuse('CREATE_TRADE_LIMIT'),
});

export const createTradeMarket = defineAction({
  type: 'CREATE_TRADE_MARKET',
  title: 'Market trade',
  summary: 'Open a long or short position at the next price.',
  event: 'create',
  fields: { pair, direction: tradeDirection, volume, ...creation },
  crossCheck: checkExpiry,
  decide: refuse('CREATE_TRADE_MARKET'),
});

export const modifyTradeLimit = defineAction({
  type: 'MODIFY_TRADE_LIMIT',
  title: 'Modify trade',
  summary:
    'Change the entry, the leverage, the stop loss or the take profit; null removes one of the last two.',
  event: 'modify',
  fields: {
    order,
    volume: optional(volume),
    price: optional(price),
    leverage: optional(leverage),
    stopLoss: optional(nullable(stopLoss)),
    takeProfit: optional(nullable(takeProfit)),
  },
  decide: refuse('MODIFY_TRADE_LIMIT'),
});

export const splitTradeLimit = defineAction({
  type: 'SPLIT_TRADE_LIMIT',
  title: 'Split trade',
  summary: 'Hand the remaining entry volume over to two or more children.',
  event: 'split',
  fields: { order, chunks },
  decide: refuse('SPLIT_TRADE_LIMIT'),
});

export const cancelTradeLimit = defineAction({
  type: 'CANCEL_TRADE_LIMIT',
  title: 'Cancel trade',
  summary: 'End the unfilled rest of the entry order.',
  event: 'cancel',
  fields: { order },
  decide: refuse('CANCEL_TRADE_LIMIT'),
});

export const closeTrade = defineAction({
  type: 'CLOSE_TRADE',
  title: 'Close trade',
  summary: 'Close the position or a part of it, by hand at a price or at the next one.',
  event: 'close',
  fields: { order, volume: optional(volume), price: optional(closePrice) },
  decide: refuse('CLOSE_TRADE'),
});
