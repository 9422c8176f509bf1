import { lazy, useEffect } from 'react';
import type { View } from '../store/state.ts';
import { useApp } from '../store/useApp.ts';
import { loadViews } from './boundViews.tsx';
import { Slot } from './Slot.tsx';

const LazyBacktest = lazy(async () => ({
  default: (await import('../views/backtest/BacktestView.tsx')).BacktestView,
}));
const LazyCompare = lazy(async () => ({
  default: (await import('../views/compare/CompareView.tsx')).CompareView,
}));

/** A view that has the whole page below the header. */
export function WholeView({ view }: { readonly view: Exclude<View, 'explore'> }) {
  const hasRuns = useApp((state) => state.runs.length > 0);
  // A run is soon opened in Explore.
  useEffect(() => {
    if (hasRuns) loadViews();
  }, [hasRuns]);
  switch (view) {
    case 'backtest':
      return (
        <Slot id="backtest" title="Backtest">
          <LazyBacktest />
        </Slot>
      );
    case 'compare':
      return (
        <Slot id="compare" title="Compare">
          <LazyCompare />
        </Slot>
      );
  }
}
