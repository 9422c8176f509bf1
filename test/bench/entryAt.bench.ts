/** Microseconds to find the moment of a time: how many entries there were. */
import { appendLines, appendPlainly, emptyJournal, PlainLedger, timeAt } from './ledgers.ts';
import { microsecondsOf, report, task } from './measure.ts';

const { variant, size: lines } = task();
const timeOfRound = (round: number): number => timeAt(lines, (round * 0.6180339887) % 1);
if (variant === 'ours') {
  const journal = emptyJournal();
  appendLines(journal, lines);
  report(microsecondsOf((round) => journal.entriesAt({ timeMs: timeOfRound(round) })));
} else {
  const ledger = new PlainLedger();
  appendPlainly(ledger, lines);
  report(microsecondsOf((round) => ledger.entryAt(timeOfRound(round))));
}
