import { useMemo, useState } from 'react';
import { ACTIONS, definitionOf, type Action } from '../../domain/actions/registry.ts';
import type { Order } from '../../domain/orders/order.ts';
import type { Decimal } from '../../money/decimal.ts';
import { formatShortest, parseUnits } from '../../money/minorUnits.ts';
import { useApp, useWorld } from '../../store/useApp.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { ActionForm } from './ActionForm.tsx';
import type { FormValues } from './actionForm.ts';
import { pairOf } from './pairLookup.ts';
import { SmallButtons } from './SmallButtons.tsx';

const WAYS = [
  { value: 'hand', title: 'At a price' },
  { value: 'next', title: 'At the next price' },
] as const;
const SHARES = [50n, 100n] as const;
const NOTHING: ReadonlySet<string> = new Set();
const NO_PRICE: ReadonlySet<string> = new Set(['price']);

/** Closes a position or a part of it: at once at a price by hand, or at the next bar or price. */
export function CloseForm({ order }: { readonly order: Order }) {
  const { recording, moment } = useWorld();
  const openForm = useApp((state) => state.openForm);
  const pair = pairOf(recording.journal, order.pair);
  const last = recording.balances.lastPrice(moment, pair.base.code, pair.quote.code);
  const open = order.position?.open ?? order.remaining;
  const [way, setWay] = useState<(typeof WAYS)[number]['value']>('hand');
  const [values, setValues] = useState<FormValues>(() => ({
    texts: { volume: formatNumber(open), price: last === null ? '' : formatNumber(last) },
    chunks: [],
  }));
  const fixed = useMemo(() => ({ order: order.id }), [order.id]);
  const setText = (name: string, text: string): void =>
    setValues({ ...values, texts: { ...values.texts, [name]: text } });
  const takeShare = (share: bigint): void => {
    const units = parseUnits(open.toFixed(), pair.base.decimals) ?? 0n;
    const part = share === 100n ? units : ((units * share) / 100n / pair.lot) * pair.lot;
    setText('volume', formatNumber(formatShortest(part, pair.base.decimals)));
  };
  return (
    <>
      <SegmentedControl label="When it closes" options={WAYS} value={way} onChange={setWay} />
      <ActionForm
        key={way}
        definition={definitionOf(ACTIONS.CLOSE_TRADE.type)}
        pair={pair}
        fixed={fixed}
        hidden={way === 'hand' ? NOTHING : NO_PRICE}
        values={values}
        onValues={setValues}
        placeholders={{ volume: formatNumber(open) }}
        notes={{
          volume: `${formatNumber(open)} ${pair.base.code} are open.`,
          price: 'Closes at once, by hand.',
        }}
        submitTitle={(action) => titleOf(action, order, open)}
        onCancel={() => openForm(null)}
        asides={{
          volume: (
            <SmallButtons
              buttons={SHARES.map((share) => ({
                text: share === 100n ? 'All' : `${share}%`,
                title: `${share} % of what is open`,
                onClick: () => takeShare(share),
              }))}
            />
          ),
          ...(last === null
            ? {}
            : {
                price: (
                  <SmallButtons
                    buttons={[
                      {
                        text: 'Last',
                        title: 'Take the last price',
                        onClick: () => setText('price', formatNumber(last)),
                      },
                    ]}
                  />
                ),
              }),
        }}
      />
    </>
  );
}

/** What the button says: `Close 0.5 of O-1`. */
function titleOf(action: Action | null, { id }: Order, open: Decimal): string {
  if (action?.type !== 'CLOSE_TRADE' || action.volume === undefined) return `Close ${id}`;
  return open.equals(action.volume) ? `Close ${id}` : `Close ${formatNumber(action.volume)} of ${id}`;
}
