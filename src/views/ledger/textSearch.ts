import type { Transaction } from '../../domain/transaction.ts';
import type { TransactionRepository } from '../../journal/transactionRepository.ts';
import type { LedgerRows } from './ledgerRows.ts';

/** Everything of a line that words can be looked for in, in lower case and without the commas in numbers. */
function searchable(line: Transaction): string {
  const { seq, type, order, fill, asset, account, available, unavailable, description } = line;
  return `${seq} ${type} ${order ?? ''} ${fill ?? ''} ${asset} ${account} ${available.toFixed()} ${unavailable.toFixed()} ${description}`
    .replaceAll(',', '')
    .toLowerCase();
}

/** Whether a line holds every word of a text, in any order and in any case. */
function matchesText(line: Transaction, text: string): boolean {
  const words = searchable(line);
  return text
    .replaceAll(',', '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
}

/** Looks for a text among rows a slice at a time, so that the page stays alive: gives the seqs found in each slice. */
export function* searchText(
  transactions: TransactionRepository,
  rows: LedgerRows,
  text: string,
  sliceRows: number,
): Generator<readonly number[]> {
  let found: number[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const seq = rows.seqAt(index);
    if (matchesText(transactions.get(seq), text)) found.push(seq);
    if ((index + 1) % sliceRows === 0) {
      yield found;
      found = [];
    }
  }
  yield found;
}
