import { useMemo, type ReactNode } from 'react';
import { denialSentence } from '../../domain/denial.ts';
import { canHappen } from '../../domain/orders/lifecycle.ts';
import type { Order, PositionView } from '../../domain/orders/order.ts';
import { POSITION_STATUSES, positionAllows } from '../../domain/orders/position.ts';
import { readEntry } from '../../journal/entryRepository.ts';
import { ZERO, type Decimal } from '../../money/decimal.ts';
import { stepsOf } from '../../store/openScenario.ts';
import { currentOf, focusedOrderOf } from '../../store/selectors.ts';
import { RUN_IS_OVER } from '../../store/scenarioSlice.ts';
import { useApp, useWorld } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { useKeyOf } from '../../ui/commands.tsx';
import { formatAmount, formatNumber, paddedDecimalsOf } from '../../ui/formatNumber.ts';
import { Icon } from '../../ui/icons.tsx';
import { Money } from '../../ui/Money.tsx';
import { orderAmount } from '../../ui/orderAmount.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { Time } from '../../ui/Time.tsx';
import { filledShareOf, percentFilled } from './filledShare.ts';
import { actionsOf, titleOfAction, whyBlocked, type ChangingForm, type OrderAction } from './orderActions.ts';
import styles from './OrderHeader.module.css';
import { pairOf } from './pairLookup.ts';
import { unrealisedOf } from './positionFigures.ts';
import { waitingCloseOf } from './waitingClose.ts';

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
    <header id="order" tabIndex={-1} className={styles.header}>
      <h2 className={styles.title}>
        {id}{' '}
        <span className={styles.sentence}>
          does not exist yet: it comes with moment {later.createdEntry}, this is moment {cursor}.
        </span>
      </h2>
    </header>
  );
}

function Nothing() {
  return (
    <header id="order" tabIndex={-1} className={styles.header}>
      <h2 className={styles.title}>
        No order yet{' '}
        <span className={styles.sentence}>Send one with the form, and see what it does to the balance.</span>
      </h2>
    </header>
  );
}

function Header({ order }: { readonly order: Order }) {
  const { id, direction, volume, pair, limitPrice, triggerPrice, status, leverage } = order;
  const isSpent = order.spend !== null && volume.isZero();
  const isWhole = useApp((state) => state.layout === 'whole');
  const { quote } = pairOf(useWorld().recording.journal, pair);
  return (
    <header id="order" tabIndex={-1} className={styles.header}>
      <h2 className={styles.title}>
        {id}{' '}
        <span className={styles.terms}>
          {direction.toUpperCase()} {triggerPrice !== null && 'STOP '}
          {isSpent ? `${pair} ${orderAmount(order, quote.decimals)}` : `${formatNumber(volume)} ${pair}`}
          {limitPrice === null ? ' at the market' : ` @ ${formatNumber(limitPrice)}`}
          {leverage !== null && ` · ${formatNumber(leverage)}×`}
        </span>{' '}
        <span className={styles.status}>
          <StatusBadge
            status={status}
            filledShare={filledShareOf(order)}
            detail={status === 'PARTIALLY_FILLED' ? percentFilled(order) : undefined}
          />
        </span>
      </h2>
      {isWhole && <Actions order={order} />}
      <div className={styles.below}>
        <Facts order={order} />
        <WaitingClose order={order} />
        {status === 'REJECTED' && <WhyRejected order={order} />}
      </div>
    </header>
  );
}

function Actions({ order }: { readonly order: Order }) {
  const form = useApp((state) => state.form);
  const isRun = useApp((state) => state.shownRun !== null);
  const main = isRun ? null : mainActionOf(order);
  return (
    <div className={styles.actions}>
      {actionsOf(order).map((action) => (
        <ActionButton
          key={action.form}
          action={action}
          isMain={action.form === main && form === null}
          isOpen={form === action.form}
          blocked={isRun ? RUN_IS_OVER : whyBlocked(order, action.form)}
        />
      ))}
    </div>
  );
}

