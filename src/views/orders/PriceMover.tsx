import { useId, useState, type FormEvent, type KeyboardEvent, type MouseEvent } from 'react';
import type { Pair } from '../../domain/pair.ts';
import type { Decimal } from '../../money/decimal.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import { parseNumber } from '../../ui/parseNumber.ts';
import styles from './MarketBar.module.css';
import { PRICE_STEPS, priceProblem, steppedPrice, type PriceStep } from './marketPrice.ts';
import { tickText } from './pairLookup.ts';

const MANY = 10;
const KEY_STEPS: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowDown: -1,
  PageUp: MANY,
  PageDown: -MANY,
};
const NO_PRICE = 'There is no price yet: type the first one';

interface PriceMoverProps {
  readonly pair: Pair;
  readonly last: Decimal | null;
  readonly step: PriceStep;
  readonly onStep: (step: PriceStep) => void;
  readonly onPrice: (price: string) => void;
}

/** Moves the market by hand: a price that is typed, or the last one in steps ([X10]). */
export function PriceMover({ pair, last, step, onStep, onPrice }: PriceMoverProps) {
  const shown = last === null ? '' : formatNumber(last, pair.priceDecimals);
  // What was typed is left behind when the market moves.
  const [draft, setDraft] = useState({ text: shown, over: shown });
  const [error, setError] = useState<string | null>(null);
  const typed = draft.over === shown ? draft.text : shown;
  const setTyped = (text: string): void => {
    setDraft({ text, over: shown });
    setError(null);
  };
  const errorId = useId();
  const price = parseNumber(typed);
  const unchanged = last !== null && price !== null && last.eq(price);

  const send = (event: FormEvent): void => {
    event.preventDefault();
    const problem = priceProblem(price, pair);
    setError(problem);
    if (problem === null && price !== null && !unchanged) onPrice(price);
  };
  /** From what is typed where that is sound, else from the last price. */
  const stepped = (steps: number): string | null => {
    const from = priceProblem(price, pair) === null ? price : (last?.toFixed() ?? null);
    return from === null ? null : steppedPrice(from, steps, step, pair);
  };
  const press = (direction: 1 | -1) => (event: MouseEvent) => {
    const next = stepped(event.shiftKey ? direction * MANY : direction);
    if (next !== null) onPrice(next);
    setError(null);
  };
  const byKey = (event: KeyboardEvent): void => {
    const steps = KEY_STEPS[event.key];
    const next = steps === undefined ? null : stepped(event.shiftKey ? steps * MANY : steps);
    if (next === null) return;
    event.preventDefault();
    setTyped(formatNumber(next, pair.priceDecimals));
  };

  const far = step === 'tick' ? `${tickText(pair)} ${pair.quote.code}` : STEP_TITLES[step];
  const blocked = last === null ? NO_PRICE : null;
  return (
    <form className={styles.move} onSubmit={send} noValidate>
      <IconButton
        icon="minus"
        look="normal"
        label="Price down"
        title={`Down by ${far}; with Shift ten times as far`}
        blocked={blocked}
        onClick={press(-1)}
      />
      <input
        className={styles.input}
        aria-label={`Price of ${pair.code}`}
        aria-invalid={error !== null || undefined}
        aria-describedby={error === null ? undefined : errorId}
        title="Up and Down change it by a step, Page Up and Page Down by ten; Enter sets it"
        inputMode="decimal"
        autoComplete="off"
        placeholder="first price"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={byKey}
      />
      <IconButton
        icon="plus"
        look="normal"
        label="Price up"
        title={`Up by ${far}; with Shift ten times as far`}
        blocked={blocked}
        onClick={press(1)}
      />
      <select
        aria-label="Step of the price"
        title="How far − and + move the price"
        value={step}
        onChange={(event) => onStep(PRICE_STEPS.find((each) => each === event.target.value) ?? 'tick')}
      >
        {PRICE_STEPS.map((each) => (
          <option key={each} value={each}>
            {STEP_TITLES[each]}
          </option>
        ))}
      </select>
      <Button
        type="submit"
        aria-label="Set price"
        title="Move the market to this price"
        blocked={
          typed.trim() === ''
            ? 'Type a price first'
            : unchanged
              ? 'This is the last price already: change it first'
              : null
        }
      >
        Set
      </Button>
      {error !== null && (
        <span id={errorId} className={styles.error} role="alert">
          {error}
        </span>
      )}
    </form>
  );
}

const STEP_TITLES: Readonly<Record<PriceStep, string>> = { tick: '1 tick', '1': '0.1 %', '10': '1 %' };
