import { useMemo, useState } from 'react';
import type { ActionType } from '../../domain/actions/actionTypes.ts';
import { definitionOf } from '../../domain/actions/registry.ts';
import type { SpotOrder } from '../../domain/orders/spotOrder.ts';
import type { OrderForm as FormName } from '../../store/state.ts';
import { useApp, useWorld } from '../../store/useApp.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { ActionForm } from './ActionForm.tsx';
import type { FormValues } from './actionForm.ts';
import { equalParts } from './ChunksField.tsx';
import { FillForm } from './FillForm.tsx';
import styles from './OrderForm.module.css';
import { pairOf } from './pairLookup.ts';

const ACTION_OF = {
  modify: 'MODIFY_SPOT_LIMIT',
  split: 'SPLIT_SPOT_LIMIT',
  cancel: 'CANCEL_SPOT_LIMIT',
} as const satisfies Partial<Record<FormName, ActionType>>;

interface OrderFormProps {
  readonly order: SpotOrder;
  readonly form: keyof typeof ACTION_OF | 'fill';
}

/** The form that changes an order: modify, split, cancel, or a fill by hand. */
export function OrderForm({ order, form }: OrderFormProps) {
  return (
    <div className={styles.form}>
      {form === 'fill' ? <FillForm order={order} /> : <ChangeForm order={order} form={form} />}
    </div>
  );
}

function ChangeForm({ order, form }: { readonly order: SpotOrder; readonly form: keyof typeof ACTION_OF }) {
  const { recording } = useWorld();
  const openForm = useApp((state) => state.openForm);
  const pair = pairOf(recording.journal, order.pair);
  const remaining = order.remaining.toFixed();
  const [values, setValues] = useState<FormValues>(() => ({
    texts: {},
    chunks: form === 'split' ? equalParts(remaining, 2, pair) : [],
  }));
  const fixed = useMemo(() => ({ order: order.id }), [order.id]);
  const definition = definitionOf(ACTION_OF[form]);
  const placeholders =
    order.limitPrice === null
      ? { volume: formatNumber(order.volume) }
      : { volume: formatNumber(order.volume), price: formatNumber(order.limitPrice) };
  return (
    <ActionForm
      definition={definition}
      pair={pair}
      fixed={fixed}
      values={values}
      onValues={setValues}
      remaining={remaining}
      placeholders={placeholders}
      submitTitle={() => `${definition.title} ${order.id}`}
      onCancel={() => openForm(null)}
    />
  );
}
