import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/scenario/examples/registry.ts';
import { explainNeed } from '../../src/scenario/explainNeed.ts';
import { play } from '../../src/scenario/play.ts';
import type { Step } from '../../src/scenario/format.ts';

const at = '2030-01-01T00:00:00Z';

/** What an order would need after an example. */
function needs(name: keyof typeof EXAMPLES, action: Extract<Step, { action: unknown }>['action']) {
  const player = play(EXAMPLES[name].scenario);
  const step = { at, action };
  const { denial } = player.preview(step);
  if (denial === null) return [];
  return explainNeed(player, player.journal.entries.length, step, denial).map(
    ({ type, formula }) => `${type}: ${formula}`,
  );
}

describe('what an order needs and the account lacks', () => {
  it('[P1] is its cost, its fees and their sum', () => {
    expect(
      needs('first-look', {
        type: 'CREATE_SPOT_LIMIT',
        pair: 'BTCUSD',
        direction: 'buy',
        volume: '3',
        price: '48000',
      }),
    ).toEqual([
      'RESERVE_MARGIN: 3 × 48,000.00 (144,000.00) + 144.00 for the largest fill fee (0.1 %) = 144,144.00',
    ]);
  });

  it('[P1] says no amount twice', () => {
    const bought = { type: 'CREATE_SPOT_LIMIT', pair: 'BTCUSD', direction: 'buy', volume: '1' } as const;
    expect(needs('first-look', { ...bought, price: '48120' })).toEqual([
      'RESERVE_MARGIN: 1 × 48,120.00 + 48.12 for the largest fill fee (0.1 %) = 48,168.12',
    ]);
  });

  it('[P2] is reckoned at the last price for a market order, as the refusal is', () => {
    const player = play(EXAMPLES['first-look'].scenario);
    const step = {
      at,
      action: { type: 'CREATE_SPOT_MARKET', pair: 'BTCUSD', direction: 'buy', volume: '3' },
    } as const;
    const { denial } = player.preview(step);
    if (denial?.code !== 'INSUFFICIENT_AVAILABLE') throw new Error('it can be paid');
    const [need] = explainNeed(player, player.journal.entries.length, step, denial);
    expect(need?.formula).toContain('the reference price with its buffer');
    expect(need?.formula.replaceAll(',', '')).toMatch(new RegExp(`= ${denial.numbers.needed}$`));
  });

  it('[P7] is a margin for a trade', () => {
    const [need] = needs('long-with-bracket', {
      type: 'CREATE_TRADE_LIMIT',
      pair: 'BTCUSD',
      direction: 'long',
      volume: '9999',
      price: '40000',
    });
    expect(need).toMatch(/^RESERVE_MARGIN: 9,999 × 40,000\.00 \/ 10 .*margin.* = /);
  });

  it('is nothing where nothing is lacking, or something else is wrong', () => {
    const action = { type: 'CREATE_SPOT_LIMIT', pair: 'BTCUSD', direction: 'buy', price: '48000' } as const;
    expect(needs('first-look', { ...action, volume: '0.01' })).toEqual([]);
    expect(needs('first-look', { type: 'CANCEL_SPOT_LIMIT', order: 'O-9' })).toEqual([]);
  });
});
