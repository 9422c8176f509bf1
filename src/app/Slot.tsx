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
  return (
    <section id={id} tabIndex={-1} aria-label={title} className={classNames(styles.slot, className)}>
      <InTurn>
        <Content title={title}>{children}</Content>
      </InTurn>
    </section>
  );
}

function Content({ title, children }: Pick<SlotProps, 'title' | 'children'>) {
  const shown = useApp((state) => `${state.version} ${state.shownRun ?? ''}`);
  return (
    <ErrorBoundary what={title} resetKey={shown}>
      <Suspense fallback={<p className={styles.waiting}>{title} …</p>}>{children}</Suspense>
    </ErrorBoundary>
  );
}
