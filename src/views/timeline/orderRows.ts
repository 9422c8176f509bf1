import { firstIndex } from '../../journal/postings.ts';
import type { OrderLives } from './orderLives.ts';

/** Which orders stand in which row of the picture; in each row they follow each other. */
export interface TimelineRows {
  readonly count: number;
  /** The orders of a row by their own rows (number - 1), ascending in time. */
  readonly ordersIn: (row: number) => ArrayLike<number>;
  /** The row of an order. */
  readonly rowOf: (order: number) => number;
  /** Whether each order has a row of its own. */
  readonly isSingle: boolean;
}

/** A row for each order. */
export function singleRows({ count }: OrderLives): TimelineRows {
  return { count, ordersIn: (row) => [row], rowOf: (order) => order, isSingle: true };
}

/** As few rows as it takes without an order lying over another: one takes the row of an order that has ended. */
export function packedRows({ count, birthMs, endMs }: OrderLives): TimelineRows {
  const ended = Int32Array.from({ length: count }, (_, order) => order).toSorted(
    (a, b) => (endMs[a] ?? 0) - (endMs[b] ?? 0) || a - b,
  );
  const rowOf = new Int32Array(count);
  const free: number[] = [];
  const rows: number[][] = [];
  let over = 0;
  for (let order = 0; order < count; order += 1) {
    const born = birthMs[order] ?? 0;
    for (let each = ended[over]; each !== undefined && each < order; each = ended[over]) {
      const end = endMs[each] ?? 0;
      // One may begin as another ends, but not where one has no length.
      if (end > born || (end === born && birthMs[each] === end)) break;
      free.push(rowOf[each] ?? 0);
      over += 1;
    }
    const row = free.pop() ?? rows.length;
    rowOf[order] = row;
    const own = rows[row];
    if (own === undefined) rows.push([order]);
    else own.push(order);
  }
  return {
    count: rows.length,
    ordersIn: (row) => rows[row] ?? [],
    rowOf: (order) => rowOf[order] ?? 0,
    isSingle: false,
  };
}

/** The order of a row that lives at a time, or the nearest one within `reachMs`; `null` when there is none. */
export function orderAt(
  rows: TimelineRows,
  { birthMs, endMs }: OrderLives,
  row: number,
  timeMs: number,
  reachMs: number,
): number | null {
  const own = rows.ordersIn(row);
  const after = firstIndex(own.length, (index) => (birthMs[own[index] ?? 0] ?? 0) > timeMs);
  const [before, next] = [own[after - 1], own[after]];
  const past = before === undefined ? Infinity : Math.max(0, timeMs - (endMs[before] ?? 0));
  const toCome = next === undefined ? Infinity : (birthMs[next] ?? 0) - timeMs;
  if (Math.min(past, toCome) > reachMs) return null;
  return (past <= toCome ? before : next) ?? null;
}
