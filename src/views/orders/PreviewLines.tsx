import { denialSentence } from '../../domain/denial.ts';
import { POSITION_STATUSES } from '../../domain/orders/position.ts';
import { TRANSACTION_TYPES } from '../../domain/transaction.ts';
import type { Preview } from '../../scenario/play.ts';
import { useWorld } from '../../store/useApp.ts';
import { formatNumber, paddedDecimalsOf } from '../../ui/formatNumber.ts';
import { Icon } from '../../ui/icons.tsx';
import { Money } from '../../ui/Money.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { TransactionTypeBadge } from '../../ui/TransactionTypeBadge.tsx';
import styles from './PreviewLines.module.css';

/** What a step would write, or why it would be refused: the ledger lines, the balances after them, the statuses. */
export function PreviewLines({ preview }: { readonly preview: Preview }) {
  const { denial, lines, orders, waits } = preview;
  const { assets } = useWorld().recording.journal.header;
  const decimalsOf = (asset: string): number | undefined => paddedDecimalsOf(assets, asset);
  if (denial !== null) {
    return (
      <div className={styles.preview}>
        <p className={styles.denial}>
          <Icon name="alert" size={14} />
          {denialSentence(denial)}
        </p>
      </div>
    );
  }
  // Where all lines are of one asset its head says so.
  const [first] = lines;
  const one = first !== undefined && lines.every(({ asset }) => asset === first.asset) ? first.asset : null;
  return (
    <div className={styles.preview}>
      {lines.length === 0 ? (
        <p className={styles.caption}>{withoutLines(preview)}</p>
      ) : (
        <table className={styles.table} aria-label="What this writes to the ledger">
          <thead>
            <tr>
              <th scope="col">Writes{one !== null && `, ${one}`}</th>
              <th scope="col">Available</th>
              <th scope="col">Unavailable</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              // Lines have no identity before they are written but their place.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={index}>
                <td>
                  <span className={styles.line}>
                    <TransactionTypeBadge type={line.type} family={TRANSACTION_TYPES[line.type].family} />
                    {one === null && <span className={styles.caption}>{line.asset}</span>}
                  </span>
                </td>
                <td>
                  <Money value={line.available} as="change" decimals={decimalsOf(line.asset)} />
                </td>
                <td>
                  <Money value={line.unavailable} as="change" decimals={decimalsOf(line.asset)} />
                </td>
              </tr>
            ))}
            {lastByBook(lines).map((line) => (
              <tr key={`${line.account} ${line.asset}`} className={styles.after}>
                <td>{line.asset} after</td>
                <td>
                  <Money value={line.availableAfter} decimals={decimalsOf(line.asset)} />
                </td>
                <td>
                  <Money value={line.unavailableAfter} decimals={decimalsOf(line.asset)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ul className={styles.changes}>
        {settled(orders).map((change) => (
          <li key={change.id} className={styles.change}>
            {change.id} → <Outcome change={change} />
          </li>
        ))}
        {waits !== null && (
          <li className={styles.change}>
            {waits.order}: a close of {formatNumber(waits.volume)} waits
            {!waits.already.isZero() && `, beside ${formatNumber(waits.already)} that waits already`}
          </li>
        )}
      </ul>
    </div>
  );
}

/** Why a step that is done writes no line. */
function withoutLines({ orders, waits }: Preview): string {
  if (waits !== null) return 'Nothing is written yet: it closes at the next bar or price.';
  return orders.some(({ event }) => event === 'amend')
    ? 'Only the stop loss and take profit change: no line is written.'
    : 'This moves no funds.';
}

/** Where an order stands after it; what happens to a position alone leaves the entry as it is. */
function Outcome({ change }: { readonly change: Preview['orders'][number] }) {
  const { event, to, position } = change;
  if (event === 'amend') return 'new protection';
  const stands = position === 'NONE' ? '' : `position ${POSITION_STATUSES[position].title.toLowerCase()}`;
  if (event === 'close') return stands;
  return (
    <>
      <StatusBadge status={to} filledShare={0.5} />
      {stands !== '' && <span className={styles.caption}>{stands}</span>}
    </>
  );
}

/** The last line of each account and asset, in the order of first appearance. */
function lastByBook(lines: Preview['lines']): Preview['lines'] {
  return Array.from(new Map(lines.map((line) => [`${line.account} ${line.asset}`, line])).values());
}

/** Where each order ends up. */
function settled(orders: Preview['orders']): Preview['orders'] {
  return Array.from(new Map(orders.map((order) => [order.id, order])).values());
}
