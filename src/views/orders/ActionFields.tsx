import type { ReactNode } from 'react';
import type { Fields } from '../../domain/actions/fields.ts';
import type { Pair } from '../../domain/pair.ts';
import { classNames } from '../../ui/classNames.ts';
import { Field, type FieldControlProps } from '../../ui/Field.tsx';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import styles from './ActionFields.module.css';
import type { FormValues } from './actionForm.ts';
import type { ChunksField } from './ChunksField.tsx';

const MOST_SEGMENTS = 3;

interface ActionFieldsProps {
  readonly fields: Fields;
  readonly values: FormValues;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (name: string, text: string) => void;
  readonly onChunks?: (rows: FormValues['chunks']) => void;
  readonly pair: Pair;
  readonly pairCodes: readonly string[];
  /** What a split has to hand over, as a plain text. */
  readonly remaining?: string | undefined;
  /** Small buttons at a field's label. */
  readonly asides?: Readonly<Record<string, ReactNode>>;
  readonly placeholders?: Readonly<Record<string, string>>;
  /** Draws the parts of a split. */
  readonly Chunks?: typeof ChunksField;
  /** What stands below a field in place of its help. */
  readonly notes?: Readonly<Record<string, string>>;
  /** Optional fields that are not to be left out now. */
  readonly needed?: ReadonlySet<string>;
  /** Why a choice cannot be made now, by field and choice. */
  readonly blockedChoices?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The controls of an action, made from its fields ([A1]); fields about the order in focus are not asked for. */
export function ActionFields({ fields, ...rest }: ActionFieldsProps) {
  return (
    <div className={styles.fields}>
      {Object.entries(fields).map(([name, field]) => {
        const { control, choices, optional } = field;
        if (control === 'order' || (control === 'pair' && rest.pairCodes.length === 1)) return null;
        const isWhole =
          control === 'chunks' ||
          control === 'leverage' ||
          control === 'time' ||
          name === 'triggerPrice' ||
          (control === 'volume' && !('price' in fields || 'spend' in fields)) ||
          (control === 'choice' && (optional || choices.length <= MOST_SEGMENTS));
        return (
          <div key={name} className={classNames(isWhole && styles.whole)}>
            <ActionField name={name} field={field} {...rest} />
          </div>
        );
      })}
    </div>
  );
}

interface ActionFieldProps extends Omit<ActionFieldsProps, 'fields'> {
  readonly name: string;
  readonly field: Fields[string];
}

function ActionField(props: ActionFieldProps) {
  const { name, field, values, errors, onChange, onChunks, pair, remaining = '0' } = props;
  const aside = props.asides?.[name];
  const note = props.notes?.[name];
  const value = values.texts[name] ?? '';
  if (field.control === 'chunks') {
    const { Chunks } = props;
    return Chunks === undefined ? null : (
      <Chunks
        rows={values.chunks}
        onChange={(rows) => onChunks?.(rows)}
        error={errors[name]}
        remaining={remaining}
        pair={pair}
        priceBefore={props.placeholders?.['price']}
      />
    );
  }
  if (field.control === 'choice' && !field.optional && field.choices.length <= MOST_SEGMENTS) {
    return (
      <SegmentedControl
        label={field.label}
        options={field.choices.map((choice) => ({
          value: choice,
          title: titleOf(choice),
          blocked: props.blockedChoices?.[name]?.[choice],
        }))}
        value={value}
        onChange={(chosen) => onChange(name, chosen)}
      />
    );
  }
  return (
    <Field
      label={field.label}
      error={errors[name]}
      isOptional={field.optional && aside === undefined && props.needed?.has(name) !== true}
      aside={aside}
      help={note ?? (field.optional || field.control === 'choice' ? field.help : undefined)}
    >
      {(control) => <Control {...props} control={control} value={value} />}
    </Field>
  );
}

interface ControlProps extends ActionFieldProps {
  readonly control: FieldControlProps;
  readonly value: string;
}

function Control({ name, field, control, value, onChange, pair, pairCodes, placeholders }: ControlProps) {
  const choices = field.control === 'pair' ? pairCodes : field.choices;
  if (choices.length > 0) {
    return (
      <select {...control} name={name} value={value} onChange={(event) => onChange(name, event.target.value)}>
        {field.optional && <option value="">As usual</option>}
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </select>
    );
  }
  if (field.control === 'time') {
    return (
      <input
        {...control}
        name={name}
        type="datetime-local"
        value={value}
        onChange={(event) => onChange(name, event.target.value)}
      />
    );
  }
  return (
    <NumberInput
      control={control}
      name={name}
      value={value}
      onChange={(typed) => onChange(name, typed)}
      unit={unitOf(field, pair)}
      placeholder={placeholders?.[name]}
    />
  );
}

function unitOf({ control }: Fields[string], pair: Pair): string {
  if (control === 'leverage') return '×';
  return control === 'volume' ? pair.base.code : pair.quote.code;
}

function titleOf(choice: string): string {
  return choice.charAt(0).toUpperCase() + choice.slice(1);
}
