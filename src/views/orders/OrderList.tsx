import { useEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import type { Order } from '../../domain/orders/order.ts';
import { POSITION_STATUSES } from '../../domain/orders/position.ts';
import { focusedOrderOf } from '../../store/selectors.ts';
import { useApp, useWorld } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatNumber, paddedDecimals } from '../../ui/formatNumber.ts';
import { Money } from '../../ui/Money.tsx';
import { StatusShape, titleOfStatus } from '../../ui/StatusBadge.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { filledShareOf, percentFilled } from './filledShare.ts';
import styles from './OrderList.module.css';
import { orderRows, type OrderRows } from './orderRows.ts';
import { pairOf } from './pairLookup.ts';
import { unrealisedOf } from './positionFigures.ts';

/** About three screens: they are all drawn anew when the moment jumps. */
const ROWS_AT_ONCE = 60;
const NO_ROWS: OrderRows = { rows: [], newer: 0, older: 0 };

/** Every order at the moment; the later ones are there, faded. */
export function OrderList() {
  const { recording, cursor, entries, version } = useWorld();
  const focused = useApp(focusedOrderOf);
  const [limit, setLimit] = useState(ROWS_AT_ONCE);
  // The order for which the person asked to see the newest ones all the same.
  const [passedOver, setPassedOver] = useState<string | null>(null);
  const sought = passedOver === focused ? null : focused;
  const { rows, newer, older } = useMemo(
    () => (version < 0 ? NO_ROWS : orderRows(recording, cursor, entries, limit, sought)),
    [recording, cursor, entries, version, limit, sought],
  );
  if (rows.length === 0) {
    return <EmptyState>No orders yet. The form below sends the first one.</EmptyState>;
  }
  return (
    <>
      {newer > 0 && (
        <Button look="plain" onClick={() => setPassedOver(focused)}>
          Show the newest orders
        </Button>
      )}
      <ul className={styles.list}>
        {rows.map(({ order, depth, isLater }) => (
          <li key={order.id}>
            <OrderButton order={order} depth={depth} isLater={isLater} isFocused={order.id === focused} />
          </li>
        ))}
      </ul>
      {older > 0 && (
        <Button look="plain" onClick={() => setLimit(limit + ROWS_AT_ONCE)}>
          Show {Math.min(ROWS_AT_ONCE, older)} older orders
        </Button>
      )}
    </>
  );
}

interface OrderButtonProps {
  readonly order: Order;
  readonly depth: number;
  readonly isLater: boolean;
  readonly isFocused: boolean;
}

function OrderButton({ order, depth, isLater, isFocused }: OrderButtonProps) {
  const chooseOrder = useApp((state) => state.chooseOrder);
  const hoverOrder = useApp((state) => state.hoverOrder);
  const isHovered = useApp((state) => state.hoveredOrder === order.id);
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isFocused || ref.current === null) return undefined;
    const item = ref.current;
    // Is told once the page is laid out, before it is painted: to ask for a place earlier would have it laid out twice.
    const observer = new ResizeObserver(() => {
      observer.disconnect();
      scrollNear(item);
    });
    observer.observe(item);
    return () => observer.disconnect();
  }, [isFocused]);
  const { limitPrice, triggerPrice } = order;
  // How deep it lies in its chain is data, so the style takes it from here.
  const indent = { '--depth': Math.min(depth, 6) } as CSSProperties;
  return (
    <button
      ref={ref}
      type="button"
      className={classNames(styles.order, isLater && styles.later, isHovered && styles.lit)}
      style={indent}
      aria-current={isFocused}
      onClick={() => chooseOrder(order.id)}
      onPointerEnter={() => hoverOrder(order.id)}
      onPointerLeave={() => hoverOrder(null)}
    >
      <StatusShape status={order.status} filledShare={filledShareOf(order)} />
      <span className={styles.id}>{order.id}</span>
      <span className={styles.side}>{order.direction.toUpperCase()}</span>
      <span className={styles.terms}>
        {formatNumber(order.volume)}
        <span className={styles.price}>
          {triggerPrice !== null && ` stop ${formatNumber(triggerPrice)}`}
          {limitPrice !== null && ` @ ${formatNumber(limitPrice)}`}
          {limitPrice === null && triggerPrice === null && ' market'}
        </span>
      </span>
      <span className={styles.state}>
        <State order={order} isLater={isLater} />
        <VisuallyHidden>{statusText(order)}</VisuallyHidden>
      </span>
    </button>
  );
}

/** How far an order is: of a trade with a position, what that gains or has gained. */
function State({ order, isLater }: { readonly order: Order; readonly isLater: boolean }) {
  const { recording, moment } = useWorld();
  const { position } = order;
  if (isLater) return 'later';
  if (position === null || position.status === 'NONE') {
    return order.status === 'PARTIALLY_FILLED' && percentFilled(order);
  }
  const pair = pairOf(recording.journal, order.pair);
  const last = recording.balances.lastPrice(moment, pair.base.code, pair.quote.code);
  const pnl = unrealisedOf(order, pair, last)?.pnl ?? position.pnl;
  return <Money value={pnl} decimals={paddedDecimals(pair.quote.decimals)} as="pnl" />;
}

function statusText({ status, position }: Order): string {
  const title = titleOfStatus(status);
  if (position === null || position.status === 'NONE') return title;
  return `${title}, position ${POSITION_STATUSES[position.status].title.toLowerCase()}`;
}

/** Scrolls the list around it by hand: `scrollIntoView` would also move the place from which Tab goes on. */
function scrollNear(item: HTMLElement): void {
  const { offsetParent: list, offsetTop, offsetHeight } = item;
  if (list === null) return;
  const most = offsetTop;
  const least = offsetTop + offsetHeight - list.clientHeight;
  list.scrollTop = Math.max(least, Math.min(list.scrollTop, most));
}
