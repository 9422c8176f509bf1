import { useMemo, useState } from 'react';
import { ACTIONS, definitionOf, type Action } from '../../domain/actions/registry.ts';
import type { Order } from '../../domain/orders/order.ts';
import { ZERO, type Decimal } from '../../money/decimal.ts';
import { formatShortest, parseUnits } from '../../money/minorUnits.ts';
import { useScene } from '../../store/scene.ts';
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
  const scene = useScene(true);
  const pair = pairOf(recording.journal, order.pair);
  const last = recording.balances.lastPrice(moment, pair.base.code, pair.quote.code);
  const open = order.position?.open ?? order.remaining;
  const [way, setWay] = useState<(typeof WAYS)[number]['value']>('hand');
  const waiting = scene?.player.waitingClose(order.id) ?? ZERO;
  // By hand all can be closed at once; what waits then finds less.
  const most = way === 'hand' ? open : open.minus(waiting);
  const [typed, setTyped] = useState<FormValues>({ texts: {}, chunks: [] });
  // Until something else is typed.
  const offered: FormValues['texts'] = {
    volume: most.isZero() ? '' : formatNumber(most),
    price: last === null ? '' : formatNumber(last),
  };
  const values = { ...typed, texts: { ...offered, ...typed.texts } };
  const fixed = useMemo(() => ({ order: order.id }), [order.id]);
  const setText = (name: string, text: string): void =>
    setTyped({ ...typed, texts: { ...typed.texts, [name]: text } });
  const takeValues = (next: FormValues): void => {
    const own = Object.entries(next.texts).filter(([name, text]) => offered[name] !== text);
    setTyped({ ...next, texts: Object.fromEntries(own) });
  };
  const takeShare = (share: bigint): void => {
    const units = parseUnits(most.toFixed(), pair.base.decimals) ?? 0n;
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
        onValues={takeValues}
        check={(action) => refusalOf(action, open, most, waiting)}
        placeholders={{ volume: formatNumber(open) }}
        notes={{
          volume: waiting.isZero()
            ? `${formatNumber(open)} ${pair.base.code} are open.`
            : way === 'hand'
              ? `${formatNumber(open)} ${pair.base.code} are open, of which ${formatNumber(waiting)} waits for the next price.`
              : leftWords(most, waiting),
          price: 'Closes at once, by hand.',
        }}
        submitTitle={(action) => titleOf(action, order, open)}
        onCancel={() => openForm(null)}
        asides={{
          volume: (
            <SmallButtons
              buttons={SHARES.map((share) => ({
                text: share === 100n ? 'All' : `${share}%`,
                title: `${share} % of ${way === 'hand' || waiting.isZero() ? 'what is open' : 'what can still be closed'}`,
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

/** A close at the next price of more than is left beside what waits for it already. */
function refusalOf(
  action: Action,
  open: Decimal,
  most: Decimal,
  waiting: Decimal,
): { readonly volume: string } | null {
  if (action.type !== 'CLOSE_TRADE' || most.equals(open) || most.gte(action.volume ?? open)) return null;
  return { volume: `Too much: ${leftWords(most, waiting)}` };
}

function leftWords(most: Decimal, waiting: Decimal): string {
  const left = most.isZero() ? 'nothing more can' : `${formatNumber(most)} can still`;
  return `${formatNumber(waiting)} waits already, ${left} be closed.`;
}

/** What the button says: `Close 0.5 of O-1`. */
function titleOf(action: Action | null, { id }: Order, open: Decimal): string {
  if (action?.type !== 'CLOSE_TRADE' || action.volume === undefined) return `Close ${id}`;
  return open.equals(action.volume) ? `Close ${id}` : `Close ${formatNumber(action.volume)} of ${id}`;
}
