import { useState } from 'react';
import type { Order } from '../../domain/orders/order.ts';
import { POSITION_STATUSES, type CloseReason, type PositionStatus } from '../../domain/orders/position.ts';
import type { OrderFact, OrderPair } from '../../scenario/orderPairs.ts';
import { classNames } from '../../ui/classNames.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatAmount, formatNumber, paddedDecimalsOf } from '../../ui/formatNumber.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import styles from './CompareView.module.css';
import { SideBadge } from './SideBadge.tsx';
import type { Comparison, Side } from './useComparison.ts';

/** The orders of both by their place in the chains, with what differs. */
export function OrdersTable({ comparison }: { readonly comparison: Comparison }) {
  const { orders, left, right } = comparison;
  const [isAll, setIsAll] = useState(false);
  const different = orders.filter(isDifferent);
  const shown = isAll ? orders : different;
  if (orders.length === 0) return <EmptyState>Neither has an order.</EmptyState>;
  return (
    <>
      <div className={styles.bar}>
        <span>
          {different.length} of {orders.length} {orders.length === 1 ? 'order differs' : 'orders differ'}
        </span>
        <Toggle label="Also those that are the same" checked={isAll} onChange={setIsAll} />
      </div>
      {shown.length > 0 && (
        <table className={styles.pairs}>
          <thead>
            <tr>
              <th scope="col" title="The nth order by itself, and of its chain the nth child">
                Place
              </th>
              <th scope="col">
                <SideBadge letter="A" />
              </th>
              <th scope="col">
                <SideBadge letter="B" />
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((pair) => (
              <tr key={pair.place} className={classNames(!isDifferent(pair) && styles.same)}>
                <th scope="row">{pair.place}</th>
                <OrderCell order={pair.left} side={left} differences={pair.differences} />
                <OrderCell order={pair.right} side={right} differences={pair.differences} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function isDifferent({ left, right, differences }: OrderPair): boolean {
  return left === null || right === null || differences.length > 0;
}

interface OrderCellProps {
  readonly order: Order | null;
  readonly side: Side;
  readonly differences: readonly OrderFact[];
}

function OrderCell({ order, side, differences }: OrderCellProps) {
  if (order === null) return <td className={styles.missing}>no such order</td>;
  const share = order.volume.isZero() ? 0 : order.filled.div(order.volume).toNumber();
  const status = <StatusBadge status={order.status} filledShare={share} />;
  const facts = factsOf(order, side);
  return (
    <td>
      <span className={styles.order}>
        <strong>{order.id}</strong>
        {differences.includes('status') ? <mark>{status}</mark> : status}
      </span>
      <span className={styles.facts}>
        {facts.map(([fact, text]) =>
          differences.includes(fact) ? <mark key={fact}>{text}</mark> : <span key={fact}>{text}</span>,
        )}
      </span>
    </td>
  );
}

function positionText(status: PositionStatus): string {
  const text = POSITION_STATUSES[status].title.toLowerCase();
  return status === 'NONE' ? text : `position ${text}`;
}

const CLOSED_BY: Readonly<Record<CloseReason, string>> = {
  MANUAL: 'closed by hand',
  STOP_LOSS: 'closed by its stop loss',
  TAKE_PROFIT: 'closed by its take profit',
  LIQUIDATION: 'closed by liquidation',
  END_OF_RUN: 'closed at the end of the run',
};

/** What there is to say of an order, each part with the fact it says. */
function factsOf(order: Order, { player }: Side): readonly (readonly [OrderFact, string])[] {
  const { position, feeAsset, heldAsset } = order;
  const { assets } = player.journal.header;
  const decimalsOf = (asset: string): number | undefined => paddedDecimalsOf(assets, asset);
  const facts: (readonly [OrderFact, string | null])[] = [
    ['pair', order.pair],
    ['direction', order.direction],
    ['volume', formatNumber(order.volume)],
    ['type', order.type],
    ['triggerPrice', order.triggerPrice && `trigger ${formatNumber(order.triggerPrice)}`],
    ['limitPrice', order.limitPrice && `at ${formatNumber(order.limitPrice)}`],
    ['filled', `filled ${formatNumber(order.filled)}`],
    ['averagePrice', order.averagePrice && `on average at ${formatNumber(order.averagePrice)}`],
    ['stopLoss', order.stopLoss && `stop loss ${formatNumber(order.stopLoss)}`],
    ['takeProfit', order.takeProfit && `take profit ${formatNumber(order.takeProfit)}`],
    ['position', position && positionText(position.status)],
    ['closeReason', position?.closeReason ? CLOSED_BY[position.closeReason] : null],
    ['exitPrice', position?.exitPrice ? `out at ${formatNumber(position.exitPrice)}` : null],
    ['pnl', position && `gain or loss ${formatNumber(position.pnl, decimalsOf(feeAsset), 'always')}`],
    ['fees', `fees ${formatAmount(order.fees, feeAsset, decimalsOf(feeAsset))}`],
    [
      'held',
      order.held.isZero() ? null : `holds ${formatAmount(order.held, heldAsset, decimalsOf(heldAsset))}`,
    ],
  ];
  return facts.flatMap(([fact, text]) => (text === null ? [] : [[fact, text] as const]));
}
