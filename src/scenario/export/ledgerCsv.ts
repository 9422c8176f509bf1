import type { Recording } from '../recording.ts';
import { transactionReport } from '../report.ts';
import { csvRows, csvText } from './csvText.ts';

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

/** Lines that a piece of a file holds. */
const PIECE_LINES = 500;

/** What lines can be written as. */
export type LedgerFormat = 'csv' | 'json';

/** About how many pieces {@link ledgerPieces} gives. */
export function piecesOf(lines: number): number {
  return Math.ceil(lines / PIECE_LINES) + 1;
}

/** The ledger up to a seq as CSV, one line a transaction. */
export function ledgerCsv(recording: Recording, seq: number): string {
  return [...ledgerPieces(recording, { length: seq, seqAt: (index) => index + 1 }, 'csv')].join('');
}

/**
 * Lines of the ledger in any order as the text of a file, piece by piece, so that a long one can be written while other things go on: CSV
 * as {@link ledgerCsv} has it, JSON as the transactions of a report.
 */
export function* ledgerPieces(
  recording: Pick<Recording, 'journal' | 'transactions'>,
  lines: { readonly length: number; readonly seqAt: (index: number) => number },
  format: LedgerFormat,
): Generator<string, void> {
  const isCsv = format === 'csv';
  yield isCsv ? csvText(COLUMNS, []) : '[';
  for (let from = 0; from < lines.length; from += PIECE_LINES) {
    const count = Math.min(PIECE_LINES, lines.length - from);
    const reports = Array.from({ length: count }, (_, index) =>
      transactionReport(recording, lines.seqAt(from + index)),
    );
    yield isCsv
      ? csvRows(COLUMNS, reports)
      : reports
          .map((report, index) => `${from + index === 0 ? '' : ','}\n  ${JSON.stringify(report)}`)
          .join('');
  }
  if (!isCsv) yield '\n]\n';
}
