import { useCallback, useLayoutEffect, useRef, type RefCallback } from 'react';
import { flushSync } from 'react-dom';

/** What of something that scrolls is in sight, in CSS pixels. */
export interface Sight {
  readonly top: number;
  readonly height: number;
  readonly width: number;
}

/**
 * The ref of an element that scrolls to `top` once that is rendered, and tells what is in sight: at first, with `null` before it, and
 * whenever it was scrolled or sized by something else. Where it has been scrolled to is known here: to ask the page would have it laid
 * out, and things would be drawn where they were before they are drawn where they are.
 */
export function useScroller(
  top: number,
  onSight: (now: Sight, before: Sight | null) => void,
): RefCallback<HTMLElement> {
  const box = useRef<HTMLElement | null>(null);
  const scrolledTo = useRef(0);

  useLayoutEffect(() => {
    if (box.current === null || scrolledTo.current === top) return;
    scrolledTo.current = top;
    box.current.scrollTop = top;
  }, [top]);

  return useCallback(
    (element: HTMLElement | null) => {
      box.current = element;
      if (element === null) return undefined;
      const sightNow = (): Sight => ({
        top: element.scrollTop,
        height: element.clientHeight,
        width: element.clientWidth,
      });
      let known = sightNow();
      scrolledTo.current = known.top;
      onSight(known, null);
      const look = (): void => {
        const now = sightNow();
        const before = known;
        if (now.top === scrolledTo.current && now.height === before.height && now.width === before.width)
          return;
        known = now;
        scrolledTo.current = now.top;
        // At once: what waits to be drawn would later undo where it was scrolled to while rendering.
        flushSync(() => onSight(now, before));
      };
      const sizes = new ResizeObserver(look);
      sizes.observe(element);
      element.addEventListener('scroll', look, { passive: true });
      return () => {
        sizes.disconnect();
        element.removeEventListener('scroll', look);
      };
    },
    [onSight],
  );
}
