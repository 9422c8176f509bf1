/** Milliseconds to recompute and compare every balance of a ledger; the median of several times. */
import { reconcile } from '../../src/journal/reconcile.ts';
import { appendLines, appendPlainly, emptyJournal, PlainLedger } from './ledgers.ts';
import { report, task, timeOf } from './measure.ts';

const { variant, size: lines } = task();
if (variant === 'ours') {
  const journal = emptyJournal();
  appendLines(journal, lines);
  report(
    timeOf(() => {
      if (reconcile(journal).differences.length > 0) throw new Error('the ledger is not sound');
    }),
  );
} else {
  const ledger = new PlainLedger();
  appendPlainly(ledger, lines);
  report(
    timeOf(() => {
      if (ledger.reconcile() > 0) throw new Error('the ledger is not sound');
    }),
  );
}
