import { useMemo } from 'react';
import { reconcile } from '../../journal/reconcile.ts';
import { useAppStore, useWorld } from '../../store/useApp.ts';
import { classNames } from '../../ui/classNames.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './Inspector.module.css';

const RULES = {
  L3: 'Every line has a shape its type allows',
  L4: 'Nothing is below zero',
  L5: 'Unavailable is what orders and positions hold',
  L6: 'Ended orders hold nothing',
  L8: 'Stored balances are the sums of their lines',
} as const;
const NAMES = Object.keys(RULES) as readonly (keyof typeof RULES)[];

/** The rules of the ledger, recomputed over the whole journal, each with its state ([L11]). */
export function Invariants() {
  const store = useAppStore();
  const { recording, version } = useWorld();
  // The version says that the journal inside the recording has grown.
  const { transactions, differences } = useMemo(
    () => (version < 0 ? { transactions: 0, differences: [] } : reconcile(recording.journal)),
    [recording, version],
  );
  return (
    <section className={styles.block} aria-label="Invariants">
      <h3 className={styles.heading}>
        Reconciled over {transactions} {transactions === 1 ? 'line' : 'lines'}
      </h3>
      <ul className={styles.rules}>
        {NAMES.map((rule) => {
          const broken = differences.find((each) => each.rule === rule);
          return (
            <li key={rule} className={styles.rule}>
              <span className={classNames(broken === undefined ? styles.holds : styles.broken)}>
                <Icon name={broken === undefined ? 'check' : 'close'} size={14} />
              </span>
              <span>{rule}</span>
              <span>
                {RULES[rule]}
                {broken !== undefined && (
                  <>
                    {': '}
                    {broken.account} {broken.asset} has {broken.found}, expected {broken.expected}{' '}
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
        })}
      </ul>
    </section>
  );
}
