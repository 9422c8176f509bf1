import { expect, it } from 'vitest';
import { checkScenario } from '../../../src/scenario/format.ts';
import { play } from '../../../src/scenario/play.ts';
import busyDay from '../../../src/scenario/examples/busy-day.json' with { type: 'json' };
import { orderRows } from '../../../src/views/orders/orderRows.ts';

it('[O3] the list of orders has each of them once, the newest chain first, each child below the order it came from', () => {
  const parsed = checkScenario(busyDay);
  if (!parsed.ok) throw new Error('the example cannot be read');
  const { journal } = play(parsed.scenario);
  const { parent } = journal.orders.columns;
  /** An order, and below it those that came from it. */
  const chainOf = (number: number, count: number): readonly number[] => [
    number,
    ...Array.from({ length: count }, (_, row) => row + 1)
      .filter((each) => parent[each - 1] === number)
      .flatMap((child) => chainOf(child, count)),
  ];
  for (const count of [0, 1, 100, journal.orders.length]) {
    const { numbers, depths, rowOf } = orderRows(journal, count);
    const roots = Array.from({ length: count }, (_, row) => count - row).filter(
      (number) => parent[number - 1] === 0,
    );
    const expected = roots.flatMap((root) => chainOf(root, count));
    expect(Array.from(numbers)).toEqual(expected);
    expect(expected.map(rowOf)).toEqual(Array.from(expected.keys()));
    const depthOf = (number: number): number =>
      (parent[number - 1] ?? 0) === 0 ? 0 : 1 + depthOf(parent[number - 1] ?? 0);
    expect(Array.from(depths)).toEqual(expected.map((number) => Math.min(6, depthOf(number))));
  }
});
