import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { useScene } from '../../store/scene.ts';
import { useApp, useAppStore } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { parseNumber } from '../../ui/parseNumber.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import fieldStyles from './ActionFields.module.css';
import formStyles from './ActionForm.module.css';
import styles from './OrderForm.module.css';
import { PastNote, PastSuffix } from './PastNote.tsx';
import { PreviewLines } from './PreviewLines.tsx';

/** Puts funds in or takes them out: an adjustment with its reason ([L3]). */
export function AdjustForm() {
  const store = useAppStore();
  const player = useApp((state) => state.player);
  const { assets } = player.journal.header;
  const [way, setWay] = useState<'deposit' | 'withdrawal'>('deposit');
  const [asset, setAsset] = useState(assets[0]?.code ?? '');
  const [amount, setAmount] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const drawn = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // It is loaded when it is first wanted, and may come after the focus was led to it.
    drawn.current?.querySelector<HTMLElement>('input[inputmode=decimal]')?.focus();
  }, []);

  const decimals = assets.find(({ code }) => code === asset)?.decimals ?? 0;
  const plain = parseNumber(amount);
  const error = amountProblem(plain, decimals);
  const adjust = useMemo(
    () =>
      plain === null || error !== undefined
        ? null
        : { asset, amount: way === 'deposit' ? plain : `-${plain}`, reason: way },
    [asset, plain, error, way],
  );
  const scene = useScene(adjust !== null);
  const preview = useMemo(
    () => (adjust === null || scene === null ? null : scene.player.preview(scene.stepOf({ adjust }))),
    [adjust, scene],
  );
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setWasSent(true);
    if (adjust !== null) store.getState().actHere(way === 'deposit' ? 'Deposit' : 'Withdraw', { adjust });
  };
  return (
    <form ref={drawn} className={`${styles.form ?? ''} ${formStyles.form ?? ''}`} onSubmit={send} noValidate>
      <SegmentedControl
        label="Which way"
        options={[
          { value: 'deposit', title: 'Deposit' },
          { value: 'withdrawal', title: 'Withdraw' },
        ]}
        value={way}
        onChange={setWay}
      />
      <div className={fieldStyles.fields}>
        <Field label="Amount" error={wasSent ? error : undefined}>
          {(control) => <NumberInput control={control} value={amount} onChange={setAmount} unit={asset} />}
        </Field>
        <Field label="Asset">
          {(control) => (
            <select {...control} value={asset} onChange={(event) => setAsset(event.target.value)}>
              {assets.map(({ code }) => (
                <option key={code} value={code}>
                  {code}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {preview !== null && <PreviewLines preview={preview} />}
      <PastNote />
      <div className={formStyles.buttons}>
        <Button onClick={() => store.getState().openForm(null)}>Back</Button>
        <Button type="submit" look="primary" className={formStyles.send}>
          {way === 'deposit' ? 'Deposit' : 'Withdraw'}
          <PastSuffix />
        </Button>
      </div>
    </form>
  );
}

function amountProblem(plain: string | null, decimals: number): string | undefined {
  if (plain === null || !/[1-9]/.test(plain) || plain.startsWith('-')) return 'Give a number above zero.';
  const fraction = plain.split('.')[1] ?? '';
  return fraction.length > decimals ? `At most ${decimals} decimals.` : undefined;
}
