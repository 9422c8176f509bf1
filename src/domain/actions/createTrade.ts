import { checkExpiry } from './createSpot.ts';
import { defineAction } from './defineAction.ts';
import {
  expiresAt,
  leverage,
  optional,
  pair,
  price,
  stopLoss,
  takeProfit,
  timeInForce,
  tradeDirection,
  triggerPrice,
  volume,
} from './fields.ts';
import { placeOrder } from './placeOrder.ts';

const common = {
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
  fields: { pair, direction: tradeDirection, volume, price, ...common },
  crossCheck: checkExpiry,
  decide: (desk, account, values) => placeOrder(desk, 'CREATE_TRADE_LIMIT', account, values),
});

export const createTradeMarket = defineAction({
  type: 'CREATE_TRADE_MARKET',
  title: 'Market trade',
  summary: 'Open a long or short position at the next price.',
  event: 'create',
  fields: { pair, direction: tradeDirection, volume, ...common },
  crossCheck: checkExpiry,
  decide: (desk, account, values) => placeOrder(desk, 'CREATE_TRADE_MARKET', account, values),
});
