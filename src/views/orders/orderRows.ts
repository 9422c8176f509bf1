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
  const parentOf = (number: number): number => parent[number - 1] ?? 0;
  // The first child of each, and the next of its siblings; 0 for none. A list for each order would be made for tens of thousands of them.
  const firstChild = new Int32Array(count + 1);
  const next = new Int32Array(count + 1);
  for (let number = count; number > 0; number -= 1) {
    const above = parentOf(number);
    if (above === 0) continue;
    next[number] = firstChild[above] ?? 0;
    firstChild[above] = number;
  }
  const numbers = new Int32Array(count);
  const depths = new Uint8Array(count);
  const rows = new Int32Array(count + 1).fill(-1);
  let length = 0;
  for (let root = count; root > 0; root -= 1) {
    let depth = 0;
    let number = parentOf(root) === 0 ? root : 0;
    while (number !== 0) {
      numbers[length] = number;
      depths[length] = Math.min(depth, DEEPEST);
      rows[number] = length;
      length += 1;
      let following = firstChild[number] ?? 0;
      if (following !== 0) depth += 1;
      // Up to where a sibling is left.
      for (let at = number; following === 0 && at !== root; at = parentOf(at)) {
        following = next[at] ?? 0;
        if (following === 0) depth -= 1;
      }
      number = following;
    }
  }
  return { numbers, depths, rowOf: (number) => rows[number] ?? -1 };
}
