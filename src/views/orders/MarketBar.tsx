import { useState, type ReactNode } from 'react';
import { barsLeftOf, pairInFocusOf } from '../../store/selectors.ts';
import { useApp, useAppStore, useWorld } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import styles from './MarketBar.module.css';
import { waitsForNextPrice, type PriceStep } from './marketPrice.ts';
import { pairOf } from './pairLookup.ts';
import { PriceMover } from './PriceMover.tsx';

const WORKING = ['PENDING', 'TRIGGERED', 'PARTIALLY_FILLED'] as const;

/** The market in one row: its last price, and ways to move it ([X10]); more controls stand at its end. */
export function MarketBar({ children }: { readonly children?: ReactNode }) {
  const store = useAppStore();
  const { recording, moment } = useWorld();
  const pair = pairOf(recording.journal, useApp(pairInFocusOf));
  const [step, setStep] = useState<PriceStep>('1');
  const { pairs } = recording.journal.header;
  const last = recording.balances.lastPrice(moment, pair.base.code, pair.quote.code);
  const barsLeft = useApp(barsLeftOf);
  const waiting = WORKING.flatMap((status) =>
    recording.orders.find({ pair: pair.code, status }, moment),
  ).filter((order) => waitsForNextPrice(order, last)).length;
  const move = (price: string): void => {
    store.getState().actNow(`Price ${formatNumber(price)}`, { price: { pair: pair.code, last: price } });
  };
  return (
    <section className={styles.bar} aria-label="Market">
      <span className={styles.last}>
        <span className={styles.now}>
          {pairs.length > 1 && (
            <select
              aria-label="Pair"
              value={pair.code}
              onChange={(event) => store.getState().choosePair(event.target.value)}
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
        {barsLeft > 0 && (
          <span className={styles.left}>
            {formatNumber(String(barsLeft))} {barsLeft === 1 ? 'bar' : 'bars'} left
          </span>
        )}
        {waiting > 0 && (
          <span className={classNames(styles.left, styles.waiting)}>
            {waiting === 1 ? '1 order waits' : `${waiting} orders wait`}
            <span className={styles.wide}> for the next price</span>
          </span>
        )}
      </span>
      <PriceMover key={pair.code} pair={pair} last={last} step={step} onStep={setStep} onPrice={move} />
      <Button
        blocked={last === null ? 'There is no last price yet: set the first one' : null}
        title="Show the last price once more: what waits for the next price and can trade there trades"
        onClick={() => last !== null && move(last.toFixed())}
      >
        Trade at last price
      </Button>
      {children}
    </section>
  );
}
