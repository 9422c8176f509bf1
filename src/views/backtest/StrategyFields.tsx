import { STRATEGY_CHOICES, type StrategyChoice } from '../../store/backtestSetup.ts';
import { Field } from '../../ui/Field.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import { NumberInput } from '../../ui/NumberInput.tsx';
import type { FieldsProps } from './fieldProps.ts';
import styles from './SetupForm.module.css';

type Parameter = StrategyChoice['parameters'][string];

/** The strategy and the form that its definition asks for. */
export function StrategyFields({ setup, change, problems }: FieldsProps) {
  const { strategy: name } = setup;
  const chosen = STRATEGY_CHOICES.find((each) => each.name === name);
  const typed = setup.parameters[name] ?? {};
  const set = (parameter: string, value: string): void =>
    change({ parameters: { ...setup.parameters, [name]: { ...typed, [parameter]: value } } });
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>Strategy</legend>
      <Field label="Strategy" help={chosen?.description}>
        {(control) => (
          <select
            {...control}
            value={name}
            onChange={({ target }) =>
              change({ strategy: STRATEGY_CHOICES.find((each) => each.name === target.value)?.name ?? name })
            }
          >
            {STRATEGY_CHOICES.map((each) => (
              <option key={each.name} value={each.name}>
                {each.title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className={styles.pairs}>
        {Object.entries(chosen?.parameters ?? {}).map(([key, parameter]) => (
          <ParameterField
            key={`${name} ${key}`}
            parameter={parameter}
            value={typed[key] ?? String(parameter.default)}
            error={problems[`parameters.${key}`]}
            onChange={(value) => set(key, value)}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface ParameterFieldProps {
  readonly parameter: Parameter;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

function ParameterField({ parameter, value, error, onChange }: ParameterFieldProps) {
  if (parameter.kind === 'choice') {
    if (parameter.choices.length < 2) return null;
    return (
      <Field label={parameter.label} help={parameter.help} error={error}>
        {(control) => (
          <select {...control} value={value} onChange={({ target }) => onChange(target.value)}>
            {parameter.choices.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        )}
      </Field>
    );
  }
  const { label, help, min, max } = parameter;
  const range = `${formatNumber(String(min))} to ${formatNumber(String(max))}`;
  return (
    <Field label={label} help={`${help} ${range}.`} error={error}>
      {(control) => <NumberInput control={control} value={value} onChange={onChange} />}
    </Field>
  );
}
