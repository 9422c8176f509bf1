import { useId, useState, type FormEvent } from 'react';
import { VENUE_PRESETS, venueScenario, type VenueKey } from '../scenario/presets.ts';
import { useApp } from '../store/useApp.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { formatNumber } from '../ui/formatNumber.ts';
import { NumberInput } from '../ui/NumberInput.tsx';
import { parseNumber } from '../ui/parseNumber.ts';
import styles from './NewScenarioDialog.module.css';

const VENUES = Object.keys(VENUE_PRESETS) as readonly VenueKey[];
const [FIRST_VENUE = 'cryptoSpot'] = VENUES;

/** Begins a scenario: under which rules, with which funds, and from which price. */
export function NewScenarioDialog({ onClose }: { readonly onClose: () => void }) {
  const openScenario = useApp((state) => state.openScenario);
  const [venue, setVenue] = useState<VenueKey>(FIRST_VENUE);
  const [typed, setTyped] = useState(() => startOf(FIRST_VENUE));
  const [wasSent, setWasSent] = useState(false);
  const formId = useId();
  const group = useId();
  const { base, quote, tickSize } = VENUE_PRESETS[venue].market;
  const deposit = parseNumber(typed.deposit);
  const price = typed.price.trim() === '' ? null : parseNumber(typed.price);
  const problems = {
    deposit: deposit === null || deposit.startsWith('-') ? 'Give zero or a number above it.' : undefined,
    price:
      typed.price.trim() !== '' && (price === null || !/[1-9]/.test(price) || price.startsWith('-'))
        ? 'Give a number above zero, or nothing.'
        : undefined,
  };
  const tooFine = {
    deposit: decimalsIn(deposit) > quote.decimals ? `At most ${quote.decimals} decimals.` : undefined,
    price:
      decimalsIn(price) > decimalsIn(tickSize)
        ? `At most ${decimalsIn(tickSize)} decimals, as the tick size ${tickSize} has.`
        : undefined,
  };
  const errors = {
    deposit: problems.deposit ?? tooFine.deposit,
    price: problems.price ?? tooFine.price,
  };
  const choose = (chosen: VenueKey): void => {
    setVenue(chosen);
    setTyped(startOf(chosen));
  };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setWasSent(true);
    if (deposit === null || errors.deposit !== undefined || errors.price !== undefined) return;
    openScenario(venueScenario(venue, deposit, price));
  };
  return (
    <Dialog
      title="New scenario"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Back</Button>
          <Button type="submit" form={formId} look="primary" data-begin>
            Begin
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={send} noValidate>
        <fieldset className={styles.venues}>
          <legend className={styles.legend}>Rules</legend>
          {VENUES.map((key) => (
            <label key={key} className={styles.venue}>
              <input type="radio" name={group} checked={key === venue} onChange={() => choose(key)} />
              <strong>{VENUE_PRESETS[key].title}</strong>
              <span className={styles.summary}>{VENUE_PRESETS[key].summary}</span>
            </label>
          ))}
        </fieldset>
        <div className={styles.fields}>
          <Field label="Funds" error={wasSent ? errors.deposit : undefined}>
            {(control) => (
              <NumberInput
                control={control}
                value={typed.deposit}
                onChange={(text) => setTyped({ ...typed, deposit: text })}
                unit={quote.code}
              />
            )}
          </Field>
          <Field
            label={`First price of ${base.code}`}
            error={wasSent ? errors.price : undefined}
            help="Empty: none until you move the price or play bars."
          >
            {(control) => (
              <NumberInput
                control={control}
                value={typed.price}
                onChange={(text) => setTyped({ ...typed, price: text })}
                unit={quote.code}
              />
            )}
          </Field>
        </div>
      </form>
    </Dialog>
  );
}

function startOf(key: VenueKey): { readonly deposit: string; readonly price: string } {
  const { deposit, price } = VENUE_PRESETS[key].market;
  return { deposit: formatNumber(deposit), price: formatNumber(price) };
}

function decimalsIn(text: string | null): number {
  return text?.split('.')[1]?.length ?? 0;
}
