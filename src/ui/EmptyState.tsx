import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
  /** One sentence: what would stand here, and what brings it. */
  readonly children: ReactNode;
  /** A button that brings it. */
  readonly action?: ReactNode;
  /** What stands before the title once there is something. */
  readonly lead?: ReactNode;
}

/** What a pane shows before there is anything to show. */
export function EmptyState({ children, action, lead }: EmptyStateProps) {
  return (
    <>
      {lead !== undefined && <div className={styles.lead}>{lead}</div>}
      <div className={styles.empty}>
        <p>{children}</p>
        {action !== undefined && <div className={styles.action}>{action}</div>}
      </div>
    </>
  );
}
