import type { StateCreator } from 'zustand';
import type { AppState, PageSlice, Theme } from './state.ts';

/** How the page is lit and what it has to say. */
export function pageSlice(theme: Theme): StateCreator<AppState, [], [], PageSlice> {
  return (set) => ({
    view: 'explore',
    layout: 'whole',
    theme,
    notice: null,
    branchOffer: null,
    compared: null,
    isUpdateReady: false,
    dialog: null,
    tab: 'charts',
    drawer: null,
    chart: 'price',
    showsWaterfall: false,

    showView: (view) => set({ view, reopening: null, drawer: null, isPlaying: false }),
    compare: (left, right) =>
      set({
        compared: [left, right],
        view: 'compare',
        reopening: null,
        dialog: null,
        drawer: null,
        isPlaying: false,
      }),
    layOut: (layout) => set({ layout, drawer: null, form: null }),
    setTheme: (next) => set({ theme: next }),
    tell: (notice) => set({ notice }),
    offerUpdate: (isUpdateReady) => set({ isUpdateReady }),
    dropBranchOffer: () => set({ branchOffer: null }),
    openDialog: (dialog) => set({ dialog }),
    showTab: (tab) => set({ tab, drawer: null }),
    showChart: (chart) => set({ chart, tab: 'charts', drawer: null }),
    showWaterfall: (showsWaterfall) => set({ showsWaterfall, tab: 'charts', drawer: null }),
    openDrawer: (drawer) => set({ drawer }),
  });
}
