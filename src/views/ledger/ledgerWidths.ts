import type { Journal } from '../../journal/journal.ts';
import { formatBeside, formatTime } from '../../ui/formatTime.ts';
import { amountCharacters } from './amountCharacters.ts';
import type { Widths } from './ledgerColumns.tsx';
import { ledgerTimes } from './ledgerTimes.ts';

/** How wide the things of a ledger are, so that its columns need no measuring. */
export function ledgerWidths(journal: Journal): Widths {
  const { entries, transactions, orders, header } = journal;
  const { timeMs } = entries.columns;
  const among = ledgerTimes(journal);
  const ends = [timeMs[0] ?? 0, timeMs[entries.length - 1] ?? 0].map((time) =>
    among === undefined ? formatTime(time) : formatBeside(time, ...among),
  );
  return {
    number: Math.max(2, String(transactions.length).length),
    time: Math.max(5, ...ends.map(({ length }) => length)),
    amount: amountCharacters(journal),
    account: Math.max(7, ...header.accounts.map(({ id }) => Math.min(16, id.length))),
    // The letter is wider than a figure.
    order: Math.max(5, String(orders.length).length + 3),
    asset: Math.max(0, ...header.assets.map(({ code }) => Math.min(8, code.length))),
  };
}
