import { createContext } from 'react';

/** The pictures that can be saved, with what they are called in a list of commands. */
export const PICTURES = {
  lifecycle: 'the life cycle',
  lineage: 'the chain',
  price: 'the prices',
  timeline: 'the timeline of orders',
  balances: 'the balances',
  waterfall: 'the waterfall of the order',
  curves: 'the curves of the runs',
  compared: 'the compared curves',
} as const;
export type PictureKind = keyof typeof PICTURES;
export type PictureFormat = 'svg' | 'png';

/** A picture as it is on the page now. */
export interface ShownPicture {
  readonly element: HTMLElement;
  readonly title: string;
  /** What it shows, in one sentence. */
  readonly note: string;
}

/** What saves pictures, and those on the page now. */
export interface Pictures {
  readonly shown: Map<PictureKind, () => ShownPicture | null>;
  readonly save: (kind: PictureKind, format: PictureFormat) => void;
}

/** Null where nothing is saved, as in a page within another. */
export const PicturesContext = createContext<Pictures | null>(null);
