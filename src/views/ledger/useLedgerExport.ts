import type { Journal } from '../../journal/journal.ts';
import type { TransactionRepository } from '../../journal/transactionRepository.ts';
import { ledgerPieces, piecesOf, type LedgerFormat } from '../../scenario/export/ledgerCsv.ts';
import { useFileWriting, type FileWriting } from '../../ui/useFileWriting.ts';
import type { OrderedRows } from './ledgerRows.ts';

const TYPES = { csv: 'text/csv', json: 'application/json' } as const;

/** Writing the lines that are shown into a file. */
export interface LedgerExport extends Omit<FileWriting, 'start'> {
  readonly start: (format: LedgerFormat) => void;
}

/** Writes lines into a file, a million of them too. */
export function useLedgerExport(
  name: string,
  journal: Journal,
  transactions: TransactionRepository,
  rows: OrderedRows,
): LedgerExport {
  const writing = useFileWriting();
  const start = (format: LedgerFormat): void =>
    writing.start({
      title: `${name} ledger`,
      extension: format,
      type: TYPES[format],
      pieces: ledgerPieces({ journal, transactions }, rows, format),
      count: piecesOf(rows.length),
    });
  return { ...writing, start };
}
