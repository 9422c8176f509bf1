import { useMemo, useState, type FormEvent } from 'react';
import type { Order } from '../../domain/orders/order.ts';
import { formatShortest, parseUnits } from '../../money/minorUnits.ts';
import { useScene } from '../../store/scene.ts';
import { useApp, useAppStore, useWorld } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { parseNumber } from '../../ui/parseNumber.ts';
import fieldStyles from './ActionFields.module.css';
import formStyles from './ActionForm.module.css';
import { pairOf } from './pairLookup.ts';
import { PastNote, PastSuffix } from './PastNote.tsx';
import { PreviewLines } from './PreviewLines.tsx';
import { SmallButtons } from './SmallButtons.tsx';

const SHARES = [50n, 100n] as const;

/** A fill by hand: volume and price of the person's choice, within the rules ([X10]). */
export function FillForm({ order }: { readonly order: Order }) {
  const store = useAppStore();
  const { moment } = useWorld();
  const player = useApp((state) => state.player);
  const pair = pairOf(player.journal, order.pair);
  const last = player.balances.lastPrice(moment, pair.base.code, pair.quote.code);
  const [volume, setVolume] = useState(() => formatNumber(order.remaining));
  const [price, setPrice] = useState(() => {
    const start = order.limitPrice ?? last;
    return start === null ? '' : formatNumber(start);
  });
  const [wasSent, setWasSent] = useState(false);

  const volumeText = parseNumber(volume);
  const priceText = parseNumber(price);
  const fill = useMemo(
    () =>
      isPositive(volumeText) && isPositive(priceText)
        ? { order: order.id, volume: volumeText, price: priceText }
        : null,
    [order.id, volumeText, priceText],
  );
  const scene = useScene(fill !== null);
  const preview = useMemo(
    () => (fill === null || scene === null ? null : scene.player.preview(scene.stepOf({ fill }))),
    [fill, scene],
  );
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setWasSent(true);
    if (fill !== null) store.getState().actHere('Fill', { fill });
  };
  const takeShare = (share: bigint): void => {
    const units = parseUnits(order.remaining.toFixed(), pair.base.decimals) ?? 0n;
    const lots = (units * share) / 100n / pair.lot;
    setVolume(formatNumber(formatShortest(lots * pair.lot, pair.base.decimals)));
  };
  return (
    <form className={formStyles.form} onSubmit={send} noValidate>
      <p className={formStyles.summary}>Fill {order.id} by hand, at a price within its limit.</p>
      <div className={fieldStyles.fields}>
        <Field
          label="Volume"
          error={wasSent && !isPositive(volumeText) ? 'Give a number above zero.' : undefined}
          aside={
            <SmallButtons
              buttons={SHARES.map((share) => ({
                text: share === 100n ? 'All' : `${share}%`,
                title: `${share} % of what remains`,
                onClick: () => takeShare(share),
              }))}
            />
          }
        >
          {(control) => (
            <NumberInput control={control} value={volume} onChange={setVolume} unit={pair.base.code} />
          )}
        </Field>
        <Field
          label="Price"
          error={wasSent && !isPositive(priceText) ? 'Give a number above zero.' : undefined}
          aside={
            last === null ? undefined : (
              <SmallButtons
                buttons={[
                  { text: 'Last', title: 'Take the last price', onClick: () => setPrice(formatNumber(last)) },
                ]}
              />
            )
          }
        >
          {(control) => (
            <NumberInput control={control} value={price} onChange={setPrice} unit={pair.quote.code} />
          )}
        </Field>
      </div>
      {preview !== null && <PreviewLines preview={preview} />}
      <PastNote />
      <div className={formStyles.buttons}>
        <Button onClick={() => store.getState().openForm(null)}>Back</Button>
        <Button type="submit" look="primary" className={formStyles.send}>
          Fill {order.id}
          {preview !== null && preview.denial !== null && ' anyway'}
          <PastSuffix />
        </Button>
      </div>
    </form>
  );
}

function isPositive(text: string | null): text is string {
  return text !== null && /[1-9]/.test(text) && !text.startsWith('-');
}
