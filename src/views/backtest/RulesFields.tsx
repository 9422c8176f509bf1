import { useState } from 'react';
import { isVenueChanged, VENUE_CHOICES, venueSetup, type BacktestSetup } from '../../store/backtestSetup.ts';
import { useAppStore } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import { NumberInput } from '../../ui/NumberInput.tsx';
import type { FieldsProps } from './fieldProps.ts';
import { keepPagePlace, pagePlace } from './resultsPlace.ts';
import styles from './SetupForm.module.css';

type NumberName = keyof BacktestSetup['numbers'];

interface NumberField {
  readonly name: NumberName;
  readonly label: string;
  readonly unit: string;
  readonly help?: string;
}

const NUMBERS: readonly NumberField[] = [
  { name: 'makerPercent', label: 'Maker fee', unit: '%' },
  { name: 'takerPercent', label: 'Taker fee', unit: '%' },
  { name: 'perOrder', label: 'Fee an order', unit: '' },
  { name: 'closePercent', label: 'Fee on closing', unit: '%' },
  { name: 'nightPercent', label: 'Fee a night', unit: '%' },
  { name: 'leverage', label: 'Leverage', unit: '×' },
  {
    name: 'slippagePercent',
    label: 'Slippage',
    unit: '%',
    help: 'Of fills at the market; none is beyond its bar.',
  },
  { name: 'participationPercent', label: 'Share of volume', unit: '%' },
];

const PATH_TITLES: Readonly<Record<BacktestSetup['pathPolicy'], string>> = {
  CONSERVATIVE: 'Conservative: the stop comes first',
  ADAPTIVE: 'The nearer extreme first',
  OHLC: 'Open, high, low, close',
  OLHC: 'Open, low, high, close',
};
const LIMIT_TITLES: Readonly<Record<BacktestSetup['limitPolicy'], string>> = {
  touch: 'Fill when touched',
  penetrate: 'Fill when traded through',
};

/** Where it is traded: a venue to begin with, its main numbers to change, and the funds. */
export function RulesFields({ setup, change, problems }: FieldsProps) {
  const store = useAppStore();
  const [isOpen, setIsOpen] = useState(() => pagePlace(store).areRulesOpen);
  const chosen = VENUE_CHOICES.find(({ key }) => key === setup.venue);
  const { deposit: usualDeposit, ...usual } = venueSetup(setup.venue);
  const isChanged = isVenueChanged(setup);
  const set = (name: NumberName, value: string): void =>
    change({ numbers: { ...setup.numbers, [name]: value } });
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>Rules and funds</legend>
      <Field
        label={isChanged ? 'Venue · changed' : 'Venue'}
        help={chosen?.summary}
        error={problems['venue']}
        aside={
          isChanged && (
            <Button look="plain" icon="undo" className={styles.small} onClick={() => change(usual)}>
              Usual
            </Button>
          )
        }
      >
        {(control) => (
          <select
            {...control}
            value={setup.venue}
            onChange={({ target }) => {
              const key = VENUE_CHOICES.find((each) => each.key === target.value)?.key ?? setup.venue;
              const isUsualDeposit = setup.deposit === usualDeposit;
              const { deposit, ...rules } = venueSetup(key);
              change(isUsualDeposit ? { ...rules, deposit } : rules);
            }}
          >
            {VENUE_CHOICES.map(({ key, title }) => (
              <option key={key} value={key}>
                {title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Deposit" error={problems['deposit']}>
        {(control) => (
          <NumberInput
            control={control}
            value={setup.deposit === usualDeposit ? formatNumber(usualDeposit) : setup.deposit}
            onChange={(deposit) => change({ deposit })}
          />
        )}
      </Field>
      <details
        className={styles.details}
        open={isOpen || hasProblem(problems)}
        onToggle={({ currentTarget }) => {
          setIsOpen(currentTarget.open);
          keepPagePlace(store, { areRulesOpen: currentTarget.open });
        }}
      >
        <summary className={styles.summary}>Fees, leverage and execution</summary>
        <div className={styles.pairs}>
          {NUMBERS.map(({ name, label, unit, help }) => (
            <Field key={name} label={label} help={help} error={problems[`numbers.${name}`]}>
              {(control) => (
                <NumberInput
                  control={control}
                  value={setup.numbers[name]}
                  unit={unit}
                  placeholder={name === 'participationPercent' ? 'no bound' : undefined}
                  onChange={(value) => set(name, value)}
                />
              )}
            </Field>
          ))}
        </div>
        <Field label="Path inside a bar">
          {(control) => (
            <select
              {...control}
              value={setup.pathPolicy}
              onChange={({ target }) =>
                change({ pathPolicy: keyOf(PATH_TITLES, target.value) ?? setup.pathPolicy })
              }
            >
              {optionsOf(PATH_TITLES)}
            </select>
          )}
        </Field>
        <Field label="Resting limits">
          {(control) => (
            <select
              {...control}
              value={setup.limitPolicy}
              onChange={({ target }) =>
                change({ limitPolicy: keyOf(LIMIT_TITLES, target.value) ?? setup.limitPolicy })
              }
            >
              {optionsOf(LIMIT_TITLES)}
            </select>
          )}
        </Field>
      </details>
    </fieldset>
  );
}

function hasProblem(problems: FieldsProps['problems']): boolean {
  return Object.keys(problems).some((field) => field.startsWith('numbers.'));
}

function keyOf<K extends string>(titles: Readonly<Record<K, string>>, value: string): K | undefined {
  return (Object.keys(titles) as K[]).find((key) => key === value);
}

function optionsOf(titles: Readonly<Record<string, string>>) {
  return Object.entries(titles).map(([key, title]) => (
    <option key={key} value={key}>
      {title}
    </option>
  ));
}
