/** Milliseconds that the receiving thread needs until it can read a journal of so many lines, and then to answer a first question (`asked`). */
import { BalanceRepository } from '../../src/journal/balanceRepository.ts';
import { Journal } from '../../src/journal/journal.ts';
import { appendLines, emptyJournal, timeAt } from './ledgers.ts';
import { median, onceMs, report, task } from './measure.ts';

const { variant, size } = task();
const journal = emptyJournal();
appendLines(journal, size);
const tookMs = Array.from({ length: 7 }, () => {
  const columns = journal.toColumns();
  const buffers = Object.values<Readonly<Record<string, { readonly buffer: ArrayBufferLike }>>>(
    columns.tables,
  ).flatMap((table) => Object.values(table).map(({ buffer }) => buffer));
  return onceMs(() => {
    const received = structuredClone(columns, {
      transfer: buffers.filter((buffer) => buffer instanceof ArrayBuffer),
    });
    const taken = Journal.fromColumns(received);
    if (variant === 'asked') new BalanceRepository(taken).at({ timeMs: timeAt(size, 0.5) }, 'main', 'USD');
  });
});
report(median(tookMs));
