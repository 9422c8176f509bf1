/** Microseconds to read an account's balance of an asset at a time. */
import { BalanceRepository } from '../../src/journal/balanceRepository.ts';
import { appendLines, appendPlainly, emptyJournal, PlainLedger, timeAt } from './ledgers.ts';
import { microsecondsOf, report, task } from './measure.ts';

const { variant, size: lines } = task();
const timeOfRound = (round: number): number => timeAt(lines, (round * 0.6180339887) % 1);
if (variant === 'ours') {
  const journal = emptyJournal();
  appendLines(journal, lines);
  const balances = new BalanceRepository(journal);
  report(
    microsecondsOf((round) => {
      const { available, unavailable } = balances.at({ timeMs: timeOfRound(round) }, 'main', 'USD');
      if (available.isNegative() || unavailable.isNegative()) throw new Error('a balance below zero');
    }),
  );
} else {
  const ledger = new PlainLedger();
  appendPlainly(ledger, lines);
  report(microsecondsOf((round) => ledger.balanceAt('USD', timeOfRound(round))));
}
