import { useMemo } from 'react';
import type { LifecycleEvent } from '../../domain/orders/lifecycle.ts';
import { stepNow } from '../../store/selectors.ts';
import { useApp, useAppStore, useWorld } from '../../store/useApp.ts';
import { exampleDeed } from './exampleDeed.ts';
import styles from './PreviewLines.module.css';
import { pairOf } from './pairLookup.ts';
import { PreviewLines } from './PreviewLines.tsx';

interface ForecastProps {
  readonly orderId: string;
  readonly event: LifecycleEvent;
  /** Whether only a part fills, or only what has filled is kept. */
  readonly isPart: boolean;
}

/** What an event would do to an order and write to the ledger, before it is done; nothing in the past, where only a branch could do it. */
export function Forecast({ orderId, event, isPart }: ForecastProps) {
  const store = useAppStore();
  const { recording, cursor, entries, moment, version } = useWorld();
  const player = useApp((state) => state.player);
  const example = useMemo(() => {
    const order = version < 0 ? null : recording.orders.at(orderId, moment);
    if (order === null) return null;
    const pair = pairOf(recording.journal, order.pair);
    const last = recording.balances.lastPrice(moment, pair.base.code, pair.quote.code);
    return exampleDeed(order, pair, last, event, isPart);
  }, [recording, orderId, moment, version, event, isPart]);
  const isNow = cursor === entries && player === recording;
  const preview = useMemo(
    () => (example === null || !isNow ? null : player.preview(stepNow(store.getState(), example.deed))),
    [example, isNow, player, store],
  );
  if (example === null || preview === null) return null;
  return (
    <>
      <p className={styles.caption}>{example.words}</p>
      <PreviewLines preview={preview} />
    </>
  );
}
