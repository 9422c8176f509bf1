import { Stage } from '../engine/stage.ts';

/**
 * A stage on which much has happened: two accounts of two agents, two pairs, fills by hand and by bars, a modify of a modify, a split, a
 * cancel, an expiry, a night and refusals. Some steps share their time, and some entries have no transaction.
 */
export function busyStage(): Stage {
  const deposits = { USD: '100000', BTC: '10', ETH: '100' };
  const stage = new Stage({
    assets: [
      { code: 'USD', decimals: 2 },
      { code: 'BTC', decimals: 8 },
      { code: 'ETH', decimals: 6 },
    ],
    pairs: [
      { code: 'BTCUSD', base: 'BTC', quote: 'USD', tickSize: '0.01', lotSize: '0.00000001' },
      { code: 'ETHBTC', base: 'ETH', quote: 'BTC', tickSize: '0.0001', lotSize: '0.01' },
    ],
    fees: [
      { type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.001' },
      { type: 'FLAT_PER_TRADE', timing: 'ON_CANCEL', amount: '1' },
      { type: 'FLAT_PER_TRADE', timing: 'ON_CREATE', amount: '0.5' },
      { type: 'FLAT_PER_TRADE', timing: 'ON_OVERNIGHT_PENDING', amount: '0.25' },
    ],
    accounts: [
      { id: 'main', agent: 'ann', deposits },
      { id: 'spare', agent: 'ann', deposits },
      { id: 'other', agent: 'bob', deposits },
    ],
  });
  stage.limit('buy', '2', '100');
  stage.fill('O-1', '0.5', '99');
  stage.modify('O-1', { price: '98' });
  stage.modify('O-2', { volume: '2' });
  stage.clock('2024-01-02T09:04:00Z').split('O-3', '0.5', '1.5 @ 97');
  const trade = { type: 'CREATE_SPOT_LIMIT', direction: 'sell', volume: '10', price: '0.05' } as const;
  stage.clock('2024-01-02T09:04:00Z').act({ ...trade, pair: 'ETHBTC' }, 'other');
  stage.act({ type: 'CREATE_SPOT_MARKET', pair: 'BTCUSD', direction: 'sell', volume: '1' }, 'other');
  stage.bar('101 105 98 99');
  stage.act({ type: 'CREATE_SPOT_MARKET', pair: 'BTCUSD', direction: 'sell', volume: '1' }, 'other');
  stage.cancel('O-77');
  stage.step({ price: { pair: 'ETHBTC', last: '0.06' } });
  stage.bar('100 100 96 97');
  stage.limit('buy', '5000', '100');
  stage.act(
    {
      type: 'CREATE_SPOT_LIMIT',
      pair: 'BTCUSD',
      direction: 'buy',
      volume: '1',
      price: '50',
      timeInForce: 'DAY',
    },
    'spare',
  );
  stage.limit('sell', '3', '200');
  stage.clock('2024-01-03T01:00:00Z').price('97');
  stage.cancel('O-10');
  stage.step({ adjust: { asset: 'ETH', amount: '-5', reason: 'a gift' } });
  return stage;
}
