/** Milliseconds to append the lines of a ledger; the best of several times. */
import { appendLines, appendPlainly, emptyJournal, PlainLedger } from './ledgers.ts';
import { bestTimeOf, report, task } from './measure.ts';

const { variant, lines } = task();
report(
  bestTimeOf(() => {
    if (variant === 'ours') appendLines(emptyJournal(), lines);
    else appendPlainly(new PlainLedger(), lines);
  }),
);
