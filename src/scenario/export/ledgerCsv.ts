import type { Recording } from '../recording.ts';
import { transactionsOf } from '../report.ts';
import { csvText } from './csvText.ts';

const COLUMNS = [
  'seq',
  'entry',
  'at',
  'account',
  'asset',
  'type',
  'available',
  'unavailable',
  'availableAfter',
  'unavailableAfter',
  'order',
  'fill',
  'bar',
  'phase',
  'description',
] as const;

/** The ledger up to a seq as CSV, one line a transaction. */
export function ledgerCsv(recording: Recording, seq: number): string {
  return csvText(COLUMNS, transactionsOf(recording, seq));
}
