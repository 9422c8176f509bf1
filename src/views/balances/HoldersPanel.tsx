import type { Balance } from '../../domain/balance.ts';
import { classNames } from '../../ui/classNames.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { Icon } from '../../ui/icons.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { Money } from '../../ui/Money.tsx';
import { StatusShape } from '../../ui/StatusBadge.tsx';
import type { Holders } from './holders.ts';
import styles from './HoldersPanel.module.css';

interface HoldersPanelProps {
  readonly holders: readonly Holders[];
  /** The balance that the holders of an asset must add up to. */
  readonly balanceOf: (asset: string) => Balance;
  readonly moment: number;
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly onSelect: (orderId: string) => void;
  readonly onHover: (orderId: string | null) => void;
  readonly onClose: () => void;
}

/** Holders named for an asset; the rest is summed up. */
const MAX_ORDERS = 100;

/** The orders that keep funds unavailable, adding up to the last unit ([L5]). */
export function HoldersPanel(props: HoldersPanelProps) {
  const { holders, balanceOf, moment, selected, hovered, onSelect, onHover, onClose } = props;
  return (
    <section className={styles.panel} aria-label={`Who holds what is unavailable at moment ${moment}`}>
      <header className={styles.head}>
        <strong>Who holds it</strong>
        <span className={styles.muted}>moment {moment}</span>
        <IconButton icon="close" label="Close the list of holders" onClick={onClose} />
      </header>
      {holders.length === 0 && <p className={styles.none}>Nothing is unavailable at this moment.</p>}
      {holders.map(({ asset, decimals, holders: own, sum }) => {
        const { unavailable } = balanceOf(asset);
        const agrees = unavailable.equals(sum);
        return (
          <div key={asset}>
            <ul>
              {own.slice(0, MAX_ORDERS).map(({ order, part, amount }) => (
                <li key={`${order.id} ${part}`}>
                  <button
                    type="button"
                    aria-current={order.id === selected || undefined}
                    className={classNames(styles.order, order.id === hovered && styles.hovered)}
                    onClick={() => onSelect(order.id)}
                    onPointerEnter={() => onHover(order.id)}
                    onPointerLeave={() => onHover(null)}
                  >
                    <StatusShape
                      status={order.status}
                      filledShare={order.volume.isZero() ? 0 : order.filled.div(order.volume).toNumber()}
                    />
                    <span>{order.id}</span>
                    <span className={styles.muted}>
                      {part === 'position' ? 'position' : order.direction}{' '}
                      {formatNumber(part === 'position' ? (order.position?.open ?? '0') : order.remaining)}
                    </span>
                    <Money value={amount} decimals={decimals} className={styles.amount} />
                  </button>
                </li>
              ))}
            </ul>
            {own.length > MAX_ORDERS && <p className={styles.none}>and {own.length - MAX_ORDERS} more</p>}
            <p className={styles.sum}>
              <span>
                <Icon name={agrees ? 'check' : 'alert'} size={12} /> {asset} unavailable
              </span>
              <Money value={sum} decimals={decimals} className={styles.amount} />
            </p>
            {!agrees && (
              <p className={styles.wrong}>
                The ledger says {formatNumber(unavailable, decimals)}: rule L5 is broken.
              </p>
            )}
          </div>
        );
      })}
    </section>
  );
}
