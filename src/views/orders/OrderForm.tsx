import { useMemo, useState, type ReactNode } from 'react';
import type { ActionType } from '../../domain/actions/actionTypes.ts';
import { definitionOf } from '../../domain/actions/registry.ts';
import { canHappen } from '../../domain/orders/lifecycle.ts';
import type { Order } from '../../domain/orders/order.ts';
import type { Pair } from '../../domain/pair.ts';
import type { TradingRules } from '../../domain/tradingRules.ts';
import type { Decimal } from '../../money/decimal.ts';
import { useScene, type Scene } from '../../store/scene.ts';
import { useApp, useWorld } from '../../store/useApp.ts';
import { formatAmount, formatNumber } from '../../ui/formatNumber.ts';
import fieldStyles from './ActionFields.module.css';
import { ActionForm } from './ActionForm.tsx';
import { numberIn, type FormValues } from './actionForm.ts';
import { ChunksField, equalParts } from './ChunksField.tsx';
import { CloseForm } from './CloseForm.tsx';
import { FillForm } from './FillForm.tsx';
import { liquidationNote, liquidationOf } from './liquidationNote.ts';
import { canChangeEntry, titleOfForm, type ChangingForm } from './orderActions.ts';
import styles from './OrderForm.module.css';
import { pairOf } from './pairLookup.ts';

type ActionForms = Exclude<ChangingForm, 'fill' | 'close'>;

const ACTION_OF = {
  spot: { modify: 'MODIFY_SPOT_LIMIT', split: 'SPLIT_SPOT_LIMIT', cancel: 'CANCEL_SPOT_LIMIT' },
  trade: { modify: 'MODIFY_TRADE_LIMIT', split: 'SPLIT_TRADE_LIMIT', cancel: 'CANCEL_TRADE_LIMIT' },
} as const satisfies Record<Order['kind'], Record<ActionForms, ActionType>>;

const PROTECTIONS = ['stopLoss', 'takeProfit'] as const;

interface OrderFormProps {
  readonly order: Order;
  readonly form: ChangingForm;
}

/** Where a trade is liquidated: of an open position that is known, an entry to come is taken as it is typed. */
function liquidationAfter(order: Order, values: FormValues, pair: Pair, rules: TradingRules): Decimal | null {
  const { position, direction } = order;
  if (position === null) return null;
  if (!position.open.isZero()) return position.liquidationPrice;
  const entry = numberIn(values, 'price') ?? order.limitPrice ?? order.triggerPrice;
  if (entry === null) return null;
  const volume = numberIn(values, 'volume') ?? order.volume;
  return liquidationOf(
    { direction, entry, volume, leverage: numberIn(values, 'leverage') ?? order.leverage },
    pair,
    rules,
  );
}

/** The form that changes an order: modify, split, cancel, close, or a fill by hand. */
export function OrderForm({ order, form }: OrderFormProps) {
  return (
    <div className={styles.form}>
      {form === 'fill' && <FillForm order={order} />}
      {form === 'close' && <CloseForm order={order} />}
      {form !== 'fill' && form !== 'close' && <ChangeForm order={order} form={form} />}
    </div>
  );
}

