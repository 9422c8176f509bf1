import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useRef, type RefObject } from 'react';
import { ROW_HEIGHT, scaleFor, scrollTopFor } from './scaledScroll.ts';

/** The rows in sight and how to bring others there. */
export interface LedgerScroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Height of what is scrolled, in CSS pixels. */
  readonly height: number;
  readonly visible: readonly { readonly index: number; readonly top: number }[];
  /** Rows that fit into the viewport. */
  readonly pageRows: number;
  /** Scrolls so that a row is in sight; not at all when it is. */
  readonly reveal: (index: number) => void;
}

/** Height of the sticky head above the rows. */
const HEAD_HEIGHT = ROW_HEIGHT;
const OVERSCAN = 6;

/** Virtual rows of one height, any number of them. */
export function useLedgerScroll(count: number): LedgerScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const ratio = useRef(1);
  // Nothing of it is kept beyond the render that reads it.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    useFlushSync: false,
    observeElementOffset: (instance, report) => {
      const element = instance.scrollElement;
      if (element === null) return undefined;
      let settled = 0;
      const read = (isScrolling: boolean): void => report(element.scrollTop * ratio.current, isScrolling);
      const onScroll = (): void => {
        read(true);
        window.clearTimeout(settled);
        settled = window.setTimeout(() => read(false), 150);
      };
      read(false);
      element.addEventListener('scroll', onScroll, { passive: true });
      return () => {
        window.clearTimeout(settled);
        element.removeEventListener('scroll', onScroll);
      };
    },
    // Scrolling is done below, in pixels of the scaled range.
    scrollToFn: () => {},
  });
  const viewport = Math.max(0, (virtualizer.scrollRect?.height ?? 0) - HEAD_HEIGHT);
  const scale = scaleFor(count, viewport);
  ratio.current = scale.ratio;
  const offset = virtualizer.scrollOffset ?? 0;
  const shift = offset / scale.ratio - offset;

  const reveal = useCallback(
    (index: number): void => {
      const element = scroller.current;
      if (element === null) return;
      const height = Math.max(ROW_HEIGHT, element.clientHeight - HEAD_HEIGHT);
      const top = element.scrollTop * scaleFor(count, height).ratio;
      const row = index * ROW_HEIGHT;
      if (row >= top && row + ROW_HEIGHT <= top + height) return;
      const near = Math.abs(row - top - height / 2) < 1.5 * height;
      const share = near ? (row < top ? 0 : 1) : 0.6;
      element.scrollTop = scrollTopFor(index, count, height, share);
    },
    [count],
  );

  return {
    scroller,
    height: scale.height,
    visible: virtualizer.getVirtualItems().map(({ index, start }) => ({ index, top: start + shift })),
    pageRows: Math.max(1, Math.floor(viewport / ROW_HEIGHT)),
    reveal,
  };
}
