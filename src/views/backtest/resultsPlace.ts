import type { Run } from '../../store/run.ts';
import type { TradeKey } from '../../store/runTrades.ts';

/** Where a person is among the trades of a run: it lasts while one of them is looked at in Explore. */
export interface TradesPlace {
  readonly sorting: { readonly key: TradeKey; readonly isDescending: boolean } | null;
  readonly picked: number;
  readonly scrollTop: number;
}

const places = new WeakMap<Run, TradesPlace>();

/** The place among the trades of a run, the first row when there is none. */
export function tradesPlace(run: Run): TradesPlace {
  return places.get(run) ?? { sorting: null, picked: 0, scrollTop: 0 };
}

/** Keeps a part of the place. */
export function keepTradesPlace(run: Run, part: Partial<TradesPlace>): void {
  places.set(run, { ...tradesPlace(run), ...part });
}

/** How the page of the backtests was left. */
interface PagePlace {
  readonly areRulesOpen: boolean;
  /** How far its two columns, and on a narrow page all of it, are scrolled. */
  readonly scrollTops: Readonly<Record<string, number>>;
}

const pages = new WeakMap<object, PagePlace>();

/** How the page was left, by its store. */
export function pagePlace(store: object): PagePlace {
  return pages.get(store) ?? { areRulesOpen: false, scrollTops: {} };
}

/** Keeps a part of how the page is. */
export function keepPagePlace(store: object, part: Partial<PagePlace>): void {
  pages.set(store, { ...pagePlace(store), ...part });
}
