import { useState, type FormEvent, type ReactNode } from 'react';
import type { Pair } from '../../domain/pair.ts';
import { Decimal } from '../../money/decimal.ts';
import { focusedOrderOf } from '../../store/selectors.ts';
import { useApp, useAppStore, useWorld } from '../../store/useApp.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import { parseNumber } from '../../ui/parseNumber.ts';
import styles from './MarketBar.module.css';
import { pairOf, tickText } from './pairLookup.ts';

/** The market in one row: its last price, and ways to move it ([X10]); more controls stand at its end. */
export function MarketBar({ children }: { readonly children?: ReactNode }) {
  const store = useAppStore();
  const { recording, moment } = useWorld();
  const focused = useApp(focusedOrderOf);
  const [chosen, setChosen] = useState<string | null>(null);
  const { pairs } = recording.journal.header;
  const ofOrder = focused === null ? undefined : recording.orders.at(focused, moment)?.pair;
  const pair = pairOf(recording.journal, chosen ?? ofOrder);
  const last = recording.balances.lastPrice(moment, pair.base.code, pair.quote.code);
  const move = (price: string): void => {
    store.getState().actNow(`Price ${price}`, { price: { pair: pair.code, last: price } });
  };
  return (
    <section className={styles.bar} aria-label="Market">
      <span className={styles.last}>
        {pairs.length === 1 ? (
          <span className={styles.label}>{pair.code}</span>
        ) : (
          <select
            className={styles.select}
            aria-label="Pair"
            value={pair.code}
            onChange={(event) => setChosen(event.target.value)}
          >
            {pairs.map(({ code }) => (
              <option key={code} value={code}>
                {code}
              </option>
            ))}
          </select>
        )}
        <span className={styles.label}>last</span>
        <strong className={styles.price}>
          {last === null ? 'none yet' : formatNumber(last, pair.priceDecimals)}
        </strong>
      </span>
      <PriceMover key={`${pair.code} ${last?.toFixed() ?? ''}`} pair={pair} last={last} move={move} />
      <Button
        blocked={last === null ? 'There is no last price yet: move the price first' : null}
        aria-label="At last price once more"
        title="Show the last price once more: what can fill there fills"
        onClick={() => last !== null && move(last.toFixed())}
      >
        At last
      </Button>
      {children}
    </section>
  );
}

interface PriceMoverProps {
  readonly pair: Pair;
  readonly last: Decimal | null;
  readonly move: (price: string) => void;
}

function PriceMover({ pair, last, move }: PriceMoverProps) {
  const [typed, setTyped] = useState(() => (last === null ? '' : formatNumber(last, pair.priceDecimals)));
  const [error, setError] = useState<string | null>(null);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const price = parseNumber(typed);
    const problem = priceProblem(price, pair);
    setError(problem);
    if (problem === null && price !== null) move(price);
  };
  const stepBy = (ticks: number): void => {
    const from = parseNumber(typed) ?? last?.toFixed() ?? '0';
    const next = new Decimal(from).plus(new Decimal(stepText(pair, last)).times(ticks));
    if (next.isPositive() && !next.isZero()) move(next.toFixed());
  };
  return (
    <form className={styles.move} onSubmit={send} noValidate>
      <IconButton icon="minus" look="normal" label="Price down" onClick={() => stepBy(-1)} />
      <input
        className={styles.input}
        aria-label={`Price of ${pair.code}`}
        aria-invalid={error !== null || undefined}
        aria-describedby={error === null ? undefined : 'price-problem'}
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <IconButton icon="plus" look="normal" label="Price up" onClick={() => stepBy(1)} />
      <Button type="submit" title="Move the market to this price">
        Move
      </Button>
      {error !== null && (
        <span id="price-problem" className={styles.error}>
          {error}
        </span>
      )}
    </form>
  );
}

/** A step that is seen on a chart: about a thousandth of the price, at least a tick, on the pair's grid. */
function stepText(pair: Pair, last: Decimal | null): string {
  const tick = new Decimal(tickText(pair));
  if (last === null) return tick.toFixed();
  const power = new Decimal(10).pow(last.div(1000).log(10).floor());
  return Decimal.max(tick, power.div(tick).ceil().times(tick)).toFixed();
}

function priceProblem(price: string | null, pair: Pair): string | null {
  if (price === null || !/[1-9]/.test(price) || price.startsWith('-')) return 'Give a number above zero.';
  return new Decimal(price).mod(tickText(pair)).isZero()
    ? null
    : `Not a multiple of the tick size ${tickText(pair)}.`;
}
