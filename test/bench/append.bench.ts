/** Milliseconds to append the lines of a ledger and index them; the median of several times. */
import { appendLines, appendPlainly, emptyJournal, index, PlainLedger } from './ledgers.ts';
import { report, task, timeOf } from './measure.ts';

const { variant, size: lines } = task();
report(
  timeOf(() => {
    if (variant === 'ours') index(appendLines(emptyJournal(), lines));
    else appendPlainly(new PlainLedger(), lines);
  }),
);
