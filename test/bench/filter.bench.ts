/** Microseconds to find the lines under a filter and read the first 50 of them; plainly: a scan over all. */
import { TransactionRepository } from '../../src/journal/transactionRepository.ts';
import { appendLines, appendPlainly, emptyJournal, PlainLedger, timeAt } from './ledgers.ts';
import { microsecondsOf, report, task } from './measure.ts';

const ROWS = 50;
const { variant, size } = task();
const fromMs = timeAt(size, 0.4);
const toMs = timeAt(size, 0.41);
if (variant === 'ours') {
  const journal = emptyJournal();
  appendLines(journal, size);
  const transactions = new TransactionRepository(journal);
  const filter = { asset: 'BTC', types: ['RETURN_MARGIN'], fromMs, toMs } as const;
  report(
    microsecondsOf(() => {
      const found = transactions.find(filter, { seq: size });
      for (const seq of found.subarray(0, ROWS)) transactions.get(seq);
    }),
  );
} else {
  const ledger = new PlainLedger();
  appendPlainly(ledger, size);
  report(
    microsecondsOf(() => {
      ledger.transactions
        .filter(
          ({ asset, type, timeMs }) =>
            asset === 'BTC' && type === 'RETURN_MARGIN' && timeMs >= fromMs && timeMs <= toMs,
        )
        .slice(0, ROWS);
    }),
  );
}
