import { useCallback, useLayoutEffect, useRef, useState, type RefCallback } from 'react';
import { flushSync } from 'react-dom';
import { ROW_HEIGHT, scaleFor, scrollTopFor } from './scaledScroll.ts';

/** The rows in sight and how to bring others there. */
export interface LedgerScroll {
  readonly scroller: RefCallback<HTMLDivElement>;
  /** Height of what is scrolled, in CSS pixels. */
  readonly height: number;
  readonly visible: readonly { readonly index: number; readonly top: number }[];
  /** Rows that fit into the viewport, 0 before it is laid out. */
  readonly pageRows: number;
  /** Scrolls so that a row is in sight; not at all when it is. May be called while rendering. */
  readonly reveal: (index: number) => void;
}

/** Height of the sticky head above the rows. */
const HEAD_HEIGHT = ROW_HEIGHT;
const OVERSCAN = 3;

/**
 * Virtual rows of one height, any number of them. Where they have been scrolled to is known here: asking the page would have it laid out
 * for each moment, and rows would be drawn where they were before they are drawn where they are.
 */
export function useLedgerScroll(count: number): LedgerScroll {
  const [sight, setSight] = useState({ scrollTop: 0, viewport: 0 });
  const box = useRef<HTMLDivElement | null>(null);
  const scrolledTo = useRef(0);
  const { viewport } = sight;
  const { height, ratio } = scaleFor(count, viewport);

  useLayoutEffect(() => {
    if (box.current === null || scrolledTo.current === sight.scrollTop) return;
    scrolledTo.current = sight.scrollTop;
    box.current.scrollTop = sight.scrollTop;
  }, [sight.scrollTop]);

  const scroller = useCallback((element: HTMLDivElement | null) => {
    box.current = element;
    if (element === null) return undefined;
    const sightNow = () => ({
      scrollTop: element.scrollTop,
      viewport: Math.max(0, element.clientHeight - HEAD_HEIGHT),
    });
    let known = sightNow();
    setSight(known);
    const look = (): void => {
      const { scrollTop, viewport: room } = sightNow();
      if (scrollTop === scrolledTo.current && room === known.viewport) return;
      // Where there is less room, what stood lowest stays in sight: the totals below may have grown over it.
      const lost = known.viewport === 0 ? 0 : Math.max(0, known.viewport - room);
      known = { scrollTop: scrollTop + lost, viewport: room };
      scrolledTo.current = scrollTop;
      // At once: what waits to be drawn would later undo what was revealed while rendering.
      flushSync(() => setSight(known));
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);

  const reveal = useCallback(
    (index: number): void =>
      setSight((known) => {
        const room = Math.max(ROW_HEIGHT, known.viewport);
        const top = known.scrollTop * scaleFor(count, room).ratio;
        const row = index * ROW_HEIGHT;
        if (row >= top && row + ROW_HEIGHT <= top + room) return known;
        const near = Math.abs(row - top - room / 2) < 1.5 * room;
        const share = near ? (row < top ? 0 : 1) : 0.6;
        return { ...known, scrollTop: Math.round(scrollTopFor(index, count, room, share)) };
      }),
    [count],
  );

  // Fewer rows than there were leave less to scroll; that is heard of later.
  const scrollTop = Math.min(sight.scrollTop, Math.max(0, height - viewport));
  const top = scrollTop * ratio;
  const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - OVERSCAN);
  const last = Math.min(count, Math.ceil((top + viewport) / ROW_HEIGHT) + OVERSCAN);
  return {
    scroller,
    height,
    visible: Array.from({ length: Math.max(0, last - first) }, (_, at) => ({
      index: first + at,
      top: (first + at) * ROW_HEIGHT + scrollTop - top,
    })),
    pageRows: Math.floor(viewport / ROW_HEIGHT),
    reveal,
  };
}
