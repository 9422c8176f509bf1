import { beancountFile } from '../scenario/export/beancount.ts';
import { hledgerJournal } from '../scenario/export/hledger.ts';
import { ledgerPieces, piecesOf, type LedgerFormat } from '../scenario/export/ledgerCsv.ts';
import { ordersCsv } from '../scenario/export/ordersCsv.ts';
import { tradesCsv } from '../scenario/export/tradesCsv.ts';
import type { Recording } from '../scenario/recording.ts';
import { ordersOf, tradesOf } from '../scenario/report.ts';
import type { PiecedFile } from '../ui/useFileWriting.ts';

/** One way to write something that is exported. */
interface ExportFormat {
  readonly name: string;
  readonly file: (recording: Recording, seq: number) => PiecedFile;
}

/** Something that can be exported, in one or more ways. */
interface ExportKind {
  readonly title: string;
  readonly detail: string;
  readonly formats: readonly ExportFormat[];
}

type Write = (recording: Recording, seq: number) => string;

/** What was recorded up to a seq, as files: each what the headless run prints. */
export const EXPORTS: readonly ExportKind[] = [
  {
    title: 'Ledger',
    detail: 'Every line, with the balances after it',
    formats: [ledgerAs('csv'), ledgerAs('json')],
  },
  {
    title: 'Orders',
    detail: 'Every order as it stands, with what it holds',
    formats: [whole('orders', 'CSV', 'csv', ordersCsv), whole('orders', 'JSON', 'json', asJson(ordersOf))],
  },
  {
    title: 'Closed trades',
    detail: 'From entry to exit, with their P&L',
    formats: [whole('trades', 'CSV', 'csv', tradesCsv), whole('trades', 'JSON', 'json', asJson(tradesOf))],
  },
  {
    title: 'Plain-text accounting',
    detail: 'Double entries, with every balance asserted',
    formats: [
      whole('ledger', 'hledger', 'journal', hledgerJournal),
      whole('ledger', 'beancount', 'beancount', beancountFile),
    ],
  },
];

const TYPES: Readonly<Record<string, string>> = { csv: 'text/csv', json: 'application/json' };

function ledgerAs(format: LedgerFormat): ExportFormat {
  return {
    name: format.toUpperCase(),
    file: (recording, seq) => ({
      title: titleOf(recording, 'ledger', seq),
      extension: format,
      type: TYPES[format] ?? '',
      pieces: ledgerPieces(recording, { length: seq, seqAt: (index) => index + 1 }, format),
      count: piecesOf(seq),
    }),
  };
}

function whole(what: string, name: string, extension: string, write: Write): ExportFormat {
  return {
    name,
    file: (recording, seq) => ({
      title: titleOf(recording, what, seq),
      extension,
      type: TYPES[extension] ?? 'text/plain',
      pieces: onePiece(() => write(recording, seq)),
      count: 1,
    }),
  };
}

/** A file that leaves out what came later says so in its name. */
function titleOf({ scenario, journal }: Recording, what: string, seq: number): string {
  return `${scenario.name} ${what}${seq < journal.transactions.length ? ` to line ${seq}` : ''}`;
}

function* onePiece(write: () => string): Generator<string, void> {
  yield write();
}

function asJson(list: (recording: Recording, seq: number) => readonly unknown[]): Write {
  return (recording, seq) => `${JSON.stringify(list(recording, seq), null, 2)}\n`;
}
