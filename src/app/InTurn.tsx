import { useEffect, useState, type ReactNode } from 'react';
import { awaitTurn, inTurn } from '../store/turns.ts';
import { ShownStoreContext, useAppStore } from '../store/useApp.ts';

interface InTurnProps {
  /** Whether it waits for its turn also to appear: where its place is kept for it. */
  readonly isLate?: boolean;
  readonly children: ReactNode;
}

/** A pane that waits for its turn where a person only looks around. */
export function InTurn({ isLate = false, children }: InTurnProps) {
  const store = useAppStore();
  const [shown] = useState(() => inTurn(store));
  const [isDue, setIsDue] = useState(!isLate);
  useEffect(() => (isDue ? undefined : awaitTurn(() => setIsDue(true))), [isDue]);
  return <ShownStoreContext value={shown}>{isDue && children}</ShownStoreContext>;
}
