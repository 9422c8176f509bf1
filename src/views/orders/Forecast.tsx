import { useMemo } from 'react';
import type { LifecycleEvent } from '../../domain/orders/lifecycle.ts';
import { useScene } from '../../store/scene.ts';
import { useApp, useWorld } from '../../store/useApp.ts';
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

/** What an event would do to an order and write to the ledger, before it is done; in the past on the branch that would start there. */
export function Forecast({ orderId, event, isPart }: ForecastProps) {
  const { recording, cursor, entries, moment, version } = useWorld();
  const player = useApp((state) => state.player);
  const example = useMemo(() => {
    const order = version < 0 ? null : recording.orders.at(orderId, moment);
    if (order === null) return null;
    const pair = pairOf(recording.journal, order.pair);
    const last = recording.balances.lastPrice(moment, pair.base.code, pair.quote.code);
    return exampleDeed(order, pair, last, event, isPart);
  }, [recording, orderId, moment, version, event, isPart]);
  const scene = useScene(example !== null && player === recording);
  const preview = useMemo(
    () => (example === null || scene === null ? null : scene.player.preview(scene.stepOf(example.deed))),
    [example, scene],
  );
  if (example === null || preview === null) return null;
  return (
    <>
      <p className={styles.caption}>
        {example.words}
        {cursor < entries && ', on a branch from here'}
      </p>
      <PreviewLines preview={preview} />
    </>
  );
}
