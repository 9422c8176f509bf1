/** Milliseconds to append the lines of a ledger; the median of several times. */
import { appendLines, appendPlainly, emptyJournal, PlainLedger } from './ledgers.ts';
import { medianTimeOf, report, task } from './measure.ts';

const { variant, lines } = task();
report(
  medianTimeOf(() => {
    if (variant === 'ours') appendLines(emptyJournal(), lines);
    else appendPlainly(new PlainLedger(), lines);
  }),
);
