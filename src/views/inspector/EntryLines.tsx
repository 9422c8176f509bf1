import { TRANSACTION_TYPES } from '../../domain/transaction.ts';
import type { Entry } from '../../journal/entryRepository.ts';
import { useWorld } from '../../store/useApp.ts';
import { Money } from '../../ui/Money.tsx';
import { TransactionTypeBadge } from '../../ui/TransactionTypeBadge.tsx';
import styles from './Inspector.module.css';

/** Before a figure: as the figures beside it have it, it is a minus sign. */
const HYPHEN = /(?<![\w.,])-(?=\d)/g;

interface EntryLinesProps {
  readonly entry: Entry;
  readonly explained: readonly { readonly seq: number; readonly formula: string }[];
  /** How prices of orders came about that are not simply what the market showed. */
  readonly prices: readonly { readonly order: string; readonly formula: string }[];
}

/** Each transaction of an entry with the arithmetic of its amount. */
export function EntryLines({ entry, explained, prices }: EntryLinesProps) {
  const { recording } = useWorld();
  const { assets } = recording.journal.header;
  if (entry.lastSeq < entry.firstSeq) return null;
  const seqs = Array.from(
    { length: entry.lastSeq - entry.firstSeq + 1 },
    (_, index) => entry.firstSeq + index,
  );
  return (
    <section className={styles.block} aria-label="Arithmetic">
      <h3 className={styles.heading}>Lines, with their arithmetic</h3>
      {prices.map(({ order, formula }) => (
        <p key={order} className={styles.line}>
          Price of {order}
          <span className={styles.formula}>{formula}</span>
        </p>
      ))}
      <ol className={styles.lines}>
        {seqs.map((seq) => {
          const line = recording.transactions.get(seq);
          const decimals = assets.find(({ code }) => code === line.asset)?.decimals;
          const formula = explained.find((each) => each.seq === seq)?.formula;
          return (
            <li key={seq} className={styles.line}>
              <span className={styles.lineHead}>
                <span className={styles.type}>
                  <TransactionTypeBadge type={line.type} family={TRANSACTION_TYPES[line.type].family} />
                  <code className={styles.code} title="Its name in files">
                    {line.type}
                  </code>
                </span>
                <span className={styles.amounts}>
                  {!line.available.isZero() && (
                    <span className={styles.available}>
                      <Money value={line.available} decimals={decimals} as="change" /> avail
                    </span>
                  )}
                  {!line.unavailable.isZero() && (
                    <span className={styles.unavailable}>
                      <Money value={line.unavailable} decimals={decimals} as="change" /> unavail
                    </span>
                  )}
                  {line.asset}
                </span>
              </span>
              {formula !== undefined && (
                <span className={styles.formula}>{formula.replaceAll(HYPHEN, '−')}</span>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
