import { describe, expect, it } from 'vitest';
import { lineageOf } from '../../../src/views/lifecycle/lineage.ts';
import { busyWorld, tradedWorld } from '../playedWorld.ts';

describe('lineageOf', () => {
  const { journal, orders } = busyWorld();
  const end = journal.entries.length;

  it('[O3] gives the whole chain from any of its orders, each parent before its children', () => {
    const chain = lineageOf(journal, orders, 'O-4', end);
    expect(chain.map(({ order, depth }) => [order.id, depth])).toEqual([
      ['O-1', 0],
      ['O-2', 1],
      ['O-3', 2],
      ['O-4', 2],
    ]);
  });

  it('[L5] accounts for what was set aside: reserved = spent + returned + held, at every moment', () => {
    for (let moment = 0; moment <= end; moment += 1) {
      for (const { reserved, spent, returned, holds, isPast } of lineageOf(journal, orders, 'O-1', moment)) {
        if (!isPast) continue;
        expect(spent.plus(returned).plus(holds).equals(reserved)).toBe(true);
      }
    }
  });

  it('[L5] counts the margin of a position to what its order holds', () => {
    const traded = tradedWorld();
    for (let moment = 3; moment <= traded.journal.entries.length; moment += 1) {
      const [node] = lineageOf(traded.journal, traded.orders, 'O-1', moment);
      expect(node?.spent.plus(node.returned).plus(node.holds).toFixed()).toBe(node?.reserved.toFixed());
      const { unavailable } = traded.balances.at({ entries: moment }, 'main', 'USD');
      expect(node?.holds.toFixed()).toBe(unavailable.toFixed());
    }
  });

  it('marks orders that come later, and knows no chain of an order that never comes', () => {
    expect(lineageOf(journal, orders, 'O-1', 5).map(({ isPast }) => isPast)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(lineageOf(journal, orders, 'O-99', end)).toEqual([]);
  });
});
