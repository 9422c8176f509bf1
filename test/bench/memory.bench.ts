/** Bytes a line: as the columns and their indexes count, and (`measured`, `plain`) as the process grows, twice collected. */
import { appendLines, appendPlainly, emptyJournal, index, PlainLedger } from './ledgers.ts';
import { report, task } from './measure.ts';

const { variant, size: lines } = task();

function bytesUsed(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const before = bytesUsed();
if (variant === 'plain') {
  const ledger = new PlainLedger();
  appendPlainly(ledger, lines);
  report((bytesUsed() - before) / lines);
  if (ledger.transactions.length !== lines) throw new Error('lines are missing');
} else {
  const journal = emptyJournal();
  index(appendLines(journal, lines));
  const { transactions, byBook, byOrder, byType } = journal;
  const counted = [transactions, byBook, byOrder, byType].reduce(
    (sum, { byteLength }) => sum + byteLength,
    0,
  );
  report((variant === 'ours' ? counted : bytesUsed() - before) / lines);
  if (transactions.length !== lines) throw new Error('lines are missing');
}
