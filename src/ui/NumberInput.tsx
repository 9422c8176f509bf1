import type { CSSProperties, MouseEvent } from 'react';
import type { FieldControlProps } from './Field.tsx';
import styles from './NumberInput.module.css';

interface NumberInputProps {
  readonly control: FieldControlProps;
  /** As it is typed; {@link parseNumber} reads it. */
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly unit?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly name?: string | undefined;
}

/** A number typed by hand, with its unit inside the field; selected when the focus comes, and the arrow keys are left to the text. */
export function NumberInput({ control, value, onChange, unit = '', placeholder, name }: NumberInputProps) {
  // The one number a style needs from the data: how much room the unit takes.
  const room =
    unit === '' ? undefined : ({ '--unit-width': `calc(6px + ${unit.length}ch)` } as CSSProperties);
  return (
    <span className={styles.box} style={room}>
      <input
        {...control}
        name={name}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onMouseDown={selectOnce}
        onChange={(event) => onChange(event.target.value)}
      />
      {unit !== '' && (
        <span className={styles.unit} aria-hidden="true">
          {unit}
        </span>
      )}
    </span>
  );
}

/** The press that leads the focus here would put the caret where it was pressed; the next one does. */
function selectOnce(event: MouseEvent<HTMLInputElement>): void {
  if (event.currentTarget === document.activeElement) return;
  event.preventDefault();
  event.currentTarget.focus();
}
