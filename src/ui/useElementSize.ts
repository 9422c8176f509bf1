import { useCallback, useState, type RefCallback } from 'react';

/** An element's size in whole CSS pixels; zeros before it is laid out. */
export interface ElementSize {
  readonly width: number;
  readonly height: number;
}

const NO_SIZE: ElementSize = { width: 0, height: 0 };

/** The ref to set on an element, and its size, followed as it changes. */
export function useElementSize<E extends HTMLElement>(): readonly [RefCallback<E>, ElementSize] {
  const [size, setSize] = useState(NO_SIZE);
  const ref = useCallback((element: E | null) => {
    if (element === null) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((known) => (known.width === width && known.height === height ? known : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
