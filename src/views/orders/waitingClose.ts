import type { Order } from '../../domain/orders/order.ts';
import { readEntry } from '../../journal/entryRepository.ts';
import { Decimal } from '../../money/decimal.ts';
import type { Step } from '../../scenario/format.ts';
import type { Recording } from '../../scenario/recording.ts';

/** Kinds of entries that let waiting closes happen: what the market shows. */
const SHOWING = new Set(['PRICE', 'BAR', 'RUN']);

/**
 * How much of a trade was asked to be closed at the next bar or price and still waits for it at a moment, or `null`. The request writes
 * neither line nor event, so it is read from the steps; entries are looked at back to the last thing that the order's market showed.
 */
export function waitingCloseOf(
  { journal }: Recording,
  steps: readonly Step[],
  order: Order,
  entries: number,
): Decimal | null {
  const open = order.position?.open;
  if (open === undefined || open.isZero()) return null;
  let waiting: Decimal | null = null;
  for (let number = entries; number > order.createdEntry; number -= 1) {
    const entry = readEntry(journal, number);
    if (entry.denial !== null) continue;
    if (SHOWING.has(entry.kind)) {
      const pair = journal.header.pairs[journal.bars.columns.pair[(entry.bar ?? 0) - 1] ?? -1];
      if (entry.bar === null || pair?.code === order.pair) break;
    }
    const step = entry.kind === 'CLOSE_TRADE' && entry.step !== null ? steps[entry.step] : undefined;
    if (step === undefined || !('action' in step) || step.action.type !== 'CLOSE_TRADE') continue;
    const { action } = step;
    if (action.order !== order.id || action.price !== undefined) continue;
    waiting = (waiting ?? new Decimal(0)).plus(action.volume ?? open);
  }
  return waiting === null ? null : Decimal.min(waiting, open);
}
