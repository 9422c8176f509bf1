import { useMemo, type CSSProperties } from 'react';
import type { Order } from '../../domain/orders/order.ts';
import { orderId, orderNumber } from '../../domain/orders/orderId.ts';
import { POSITION_STATUSES } from '../../domain/orders/position.ts';
import type { Decimal } from '../../money/decimal.ts';
import { focusedOrderOf } from '../../store/selectors.ts';
import { useApp, useWorld } from '../../store/useApp.ts';
import { classNames } from '../../ui/classNames.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatNumber, paddedDecimals } from '../../ui/formatNumber.ts';
import { Money } from '../../ui/Money.tsx';
import { orderAmount } from '../../ui/orderAmount.ts';
import { StatusShape, titleOfStatus } from '../../ui/StatusBadge.tsx';
import { useRowsInSight } from '../../ui/useRowsInSight.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { filledShareOf, percentFilled } from './filledShare.ts';
import styles from './OrderList.module.css';
import { orderRows } from './orderRows.ts';
import { pairOf } from './pairLookup.ts';
import { unrealisedOf } from './positionFigures.ts';

/** `--row-height` in the style sheet. */
const ROW_HEIGHT = 28;

/** Every order at the moment; the later ones are there, faded. Only the rows in sight exist. */
export function OrderList() {
  const { recording, cursor, entries, version } = useWorld();
  const { journal, orders } = recording;
  const focused = useApp(focusedOrderOf);
  const hovered = useApp((state) => state.hoveredOrder);
  const chooseOrder = useApp((state) => state.chooseOrder);
  const openDrawer = useApp((state) => state.openDrawer);
  // Where the list lies in a drawer, that lies over the order.
  const onChoose = (order: string): void => {
    chooseOrder(order);
    openDrawer(null);
  };
  const onHover = useApp((state) => state.hoverOrder);
  const rows = useMemo(
    () => orderRows(journal, version < 0 ? 0 : journal.ordersAt(entries)),
    [journal, entries, version],
  );
  const { length } = rows.numbers;
  const { ref, first, last, base } = useRowsInSight(
    length,
    ROW_HEIGHT,
    Math.max(0, rows.rowOf(orderNumber(focused ?? '') ?? 0)),
  );
  if (length === 0) {
    return <EmptyState>No orders yet. The form below sends the first one.</EmptyState>;
  }
  const shown = Array.from({ length: last - first }, (_, index) => first + index);
  return (
    <ul ref={ref} style={{ paddingBlock: `${first * ROW_HEIGHT}px ${(length - last) * ROW_HEIGHT}px` }}>
      {shown.map((row) => {
        const number = rows.numbers[row] ?? 0;
        const born = journal.orders.columns.entry[number - 1] ?? 0;
        const isLater = born >= cursor;
        // One that comes later is shown as it comes.
        const order = orders.at(orderId(number), { entries: isLater ? born + 1 : cursor });
        if (order === null) return null;
        return (
          <li key={row - base} aria-setsize={length} aria-posinset={row + 1}>
            <OrderButton
              order={order}
              quoteDecimals={pairOf(journal, order.pair).quote.decimals}
              depth={rows.depths[row] ?? 0}
              isLater={isLater}
              isFocused={order.id === focused}
              isHovered={order.id === hovered}
              onChoose={onChoose}
              onHover={onHover}
            />
          </li>
        );
      })}
    </ul>
  );
}

interface OrderButtonProps {
  readonly order: Order;
  readonly quoteDecimals: number;
  readonly depth: number;
  readonly isLater: boolean;
  readonly isFocused: boolean;
  readonly isHovered: boolean;
  readonly onChoose: (id: string) => void;
  readonly onHover: (id: string | null) => void;
}

function OrderButton(props: OrderButtonProps) {
  const { order, quoteDecimals, depth, isLater, isFocused, isHovered, onChoose, onHover } = props;
  const { limitPrice, triggerPrice } = order;
  // How deep it lies in its chain is data, so the style takes it from here.
  const indent = { '--depth': depth } as CSSProperties;
  return (
    <button
      type="button"
      className={classNames(styles.order, isLater && styles.later, isHovered && styles.lit)}
      style={indent}
      aria-current={isFocused}
      onClick={() => onChoose(order.id)}
      onPointerEnter={() => onHover(order.id)}
      onPointerLeave={() => onHover(null)}
    >
      <StatusShape status={order.status} filledShare={filledShareOf(order)} />
      <span className={styles.id}>{order.id}</span>
      <span className={styles.side}>{order.direction.toUpperCase()}</span>
      <span className={styles.terms}>
        {orderAmount(order, quoteDecimals)}
        <span className={styles.price}>
          {triggerPrice !== null && ` stop ${formatNumber(triggerPrice)}`}
          {limitPrice !== null && ` @ ${formatNumber(limitPrice)}`}
          {limitPrice === null && triggerPrice === null && ' market'}
        </span>
      </span>
      <span className={styles.state}>
        {isLater ? 'later' : <State order={order} />}
        <VisuallyHidden>{statusText(order)}</VisuallyHidden>
      </span>
    </button>
  );
}

/** How far an order is: of a trade with a position, what that gains or has gained. */
function State({ order }: { readonly order: Order }) {
  const { position } = order;
  if (position === null || position.status === 'NONE') {
    return order.status === 'PARTIALLY_FILLED' && percentFilled(order);
  }
  return <Gain order={order} realised={position.pnl} />;
}

function Gain({ order, realised }: { readonly order: Order; readonly realised: Decimal }) {
  const { recording, moment } = useWorld();
  const pair = pairOf(recording.journal, order.pair);
  const last = recording.balances.lastPrice(moment, pair.base.code, pair.quote.code);
  const pnl = unrealisedOf(order, pair, last)?.pnl ?? realised;
  return <Money value={pnl} decimals={paddedDecimals(pair.quote.decimals)} as="pnl" />;
}

function statusText({ status, position }: Order): string {
  const title = titleOfStatus(status);
  if (position === null || position.status === 'NONE') return title;
  return `${title}, position ${POSITION_STATUSES[position.status].title.toLowerCase()}`;
}
