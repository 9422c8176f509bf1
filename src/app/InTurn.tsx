import { useState, type ReactNode } from 'react';
import { inTurn } from '../store/turns.ts';
import { ShownStoreContext, useAppStore } from '../store/useApp.ts';

/** A pane that waits for its turn where only the moment moves. */
export function InTurn({ children }: { readonly children: ReactNode }) {
  const store = useAppStore();
  const [shown] = useState(() => inTurn(store));
  return <ShownStoreContext value={shown}>{children}</ShownStoreContext>;
}
