import { useState, type ReactNode } from 'react';
import { inTurn } from '../store/turns.ts';
import { ShownStoreContext, useAppStore } from '../store/useApp.ts';
import { useTurn } from '../store/useTurn.ts';

interface InTurnProps {
  /** Whether it waits for its turn also to appear: where its place is kept for it. */
  readonly isLate?: boolean;
  readonly children: ReactNode;
}

/** A pane that waits for its turn where a person only looks around. */
export function InTurn({ isLate = false, children }: InTurnProps) {
  const store = useAppStore();
  const [shown] = useState(() => inTurn(store));
  const isDue = useTurn(!isLate);
  return <ShownStoreContext value={shown}>{isDue && children}</ShownStoreContext>;
}
