import type { Entry } from '../../journal/entryRepository.ts';
import { useWorld } from '../../store/useApp.ts';
import { Money } from '../../ui/Money.tsx';
import styles from './Inspector.module.css';

/** Available and unavailable before and after an entry, for every account and asset it touched. */
export function BookChanges({ entry }: { readonly entry: Entry }) {
  const { recording } = useWorld();
  const books = new Map<string, { account: string; asset: string }>();
  for (let seq = entry.firstSeq; seq <= entry.lastSeq; seq += 1) {
    const { account, asset } = recording.transactions.get(seq);
    books.set(`${account} ${asset}`, { account, asset });
  }
  if (books.size === 0) return null;
  const { assets, accounts } = recording.journal.header;
  const severalAccounts = accounts.length > 1;
  return (
    <section className={styles.block} aria-label="What it did to balances">
      <table className={styles.table} aria-label="Balances before and after">
        {Array.from(books.values(), ({ account, asset }) => {
          const before = recording.balances.at({ seq: entry.firstSeq - 1 }, account, asset);
          const after = recording.balances.at({ seq: entry.lastSeq }, account, asset);
          const decimals = assets.find(({ code }) => code === asset)?.decimals;
          return (
            <tbody key={`${account} ${asset}`}>
              <tr>
                <th scope="col" className={styles.book}>
                  {asset}
                  {severalAccounts && ` · ${account}`}
                </th>
                <th scope="col">before</th>
                <th scope="col">after</th>
              </tr>
              {(['available', 'unavailable'] as const).map((part) => (
                <tr key={part}>
                  <th scope="row">
                    <span className={styles[part]}>{part}</span>
                  </th>
                  <td className={styles.before}>
                    <Money value={before[part]} decimals={decimals} />
                  </td>
                  <td className={before[part].equals(after[part]) ? styles.same : styles.changed}>
                    <Money value={after[part]} decimals={decimals} />
                  </td>
                </tr>
              ))}
            </tbody>
          );
        })}
      </table>
    </section>
  );
}
