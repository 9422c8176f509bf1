import { useEffect, useRef, useState } from 'react';
import type { Balance } from '../../domain/balance.ts';
import type { Journal } from '../../journal/journal.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { Icon } from '../../ui/icons.tsx';
import { isDialogOpen } from '../../ui/isDialogOpen.ts';
import { Money } from '../../ui/Money.tsx';
import { StatusShape } from '../../ui/StatusBadge.tsx';
import { titleOfType } from '../../ui/TransactionTypeBadge.tsx';
import { holdingLines, type Holders } from './holders.ts';
import styles from './HoldersPanel.module.css';

interface HoldersPanelProps {
  readonly journal: Journal;
  readonly holders: readonly Holders[];
  /** The balance that the holders of an asset must add up to. */
  readonly balanceOf: (asset: string) => Balance;
  readonly moment: number;
  /** Whether it begins with the focus. */
  readonly takesFocus: boolean;
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly onSelect: (orderId: string) => void;
  readonly onHover: (orderId: string | null) => void;
  readonly onMoment: (moment: number) => void;
  readonly onClose: (hadFocus: boolean) => void;
}

/** Holders shown at once, and lines of each. */
const MANY = 100;

/** The orders that keep funds unavailable and the lines that made up what they hold, adding up to the last unit ([L5]). */
export function HoldersPanel(props: HoldersPanelProps) {
  const { holders, balanceOf, moment, takesFocus, selected, onSelect, onClose } = props;
  const [opened, setOpened] = useState<string | null>(null);
  const [shown, setShown] = useState(MANY);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone it opens below what is in sight.
    panel.current?.scrollIntoView?.({ block: 'nearest' });
    if (takesFocus) panel.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  useEffect(() => {
    const closeByEscape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isDialogOpen()) return;
      event.preventDefault();
      onClose(panel.current?.contains(document.activeElement) ?? false);
    };
    document.addEventListener('keydown', closeByEscape);
    return () => document.removeEventListener('keydown', closeByEscape);
  }, [onClose]);
  const toggle = (id: string): void => {
    setOpened(id === opened ? null : id);
    if (id !== opened && id !== selected) onSelect(id);
  };
  return (
    <section
      ref={panel}
      tabIndex={-1}
      className={styles.panel}
      aria-label={`Who holds what is unavailable at moment ${moment}`}
    >
      <header className={styles.head}>
        <strong>Who holds it</strong>
        <span className={styles.muted}>moment {moment}</span>
        <IconButton icon="close" label="Close the list of holders" onClick={() => onClose(true)} />
      </header>
      {holders.length === 0 && <p className={styles.none}>Nothing is unavailable at this moment.</p>}
      {holders.map(({ asset, decimals, holders: own, sum }) => {
        const { unavailable } = balanceOf(asset);
        const agrees = unavailable.equals(sum);
        return (
          <div key={asset} className={styles.asset}>
            <ul>
              {own.slice(0, shown).map((holder) => (
                <HolderItem
                  key={holder.order.id}
                  holder={holder}
                  decimals={decimals}
                  panel={props}
                  isOpen={holder.order.id === opened}
                  onToggle={() => toggle(holder.order.id)}
                />
              ))}
            </ul>
            {own.length > shown && (
              <Button look="plain" onClick={() => setShown(shown + MANY)}>
                Show {Math.min(MANY, own.length - shown)} more of {own.length}
              </Button>
            )}
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

interface HolderItemProps {
  readonly holder: Holders['holders'][number];
  readonly decimals: number;
  readonly panel: HoldersPanelProps;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** One order with what it holds, and on demand the lines of the ledger that made it up. */
function HolderItem({ holder, decimals, panel, isOpen, onToggle }: HolderItemProps) {
  const { order, held, margin, amount } = holder;
  const { selected, hovered, onHover } = panel;
  return (
    <li>
      <button
        type="button"
        aria-current={order.id === selected || undefined}
        aria-expanded={isOpen}
        className={classNames(styles.order, order.id === hovered && styles.hovered)}
        title={`${isOpen ? 'Hide' : 'Show'} the lines that make up what ${order.id} holds`}
        onClick={onToggle}
        onPointerEnter={() => onHover(order.id)}
        onPointerLeave={() => onHover(null)}
      >
        <Icon name={isOpen ? 'chevronDown' : 'chevronRight'} size={14} />
        <StatusShape
          status={order.status}
          filledShare={order.volume.isZero() ? 0 : order.filled.div(order.volume).toNumber()}
        />
        <span>{order.id}</span>
        <span className={styles.muted}>
          {held.isZero() ? 'position' : order.direction}{' '}
          {formatNumber(held.isZero() ? (order.position?.open ?? '0') : order.remaining)}
        </span>
        <Money value={amount} decimals={decimals} className={styles.amount} />
      </button>
      {!held.isZero() && !margin.isZero() && (
        <p className={styles.parts}>
          order {formatNumber(held, decimals)} + position {formatNumber(margin, decimals)}
        </p>
      )}
      {isOpen && <HolderLines holder={holder} decimals={decimals} panel={panel} />}
    </li>
  );
}

function HolderLines({ holder, decimals, panel }: Pick<HolderItemProps, 'holder' | 'decimals' | 'panel'>) {
  const { journal, moment, onMoment } = panel;
  const lines = holdingLines(journal, holder.order, moment);
  const earlier = Math.max(0, lines.length - MANY);
  return (
    <ul className={styles.lines} aria-label={`What ${holder.order.id} holds, line by line`}>
      {earlier > 0 && (
        <li className={styles.line}>
          <span>{earlier} earlier lines</span>
          <Money
            value={lines
              .slice(0, earlier)
              .reduce((sum, { change }) => sum.plus(change), holder.amount.times(0))}
            decimals={decimals}
            as="change"
            className={styles.amount}
          />
        </li>
      )}
      {lines.slice(earlier).map(({ seq, type, moment: at, change }) => (
        <li key={seq} className={styles.line}>
          <span className={styles.muted}>{seq}</span>
          <span title={type}>{titleOfType(type)}</span>
          <Money value={change} decimals={decimals} as="change" className={styles.amount} />
          <button
            type="button"
            aria-current={at === moment ? 'step' : undefined}
            className={styles.link}
            onClick={() => onMoment(at)}
          >
            moment {at}
          </button>
        </li>
      ))}
    </ul>
  );
}
