import { useEffect, useId, useRef, useState } from 'react';
import { FIRST_SETUP } from '../../store/backtestSetup.ts';
import {
  previewCandles,
  readCandles,
  REQUIRED_CANDLE_COLUMNS,
  scenarioForPair,
  spanOf,
  type CandleAnswer,
  type CandleMapping,
  type CandleMappingDraft,
  type CandlePreview,
  type CandleReading,
} from '../../store/candleImport.ts';
import { candlesId } from '../../store/candlesId.ts';
import { nextFeedOf } from '../../store/selectors.ts';
import { useApp, useAppStore } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { formatNumber } from '../../ui/formatNumber.ts';
import { formatTime } from '../../ui/formatTime.ts';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { parseNumber } from '../../ui/parseNumber.ts';
import styles from './CandleImport.module.css';
import { ReadingErrors } from './ReadingErrors.tsx';
import { ReadingQuestion } from './ReadingQuestion.tsx';
import { newPairProblems } from './newPairProblems.ts';
import { COLUMN_TITLES, PreviewTable } from './PreviewTable.tsx';
import { codeFromName, volumeDecimalsOf } from './target.ts';

const NEW_PAIR = '';
const DEPOSIT = '100000';

type Column = (typeof REQUIRED_CANDLE_COLUMNS)[number];

interface CandleImportProps {
  readonly file: File;
  /** Whether they are played in a scenario, or kept to run backtests on. */
  readonly purpose: 'scenario' | 'backtest';
  readonly onClose: () => void;
}

