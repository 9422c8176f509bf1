import { canHappen, type LifecycleEvent } from '../../domain/orders/lifecycle.ts';
import type { SpotOrder } from '../../domain/orders/spotOrder.ts';
import { focusedOrderOf } from '../../store/selectors.ts';
import type { OrderForm } from '../../store/state.ts';
import { useApp, useWorld } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { formatAmount, formatNumber, paddedDecimals } from '../../ui/formatNumber.ts';
import type { IconName } from '../../ui/icons.tsx';
import { StatusBadge, titleOfStatus } from '../../ui/StatusBadge.tsx';
import { filledShareOf, percentFilled } from './filledShare.ts';
import styles from './OrderHeader.module.css';

const ACTIONS = [
  { event: 'fill', title: 'Fill…', icon: 'fill', past: 'filled' },
  { event: 'modify', title: 'Modify…', icon: 'edit', past: 'modified' },
  { event: 'split', title: 'Split…', icon: 'split', past: 'split' },
  { event: 'cancel', title: 'Cancel…', icon: 'cancel', past: 'cancelled' },
] as const satisfies readonly {
  event: LifecycleEvent & OrderForm;
  title: string;
  icon: IconName;
  past: string;
}[];

/** The order in focus as it was at the moment, and what can be done to it. */
export function OrderHeader() {
  const { recording, cursor, entries, moment } = useWorld();
  const id = useApp(focusedOrderOf);
  if (id === null) return <Nothing />;
  const order = recording.orders.at(id, moment);
  if (order !== null) return <Header order={order} />;
  const later = recording.orders.at(id, { entries });
  if (later === null) return <Nothing />;
  return (
    <header className={styles.header}>
      <h2 className={styles.title}>
        {id}
        <span className={styles.status}>
          does not exist yet: it comes with moment {later.createdEntry}, this is moment {cursor}.
        </span>
      </h2>
    </header>
  );
}

function Nothing() {
  return (
    <header className={styles.header}>
      <h2 className={styles.title}>
        No order yet
        <span className={styles.status}>Send one with the form, and see what it does to the balance.</span>
      </h2>
    </header>
  );
}

function Header({ order }: { readonly order: SpotOrder }) {
  const form = useApp((state) => state.form);
  const openForm = useApp((state) => state.openForm);
  const hoverEvent = useApp((state) => state.hoverEvent);
  const { assets } = useWorld().recording.journal.header;
  const decimalsOf = (asset: string): number | undefined =>
    paddedDecimals(assets.find(({ code }) => code === asset)?.decimals);
  const { id, direction, volume, pair, limitPrice, triggerPrice, status } = order;
  return (
    <header className={styles.header}>
      <h2 className={styles.title}>
        {id}
        <span className={styles.terms}>
          {direction.toUpperCase()} {formatNumber(volume)} {pair}
          {limitPrice === null ? ' at the market' : ` @ ${formatNumber(limitPrice)}`}
          {triggerPrice !== null && `, triggered at ${formatNumber(triggerPrice)}`}
        </span>
        <span className={styles.status}>
          <StatusBadge
            status={status}
            filledShare={filledShareOf(order)}
            detail={status === 'PARTIALLY_FILLED' ? percentFilled(order) : undefined}
          />
        </span>
      </h2>
      <div className={styles.actions}>
        {ACTIONS.map(({ event, title, icon, past }) => (
          <Button
            key={event}
            icon={icon}
            look={event === 'fill' && form === null && canHappen(status, event) ? 'primary' : 'normal'}
            aria-pressed={form === event}
            blocked={
              canHappen(status, event)
                ? null
                : `${id} is ${titleOfStatus(status).toLowerCase()}: it cannot be ${past} any more`
            }
            onClick={() => openForm(form === event ? null : event)}
            onPointerEnter={() => hoverEvent(event)}
            onPointerLeave={() => hoverEvent(null)}
            onFocus={() => hoverEvent(event)}
            onBlur={() => hoverEvent(null)}
          >
            {title}
          </Button>
        ))}
      </div>
      <dl className={styles.facts}>
        {factsOf(order, decimalsOf).map(({ name, value }) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

function factsOf(
  order: SpotOrder,
  decimalsOf: (asset: string) => number | undefined,
): readonly { name: string; value: string }[] {
  const { filled, volume, remaining, moved, cancelled, averagePrice, held, heldAsset, fees, feeAsset } =
    order;
  const facts = [
    { name: 'Filled', value: `${formatNumber(filled)} of ${formatNumber(volume)}` },
    { name: 'Remaining', value: formatNumber(remaining) },
  ];
  if (averagePrice !== null)
    facts.push({ name: 'Average', value: formatNumber(averagePrice.toDecimalPlaces(8)) });
  facts.push({ name: 'Holds', value: formatAmount(held, heldAsset, decimalsOf(heldAsset)) });
  if (!fees.isZero()) facts.push({ name: 'Fees', value: formatAmount(fees, feeAsset, decimalsOf(feeAsset)) });
  if (!moved.isZero()) facts.push({ name: 'Moved to children', value: formatNumber(moved) });
  if (!cancelled.isZero()) facts.push({ name: 'Cancelled', value: formatNumber(cancelled) });
  if (order.timeInForce !== 'GTC') facts.push({ name: 'In force', value: order.timeInForce });
  return facts;
}
