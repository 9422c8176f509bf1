import { useCallback, useLayoutEffect, useRef, useState, type RefCallback } from 'react';
import { flushSync } from 'react-dom';

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
interface Sight {
  readonly top: number;
  readonly height: number;
  readonly base: number;
}

/** Rows drawn beyond both edges, and where nothing is laid out. */
const BEYOND = 2;
const UNSEEN = 60;

/**
 * The rows in sight of a list of rows of one height, in CSS pixels, which is scrolled to the `wanted` one when that changes. Where it has
 * been scrolled to is known here, so that nothing has to be laid out to ask for it.
 */
export function useRowsInSight(count: number, rowHeight: number, wanted: number): RowsInSight {
  const [sight, setSight] = useState<Sight>({ top: 0, height: 0, base: 0 });
  const [shown, setShown] = useState(-1);
  const box = useRef<HTMLElement | null>(null);
  const scrolledTo = useRef(0);

  if (wanted !== shown && sight.height > 0) {
    setShown(wanted);
    const top = topFor(wanted * rowHeight, rowHeight, sight);
    if (top !== sight.top) setSight(movedTo(sight, top, sight.height, rowHeight));
  }

  useLayoutEffect(() => {
    if (box.current === null || scrolledTo.current === sight.top) return;
    scrolledTo.current = sight.top;
    box.current.scrollTop = sight.top;
  }, [sight.top]);

  const ref = useCallback(
    (list: HTMLElement | null) => {
      const scroller = list?.parentElement ?? null;
      box.current = scroller;
      if (scroller === null) return undefined;
      const sightNow = () => ({ top: scroller.scrollTop, height: scroller.clientHeight });
      let known = sightNow();
      scrolledTo.current = known.top;
      setSight({ ...known, base: 0 });
      const look = (): void => {
        const { top, height } = sightNow();
        if (top === scrolledTo.current && height === known.height) return;
        known = { top, height };
        scrolledTo.current = top;
        // At once: what waits to be drawn would later undo where the list was scrolled to while rendering.
        flushSync(() => setSight((before) => movedTo(before, top, height, rowHeight)));
      };
      const sizes = new ResizeObserver(look);
      sizes.observe(scroller);
      scroller.addEventListener('scroll', look, { passive: true });
      return () => {
        sizes.disconnect();
        scroller.removeEventListener('scroll', look);
      };
    },
    [rowHeight],
  );

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

function movedTo({ base, ...before }: Sight, top: number, height: number, rowHeight: number): Sight {
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
