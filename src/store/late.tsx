import { useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { awaitTurn } from './turns.ts';

/** A view whose code comes late. */
export type LateView<P> = ComponentType<P> & {
  /** Fetches the code before it is needed. */
  readonly load: () => Promise<unknown>;
};

/**
 * A view that appears once its code is there and it is its turn; until it has its code something else stands in its place. `Suspense`
 * would keep all that comes late waiting for a third of a second. One that `isFirst` appears before others that wait.
 */
export function late<P extends object>(
  fetchView: () => Promise<ComponentType<P>>,
  waiting: ReactNode = null,
  isFirst = false,
): LateView<P> {
  let isLoaded = false;
  let view: Promise<ComponentType<P>> | null = null;
  const load = (): Promise<ComponentType<P>> => {
    view ??= fetchView();
    return view;
  };
  function Late(props: P) {
    const [View, setView] = useState<ComponentType<P> | null>(null);
    useEffect(() => {
      let callOff: (() => void) | null = null;
      let isGone = false;
      const show = async (): Promise<void> => {
        try {
          const loaded = await load();
          isLoaded = true;
          if (!isGone) callOff = awaitTurn(() => setView(() => loaded), isFirst);
        } catch (error) {
          // Another attempt may succeed; this one is for the boundary around.
          view = null;
          setView(() => {
            throw error;
          });
        }
      };
      void show();
      return () => {
        isGone = true;
        callOff?.();
      };
    }, []);
    if (View !== null) return <View {...props} />;
    return isLoaded ? null : waiting;
  }
  return Object.assign(Late, { load });
}
