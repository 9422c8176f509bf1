import { useCallback, useState } from 'react';
import { reconciling, RECONCILED_RULES, type Reconciliation } from '../../journal/reconcile.ts';
import { useAppStore, useWorld } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './Inspector.module.css';
import { differenceWords, RULES } from './rules.ts';
import { useSlicedWork } from './useSlicedWork.ts';

/** So many lines are reconciled with every change of the journal; more of them when somebody asks. */
const BY_ITSELF = 20_000;

/** The rules of the ledger, recomputed over the whole journal, each with its state ([L11]). */
export function Invariants() {
  const { recording, version } = useWorld();
  const lines = recording.journal.transactions.length;
  const entries = recording.journal.entries.length;
  const [asked, setAsked] = useState<{ readonly of: string; readonly times: number } | null>(null);
  const now = `${recording.scenario.name} ${version} ${lines}`;
  const times = asked?.of === now ? asked.times : 0;
  const isWanted = times > 0 || lines <= BY_ITSELF;
  const work = useCallback(
    // The version says that the journal inside the recording has grown; each time it is asked for it is done again.
    () => (version + times < 0 ? reconciling(recording.journal, 0) : reconciling(recording.journal)),
    [recording, version, times],
  );
  const sliced = useSlicedWork(isWanted ? work : null);
  const result = sliced?.result ?? null;
  const isChecking = sliced !== null && result === null;
  return (
    <section className={styles.block} aria-label="Invariants">
      <h3 className={styles.heading}>
        {result === null
          ? `Rules of the whole journal, ${linesText(lines)}`
          : `The whole journal reconciled, ${linesText(result.transactions)}`}
      </h3>
      <ul className={styles.rules}>
        {RECONCILED_RULES.map((rule) => (
          <Rule key={rule} rule={rule} result={result} />
        ))}
      </ul>
      <div className={styles.check}>
        {isChecking ? (
          <progress
            className={styles.progress}
            aria-label="Checking the journal"
            max={1}
            value={sliced.share / Math.max(1, entries)}
          />
        ) : (
          <Button icon="check" onClick={() => setAsked({ of: now, times: times + 1 })}>
            Check the whole journal
          </Button>
        )}
        <output className={styles.verdict}>{times > 0 && result !== null && verdict(result)}</output>
      </div>
    </section>
  );
}

/** The moment that is looked at does not matter here, and the headings say so. */
function linesText(lines: number): string {
  return `${formatNumber(String(lines))} ${lines === 1 ? 'line' : 'lines'}`;
}

function verdict({ transactions, books, differences }: Reconciliation): string {
  const [first] = differences.toSorted((a, b) => a.seq - b.seq);
  if (first !== undefined) return `First difference at line ${first.seq} (${first.rule}).`;
  return `Every one of ${formatNumber(String(transactions))} lines and ${books} balances agrees.`;
}

interface RuleProps {
  readonly rule: (typeof RECONCILED_RULES)[number];
  /** `null` while nothing is known. */
  readonly result: Reconciliation | null;
}

function Rule({ rule, result }: RuleProps) {
  const store = useAppStore();
  const { recording } = useWorld();
  const broken = result?.differences.find((each) => each.rule === rule);
  return (
    <li className={styles.rule}>
      <span
        className={result === null ? styles.unknown : broken === undefined ? styles.holds : styles.broken}
      >
        <Icon name={result === null ? 'minus' : broken === undefined ? 'check' : 'close'} size={14} />
      </span>
      <span>{rule}</span>
      <span>
        {RULES[rule]}
        {result === null && <span className={styles.unknown}> (not checked yet)</span>}
        {broken !== undefined && (
          <>
            {'. '}
            {differenceWords(broken)}{' '}
            <button
              type="button"
              className={styles.link}
              onClick={() => store.getState().lookAt(recording.transactions.get(broken.seq).entry)}
            >
              line {broken.seq}
            </button>
          </>
        )}
      </span>
    </li>
  );
}
