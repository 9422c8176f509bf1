import { useLayoutEffect, useRef, type ReactNode } from 'react';
import styles from './LifecycleView.module.css';

const GAP = 4;

interface ForecastBoxProps {
  /** Whether it stands at the right of the pane. */
  readonly isAtRight: boolean;
  readonly children: ReactNode;
}

/** What would be written, over the foot of the pane around it; where it is higher than the pane it goes beyond it, whole. */
export function ForecastBox({ isAtRight, children }: ForecastBoxProps) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = ref.current;
    if (box === null) return undefined;
    const place = (): void => {
      const pane = (box.closest('[id][tabindex="-1"]') ?? document.body).getBoundingClientRect();
      const { width, height } = box.getBoundingClientRect();
      const bottom = Math.min(pane.bottom, window.innerHeight);
      box.style.top = `${Math.max(GAP, bottom - height - GAP)}px`;
      box.style.left = `${isAtRight ? pane.right - width - GAP : pane.left + GAP}px`;
    };
    place();
    // What it shows may come late.
    const sizes = new ResizeObserver(place);
    sizes.observe(box);
    return () => sizes.disconnect();
  }, [isAtRight]);
  return (
    <div ref={ref} className={styles.forecast}>
      {children}
    </div>
  );
}
