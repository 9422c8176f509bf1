import { orderNumber } from '../../domain/orders/orderId.ts';
import { TRANSACTION_TYPE_NAMES, type TransactionType } from '../../domain/transaction.ts';
import type { Journal } from '../../journal/journal.ts';

/** What moves a balance in a step of the waterfall: a type of line, what others moved in between, or nothing at its two ends. */
type StepCause = TransactionType | keyof typeof CAUSE_WORDS;

/** The words for what is no line of the order. */
export const CAUSE_WORDS = { before: 'Before', others: 'Other orders', after: 'After' } as const;

/** Whether a step is a line, or lines, of the order itself. */
export function isOwn(cause: StepCause): cause is TransactionType {
  return !(cause in CAUSE_WORDS);
}

/** A step from one balance to the next, in minor units. */
export interface WaterfallStep {
  readonly cause: StepCause;
  /** The moment to look at: just after the step's last line. */
  readonly moment: number;
  /** The last of its lines, 0 where it has none of the order. */
  readonly seq: number;
  readonly lines: number;
  readonly available: bigint;
  readonly unavailable: bigint;
  readonly availableAfter: bigint;
  readonly unavailableAfter: bigint;
}

/** Steps drawn one by one, at most; of a longer life those of one cause are joined. */
const MOST_STEPS = 200;

/** The assets whose balance an order's lines move, in the order of the header. */
export function movedAssets(journal: Journal, id: string): readonly string[] {
  const { assets } = journal.header;
  const { book } = journal.transactions.columns;
  const moved = new Set(
    Array.from(journal.byOrder.rows(orderNumber(id) ?? -1), (row) => (book[row] ?? 0) % assets.length),
  );
  return assets.filter(({ index }) => moved.has(index)).map(({ code }) => code);
}

/** From the balance before an order to that after it, line by line: each step begins where the one before it ended ([L8]). */
export function waterfallOf(journal: Journal, id: string, asset: string): readonly WaterfallStep[] {
  const { assets } = journal.header;
  const number = orderNumber(id) ?? -1;
  const kept = assets.findIndex(({ code }) => code === asset);
  const { book, type, entry, available, unavailable, availableAfter, unavailableAfter } =
    journal.transactions.columns;
  const rows = journal.byOrder.rows(number).filter((row) => (book[row] ?? 0) % assets.length === kept);
  const [first] = rows;
  if (first === undefined) return [];

  const steps: WaterfallStep[] = [];
  let at = {
    available: (availableAfter[first] ?? 0n) - (available[first] ?? 0n),
    unavailable: (unavailableAfter[first] ?? 0n) - (unavailable[first] ?? 0n),
  };
  const add = (cause: StepCause, moment: number, seq: number, to: typeof at): void => {
    steps.push({
      cause,
      moment,
      seq,
      lines: seq === 0 ? 0 : 1,
      available: to.available - at.available,
      unavailable: to.unavailable - at.unavailable,
      availableAfter: to.available,
      unavailableAfter: to.unavailable,
    });
    at = to;
  };
  add('before', entry[first] ?? 0, 0, at);
  for (const row of rows) {
    const after = { available: availableAfter[row] ?? 0n, unavailable: unavailableAfter[row] ?? 0n };
    const before = {
      available: after.available - (available[row] ?? 0n),
      unavailable: after.unavailable - (unavailable[row] ?? 0n),
    };
    const isMoved = before.available !== at.available || before.unavailable !== at.unavailable;
    if (isMoved) add('others', entry[row] ?? 0, 0, before);
    add(TRANSACTION_TYPE_NAMES[type[row] ?? 0] ?? 'ADJUSTMENT', (entry[row] ?? 0) + 1, row + 1, after);
  }
  const last = steps.at(-1);
  if (last !== undefined) add('after', last.moment, 0, at);
  return steps.length > MOST_STEPS ? joined(steps) : steps;
}

/** One step for each cause, in the order in which they first came; their ends and their sums stay. */
function joined(steps: readonly WaterfallStep[]): readonly WaterfallStep[] {
  const causes = [...new Set(steps.map(({ cause }) => cause))].filter((cause) => cause !== 'after');
  const [first] = steps;
  let available = first?.availableAfter ?? 0n;
  let unavailable = first?.unavailableAfter ?? 0n;
  const sums = causes.map((cause) => {
    const own = steps.filter((step) => step.cause === cause);
    const change = own.reduce((sum, step) => sum + step.available, 0n);
    const held = own.reduce((sum, step) => sum + step.unavailable, 0n);
    available += change;
    unavailable += held;
    return {
      cause,
      moment: own.at(-1)?.moment ?? 0,
      seq: own.at(-1)?.seq ?? 0,
      lines: own.reduce((sum, { lines }) => sum + lines, 0),
      available: change,
      unavailable: held,
      availableAfter: available,
      unavailableAfter: unavailable,
    };
  });
  return [...sums, ...steps.slice(-1)];
}
