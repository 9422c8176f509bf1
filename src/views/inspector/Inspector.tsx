import { useMemo } from 'react';
import { denialSentence, type Denial } from '../../domain/denial.ts';
import { KIND_TITLES } from '../../domain/entry.ts';
import { readEntry, type Entry } from '../../journal/entryRepository.ts';
import { isPlainDecimal } from '../../money/minorUnits.ts';
import { explainEntry } from '../../scenario/explain.ts';
import { scenarioOf } from '../../store/selectors.ts';
import { useApp, useAppStore, useWorld } from '../../store/useApp.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import { Icon } from '../../ui/icons.tsx';
import { Time } from '../../ui/Time.tsx';
import { BookChanges } from './BookChanges.tsx';
import { EntryLines } from './EntryLines.tsx';
import { entrySentence } from './entryWords.ts';
import styles from './Inspector.module.css';
import { Invariants } from './Invariants.tsx';
import { StatusChanges } from './StatusChanges.tsx';

/** The moment in full: what happened, why, what it moved, how every number comes about, and whether the ledger holds. */
export function Inspector() {
  const { recording, cursor, entries, version } = useWorld();
  const explained = useMemo(
    () => (cursor === 0 || version < 0 ? [] : explainEntry(recording, cursor)),
    [recording, cursor, version],
  );
  if (cursor === 0) {
    return <EmptyState>The beginning: nothing has happened yet, not even a deposit.</EmptyState>;
  }
  const entry = readEntry(recording.journal, cursor);
  return (
    <div className={styles.inspector}>
      <section className={styles.block} aria-label="What happened">
        <p className={styles.moment}>
          <span>
            Moment {cursor} of {entries} · {KIND_TITLES[entry.kind]}
          </span>
          <Time timeMs={entry.timeMs} />
        </p>
        <p className={styles.sentence}>{entrySentence(recording, entry)}</p>
        <Cause entry={entry} />
      </section>
      {entry.denial !== null && <Refusal denial={entry.denial} />}
      <BookChanges entry={entry} />
      <EntryLines entry={entry} explained={explained} />
      <StatusChanges entry={entry} />
      <Invariants />
    </div>
  );
}

function Cause({ entry }: { readonly entry: Entry }) {
  const store = useAppStore();
  const { step, account, phase, bar, number } = entry;
  const { recording } = useWorld();
  const note = useApp((state) => (step === null ? undefined : scenarioOf(state).steps[step]?.note));
  const first = firstOfStep(recording.journal.entries.columns.step, number);
  return (
    <>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      <p className={styles.cause}>
        <span>{step === null ? 'before the first step' : `step ${step + 1}`}</span>
        {account !== '' && <span>account {account}</span>}
        {bar !== null && <span>bar {bar}</span>}
        {phase !== null && <span>phase {phase}</span>}
        {first !== number && (
          <button type="button" className={styles.link} onClick={() => store.getState().lookAt(first)}>
            to its cause, moment {first}
          </button>
        )}
      </p>
    </>
  );
}

/** The first entry of the step that an entry belongs to. */
function firstOfStep(steps: ArrayLike<number>, number: number): number {
  let first = number;
  while (first > 1 && steps[first - 2] === steps[number - 1] && (steps[number - 1] ?? -1) >= 0) first -= 1;
  return first;
}

const NUMBER_TITLES: Readonly<Record<string, string>> = {
  needed: 'Needed',
  available: 'Available',
  short: 'Short by',
};

/** As many decimals as are written, zeros included. */
function decimalPlacesOf(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}

function Refusal({ denial }: { readonly denial: Denial }) {
  return (
    <section className={styles.block} aria-label="Refusal">
      <p className={styles.denial}>
        <Icon name="alert" />
        {denialSentence(denial)}
      </p>
      <table className={styles.table} aria-label="The numbers of the refusal">
        <tbody>
          <tr>
            <th scope="row">Code</th>
            <td>
              <code>{denial.code}</code>
            </td>
          </tr>
          {Object.entries(denial.numbers).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{NUMBER_TITLES[name] ?? name}</th>
              <td>{isPlainDecimal(value) ? formatNumber(value, decimalPlacesOf(value)) : value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
