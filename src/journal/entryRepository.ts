import type { Denial } from '../domain/denial.ts';
import { ENTRY_KINDS, type EntryKind } from '../domain/entry.ts';
import { PHASES, type Phase } from '../domain/transaction.ts';
import type { Journal } from './journal.ts';

/** One recorded fact: a moment of the run ([L1]). */
export interface Entry {
  /** 1, 2, 3 …: how many entries there are with it. */
  readonly number: number;
  readonly kind: EntryKind;
  readonly timeMs: number;
  /** The bar it belongs to, counted from 1, or `null` between bars. */
  readonly bar: number | null;
  readonly phase: Phase | null;
  readonly account: string;
  /** The scenario's step that caused it, counted from 0, or `null` for what was there before the first step. */
  readonly step: number | null;
  /** Its transactions are those after `firstSeq - 1` up to `lastSeq`; none when `lastSeq < firstSeq`. */
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly denial: Denial | null;
  readonly reason: string | null;
}

/** An entry by its number, counted from 1; throws a RangeError beyond the last. */
export function readEntry(journal: Journal, number: number): Entry {
  const { entries, header } = journal;
  if (!Number.isInteger(number) || number < 1 || number > entries.length) {
    throw new RangeError(`no entry ${number}: there are ${entries.length}`);
  }
  const row = number - 1;
  const { columns } = entries;
  const text = journal.texts.of(row);
  const { denial, reason } =
    text === undefined
      ? { denial: null, reason: null }
      : (JSON.parse(text) as { denial: Denial | null; reason: string | null });
  const bar = columns.bar[row] ?? -1;
  const step = columns.step[row] ?? -1;
  return Object.freeze({
    number,
    kind: ENTRY_KINDS[columns.kind[row] ?? 0] ?? 'ADJUSTMENT',
    timeMs: columns.timeMs[row] ?? Number.NaN,
    bar: bar < 0 ? null : bar + 1,
    phase: PHASES[columns.phase[row] ?? -1] ?? null,
    account: header.accounts[columns.account[row] ?? -1]?.id ?? '',
    step: step < 0 ? null : step,
    firstSeq: (row === 0 ? 0 : (columns.transactions[row - 1] ?? 0)) + 1,
    lastSeq: columns.transactions[row] ?? 0,
    denial,
    reason,
  });
}
