import { useId, type ReactNode } from 'react';
import { Icon } from './icons.tsx';
import styles from './Field.module.css';

/** What ties a control to its label, help and error; spread it on the control. */
export interface FieldControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

interface FieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly isOptional?: boolean;
  /** Stands at the right of the label: a hint or a small button. */
  readonly aside?: ReactNode;
  readonly children: (control: FieldControlProps) => ReactNode;
}

/** A control with its label above, and below it either what is wrong or what it is for. */
export function Field({ label, help, error, isOptional = false, aside, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? help;
  return (
    <div className={styles.field}>
      <span className={styles.label}>
        <label htmlFor={id}>
          {label}
          {isOptional && <span className={styles.optional}> · optional</span>}
        </label>
        {aside}
      </span>
      {children({
        id,
        'aria-describedby': note === undefined ? undefined : noteId,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {error !== undefined && (
        <span id={noteId} className={styles.error}>
          <Icon name="alert" size={14} />
          {error}
        </span>
      )}
      {error === undefined && help !== undefined && (
        <span id={noteId} className={styles.help}>
          {help}
        </span>
      )}
    </div>
  );
}
