import { useId } from 'react';
import { classNames } from './classNames.ts';
import styles from './SegmentedControl.module.css';

interface SegmentedControlProps<V extends string> {
  /** What is chosen, for those who listen. */
  readonly label: string;
  /** `blocked` says why an option cannot be chosen now, `null` or left out when it can. */
  readonly options: readonly {
    readonly value: V;
    readonly title: string;
    readonly blocked?: string | null | undefined;
  }[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  /** In the head of a chart there is little room. */
  readonly isSmall?: boolean;
  readonly className?: string | undefined;
}

/** One of a few, all seen at once: native radio buttons, so the arrow keys choose. */
export function SegmentedControl<V extends string>(props: SegmentedControlProps<V>) {
  const { label, options, value, onChange, isSmall = false, className } = props;
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={classNames(styles.group, isSmall && styles.small, className)}
    >
      {options.map((option) => (
        <label key={option.value} className={styles.option} title={option.blocked ?? undefined}>
          <input
            type="radio"
            className={styles.input}
            name={name}
            checked={option.value === value}
            disabled={option.blocked !== undefined && option.blocked !== null}
            onChange={() => onChange(option.value)}
          />
          {option.title}
        </label>
      ))}
    </div>
  );
}
