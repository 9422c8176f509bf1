import { useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { PLOT } from './plotArea.ts';
import styles from './Scrubber.module.css';

interface ScrubberProps {
  readonly end: number;
  readonly moment: number;
  /** Height of the whole frame, in CSS pixels. */
  readonly height: number;
  /** What to say beside a moment that is pointed at. */
  readonly renderReadout: (moment: number) => ReactNode;
  readonly onMoment: (moment: number) => void;
  /** A press without a drag: the moment, and how high in the upper plot, 0 at its foot and 1 at its top. */
  readonly onPress: (moment: number, height: number) => void;
}

/** Lies over the plots: a veil over what comes after the moment, its line, and the pointer's; nothing below is drawn anew. */
export function Scrubber({ end, moment, height, renderReadout, onMoment, onPress }: ScrubberProps) {
  const [hovered, setHovered] = useState<number | null>(null);
  const dragged = useRef(false);
  const width = end + 1;
  const share = (at: number): string => `${(100 * at) / width}%`;
  const momentAt = (event: PointerEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = Math.floor(((event.clientX - box.left) / Math.max(1, box.width)) * width);
    return Math.max(0, Math.min(at, end));
  };
  const upper = height - PLOT.lowerHeight(height) - PLOT.top - PLOT.gap;
  return (
    <div
      role="presentation"
      className={styles.scrubber}
      style={{ insetInlineStart: PLOT.left, insetInlineEnd: PLOT.right, top: PLOT.top, bottom: PLOT.bottom }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        dragged.current = false;
        onMoment(momentAt(event));
      }}
      onPointerMove={(event) => {
        const at = momentAt(event);
        if (at === hovered) return;
        setHovered(at);
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        dragged.current = true;
        onMoment(at);
      }}
      onPointerUp={(event) => {
        if (dragged.current) return;
        const box = event.currentTarget.getBoundingClientRect();
        onPress(momentAt(event), 1 - (event.clientY - box.top) / Math.max(1, upper));
      }}
      onPointerLeave={() => setHovered(null)}
    >
      <div className={styles.veil} style={{ transform: `translateX(${share(moment + 1)})` }} />
      <div className={styles.line} style={{ transform: `translateX(${share(moment + 0.5)})` }} />
      {hovered !== null && (
        <div
          className={styles.pointer}
          style={{ transform: `translateX(${share(hovered + 0.5)})` }}
          data-passing=""
        >
          <div className={hovered > end / 2 ? styles.before : styles.after}>{renderReadout(hovered)}</div>
        </div>
      )}
    </div>
  );
}
