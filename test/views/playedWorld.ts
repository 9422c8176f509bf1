import { checkScenario, type Step } from '../../src/scenario/format.ts';
import { play, type Player } from '../../src/scenario/play.ts';

type Deed = Step extends infer S ? (S extends Step ? Omit<S, 'at'> : never) : never;

/** An account with 100,000 USD that trades BTCUSD, 0.1 % on fills, after doing things a minute apart from 09:00 on. */
export function playDeeds(
  deeds: readonly Deed[],
  leverage: { type: string; value?: string } = { type: 'NO_LEVERAGE' },
): Player {
  const startMs = Date.UTC(2024, 0, 2, 9);
  const parsed = checkScenario({
    format: 'orderscope-scenario',
    version: 1,
    name: 'for a test',
    assets: [
      { code: 'USD', decimals: 2 },
      { code: 'BTC', decimals: 8 },
    ],
    pairs: [
      {
        code: 'BTCUSD',
        base: 'BTC',
        quote: 'USD',
        tickSize: '0.01',
        lotSize: '0.00000001',
        contractSize: '1',
      },
    ],
    rules: [
      {
        pair: 'BTCUSD',
        leverage,
        fees: [{ type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.001' }],
      },
    ],
    accounts: [{ id: 'main', agent: 'me', deposits: { USD: '100000' } }],
    steps: deeds.map((deed, index) => ({
      ...deed,
      at: new Date(startMs + index * 60_000).toISOString().replace('.000Z', 'Z'),
    })),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return play(parsed.scenario);
}

const limit = (direction: 'buy' | 'sell', volume: string, price: string): Deed => ({
  action: { type: 'CREATE_SPOT_LIMIT', pair: 'BTCUSD', direction, volume, price },
});

/** The worked example of the ledger: a limit buy of 2 at 48,000, filled 1.2 at 47,900 and 0.8 at 48,000. */
export function workedExample(): Player {
  return playDeeds([
    limit('buy', '2', '48000'),
    { fill: { order: 'O-1', volume: '1.2', price: '47900' } },
    { fill: { order: 'O-1', volume: '0.8', price: '48000' } },
  ]);
}

/** A long of 2 at 10× that fills, is protected, closes in part by hand and the rest at its take profit. */
export function tradedWorld(): Player {
  return playDeeds(
    [
      { price: { pair: 'BTCUSD', last: '48200' } },
      {
        action: {
          type: 'CREATE_TRADE_LIMIT',
          pair: 'BTCUSD',
          direction: 'long',
          volume: '2',
          price: '48000',
          stopLoss: '46000',
        },
      },
      { fill: { order: 'O-1', volume: '1', price: '48000' } },
      { fill: { order: 'O-1', volume: '1', price: '47900' } },
      { action: { type: 'MODIFY_TRADE_LIMIT', order: 'O-1', takeProfit: '49500' } },
      { action: { type: 'CLOSE_TRADE', order: 'O-1', volume: '0.5', price: '48500' } },
      { price: { pair: 'BTCUSD', last: '49600' } },
    ],
    { type: 'MARGIN_MULTIPLIER', value: '10' },
  );
}

/**
 * Orders that end in every way: O-1 replaced after a part, its child O-2 split, O-3 filled, O-4 cancelled after a part, O-5 (a sell)
 * filled, O-6 rejected; O-7 is still pending.
 */
export function busyWorld(): Player {
  return playDeeds([
    { price: { pair: 'BTCUSD', last: '48200' } },
    limit('buy', '1.5', '48000'),
    { price: { pair: 'BTCUSD', last: '48050.5' } },
    { fill: { order: 'O-1', volume: '0.6', price: '47900' } },
    { action: { type: 'MODIFY_SPOT_LIMIT', order: 'O-1', volume: '1.5', price: '47500' } },
    {
      action: {
        type: 'SPLIT_SPOT_LIMIT',
        order: 'O-2',
        chunks: [{ volume: '0.4' }, { volume: '0.5', price: '47000' }],
      },
    },
    { price: { pair: 'BTCUSD', last: '47400' } },
    limit('sell', '0.5', '49000'),
    limit('buy', '9', '48000'),
    { fill: { order: 'O-4', volume: '0.2', price: '47000' } },
    { action: { type: 'CANCEL_SPOT_LIMIT', order: 'O-4' } },
    { bar: { pair: 'BTCUSD', open: '48000', high: '49150', low: '47900', close: '48800' } },
    { bar: { pair: 'BTCUSD', open: '48800', high: '48950', low: '48640', close: '48700' } },
    limit('buy', '0.3', '48500'),
  ]);
}
