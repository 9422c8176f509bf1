import { checkScenario, type Scenario } from '../../src/scenario/format.ts';

/** A scenario with 100,000 USD, a fee of 0.1 % on fills, and the steps given. */
export function miniature(steps: readonly unknown[] = []): Scenario {
  const parsed = checkScenario({
    format: 'orderscope-scenario',
    version: 1,
    name: 'Miniature',
    assets: [
      { code: 'USD', decimals: 2 },
      { code: 'BTC', decimals: 8 },
    ],
    pairs: [{ code: 'BTCUSD', base: 'BTC', quote: 'USD', tickSize: '0.01', lotSize: '0.00000001' }],
    rules: [{ pair: 'BTCUSD', fees: [{ type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.001' }] }],
    accounts: [{ id: 'main', deposits: { USD: '100000' } }],
    steps,
  });
  if (!parsed.ok)
    throw new Error(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return parsed.scenario;
}

/** A limit buy of two at 48,000 at nine o'clock. */
export const BUY_TWO = {
  at: '2024-01-02T09:00:00Z',
  action: { type: 'CREATE_SPOT_LIMIT', pair: 'BTCUSD', direction: 'buy', volume: '2', price: '48000' },
} as const;