interface ActionButtonProps {
  readonly action: OrderAction;
  readonly isMain: boolean;
  readonly isOpen: boolean;
  readonly blocked: string | null;
}

function ActionButton({ action, isMain, isOpen, blocked }: ActionButtonProps) {
  const { form, title, icon } = action;
  const openForm = useApp((state) => state.openForm);
  const hoverEvent = useApp((state) => state.hoverEvent);
  const event = form === 'close' ? null : form;
  return (
    <Button
      {...useKeyOf(form, titleOfAction(action))}
      icon={icon}
      look={isMain ? 'primary' : 'normal'}
      aria-pressed={isOpen}
      blocked={blocked}
      onClick={() => openForm(isOpen ? null : form)}
      onPointerEnter={({ pointerType }) => pointerType !== 'touch' && hoverEvent(event)}
      onPointerLeave={() => hoverEvent(null)}
      // Nobody has asked for a forecast where the focus is only led back from a form.
      onKeyUp={({ key }) => key === 'Tab' && hoverEvent(event)}
      onBlur={() => hoverEvent(null)}
    >
      {title}
    </Button>
  );
}

/** What most people want to do next: fill what works, close what is open. */
function mainActionOf({ status, position }: Order): ChangingForm | null {
  if (canHappen(status, 'fill')) return 'fill';
  return position !== null && positionAllows(position.status, 'close') ? 'close' : null;
}

/** `Partially closed · manual`: where a position stands, and why it was closed. */
function positionText({ status, closeReason }: PositionView): string {
  const { title } = POSITION_STATUSES[status];
  return closeReason === null ? title : `${title} · ${reasonText(closeReason)}`;
}

/** `TAKE_PROFIT` as `take profit`. */
function reasonText(reason: NonNullable<PositionView['closeReason']>): string {
  return reason.toLowerCase().replaceAll('_', ' ');
}

interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

function Facts({ order }: { readonly order: Order }) {
  const { recording, moment } = useWorld();
  const { assets } = recording.journal.header;
  const pair = pairOf(recording.journal, order.pair);
  const last = recording.balances.lastPrice(moment, pair.base.code, pair.quote.code);
  const decimalsOf = (asset: string): number | undefined => paddedDecimalsOf(assets, asset);
  const facts: Fact[] = [];
  if (order.position !== null) {
    const unrealised = unrealisedOf(order, pair, last);
    const money = (value: Decimal): ReactNode => (
      <Money value={value} decimals={decimalsOf(order.feeAsset)} as="pnl" asset={order.feeAsset} />
    );
    if (order.position.status !== 'NONE') {
      const text = positionText(order.position);
      facts.push({ name: 'Position', value: <strong className={styles.position}>{text}</strong> });
    }
    if (unrealised !== null) {
      facts.push({ name: `Unrealised at ${formatNumber(unrealised.price)}`, value: money(unrealised.pnl) });
    }
    if (!order.position.closed.isZero()) facts.push({ name: 'Realised', value: money(order.position.pnl) });
    facts.push(...positionFactsOf(order, order.position, decimalsOf));
  }
  facts.push(...factsOf(order, decimalsOf));
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value }) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function factsOf(order: Order, decimalsOf: (asset: string) => number | undefined): readonly Fact[] {
  const { filled, volume, remaining, moved, cancelled, averagePrice, triggerPrice } = order;
  const { held, heldAsset, fees, feeAsset } = order;
  if (order.status === 'REJECTED') return [{ name: 'Rejected', value: formatNumber(volume) }];
  const isTrade = order.position !== null;
  const facts: Fact[] = [];
  if (triggerPrice !== null) {
    // A pending stop waits for its trigger; what was triggered works or has ended.
    const name = order.status === 'PENDING' ? 'Waits for' : 'Trigger';
    facts.push({ name, value: formatNumber(triggerPrice) });
  }
  // An order by what it spends has no volume before it fills.
  const isSpent = order.spend !== null && volume.isZero();
  facts.push({ name: 'Filled', value: isSpent ? '0' : `${formatNumber(filled)} of ${formatNumber(volume)}` });
  if (!isSpent && (!isTrade || !remaining.isZero()))
    facts.push({ name: 'Remaining', value: formatNumber(remaining) });
  // An open position says what it was entered at.
  if (averagePrice !== null && (order.position?.open.isZero() ?? true))
    facts.push({ name: 'Average', value: formatNumber(averagePrice.toDecimalPlaces(8)) });
  if (!isTrade || !held.isZero())
    facts.push({ name: 'Holds', value: <Holds order={order} decimals={decimalsOf(heldAsset)} /> });
  if (!fees.isZero()) facts.push({ name: 'Fees', value: formatAmount(fees, feeAsset, decimalsOf(feeAsset)) });
  if (!moved.isZero()) facts.push({ name: 'Moved to children', value: formatNumber(moved) });
  if (!cancelled.isZero()) {
    // What ended without being filled or handed on, whatever ended it.
    const name = order.status === 'EXPIRED' ? 'Expired' : 'Cancelled';
    facts.push({ name, value: formatNumber(cancelled) });
  }
  if (order.timeInForce !== 'GTC') facts.push({ name: 'In force', value: order.timeInForce });
  if (order.expiresAtMs !== null) facts.push({ name: 'Until', value: <Time timeMs={order.expiresAtMs} /> });
  return facts;
}

