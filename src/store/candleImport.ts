import type { Candles } from '../market/candles.ts';
import { ENCODING_BYTES, encodingOf } from '../market/csvEncoding.ts';
import { CandleCsvReader, type CsvOptions, type CsvResult } from '../market/csv.ts';
import { REQUIRED_COLUMNS, type CsvMapping, type CsvMappingDraft } from '../market/csvDialects.ts';
import { previewCsv, type CsvPreview } from '../market/csvLayout.ts';
import { checkScenario, type Parsed } from '../scenario/format.ts';

export type CandleReading = CsvResult;
export type CandleReadingOptions = CsvOptions;
export type CandlePreview = CsvPreview;
export type CandleMapping = CsvMapping;
export type CandleMappingDraft = CsvMappingDraft;
export type CandleQuestion = Extract<CsvResult, { question: unknown }>['question'];
export type CandleAnswer = CandleQuestion['choices'][number]['answer'];
export type CandleErrors = Extract<CsvResult, { errors: unknown }>;

/** The columns that a file of candles cannot do without. */
export const REQUIRED_CANDLE_COLUMNS = REQUIRED_COLUMNS;

/** How long the page may be busy at a stretch, and how much it reads before it looks at the clock: a browser hands over megabytes. */
const BUSY_MS = 12;
const PIECE_CHARACTERS = 64 * 1024;

/** The first rows of a file and what they are taken for; `null` for a blank one. */
export async function previewCandles(file: Blob): Promise<CandlePreview | null> {
  const head = await headOf(file);
  return previewCsv(new TextDecoder(encodingOf(head)).decode(head));
}

/**
 * Reads a whole file of candles without holding up the page: `onProgress` gets the share read so far, 0 to 1. `null` when it was
 * called off.
 */
export async function readCandles(
  file: Blob,
  options: CandleReadingOptions,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<CandleReading | null> {
  const reader = new CandleCsvReader(options);
  const encoding = encodingOf(await headOf(file));
  const text = file.stream().pipeThrough(new TextDecoderStream(encoding)).getReader();
  let read = 0;
  let restedAtMs = performance.now();
  for (;;) {
    const { done, value = '' } = await text.read();
    for (let from = 0; from < value.length && !signal.aborted; from += PIECE_CHARACTERS) {
      const piece = value.slice(from, from + PIECE_CHARACTERS);
      reader.push(piece);
      read += piece.length;
      if (performance.now() - restedAtMs < BUSY_MS) continue;
      onProgress(Math.min(1, read / Math.max(1, file.size)));
      await new Promise((resolve) => {
        setTimeout(resolve, 0);
      });
      restedAtMs = performance.now();
    }
    if (signal.aborted) {
      await text.cancel();
      return null;
    }
    if (done) return reader.finish();
  }
}

async function headOf(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(0, ENCODING_BYTES).arrayBuffer());
}

/** What a scenario around a new pair is made of. */
export interface NewPair {
  readonly name: string;
  readonly base: string;
  readonly quote: string;
  readonly baseDecimals: number;
  readonly priceDecimals: number;
  /** Put into the account at the start, in the quote asset, as a plain text. */
  readonly deposit: string;
}

const QUOTE_DECIMALS = 2;
const USUAL_FEE = '0.001';

/** A scenario for one new pair with the usual fee and no steps, or what is wrong with its codes and amounts. */
export function scenarioForPair(pair: NewPair): Parsed {
  const { name, base, quote, baseDecimals, priceDecimals, deposit } = pair;
  const code = `${base}/${quote}`;
  return checkScenario({
    format: 'orderscope-scenario',
    version: 1,
    name,
    assets: [
      { code: quote, decimals: QUOTE_DECIMALS },
      { code: base, decimals: baseDecimals },
    ],
    pairs: [
      {
        code,
        base,
        quote,
        tickSize: unitOf(priceDecimals),
        lotSize: unitOf(baseDecimals),
        contractSize: '1',
      },
    ],
    rules: [{ pair: code, fees: [{ type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: USUAL_FEE }] }],
    accounts: [{ id: 'main', agent: 'me', deposits: { [quote]: deposit } }],
  });
}

/** The smallest amount with so many decimals: `0.01` with two. */
export function unitOf(decimals: number): string {
  return decimals === 0 ? '1' : `0.${'0'.repeat(decimals - 1)}1`;
}

/** How many bars a series has and the time it spans, for a sentence. */
export function spanOf(candles: Candles): {
  readonly bars: number;
  readonly fromMs: number;
  readonly toMs: number;
} {
  const { timeMs, length } = candles;
  return { bars: length, fromMs: timeMs[0] ?? Number.NaN, toMs: timeMs[length - 1] ?? Number.NaN };
}
