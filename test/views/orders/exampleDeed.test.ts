import { describe, expect, it } from 'vitest';
import type { LifecycleEvent } from '../../../src/domain/orders/lifecycle.ts';
import type { Deed } from '../../../src/store/state.ts';
import { exampleDeed } from '../../../src/views/orders/exampleDeed.ts';
import { pairOf } from '../../../src/views/orders/pairLookup.ts';
import { playDeeds, tradedWorld } from '../playedWorld.ts';

/** What would come of the example of an event, tried on a buy of 2 of which 1.2 have filled. */
function tried(event: LifecycleEvent, isPart = false) {
  const player = playDeeds([
    {
      action: {
        type: 'CREATE_SPOT_LIMIT',
        pair: 'BTCUSD',
        direction: 'buy',
        volume: '2',
        price: '48000',
      },
    },
    { fill: { order: 'O-1', volume: '1.2', price: '47900' } },
  ]);
  const order = player.orders.at('O-1', { entries: player.journal.entries.length });
  if (order === null) throw new Error('no order');
  const deed: Deed | undefined = exampleDeed(
    order,
    pairOf(player.journal, order.pair),
    null,
    event,
    isPart,
  )?.deed;
  if (deed === undefined) return null;
  const { denial, lines, orders } = player.preview({ at: '2024-01-02T10:00:00Z', ...deed });
  return {
    denial,
    status: orders.findLast(({ id }) => id === 'O-1')?.to,
    types: lines.map(({ type }) => type),
  };
}

describe('what an action would do, before it is done', () => {
  it.each([
    { event: 'fill', isPart: false, status: 'FILLED', types: ['FILL_BUY', 'SPOT_EXCHANGE', 'FEE_FILL'] },
    {
      event: 'fill',
      isPart: true,
      status: 'PARTIALLY_FILLED',
      types: ['FILL_BUY', 'SPOT_EXCHANGE', 'FEE_FILL'],
    },
    { event: 'cancel', isPart: false, status: 'CANCELLED', types: ['RETURN_MARGIN'] },
    { event: 'modify', isPart: false, status: 'REPLACED', types: ['RETURN_MARGIN', 'RESERVE_MARGIN'] },
    { event: 'modify', isPart: true, status: 'CANCELLED', types: ['RETURN_MARGIN'] },
    {
      event: 'split',
      isPart: false,
      status: 'SPLIT',
      types: ['RETURN_MARGIN', 'RESERVE_MARGIN', 'RESERVE_MARGIN'],
    },
  ] as const)('takes the way of the table: $event, of a part $isPart', ({ event, isPart, status, types }) => {
    expect(tried(event, isPart)).toEqual({ denial: null, status, types });
  });

  it('shows nothing for what only the engine or the market does', () => {
    for (const event of ['create', 'accept', 'reject', 'trigger', 'expire', 'charge'] as const) {
      expect(tried(event)).toBeNull();
    }
  });

  it('does to trades what trades know', () => {
    const { journal, orders } = tradedWorld();
    const order = orders.at('O-1', { entries: 3 });
    const types = (['cancel', 'modify', 'split'] as const).map((event) => {
      const deed = order && exampleDeed(order, pairOf(journal, order.pair), null, event, false)?.deed;
      return deed && 'action' in deed ? deed.action.type : null;
    });
    expect(types).toEqual(['CANCEL_TRADE_LIMIT', 'MODIFY_TRADE_LIMIT', 'SPLIT_TRADE_LIMIT']);
  });
});