/** Brings candles in from a file: what it is taken for is shown, what is open is asked, and it comes in whole or not at all ([X9]). */
export function CandleImport({ file, purpose, onClose }: CandleImportProps) {
  const store = useAppStore();
  const player = useApp((state) => state.player);
  const { pairs } = player.journal.header;
  const [preview, setPreview] = useState<CandlePreview | null | undefined>(undefined);
  const [mapping, setMapping] = useState<CandleMappingDraft | null>(null);
  const [target, setTarget] = useState(NEW_PAIR);
  const [base, setBase] = useState(() => codeFromName(file.name));
  const [quote, setQuote] = useState('USD');
  const [deposit, setDeposit] = useState(() => formatNumber(DEPOSIT));
  const [progress, setProgress] = useState<number | null>(null);
  const [result, setResult] = useState<CandleReading | null>(null);
  const [answered, setAnswered] = useState<CandleAnswer>({});
  const [problems, setProblems] = useState<readonly string[]>([]);
  const reasonId = useId();
  const running = useRef<AbortController | null>(null);

  useEffect(() => {
    let isWanted = true;
    const look = async (): Promise<void> => {
      const found = await previewCandles(file);
      if (isWanted) setPreview(found);
    };
    void look();
    return () => {
      isWanted = false;
      running.current?.abort();
    };
  }, [file]);

  const shownMapping = mapping ?? preview?.mapping ?? null;
  const isMapped = mapping !== null || preview?.dialect === null;
  const missing =
    shownMapping === null ? [] : REQUIRED_CANDLE_COLUMNS.filter((column) => shownMapping[column] === null);
  const pair = purpose === 'backtest' ? undefined : pairs.find(({ code }) => code === target);
  /** The scenario around a new pair, as far as it is known before the file is read. */
  const madeWith = (baseDecimals: number, priceDecimals: number): ReturnType<typeof scenarioForPair> =>
    scenarioForPair({
      name: `${base} · ${file.name}`,
      base,
      quote,
      baseDecimals,
      priceDecimals,
      deposit: parseNumber(deposit) ?? deposit,
    });
  const fieldProblems =
    pair === undefined && preview ? newPairProblems(madeWith(volumeDecimalsOf(preview), 0), base, quote) : {};
  const blocked = blockedBecause(preview, missing, Object.keys(fieldProblems).length > 0);

  const start = async (answers: CandleAnswer = {}): Promise<void> => {
    if (preview === null || preview === undefined || shownMapping === null) return;
    const volumeDecimals = pair?.base.decimals ?? volumeDecimalsOf(preview);
    const abort = new AbortController();
    running.current = abort;
    setProgress(0);
    setResult(null);
    const found = await readCandles(
      file,
      {
        volumeDecimals,
        priceDecimals: pair?.priceDecimals,
        mapping: isMapped ? completed(shownMapping) : undefined,
        ...answers,
      },
      setProgress,
      abort.signal,
    );
    setProgress(null);
    setAnswered(answers);
    setResult(found);
    if (found?.ok === true) bringIn(found, volumeDecimals);
  };

  const bringIn = (found: Extract<CandleReading, { ok: true }>, volumeDecimals: number): void => {
    const { candles, priceDecimals, notes } = found;
    const state = store.getState();
    const { bars, fromMs, toMs } = spanOf(candles);
    const code = pair?.code ?? `${base}/${quote}`;
    const span = `${formatNumber(String(bars))} bars of ${code}, ${formatTime(fromMs)} to ${formatTime(toMs)}.`;
    if (pair === undefined) {
      const made = madeWith(volumeDecimals, priceDecimals);
      if (!made.ok) {
        setProblems(made.problems.map(({ message }) => message));
        return;
      }
      if (purpose === 'backtest') {
        const id = candlesId(file.name, candles);
        state.addSeries({ id, name: file.name, base, quote, candles, priceDecimals, volumeDecimals });
        state.setSetup({ ...(state.setup ?? FIRST_SETUP), data: id });
        // What it is stands below its name; only what was made of it is to be told.
        if (notes.length > 0)
          state.tell({ tone: 'note', text: notes.map(({ message }) => message).join(' ') });
        onClose();
        return;
      }
      state.openScenario(made.scenario);
    }
    state.importCandles({ pair: code, name: file.name, candles, priceDecimals, volumeDecimals });
    // The first bar shows the market a price, so that everything can be done at once.
    if (pair === undefined) store.getState().feedBar();
    const said = [span];
    if (nextFeedOf(store.getState()) === null)
      said.push('All of them lie before the last step of this scenario, so none is left to play.');
    store
      .getState()
      .tell({ tone: 'note', text: [...said, ...notes.map(({ message }) => message)].join(' ') });
    onClose();
  };

  return (
    <Dialog
      title={`Import candles from ${file.name}`}
      isWide
      onClose={onClose}
      actions={
        progress === null ? (
          <>
            {blocked !== null && (
              <span id={reasonId} className={styles.reason}>
                {blocked}
              </span>
            )}
            <Button onClick={onClose}>Close</Button>
            <Button
              look="primary"
              data-begin
              blocked={blocked}
              aria-describedby={blocked === null ? undefined : reasonId}
              onClick={() => void start()}
            >
              Import
            </Button>
          </>
        ) : (
          <Button onClick={() => running.current?.abort()}>Cancel</Button>
        )
      }
    >
      <div className={styles.stack}>
        {preview === undefined && <p className={styles.note}>Looking at the file …</p>}
        {preview === null && <p className={styles.error}>The file is empty.</p>}
        {preview !== null && preview !== undefined && shownMapping !== null && (
          <>
            <p className={styles.note}>{shapeWords(preview.dialectTitle, missing)}</p>
            <PreviewTable preview={preview} mapping={shownMapping} onMapping={setMapping} />
            <div className={styles.target}>
              {purpose === 'scenario' && (
                <Field label="Goes to">
                  {(control) => (
                    <select {...control} value={target} onChange={(event) => setTarget(event.target.value)}>
                      <option value={NEW_PAIR}>a new scenario</option>
                      {pairs.map(({ code }) => (
                        <option key={code} value={code}>
                          {code}, of this scenario
                        </option>
                      ))}
                    </select>
                  )}
                </Field>
              )}
              {pair === undefined && (
                <>
                  <Field label="Asset" error={fieldProblems.base}>
                    {(control) => (
                      <input
                        {...control}
                        value={base}
                        onChange={(event) => setBase(event.target.value.trim())}
                      />
                    )}
                  </Field>
                  <Field label="Priced in" error={fieldProblems.quote}>
                    {(control) => (
                      <input
                        {...control}
                        value={quote}
                        onChange={(event) => setQuote(event.target.value.trim())}
                      />
                    )}
                  </Field>
                  {purpose === 'scenario' && (
                    <Field label="Deposit" error={fieldProblems.deposit}>
                      {(control) => (
                        <NumberInput control={control} value={deposit} onChange={setDeposit} unit={quote} />
                      )}
                    </Field>
                  )}
                </>
              )}
            </div>
          </>
        )}
        {progress !== null && (
          <progress className={styles.progress} value={progress} aria-label="Reading the file" />
        )}
        {result !== null && !result.ok && 'question' in result && (
          <ReadingQuestion
            question={result.question}
            onAnswer={(answer) => void start({ ...answered, ...answer })}
          />
        )}
        {result !== null && !result.ok && 'errors' in result && <ReadingErrors result={result} />}
        {problems.map((problem) => (
          <p key={problem} className={styles.error} role="alert">
            {problem}
          </p>
        ))}
      </div>
    </Dialog>
  );
}

/** What the file is taken for, as far as that is known. */
function shapeWords(title: string | null, missing: readonly Column[]): string {
  if (title === null) return 'The shape of this file is not known: say what each column is.';
  if (missing.length > 0)
    return `${title}, but not every column is known: say which one is ${listed(missing)}.`;
  return `Taken for ${title}. Each column says what it is read as; change what is wrong.`;
}

function blockedBecause(
  preview: CandlePreview | null | undefined,
  missing: readonly Column[],
  hasFaults: boolean,
): string | null {
  if (preview === null || preview === undefined) return 'There is nothing to import';
  if (missing.length > 0) return `Say above which column is ${listed(missing)}`;
  return hasFaults ? 'Change the marked fields first' : null;
}

/** `Open, High and Low`. */
function listed(columns: readonly Column[]): string {
  const titles = columns.map((column) => COLUMN_TITLES[column]);
  const last = titles.pop() ?? '';
  return titles.length === 0 ? last : `${titles.join(', ')} and ${last}`;
}

/** A mapping whose required columns are all there. */
function completed(draft: CandleMappingDraft): CandleMapping | undefined {
  const { time, open, high, low, close } = draft;
  if (time === null || open === null || high === null || low === null || close === null) return undefined;
  return { ...draft, time, open, high, low, close };
}
