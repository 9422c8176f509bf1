import { defineAction, type CrossProblem } from './defineAction.ts';
import {
  expiresAt,
  optional,
  pair,
  price,
  spend,
  spotDirection,
  timeInForce,
  triggerPrice,
  volume,
} from './fields.ts';
import { placeOrder } from './placeOrder.ts';

/** GTD needs a time to end at, and only GTD has one ([O7]). */
export function checkExpiry(values: {
  readonly timeInForce?: string;
  readonly expiresAt?: string;
}): CrossProblem | null {
  if (values.timeInForce === 'GTD' && values.expiresAt === undefined) {
    return { field: 'expiresAt', message: 'expected a time: a GTD order says when it ends' };
  }
  if (values.timeInForce !== 'GTD' && values.expiresAt !== undefined) {
    return { field: 'expiresAt', message: 'expected no time: only a GTD order says when it ends' };
  }
  return null;
}

const common = {
  timeInForce: optional(timeInForce),
  expiresAt: optional(expiresAt),
  triggerPrice: optional(triggerPrice),
};

export const createSpotLimit = defineAction({
  type: 'CREATE_SPOT_LIMIT',
  title: 'Limit order',
  summary: 'Buy or sell at the limit price or better; with a trigger price it is a stop-limit order.',
  event: 'create',
  fields: { pair, direction: spotDirection, volume, price, ...common },
  crossCheck: checkExpiry,
  decide: (desk, account, values) => placeOrder(desk, 'CREATE_SPOT_LIMIT', account, values),
});

export const createSpotMarket = defineAction({
  type: 'CREATE_SPOT_MARKET',
  title: 'Market order',
  summary: 'Buy or sell at the next price; a buy may say what it spends instead of a volume.',
  event: 'create',
  fields: { pair, direction: spotDirection, volume: optional(volume), spend: optional(spend), ...common },
  crossCheck: (values) => {
    if (values.volume === undefined && values.spend === undefined) {
      const or = values.direction === 'buy' ? ' or what to spend' : '';
      return { field: 'volume', message: `expected a volume${or}` };
    }
    if (values.spend !== undefined && values.volume !== undefined) {
      return { field: 'spend', message: 'expected either a volume or what to spend, not both' };
    }
    if (values.spend !== undefined && values.direction === 'sell') {
      return { field: 'spend', message: 'expected a volume: only a buy can say what it spends' };
    }
    return checkExpiry(values);
  },
  decide: (desk, account, values) => placeOrder(desk, 'CREATE_SPOT_MARKET', account, values),
});
