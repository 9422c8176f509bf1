import { useRef } from 'react';
import { BAR_LENGTHS, CHARACTERS, SAMPLE, SAMPLE_BARS } from '../../store/backtestSetup.ts';
import { spanOf } from '../../store/candleImport.ts';
import { MADE_UP_MARKETS } from '../../store/marketTitles.ts';
import type { OwnSeries } from '../../store/run.ts';
import { useApp } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import { formatTime } from '../../ui/formatTime.ts';
import { NumberInput } from '../../ui/NumberInput.tsx';
import type { FieldsProps } from './fieldProps.ts';
import styles from './SetupForm.module.css';

/** The market to run through: a made-up one, or candles of one's own. */
export function DataFields({
  setup,
  change,
  problems,
  series,
}: FieldsProps & { readonly series: readonly OwnSeries[] }) {
  const own = series.find(({ id }) => id === setup.data);
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>Data</legend>
      <Field
        label="Market"
        aside={
          <span className={styles.aside}>
            {own !== undefined && <ForgetFile series={own} />}
            <OpenCsv />
          </span>
        }
        help={own === undefined ? undefined : helpOf(own)}
      >
        {(control) => (
          <select
            {...control}
            value={own === undefined ? `${SAMPLE} ${setup.character}` : own.id}
            onChange={({ target }) => {
              const character = CHARACTERS.find((each) => target.value === `${SAMPLE} ${each}`);
              change(character === undefined ? { data: target.value } : { data: SAMPLE, character });
            }}
          >
            <optgroup label="Made up">
              {CHARACTERS.map((each) => (
                <option key={each} value={`${SAMPLE} ${each}`}>
                  {MADE_UP_MARKETS[each]}
                </option>
              ))}
            </optgroup>
            {series.length > 0 && (
              <optgroup label="From files">
                {series.map((each) => (
                  <option key={each.id} value={each.id}>
                    {nameAmong(series, each)}
                  </option>
                ))}
              </optgroup>
            )}
          </select>
        )}
      </Field>
      {own === undefined && (
        <div className={styles.row}>
          <Field label="Bars">
            {(control) => (
              <select
                {...control}
                value={setup.bars}
                onChange={({ target }) =>
                  change({ bars: SAMPLE_BARS.find((each) => each === target.value) ?? setup.bars })
                }
              >
                {SAMPLE_BARS.map((each) => (
                  <option key={each} value={each}>
                    {formatNumber(each)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Each">
            {(control) => (
              <select
                {...control}
                value={setup.barLength}
                onChange={({ target }) =>
                  change({ barLength: BAR_LENGTHS.find((each) => each === target.value) ?? setup.barLength })
                }
              >
                {BAR_LENGTHS.map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Seed" error={problems['seed']}>
            {(control) => (
              <NumberInput control={control} value={setup.seed} onChange={(seed) => change({ seed })} />
            )}
          </Field>
        </div>
      )}
    </fieldset>
  );
}

function helpOf({ candles, base, quote }: OwnSeries): string {
  const { bars, fromMs, toMs } = spanOf(candles);
  return `${formatNumber(String(bars))} bars of ${base}/${quote}, ${formatTime(fromMs)} to ${formatTime(toMs)}`;
}

/** The name of a file; where others are called so too, with what tells them apart. */
function nameAmong(series: readonly OwnSeries[], { name, candles }: OwnSeries): string {
  if (series.filter((other) => other.name === name).length < 2) return name;
  const { bars, fromMs } = spanOf(candles);
  return `${name}, ${formatNumber(String(bars))} bars from ${formatTime(fromMs)}`;
}

function ForgetFile({ series: { id, name } }: { readonly series: OwnSeries }) {
  const dropSeries = useApp((state) => state.dropSeries);
  return (
    <Button
      look="plain"
      icon="trash"
      className={styles.small}
      aria-label={`Forget the candles of ${name}`}
      onClick={() => dropSeries(id)}
    >
      Forget
    </Button>
  );
}

function OpenCsv() {
  const openDialog = useApp((state) => state.openDialog);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button look="plain" icon="open" className={styles.small} onClick={() => input.current?.click()}>
        Own CSV…
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="A file of candles"
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file !== undefined) openDialog({ kind: 'candles', file, purpose: 'backtest' });
          // The same file can be picked again.
          target.value = '';
        }}
      />
    </>
  );
}
