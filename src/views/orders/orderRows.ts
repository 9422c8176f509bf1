import type { Journal } from '../../journal/journal.ts';

/** All orders in the order of the list: chains newest first, children below their parents. */
export interface OrderRows {
  /** The number of the order in each row, and how many orders it descends from. */
  readonly numbers: Int32Array;
  readonly depths: Uint8Array;
  /** The row of an order by its number. */
  readonly rowOf: (number: number) => number;
}

/** Deeper ones are not moved further in. */
const DEEPEST = 6;

/** The rows of the first `count` orders, whatever the moment: those after it are there too. */
export function orderRows(journal: Journal, count: number): OrderRows {
  const { parent } = journal.orders.columns;
  const { ordersByParent } = journal;
  const numbers = new Int32Array(count);
  const depths = new Uint8Array(count);
  const rows = new Int32Array(count + 1).fill(-1);
  let length = 0;
  const add = (number: number, depth: number): void => {
    numbers[length] = number;
    depths[length] = Math.min(depth, DEEPEST);
    rows[number] = length;
    length += 1;
    if (ordersByParent.count(number) === 0) return;
    for (const child of ordersByParent.rows(number)) if (child < count) add(child + 1, depth + 1);
  };
  for (let number = count; number > 0; number -= 1) if (parent[number - 1] === 0) add(number, 0);
  return { numbers, depths, rowOf: (number) => rows[number] ?? -1 };
}
