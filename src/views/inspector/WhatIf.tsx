import { useCallback, useEffect, useRef } from 'react';
import { BalanceRepository } from '../../journal/balanceRepository.ts';
import { readEntry } from '../../journal/entryRepository.ts';
import type { FaultName } from '../../scenario/faultNames.ts';
import { injecting, releaseNear, type FaultyCopy } from '../../scenario/faults.ts';
import { useAppStore, useWorld } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { Icon } from '../../ui/icons.tsx';
import { isDialogOpen } from '../../ui/isDialogOpen.ts';
import { Money } from '../../ui/Money.tsx';
import { Time } from '../../ui/Time.tsx';
import { FAULTS } from './faultWords.ts';
import styles from './Inspector.module.css';
import { differenceWords, RULES } from './rules.ts';
import { useSlicedWork } from './useSlicedWork.ts';

interface WhatIfProps {
  readonly fault: FaultName;
  /** The moment it was asked for: the fault is put in near it. */
  readonly moment: number;
  readonly onLeave: () => void;
}

/** A copy of the ledger with a fault in it: which rules break, where, and what stands there instead. The ledger itself is not touched. */
export function WhatIf({ fault, moment, onLeave }: WhatIfProps) {
  const { recording, version } = useWorld();
  const { title, wrong, means, harmless } = FAULTS[fault];
  const seq = recording.journal.seqAt({ entries: moment });
  const work = useCallback(
    // The version says that the journal inside the recording has grown.
    () => injecting(recording, fault, version < 0 ? 0 : seq),
    [recording, version, fault, seq],
  );
  const sliced = useSlicedWork(work);
  const copy = sliced?.result ?? null;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || isSpokenFor(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    };
    // Before everything else that Escape closes: the copy was opened last.
    document.addEventListener('keydown', leave, true);
    return () => document.removeEventListener('keydown', leave, true);
  }, [onLeave]);
  return (
    <section className={styles.copy} aria-label="Copy with a fault">
      <div className={styles.copyHead}>
        <h3 ref={heading} tabIndex={-1} className={styles.copyTitle}>
          <Icon name="alert" /> A copy with a fault
        </h3>
        <Button onClick={onLeave} aria-keyshortcuts="Escape" title="Leave the copy (Esc)">
          Leave <kbd>Esc</kbd>
        </Button>
      </div>
      <div className={styles.block}>
        <p className={styles.sentence}>{title}</p>
        <p>{wrong}</p>
        {fault === 'dropRelease' && <Dropped seq={releaseNear(recording.journal, seq)} />}
        <p className={styles.quiet}>Your ledger is as it was: this is a copy that nothing keeps.</p>
      </div>
      {copy === null ? (
        <div className={styles.block}>
          <progress
            className={styles.progress}
            aria-label="Checking the copy"
            max={1}
            value={sliced?.share ?? 0}
          />
        </div>
      ) : (
        <>
          <Broken copy={copy} harmless={harmless} />
          {copy.changed > 0 && <Beside copy={copy} />}
          {copy.changed > 0 && (
            <div className={styles.block}>
              <h4 className={styles.heading}>What it would mean</h4>
              <p>{means}</p>
            </div>
          )}
        </>
      )}
    </section>
  );
}

/** Whether something else has a use for Escape there. */
function isSpokenFor(target: EventTarget | null): boolean {
  if (isDialogOpen()) return true;
  return target instanceof Element && target.closest('[role=menu], input, textarea, select') !== null;
}

function Dropped({ seq }: { readonly seq: number | null }) {
  const { recording } = useWorld();
  if (seq === null) return null;
  return (
    <p className={styles.quiet}>
      Dropped: line {seq}, “{recording.transactions.get(seq).description}”.
    </p>
  );
}

function Broken({ copy, harmless }: { readonly copy: FaultyCopy; readonly harmless: string }) {
  const store = useAppStore();
  const { differences, journal, changed, fault } = copy;
  const ordered = differences.toSorted((a, b) => a.seq - b.seq);
  if (changed === 0) {
    return (
      <div className={styles.block}>
        <output>{harmless}</output>
      </div>
    );
  }
  const others = formatNumber(String(changed));
  const count =
    fault === 'excludeTime' ? `Times read wrongly: ${others}.` : `Entries with other lines: ${others}.`;
  return (
    <div className={styles.block}>
      <h4 className={styles.heading}>Reconciling it finds</h4>
      <output className={styles.quiet}>
        {count} The first difference is at line {ordered[0]?.seq ?? 0}.
      </output>
      <ul className={styles.rules}>
        {ordered.map((each) => (
          <li key={`${each.rule} ${each.account} ${each.asset}`} className={styles.rule}>
            <span className={styles.broken}>
              <Icon name="close" size={14} />
            </span>
            <span>{each.rule}</span>
            <span>
              {RULES[each.rule]}. {differenceWords(each)}{' '}
              <button
                type="button"
                className={styles.link}
                onClick={() =>
                  store.getState().lookAt((journal.transactions.columns.entry[each.seq - 1] ?? 0) + 1)
                }
              >
                line {each.seq}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The ledger and its copy at the moment, side by side. */
function Beside({ copy }: { readonly copy: FaultyCopy }) {
  const { recording, cursor } = useWorld();
  const { accounts, assets } = recording.journal.header;
  const isRead = copy.fault === 'excludeTime';
  const timeMs = cursor === 0 ? null : readEntry(recording.journal, cursor).timeMs;
  const right = isRead && timeMs !== null ? { timeMs } : { entries: cursor };
  const wrong = isRead && timeMs !== null ? { seq: copy.seqAtTime(timeMs) } : { entries: cursor };
  const balances = new BalanceRepository(copy.journal);
  const rows = accounts.flatMap(({ id }) =>
    assets.flatMap(({ code, decimals }) =>
      (['available', 'unavailable'] as const).map((part) => ({
        name: accounts.length > 1 ? `${code} · ${id}` : code,
        part,
        decimals,
        ledger: recording.balances.at(right, id, code)[part],
        copy: balances.at(wrong, id, code)[part],
      })),
    ),
  );
  const shown = rows.filter((row) => !row.ledger.isZero() || !row.copy.isZero());
  return (
    <div className={styles.block}>
      <h4 className={styles.heading}>
        {isRead && timeMs !== null ? (
          <>
            Balances read at <Time timeMs={timeMs} />
          </>
        ) : (
          `At moment ${cursor}`
        )}
      </h4>
      {shown.length === 0 ? (
        <p className={styles.quiet}>There is nothing on either side yet.</p>
      ) : (
        <table className={styles.table} aria-label="The ledger beside its copy">
          <thead>
            <tr>
              <th scope="col">balance</th>
              <th scope="col">ledger</th>
              <th scope="col">copy</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => {
              const isSame = row.ledger.equals(row.copy);
              return (
                <tr key={`${row.name} ${row.part}`}>
                  <th scope="row">
                    {row.name} <span className={styles[row.part]}>{row.part}</span>
                  </th>
                  <td>
                    <Money value={row.ledger} decimals={row.decimals} />
                  </td>
                  <td className={classNames(isSame ? styles.same : styles.wrong)}>
                    {!isSame && <span aria-label="differs">≠ </span>}
                    <Money value={row.copy} decimals={row.decimals} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </div>
  );
}
