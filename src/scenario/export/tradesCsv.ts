import type { Recording } from '../recording.ts';
import { tradesOf } from '../report.ts';
import { csvText } from './csvText.ts';

const COLUMNS = [
  'order',
  'account',
  'pair',
  'direction',
  'volume',
  'entryAt',
  'entryPrice',
  'exitAt',
  'exitPrice',
  'fill',
  'reason',
  'grossPnl',
  'fees',
  'netPnl',
  'ambiguous',
] as const;

/** The closed trades at a seq as CSV, one line a close. */
export function tradesCsv(recording: Recording, seq: number): string {
  return csvText(COLUMNS, tradesOf(recording, seq));
}
