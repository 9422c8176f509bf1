import { Money } from '../../ui/Money.tsx';
import type { LedgerTotal } from './ledgerTotals.ts';
import styles from './LedgerTotalsBar.module.css';

interface LedgerTotalsBarProps {
  readonly totals: readonly LedgerTotal[];
}

/** What the lines shown add up to at the moment, for each asset. */
export function LedgerTotalsBar({ totals }: LedgerTotalsBarProps) {
  if (totals.length === 0) return null;
  return (
    <dl className={styles.totals} aria-label="Totals of the lines shown, up to the moment">
      {totals.map(({ asset, decimals, lines, available, unavailable }) => (
        <div key={asset} className={styles.total}>
          <dt title={`${lines} ${lines === 1 ? 'line' : 'lines'} up to the moment`}>Σ {asset}</dt>
          <dd>
            <span className={styles.name}>
              Δ avail<span className={styles.rest}>able</span>
            </span>{' '}
            <Money value={available} decimals={decimals} as="change" />
          </dd>
          <dd className={styles.held}>
            <span className={styles.name}>
              Δ unavail<span className={styles.rest}>able</span>
            </span>{' '}
            <Money value={unavailable} decimals={decimals} as="change" />
          </dd>
        </div>
      ))}
    </dl>
  );
}
