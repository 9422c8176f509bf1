import { useEffect, useMemo, useRef, type CSSProperties } from 'react';
import type { Journal } from '../../journal/journal.ts';
import type { OrderRepository } from '../../journal/orderRepository.ts';
import { classNames } from '../../ui/classNames.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import { Money } from '../../ui/Money.tsx';
import { PictureMenu } from '../../ui/PictureMenu.tsx';
import { orderAmount } from '../../ui/orderAmount.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { lineageOf, type LineageNode } from './lineage.ts';
import styles from './LineageView.module.css';

/** What the tree of an order's chain is drawn from. `moment` counts entries; `version` changes when the journal grows. */
export interface LineageViewProps {
  readonly journal: Journal;
  readonly version: number;
  readonly orders: OrderRepository;
  readonly moment: number;
  readonly orderId: string | null;
  readonly hovered: string | null;
  readonly onSelect: (orderId: string) => void;
  readonly onHover: (orderId: string | null) => void;
  /** An order was picked that comes later: look at the moment it comes with. */
  readonly onMoment: (moment: number) => void;
}

/** Orders shown on either side of the one in question; a chain of modifies may be thousands long. */
const NEARBY = 60;
/** Deeper children are not moved further to the right. */
const DEEPEST = 6;
/** The title, which stays above what is scrolled, in CSS pixels. */
const HEAD = 28;

/** The chain of an order, from its root to its children, with what each step reserved and released ([O3]). */
export function LineageView({
  journal,
  version,
  orders,
  moment,
  orderId,
  hovered,
  onSelect,
  onHover,
  onMoment,
}: LineageViewProps) {
  const tree = useRef<HTMLOListElement>(null);
  const current = useRef<HTMLLIElement>(null);
  const nodes = useMemo(
    () => (orderId === null || version < 0 ? [] : lineageOf(journal, orders, orderId, moment)),
    [journal, orders, orderId, moment, version],
  );
  const count = nodes.length;
  useEffect(() => {
    const item = current.current;
    if (item === null || orderId === null || count === 0) return undefined;
    // Is told once the page is laid out, before it is painted.
    const observer = new ResizeObserver(() => {
      observer.disconnect();
      const box = item.offsetParent;
      if (box === null) return;
      const least = item.offsetTop + item.offsetHeight - box.clientHeight;
      box.scrollTop = Math.min(item.offsetTop - HEAD, Math.max(least, box.scrollTop));
    });
    observer.observe(item);
    return () => observer.disconnect();
  }, [orderId, count]);
  if (count === 0) {
    return <EmptyState>Select an order to see the chain it belongs to.</EmptyState>;
  }
  const at = nodes.findIndex(({ order }) => order.id === orderId);
  const from = Math.max(0, at - NEARBY);
  const shown = nodes.slice(from, at + NEARBY + 1);
  const hidden = count - shown.length;
  return (
    <div className={styles.view}>
      <header className={styles.top}>
        <h2 className={styles.title}>Chain of {orderId}</h2>
        <PictureMenu
          kind="lineage"
          picture={tree}
          title={`Chain of ${orderId}`}
          note={shown.length === 1 ? 'One order' : `${shown.length} orders`}
        />
      </header>
      <ol ref={tree} className={styles.tree} aria-label={`Chain of ${orderId}`}>
        {shown.map((node) => (
          <li
            key={node.order.id}
            ref={node.order.id === orderId ? current : null}
            style={{ '--depth': Math.min(node.depth, DEEPEST) } as CSSProperties}
            className={classNames(styles.item, node.depth > 0 && styles.child, !node.isPast && styles.later)}
          >
            <button
              type="button"
              aria-current={node.order.id === orderId || undefined}
              className={classNames(styles.node, node.order.id === hovered && styles.hovered)}
              onClick={() => {
                onSelect(node.order.id);
                if (!node.isPast) onMoment(node.order.createdEntry);
              }}
              onPointerEnter={() => onHover(node.order.id)}
              onPointerLeave={() => onHover(null)}
            >
              <NodeWords node={node} />
            </button>
          </li>
        ))}
      </ol>
      {hidden > 0 && <p className={styles.more}>{hidden} more in this chain</p>}
    </div>
  );
}

function NodeWords({ node }: { readonly node: LineageNode }) {
  const { order, isPast, reserved, spent, returned, holds, decimals } = node;
  const share = order.volume.isZero() ? 0 : order.filled.div(order.volume).toNumber();
  const price = order.limitPrice === null ? 'market' : `@ ${formatNumber(order.limitPrice)}`;
  return (
    <>
      <span className={styles.head}>
        <strong>{order.id}</strong>
        <StatusBadge status={isPast ? order.status : 'NEW'} filledShare={share} />
        <span>
          {order.direction} {orderAmount(order, decimals)} {price}
        </span>
      </span>
      <span className={styles.funds}>
        {isPast ? (
          <>
            <Fact name="reserved" value={reserved} decimals={decimals} />
            <Fact name="spent" value={spent} decimals={decimals} />
            <Fact name="returned" value={returned} decimals={decimals} />
            <Fact name="holds" value={holds} decimals={decimals} asset={order.heldAsset} />
          </>
        ) : (
          'comes later'
        )}
      </span>
    </>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: LineageNode['reserved'];
  readonly decimals: number;
  readonly asset?: string;
}

function Fact({ name, value, decimals, asset }: FactProps) {
  return (
    <span className={styles.fact}>
      {name} <Money value={value} decimals={decimals} asset={asset} />
    </span>
  );
}
