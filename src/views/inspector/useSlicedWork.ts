import { useEffect, useState } from 'react';

/** How long the page waits for its turn, in milliseconds. */
const SLICE_MS = 10;

/** How far work is: the share done, 0 to 1, until there is a result. */
export interface Sliced<T> {
  readonly share: number;
  readonly result: T | null;
}

const BEGUN = { share: 0, result: null } as const;

/** Work done slice by slice beside everything else, anew for each `make`; `null` is nothing to do. */
export function useSlicedWork<T>(make: (() => Generator<number, T>) | null): Sliced<T> | null {
  const [state, setState] = useState<{ readonly of: typeof make; readonly sliced: Sliced<T> } | null>(null);
  useEffect(() => {
    if (make === null) return undefined;
    const work = make();
    let timer = 0;
    const go = (): void => {
      const untilMs = performance.now() + SLICE_MS;
      let step = work.next();
      while (step.done !== true && performance.now() < untilMs) step = work.next();
      const sliced =
        step.done === true ? { share: 1, result: step.value } : { share: step.value, result: null };
      setState({ of: make, sliced });
      if (step.done !== true) timer = window.setTimeout(go, 0);
    };
    go();
    return () => window.clearTimeout(timer);
  }, [make]);
  if (make === null) return null;
  return state?.of === make ? state.sliced : BEGUN;
}
