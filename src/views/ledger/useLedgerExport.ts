import { useCallback, useEffect, useRef, useState } from 'react';
import type { Journal } from '../../journal/journal.ts';
import type { TransactionRepository } from '../../journal/transactionRepository.ts';
import { ledgerPieces, piecesOf, type LedgerFormat } from '../../scenario/export/ledgerCsv.ts';
import { saveFile } from '../../ui/saveFile.ts';
import type { OrderedRows } from './ledgerRows.ts';

const TYPES = { csv: 'text/csv', json: 'application/json' } as const;
/** How long the page waits for its turn, in milliseconds. */
const SLICE_MS = 12;

/** Writing the lines that are shown into a file. */
export interface LedgerExport {
  /** How much is written, 0 to 1; `null` when nothing is being written. */
  readonly share: number | null;
  readonly start: (format: LedgerFormat) => void;
  readonly cancel: () => void;
}

/** Writes lines into a file slice by slice, so that a million of them do not stop the page. */
export function useLedgerExport(
  name: string,
  journal: Journal,
  transactions: TransactionRepository,
  rows: OrderedRows,
): LedgerExport {
  const [share, setShare] = useState<number | null>(null);
  const timer = useRef(0);
  const cancel = useCallback((): void => {
    window.clearTimeout(timer.current);
    setShare(null);
  }, []);
  const start = (format: LedgerFormat): void => {
    window.clearTimeout(timer.current);
    const written: string[] = [];
    const pieces = ledgerPieces({ journal, transactions }, rows, format);
    const all = Math.max(1, piecesOf(rows.length));
    const go = (): void => {
      const untilMs = performance.now() + SLICE_MS;
      do {
        const piece = pieces.next();
        if (piece.done === true) {
          setShare(null);
          saveFile(`${name} ledger`, format, TYPES[format], written);
          return;
        }
        written.push(piece.value);
      } while (performance.now() < untilMs);
      setShare(Math.min(1, written.length / all));
      timer.current = window.setTimeout(go, 0);
    };
    go();
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return { share, start, cancel };
}
