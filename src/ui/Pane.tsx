import { useId, useRef, type ReactNode } from 'react';
import { classNames } from './classNames.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import styles from './Pane.module.css';
import { useScrollStop } from './useScrollStop.ts';

interface PaneProps {
  readonly title: string;
  /** The element's id, to jump to it; it takes the focus. */
  readonly id?: string | undefined;
  /** Controls at the right of the title. */
  readonly toolbar?: ReactNode;
  /** Whether the content scrolls by itself, so that the pane must not. */
  readonly isStill?: boolean;
  /** When this changes, content that broke is tried again. */
  readonly resetKey?: unknown;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A titled part of the screen; when its content breaks, the others stay alive. */
export function Pane({ title, id, toolbar, isStill = false, resetKey, className, children }: PaneProps) {
  const titleId = useId();
  const body = useRef<HTMLDivElement>(null);
  useScrollStop(body);
  return (
    <section id={id} tabIndex={-1} className={classNames(styles.pane, className)} aria-labelledby={titleId}>
      <header className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        {toolbar !== undefined && <div className={styles.toolbar}>{toolbar}</div>}
      </header>
      <div ref={body} className={classNames(styles.body, isStill && styles.still)}>
        <ErrorBoundary what={title} resetKey={resetKey}>
          {children}
        </ErrorBoundary>
      </div>
    </section>
  );
}
