import type { Player } from '../play.ts';
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
export function ledgerCsv(player: Player, seq: number): string {
  return csvText(COLUMNS, transactionsOf(player, seq));
}
