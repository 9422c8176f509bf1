import { useCallback, useState, type RefCallback } from 'react';
import { useScroller } from './useScroller.ts';

/**
 * Which rows of a list are to be drawn, from `first` up to `last`; the ref belongs on the list, and what is around it scrolls. A row's key
 * is how far it lies from `base`: where none of those in sight stay, they are filled anew where they are, for to make them costs more.
 */
export interface RowsInSight {
  readonly ref: RefCallback<HTMLElement>;
  readonly first: number;
  readonly last: number;
  readonly base: number;
}

/** What is in sight, in CSS pixels, and the row that the keys count from. */
interface RowSight {
  readonly top: number;
  readonly height: number;
  readonly base: number;
}

/** Rows drawn beyond both edges, and where nothing is laid out. */
const BEYOND = 2;
const UNSEEN = 60;

/** The rows in sight of a list of rows of one height, in CSS pixels, which is scrolled to the `wanted` one when that changes. */
export function useRowsInSight(count: number, rowHeight: number, wanted: number): RowsInSight {
  const [sight, setSight] = useState<RowSight>({ top: 0, height: 0, base: 0 });
  const [shown, setShown] = useState(-1);

  if (wanted !== shown && sight.height > 0) {
    setShown(wanted);
    const top = topFor(wanted * rowHeight, rowHeight, sight);
    if (top !== sight.top) setSight(movedTo(sight, top, sight.height, rowHeight));
  }

  const scroller = useScroller(
    sight.top,
    useCallback(
      ({ top, height }, before) =>
        setSight((known) =>
          before === null ? { top, height, base: 0 } : movedTo(known, top, height, rowHeight),
        ),
      [rowHeight],
    ),
  );
  const ref = useCallback((list: HTMLElement | null) => scroller(list?.parentElement ?? null), [scroller]);

  const { top, height, base } = sight;
  return {
    ref,
    base,
    first: Math.max(0, Math.min(Math.floor(top / rowHeight) - BEYOND, count - 1)),
    last:
      height === 0
        ? Math.min(count, UNSEEN)
        : Math.min(count, Math.ceil((top + height) / rowHeight) + BEYOND),
  };
}

function movedTo({ base, ...before }: RowSight, top: number, height: number, rowHeight: number): RowSight {
  const rows = Math.floor(top / rowHeight) - Math.floor(before.top / rowHeight);
  const isJump = Math.abs(rows) > Math.max(height, before.height) / rowHeight + 2 * BEYOND;
  return { top, height, base: isJump ? base + rows : base };
}

/** Where to scroll so that a row at `row` is in sight: not at all when it is, just so far when it is near, else well into it. */
function topFor(row: number, rowHeight: number, { top, height }: { top: number; height: number }): number {
  if (row >= top && row + rowHeight <= top + height) return top;
  if (row < top && row >= top - height) return row;
  if (row > top && row <= top + 2 * height) return row + rowHeight - height;
  return Math.max(0, Math.round(row - height / 3));
}
