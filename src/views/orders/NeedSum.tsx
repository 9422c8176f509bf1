import { useMemo } from 'react';
import type { Action } from '../../domain/actions/registry.ts';
import type { Denial } from '../../domain/denial.ts';
import { TRANSACTION_TYPES } from '../../domain/transaction.ts';
import { explainNeed } from '../../scenario/explainNeed.ts';
import type { Scene } from '../../store/scene.ts';
import { TransactionTypeBadge } from '../../ui/TransactionTypeBadge.tsx';
import styles from './PreviewLines.module.css';

interface NeedSumProps {
  readonly action: Action;
  readonly scene: Scene;
  readonly denial: Denial;
}

/** The sum behind what an order needs and the account lacks. */
export function NeedSum({ action, scene, denial }: NeedSumProps) {
  const { player, stepOf } = scene;
  const needs = useMemo(
    () => explainNeed(player, player.journal.entries.length, stepOf({ action }), denial),
    [player, stepOf, action, denial],
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
