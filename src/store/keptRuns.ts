import * as v from 'valibot';
import { LIMIT_POLICIES } from '../engine/settings.ts';
import { PATH_POLICIES } from '../market/barPath.ts';
import { VENUE_PRESETS, type VenueKey } from '../scenario/presets.ts';
import { STRATEGY_NAMES } from '../strategies/registry.ts';
import {
  BAR_LENGTHS,
  CHARACTERS,
  SAMPLE,
  SAMPLE_BARS,
  venueSetup,
  type BacktestSetup,
} from './backtestSetup.ts';
import { keepText, readText } from './persistence.ts';
import type { OwnSeries, Run } from './run.ts';
import { runKey, wayText, type RunWay } from './runKey.ts';

const KEY = 'orderscope.runs';
/** How many are kept, those that were run last. */
const MOST = 30;

const text = v.string();
const figure = v.nullable(v.pipe(text, v.decimal()));
const setupSchema = v.pipe(
  v.object({
    character: v.picklist(CHARACTERS),
    bars: v.picklist(SAMPLE_BARS),
    barLength: v.picklist(BAR_LENGTHS),
    seed: text,
    strategy: v.picklist(STRATEGY_NAMES),
    parameters: v.record(text, v.record(text, text)),
    venue: v.picklist(Object.keys(VENUE_PRESETS) as readonly VenueKey[]),
    numbers: v.record(text, text),
    pathPolicy: v.picklist(PATH_POLICIES),
    limitPolicy: v.picklist(LIMIT_POLICIES),
    deposit: text,
  }),
  v.transform((kept): BacktestSetup => {
    const numbers = { ...venueSetup(kept.venue).numbers, ...kept.numbers };
    return { ...kept, data: SAMPLE, numbers };
  }),
);
const keptSchema = v.object({
  setup: setupSchema,
  /** The name of the file whose candles it ran on; `null` for a made-up market. */
  file: v.nullable(text),
  /** Which candles of that name. */
  candles: v.optional(v.nullable(text), null),
  title: text,
  parameters: text,
  data: text,
  rules: text,
  returnPercent: figure,
  maxDrawdownPercent: figure,
  trades: v.number(),
  /** Whether it was called off, and the figures are those of its part. */
  isCancelled: v.optional(v.boolean(), false),
  ranMs: v.number(),
});

/** How a run was set up and what it came to, kept between visits: the same setup gives the same run again. */
export type KeptRun = v.InferOutput<typeof keptSchema>;

/** The runs that are kept, the latest first; what cannot be read is passed over. */
export function readKeptRuns(): readonly KeptRun[] {
  let list: unknown = null;
  try {
    list = JSON.parse(readText(KEY) ?? '[]');
  } catch {
    // Damaged, or another version's.
  }
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown) => {
    const read = v.safeParse(keptSchema, each);
    return read.success ? [read.output] : [];
  });
}

/** The kept run of a key, `null` without one. */
export function keptRun(key: string): KeptRun | null {
  return readKeptRuns().find((kept) => runKey(kept) === key) ?? null;
}

/** Keeps a run in place of one that was set up in the same way; one that was called off not in place of a whole one. */
export function keepRun(run: Run, ranMs: number): void {
  const { title, parameters, data, rules, statistics, isCancelled } = run;
  const { returnPercent, maxDrawdownPercent, trades } = statistics;
  const named = { title, parameters, data, rules, isCancelled };
  const kept: KeptRun = { ...wayOf(run), ...named, returnPercent, maxDrawdownPercent, trades, ranMs };
  if (isKeptWhole(kept) && isCancelled) return;
  write([kept, ...others(kept)]);
}

/** Forgets how a run was set up. */
export function dropKeptRun(kept: RunWay): void {
  write(others(kept));
}

/** Forgets a run, but not the whole one that it, called off, was to give again. */
export function dropRun(run: Run): void {
  const way = wayOf(run);
  if (!(run.isCancelled && isKeptWhole(way))) dropKeptRun(way);
}

/** How a run was set up, as it is kept. */
export function wayOf({ setup, series }: Pick<Run, 'setup' | 'series'>): RunWay {
  const { strategy, parameters } = setup;
  const own = parameters[strategy] ?? {};
  return {
    setup: { ...setup, data: SAMPLE, parameters: { [strategy]: own } },
    file: series?.name ?? null,
    candles: series?.id ?? null,
  };
}

/** Whether two were set up in the same way. */
export function isSameWay(one: RunWay, other: RunWay): boolean {
  return wayText(one) === wayText(other);
}

/** The form of a kept run, on the candles of its file where that is here; `null` where it is not. */
export function setupAgain(
  { setup, file, candles }: KeptRun,
  series: readonly OwnSeries[],
): BacktestSetup | null {
  if (file === null) return setup;
  const own = series.findLast(({ id, name }) => (candles === null ? name === file : id === candles));
  return own === undefined ? null : { ...setup, data: own.id };
}

function isKeptWhole(way: RunWay): boolean {
  return readKeptRuns().some((each) => isSameWay(each, way) && !each.isCancelled);
}

function others(kept: RunWay): readonly KeptRun[] {
  return readKeptRuns().filter((each) => !isSameWay(each, kept));
}

function write(runs: readonly KeptRun[]): void {
  keepText(KEY, JSON.stringify(runs.slice(0, MOST)));
}
