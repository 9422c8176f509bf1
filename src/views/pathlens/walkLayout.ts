import type { BarLevel, BarOutcome } from '../../scenario/pathLens.ts';

/** Where prices lie in a picture. */
export interface WalkLayout {
  readonly yOf: (price: number) => number;
  /** The levels in sight, those of one price together; and how many lie further off. */
  readonly levels: readonly {
    readonly price: number;
    readonly y: number;
    readonly labelY: number;
    readonly label: string;
  }[];
  readonly hidden: number;
}

/** How far beyond the bar, as a share of its range, a level is still shown. */
const REACH = 0.6;
const LABEL_HEIGHT = 11;
const SHORT: Readonly<Record<BarLevel['role'], string>> = {
  trigger: 'trigger',
  limit: 'limit',
  stopLoss: 'SL',
  takeProfit: 'TP',
  liquidation: 'liq.',
};

/** Lays out a bar and its levels between two heights; what lies far off would leave the bar itself no room. */
export function walkLayout({ walk, levels }: BarOutcome, top: number, bottom: number): WalkLayout {
  const high = Math.max(...walk);
  const low = Math.min(...walk);
  const reach = (high - low || high * 0.01) * REACH;
  const near = levels.filter(({ price }) => price >= low - reach && price <= high + reach);
  const prices = [...walk, ...near.map(({ price }) => price)];
  const [highest, lowest] = [Math.max(...prices), Math.min(...prices)];
  const span = highest - lowest || 1;
  const yOf = (price: number): number => top + ((highest - price) / span) * (bottom - top);

  const byPrice = new Map<number, string[]>();
  for (const { order, role, price } of near)
    byPrice.set(price, [...(byPrice.get(price) ?? []), `${SHORT[role]} ${order}`]);
  let free = Number.NEGATIVE_INFINITY;
  const placed = Array.from(byPrice)
    .toSorted(([a], [b]) => b - a)
    .map(([price, labels]) => {
      const y = yOf(price);
      const labelY = Math.max(y - 3, free);
      free = labelY + LABEL_HEIGHT;
      return { price, y, labelY, label: labels.join(', ') };
    });
  return { yOf, levels: placed, hidden: levels.length - near.length };
}