function ChangeForm({ order, form }: { readonly order: Order; readonly form: ActionForms }) {
  const { recording } = useWorld();
  const openForm = useApp((state) => state.openForm);
  const pair = pairOf(recording.journal, order.pair);
  const rules = recording.rules(pair);
  const remaining = order.remaining.toFixed();
  const [values, setValues] = useState<FormValues>(() => ({
    texts: {},
    chunks: form === 'split' ? equalParts(remaining, 2, pair) : [],
  }));
  const fixed = useMemo(() => ({ order: order.id }), [order.id]);
  const definition = definitionOf(ACTION_OF[order.kind][form]);
  const cancels = form === 'cancel' && order.kind === 'spot';
  const scene = useScene(cancels);
  const isMultiplied = rules.leverage.type === 'MARGIN_MULTIPLIER';
  const entryIsOpen = canChangeEntry(order);
  const hidden = useMemo(
    () =>
      new Set([
        ...(isMultiplied ? [] : ['leverage']),
        ...(entryIsOpen || order.kind === 'spot' ? [] : ['volume', 'price', 'leverage']),
      ]),
    [isMultiplied, entryIsOpen, order.kind],
  );
  const toggle = (name: string): void => {
    const removed = values.removed ?? [];
    setValues({
      ...values,
      texts: { ...values.texts, [name]: '' },
      removed: removed.includes(name) ? removed.filter((other) => other !== name) : [...removed, name],
    });
  };
  const asides: Record<string, ReactNode> = {};
  const notes: Record<string, string> = {};
  const placeholders: Record<string, string> = {};
  const keep = (name: string, value: Decimal): void => {
    placeholders[name] = 'as before';
    notes[name] = `Now ${formatNumber(value)}.`;
  };
  if (form === 'split' && order.limitPrice !== null) placeholders['price'] = formatNumber(order.limitPrice);
  if (form === 'modify') {
    keep('volume', order.volume);
    if (order.limitPrice !== null) keep('price', order.limitPrice);
    if (order.leverage !== null) keep('leverage', order.leverage);
  }
  if (order.filled.isPositive() && !order.filled.isZero() && order.kind === 'trade') {
    notes['volume'] =
      `Now ${formatNumber(order.volume)}. The new total, with the ${formatNumber(order.filled)} that have filled.`;
  }
  for (const name of PROTECTIONS) {
    const price = order[name];
    if (price === null) {
      placeholders[name] = 'none';
      continue;
    }
    const isRemoved = values.removed?.includes(name) ?? false;
    keep(name, price);
    if (isRemoved) placeholders[name] = 'removed';
    if (isRemoved) notes[name] = `The one at ${formatNumber(price)} is removed.`;
    asides[name] = (
      <button
        type="button"
        className={fieldStyles.share}
        aria-pressed={isRemoved}
        aria-label={`Remove the ${name === 'stopLoss' ? 'stop loss' : 'take profit'}`}
        onClick={() => toggle(name)}
      >
        {isRemoved ? 'Keep' : 'Remove'}
      </button>
    );
  }
  if (form === 'modify' && recording.scenario.settings.liquidation === 'isolated') {
    const kept = values.removed?.includes('stopLoss') === true ? null : order.stopLoss;
    const liquidation = liquidationAfter(order, values, pair, rules);
    const first = liquidationNote(order.direction, numberIn(values, 'stopLoss') ?? kept, liquidation);
    if (first !== null) notes['stopLoss'] = `${notes['stopLoss'] ?? ''} ${first}`.trim();
  }
  const summary =
    order.kind === 'trade' && form === 'modify'
      ? whatModifies(order)
      : cancels && scene !== null
        ? whatCancels(order, scene)
        : definition.summary;
  return (
    <ActionForm
      definition={definition}
      summary={summary}
      pair={pair}
      fixed={fixed}
      hidden={hidden}
      values={values}
      onValues={setValues}
      remaining={remaining}
      Chunks={ChunksField}
      placeholders={placeholders}
      asides={asides}
      notes={notes}
      submitTitle={() => titleOfForm(order, form)}
      onCancel={() => openForm(null)}
    />
  );
}

/** What a cancel returns, with its fee. */
function whatCancels({ id }: Order, { player, stepOf }: Scene): string {
  const { lines } = player.preview(stepOf({ action: { type: 'CANCEL_SPOT_LIMIT', order: id } }));
  const fee = lines.find(({ type }) => type === 'FEE_CANCEL');
  const returns = 'End the order: what it still holds becomes available again';
  if (fee === undefined) return `${returns}. There is no cancel fee here.`;
  const { decimals } = player.journal.header.assets.find(({ code }) => code === fee.asset) ?? {};
  const amount = fee.available.plus(fee.unavailable).abs();
  return `${returns}, less the cancel fee of ${formatAmount(amount, fee.asset, decimals)}.`;
}

/** What can be modified of a trade as it stands. */
function whatModifies(order: Order): string {
  if (canChangeEntry(order)) {
    return 'A change of the entry or its leverage makes a child that takes over. A change of the stop loss or take profit alone writes no line.';
  }
  const why = canHappen(order.status, 'modify')
    ? `${order.id} has no limit price`
    : `The entry of ${order.id} is over`;
  return `${why}: only its stop loss and take profit can change, which writes no line.`;
}