/** What an order holds; for a purchase with a limit, what of: `0.8 × 48,000 + 38.40`. */
function Holds({ order, decimals }: { readonly order: Order; readonly decimals: number | undefined }) {
  const { direction, limitPrice, remaining, held, heldAsset } = order;
  const fees = limitPrice === null ? ZERO : held.minus(remaining.times(limitPrice));
  return (
    <>
      {formatAmount(held, heldAsset, decimals)}
      {direction === 'buy' && limitPrice !== null && !held.isZero() && (
        <span className={styles.sum}>
          {' '}
          = {formatNumber(remaining)} × {formatNumber(limitPrice)}
          {fees.greaterThan(0) && ` + ${formatNumber(fees, decimals)} for fees`}
        </span>
      )}
    </>
  );
}

function positionFactsOf(
  { stopLoss, takeProfit, feeAsset }: Order,
  { status, open, entryPrice, exitPrice, margin, liquidationPrice, closed }: PositionView,
  decimalsOf: (asset: string) => number | undefined,
): readonly Fact[] {
  const facts: Fact[] = [];
  const add = (name: string, price: Decimal | null): void => {
    if (price !== null) facts.push({ name, value: formatNumber(price.toDecimalPlaces(8)) });
  };
  if (!open.isZero()) add('Open', open);
  add('Entry', entryPrice);
  if (!closed.isZero()) add('Closed', closed);
  add('Exit', exitPrice);
  if (!margin.isZero())
    facts.push({ name: 'Margin', value: formatAmount(margin, feeAsset, decimalsOf(feeAsset)) });
  add('Liquidation', liquidationPrice);
  if (status === 'CLOSED') return facts;
  add('Stop loss', stopLoss);
  add('Take profit', takeProfit);
  return facts;
}

/** A close that was asked for and waits for the market, which neither an event nor a line tells of. */
function WaitingClose({ order }: { readonly order: Order }) {
  const { recording, cursor } = useWorld();
  const isPlayed = useApp(({ player }) => player === recording);
  const current = useApp(currentOf);
  const steps = useMemo(() => stepsOf(current), [current]);
  const waiting = isPlayed ? waitingCloseOf(recording, steps, order, cursor) : null;
  if (waiting === null) return null;
  return (
    <output className={styles.waiting}>
      <Icon name="info" size={14} />A close of {formatNumber(waiting)} waits for the next bar or price.
    </output>
  );
}

function WhyRejected({ order }: { readonly order: Order }) {
  const { denial } = readEntry(useWorld().recording.journal, order.updatedEntry);
  return denial === null ? null : <p className={styles.refused}>{denialSentence(denial)}</p>;
}
