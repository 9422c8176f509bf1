import type { CSSProperties } from 'react';
import type { Transition } from '../../domain/orders/lifecycle.ts';
import { layOut } from './diagramLayout.ts';
import styles from './LifecycleView.module.css';

interface RowTipProps {
  readonly row: Transition;
  /** Of the diagram, in CSS pixels. */
  readonly width: number;
  readonly words: string;
}

const TIP_WIDTH = 260;
const EDGE = 4;
const BELOW = 16;

/** What a label of the diagram has to say, just below it: by mouse, by focus and by touch. */
export function RowTip({ row, width, words }: RowTipProps) {
  const layout = layOut(width);
  const box = layout.labels.get(row);
  if (box === undefined) return null;
  const scale = width / layout.width;
  const wide = Math.min(TIP_WIDTH, width - 2 * EDGE);
  const left = Math.max(EDGE, Math.min(box.x * scale - wide / 2, width - wide - EDGE));
  const style: CSSProperties = { left, top: box.y * scale + BELOW, width: wide };
  return (
    <p className={styles.tip} style={style}>
      {words}
    </p>
  );
}
