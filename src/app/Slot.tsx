import { Suspense, type ReactNode } from 'react';
import { useApp } from '../store/useApp.ts';
import { classNames } from '../ui/classNames.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { InTurn } from './InTurn.tsx';
import styles from './Slot.module.css';

interface SlotProps {
  readonly id: string;
  readonly title: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A place on the screen for a view that has its own head: it may load late or break without touching the others. */
export function Slot({ id, title, className, children }: SlotProps) {
  const shown = useApp((state) => `${state.version} ${state.shownRun ?? ''}`);
  return (
    <section id={id} tabIndex={-1} aria-label={title} className={classNames(styles.slot, className)}>
      <ErrorBoundary what={title} resetKey={shown}>
        <InTurn>
          <Waiting title={title}>{children}</Waiting>
        </InTurn>
      </ErrorBoundary>
    </section>
  );
}

/** Says what is being loaded, where it will stand. */
export function Waiting({ title, children }: Pick<SlotProps, 'title' | 'children'>) {
  return <Suspense fallback={<p className={styles.waiting}>{title} …</p>}>{children}</Suspense>;
}
