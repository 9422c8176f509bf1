import { useMemo } from 'react';
import type { Action } from '../../domain/actions/registry.ts';
import { TRANSACTION_TYPES } from '../../domain/transaction.ts';
import { explainNeed } from '../../scenario/explainNeed.ts';
import { stepNow } from '../../store/selectors.ts';
import { useApp, useAppStore, useWorld } from '../../store/useApp.ts';
import { TransactionTypeBadge } from '../../ui/TransactionTypeBadge.tsx';
import styles from './PreviewLines.module.css';

/** The sum behind what an order needs and the account lacks. */
export function NeedSum({ action }: { readonly action: Action }) {
  const store = useAppStore();
  const { version } = useWorld();
  const player = useApp((state) => state.player);
  const needs = useMemo(
    // The version says that the world inside the player is another one.
    () => (version < 0 ? [] : explainNeed(player, stepNow(store.getState(), { action }))),
    [player, store, version, action],
  );
  if (needs.length === 0) return null;
  return (
    <ul className={styles.needs} aria-label="What it needs">
      {needs.map(({ type, formula }) => (
        <li key={type}>
          <TransactionTypeBadge type={type} family={TRANSACTION_TYPES[type].family} /> {formula}
        </li>
      ))}
    </ul>
  );
}
