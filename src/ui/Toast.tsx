import { useLayoutEffect, type ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import { classNames } from './classNames.ts';
import { Icon } from './icons.tsx';
import styles from './Toast.module.css';
import { useElementSize } from './useElementSize.ts';

/** Twice `--space-3`, in CSS pixels. */
const AROUND = 24;

/** Where notices appear; it is there from the start, so that each new one is read out. What lies below keeps clear by `--toasts-room`. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  const [ref, { height }] = useElementSize<HTMLDivElement>();
  useLayoutEffect(() => {
    document.documentElement.style.setProperty('--toasts-room', `${height === 0 ? 0 : height + AROUND}px`);
  }, [height]);
  return (
    <div ref={ref} className={styles.toasts} aria-live="polite">
      {children}
    </div>
  );
}

interface ToastProps {
  readonly tone: 'note' | 'refusal';
  readonly children: ReactNode;
  /** Buttons below the text. */
  readonly actions?: ReactNode;
  readonly onClose: () => void;
}

/** A notice that stays until it is closed or replaced. */
export function Toast({ tone, children, actions, onClose }: ToastProps) {
  return (
    <div className={classNames(styles.toast, tone === 'refusal' && styles.refusal)}>
      <span className={styles.icon}>
        <Icon name={tone === 'refusal' ? 'alert' : 'info'} />
      </span>
      <div className={styles.text}>
        {children}
        {actions !== undefined && actions !== false && <div className={styles.actions}>{actions}</div>}
      </div>
      <IconButton icon="close" label="Dismiss" onClick={onClose} />
    </div>
  );
}
