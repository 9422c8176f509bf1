import { useCallback, useEffect, useRef, useState, type RefCallback } from 'react';
import { useScroller, type Sight } from '../../ui/useScroller.ts';
import { ROW_HEIGHT, scaleFor, scrollTopFor } from './scaledScroll.ts';

/** The rows in sight and how to bring others there. */
export interface LedgerScroll {
  readonly scroller: RefCallback<HTMLElement>;
  /** Height of what is scrolled, in CSS pixels. */
  readonly height: number;
  readonly visible: readonly { readonly index: number; readonly top: number }[];
  /** More rows than are ever visible: as many places as they can be filled into. */
  readonly places: number;
  /** Width of the viewport, in CSS pixels. */
  readonly width: number;
  /** Rows that fit into the viewport, 0 before it is laid out. */
  readonly pageRows: number;
  /** Scrolls so that a row is in sight; not at all when it is. May be called while rendering. */
  readonly reveal: (index: number) => void;
}

/** What is in sight, in CSS pixels; where it was scrolled to other than by hand, until that has rested. */
interface LedgerSight {
  readonly scrollTop: number;
  readonly viewport: number;
  readonly width: number;
  readonly revealed: number | null;
}

/** Height of the sticky head above the rows. */
const HEAD_HEIGHT = ROW_HEIGHT;
/** Rows drawn beyond both edges; while something else scrolls, none, until it has rested for so long. */
const OVERSCAN = 3;
const REST_MS = 200;

/** Virtual rows of one height, any number of them. */
export function useLedgerScroll(count: number): LedgerScroll {
  const [sight, setSight] = useState<LedgerSight>({ scrollTop: 0, viewport: 0, width: 0, revealed: null });
  /** The row that was last brought into sight, until it is scrolled by hand. */
  const wanted = useRef<number | null>(null);
  const { viewport, width, revealed } = sight;
  const { height, ratio } = scaleFor(count, viewport);

  useEffect(() => {
    if (revealed === null) return undefined;
    const timer = setTimeout(() => setSight((known) => ({ ...known, revealed: null })), REST_MS);
    return () => clearTimeout(timer);
  }, [revealed]);

  const scroller = useScroller(
    sight.scrollTop,
    useCallback((now, before) => {
      const lost = before === null ? 0 : roomIn(before) - roomIn(now);
      if (lost === 0 && now.width === before?.width) wanted.current = null;
      // Where there is less room, that row stays in sight: the totals below may have grown over it.
      const hidden = wanted.current === null ? 0 : (wanted.current + 1) * ROW_HEIGHT - now.top - roomIn(now);
      setSight({
        scrollTop: now.top + Math.max(0, Math.min(lost, hidden)),
        viewport: roomIn(now),
        width: now.width,
        revealed: null,
      });
    }, []),
  );

  const reveal = useCallback(
    (index: number): void => {
      wanted.current = index;
      setSight((known) => {
        const room = Math.max(ROW_HEIGHT, known.viewport);
        const top = known.scrollTop * scaleFor(count, room).ratio;
        const row = index * ROW_HEIGHT;
        if (row >= top && row + ROW_HEIGHT <= top + room) return known;
        const near = Math.abs(row - top - room / 2) < 1.5 * room;
        const share = near ? (row < top ? 0 : 1) : 0.6;
        const scrollTop = Math.round(scrollTopFor(index, count, room, share));
        return { ...known, scrollTop, revealed: scrollTop };
      });
    },
    [count],
  );

  // Fewer rows than there were leave less to scroll; that is heard of later.
  const scrollTop = Math.min(sight.scrollTop, Math.max(0, height - viewport));
  const top = scrollTop * ratio;
  const beyond = revealed === null ? OVERSCAN : 0;
  const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - beyond);
  const last = Math.min(count, Math.ceil((top + viewport) / ROW_HEIGHT) + beyond);
  return {
    scroller,
    height,
    width,
    places: Math.ceil(viewport / ROW_HEIGHT) + 1 + 2 * OVERSCAN,
    visible: Array.from({ length: Math.max(0, last - first) }, (_, at) => ({
      index: first + at,
      top: (first + at) * ROW_HEIGHT + scrollTop - top,
    })),
    pageRows: Math.floor(viewport / ROW_HEIGHT),
    reveal,
  };
}

/** Height of the rows in sight, which the head stands above. */
function roomIn({ height }: Sight): number {
  return Math.max(0, height - HEAD_HEIGHT);
}
