import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { denialSentence, type Denial } from '../../domain/denial.ts';
import { KIND_TITLES } from '../../domain/entry.ts';
import { TRANSACTION_TYPES } from '../../domain/transaction.ts';
import { readEntry, type Entry } from '../../journal/entryRepository.ts';
import type { Journal } from '../../journal/journal.ts';
import { originOf } from '../../journal/origin.ts';
import { isPlainDecimal } from '../../money/minorUnits.ts';
import { explainEntry } from '../../scenario/explain.ts';
import { explainNeed } from '../../scenario/explainNeed.ts';
import { explainPrices } from '../../scenario/explainPrice.ts';
import { FAULT_NAMES, type FaultName } from '../../scenario/faultNames.ts';
import { scenarioOf } from '../../store/selectors.ts';
import { useApp, useAppStore, useWorld } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { CommandButton } from '../../ui/commands.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatWritten } from '../../ui/formatNumber.ts';
import { Icon } from '../../ui/icons.tsx';
import { Time } from '../../ui/Time.tsx';
import { TransactionTypeBadge } from '../../ui/TransactionTypeBadge.tsx';
import { BookChanges } from './BookChanges.tsx';
import { EntryLines } from './EntryLines.tsx';
import { entrySentence } from './entryWords.ts';
import { FAULTS } from './faultWords.ts';
import styles from './Inspector.module.css';
import { Invariants } from './Invariants.tsx';
import { StatusChanges } from './StatusChanges.tsx';

const LazyWhatIf = lazy(async () => ({ default: (await import('./WhatIf.tsx')).WhatIf }));

/** The moment in full: what happened, why, what it moved, how every number comes about, and whether the ledger holds. */
export function Inspector() {
  const { recording, cursor, entries, version } = useWorld();
  const explained = useMemo(
    () => (cursor === 0 || version < 0 ? [] : explainEntry(recording, cursor)),
    [recording, cursor, version],
  );
  const prices = useMemo(
    () => (cursor === 0 || version < 0 ? [] : explainPrices(recording, cursor)),
    [recording, cursor, version],
  );
  const [tried, setTried] = useState<{ readonly fault: FaultName; readonly moment: number } | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const leave = useCallback(() => {
    setTried(null);
    // The button that led here is drawn again with the rest.
    requestAnimationFrame(() => document.getElementById(opener.current?.id ?? '')?.focus());
  }, []);
  if (tried !== null) {
    return (
      <Suspense fallback={<p className={styles.block}>A copy …</p>}>
        <LazyWhatIf {...tried} onLeave={leave} />
      </Suspense>
    );
  }
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
      {entry.denial !== null && <Refusal entry={entry} denial={entry.denial} />}
      <BookChanges entry={entry} />
      <EntryLines entry={entry} explained={explained} prices={prices} />
      <StatusChanges entry={entry} />
      <Invariants />
      <Faults
        onTry={(fault, button) => {
          opener.current = button;
          setTried({ fault, moment: cursor });
        }}
      />
    </div>
  );
}

interface FaultsProps {
  readonly onTry: (fault: FaultName, button: HTMLElement) => void;
}

/** What could be wrong with the ledger, to be tried on a copy. */
function Faults({ onTry }: FaultsProps) {
  return (
    <section className={styles.block} aria-label="What if">
      <h3 className={styles.heading}>What if the ledger had a fault? Try one on a copy:</h3>
      <div className={styles.faults}>
        {FAULT_NAMES.map((fault) => (
          <Button
            key={fault}
            id={`fault-${fault}`}
            title={FAULTS[fault].wrong}
            onClick={(event) => onTry(fault, event.currentTarget)}
          >
            {FAULTS[fault].title}
          </Button>
        ))}
      </div>
    </section>
  );
}

function Cause({ entry }: { readonly entry: Entry }) {
  const store = useAppStore();
  const { step, account, phase, bar, number } = entry;
  const { recording } = useWorld();
  const note = useApp((state) => (step === null ? undefined : scenarioOf(state).steps[step]?.note));
  const first = firstOfStep(recording.journal, number);
  const begun = entry.lastSeq < entry.firstSeq ? number : originOf(recording.journal, entry.firstSeq);
  return (
    <>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      <p className={styles.cause}>
        <span>{step === null ? 'before the first step' : `step ${step + 1}`}</span>
        {account !== '' && <span>account {account}</span>}
        {bar !== null && <span>bar {bar}</span>}
        {phase !== null && <span>phase {phase}</span>}
        {bar !== null && (
          <CommandButton id="pathLens" className={styles.paths ?? ''}>
            Under the four paths…
          </CommandButton>
        )}
        {first !== number && (
          <button type="button" className={styles.link} onClick={() => store.getState().lookAt(first)}>
            to its cause, moment {first}
          </button>
        )}
        {begun !== number && begun !== first && (
          <button type="button" className={styles.link} onClick={() => store.getState().lookAt(begun)}>
            to its order, moment {begun}
          </button>
        )}
      </p>
    </>
  );
}

/** The first entry of the step, and in a run of the bar, that an entry belongs to. */
function firstOfStep({ entries }: Journal, number: number): number {
  const { step, bar } = entries.columns;
  let first = number;
  while (
    first > 1 &&
    (step[number - 1] ?? -1) >= 0 &&
    step[first - 2] === step[number - 1] &&
    bar[first - 2] === bar[number - 1]
  ) {
    first -= 1;
  }
  return first;
}

const NUMBER_TITLES: Readonly<Record<string, string>> = {
  needed: 'Needed',
  available: 'Available',
  short: 'Short by',
};

function Refusal({ entry, denial }: { readonly entry: Entry; readonly denial: Denial }) {
  const { recording } = useWorld();
  const step = useApp((state) => (entry.step === null ? undefined : scenarioOf(state).steps[entry.step]));
  const needs = useMemo(
    () => (step === undefined ? [] : explainNeed(recording, entry.number - 1, step, denial)),
    [recording, entry.number, step, denial],
  );
  return (
    <section className={styles.block} aria-label="Refusal">
      <p className={styles.denial}>
        <Icon name="alert" />
        {denialSentence(denial)}
      </p>
      <table className={styles.table} aria-label="The numbers of the denial">
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
              <td>{isPlainDecimal(value) ? formatWritten(value) : value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {needs.length > 0 && (
        <ul className={styles.lines} aria-label="What it needed">
          {needs.map(({ type, formula }) => (
            <li key={type} className={styles.line}>
              <TransactionTypeBadge type={type} family={TRANSACTION_TYPES[type].family} />
              <span className={styles.same}>{formula}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
