import { useCallback } from 'react';
import { FIRST_SETUP, type BacktestSetup } from '../../store/backtestSetup.ts';
import { useApp, useAppStore } from '../../store/useApp.ts';

/** The form as it is filled in, and how to change parts of it. */
export function useSetup(): readonly [BacktestSetup, (part: Partial<BacktestSetup>) => void] {
  const store = useAppStore();
  const setup = useApp((state) => state.setup ?? FIRST_SETUP);
  const change = useCallback(
    (part: Partial<BacktestSetup>) => {
      const state = store.getState();
      state.setSetup({ ...(state.setup ?? FIRST_SETUP), ...part });
    },
    [store],
  );
  return [setup, change];
}
