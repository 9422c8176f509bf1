import * as v from 'valibot';
import { Candles, checkCandle, type Candle, type CandleColumns } from '../market/candles.ts';
import { checkScenario, type Step } from '../scenario/format.ts';
import type { CandleFeed } from './candleFeed.ts';
import { currentScenario, isOwn, newId, stepCountOf, type OpenScenario } from './openScenario.ts';
import { BODY_FORMAT, type KeptHead, type KeptRecord } from './persistenceStorage.ts';
import type { Unreadable } from './state.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const commandOf = <S extends v.GenericSchema>(steps: S) =>
  v.object({ title: v.string(), gesture: v.nullable(v.string()), steps });

const bodySchema = v.object({
  format: v.literal(BODY_FORMAT),
  /** With all the steps it has; a scenario file by itself. */
  scenario: v.looseObject({ steps: v.array(v.unknown()) }),
  /** How many of them it was opened with, and how many belong to each command. */
  openedSteps: count,
  done: v.array(commandOf(count)),
  undone: v.array(commandOf(v.array(v.unknown()))),
  branchedFrom: v.nullable(v.object({ id: v.string(), name: v.string(), steps: count, moment: count })),
  isExample: v.boolean(),
  feeds: v.array(
    v.object({
      pair: v.string(),
      name: v.string(),
      priceDecimals: count,
      volumeDecimals: count,
      firstIndex: count,
      firstStep: count,
      series: v.string(),
    }),
  ),
});
type Body = v.InferInput<typeof bodySchema>;

/** Candles do not change once they are imported, so each series is stored once, whoever uses it. */
const seriesIds = new WeakMap<Candles, string>();

function seriesIdOf(candles: Candles): string {
  const id = seriesIds.get(candles) ?? newId();
  seriesIds.set(candles, id);
  return id;
}

/** An open scenario as it is kept, with all that can be undone and redone. */
export function recordOf(open: OpenScenario, mark: string, usedMs: number): KeptRecord {
  const feeds = [...open.feeds.values()];
  const series = new Map(feeds.map(({ candles }) => [seriesIdOf(candles), candles.toColumns()]));
  const body: Body = {
    format: BODY_FORMAT,
    scenario: currentScenario(open),
    openedSteps: open.opened.steps.length,
    done: open.done.map(({ title, gesture, steps }) => ({ title, gesture, steps: steps.length })),
    undone: open.undone.map(({ title, gesture, steps }) => ({ title, gesture, steps: [...steps] })),
    branchedFrom: open.branchedFrom,
    isExample: open.isExample,
    feeds: feeds.map(({ candles, ...feed }) => Object.assign(feed, { series: seriesIdOf(candles) })),
  };
  const head: KeptHead = {
    id: open.id,
    name: open.opened.name,
    mark,
    usedMs,
    steps: stepCountOf(open),
    isOwn: isOwn(open),
    series: [...series.keys()],
  };
  return { head, body, series };
}

/** A kept scenario to be opened, with the names of candles that are lost, or why it cannot be. */
export type ReadRecord =
  | { readonly ok: true; readonly open: OpenScenario; readonly lostCandles: readonly string[] }
  | ({ readonly ok: false } & Unreadable);

/** Reads a kept scenario; all of it is checked, for it may have been written by another version or damaged. */
export function readRecord({ head, body, series }: KeptRecord): ReadRecord {
  const refuse = (why: string): ReadRecord => ({ ok: false, id: head.id, name: head.name, why });
  const format: unknown = v.is(v.object({ format: v.unknown() }), body) ? body.format : null;
  if (typeof format === 'number' && format > BODY_FORMAT)
    return refuse('a later version of this page has kept it: load the page again');
  const parsed = v.safeParse(bodySchema, body);
  if (!parsed.success) {
    const [{ message }] = parsed.issues;
    return refuse(`what is kept is damaged: ${v.getDotPath(parsed.issues[0]) ?? '$'}: ${message}`);
  }
  const { scenario, openedSteps, done, undone, branchedFrom, isExample, feeds } = parsed.output;
  // What can be done again follows what is done, so one check covers both.
  const checked = checkScenario({
    ...scenario,
    steps: [...scenario.steps, ...undone.toReversed().flatMap(({ steps }) => steps)],
  });
  if (!checked.ok) {
    const [first] = checked.problems;
    return refuse(`what is kept is damaged: ${first?.path ?? '$'}: ${first?.message ?? 'unreadable'}`);
  }
  const { steps } = checked.scenario;
  let at = openedSteps;
  const take = (length: number): readonly Step[] => steps.slice(at, (at += length));
  const doneAgain = done.map(({ title, gesture, steps: length }) => ({
    title,
    gesture,
    steps: take(length),
  }));
  if (at !== scenario.steps.length)
    return refuse(`what is kept is damaged: ${scenario.steps.length} steps, but commands for ${at}`);
  const undoneAgain = undone
    .toReversed()
    .map(({ title, gesture, steps: { length } }) => ({ title, gesture, steps: take(length) }))
    .toReversed();

  const lostCandles: string[] = [];
  const read = new Map<string, CandleFeed>();
  for (const { series: id, ...feed } of feeds) {
    const candles = candlesFrom(series.get(id));
    if (candles === null) {
      lostCandles.push(feed.name);
      continue;
    }
    seriesIds.set(candles, id);
    read.set(feed.pair, { ...feed, candles });
  }
  return {
    ok: true,
    open: {
      id: head.id,
      opened: { ...checked.scenario, steps: steps.slice(0, openedSteps) },
      done: doneAgain,
      undone: undoneAgain,
      branchedFrom,
      feeds: read,
      isExample,
    },
    lostCandles,
  };
}

/** Columns as a series, `null` when something is missing or wrong with them. */
export function candlesFrom(columns: CandleColumns | undefined): Candles | null {
  if (columns === undefined) return null;
  try {
    const candles = Candles.fromColumns(columns);
    const bar: { -readonly [K in keyof Candle]: Candle[K] } = { ...NO_CANDLE };
    let lastMs = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < candles.length; index += 1) {
      candles.readInto(index, bar);
      if (checkCandle(bar, lastMs) !== null) return null;
      lastMs = bar.timeMs;
    }
    return candles;
  } catch {
    return null;
  }
}

const NO_CANDLE: Candle = { timeMs: 0, open: 0, high: 0, low: 0, close: 0, volume: 0 };

/** As many letters as a scenario file allows. */
export const MOST_NAME_LETTERS = 200;

/** A name beside those that are taken: `Grid` becomes `Grid (2)`, and that `Grid (3)`. */
export function copyName(name: string, taken: readonly string[]): string {
  const stem = name.replace(/ \(\d+\)$/, '');
  for (let number = 2; ; number += 1) {
    const end = ` (${number})`;
    const copy = stem.slice(0, MOST_NAME_LETTERS - end.length) + end;
    if (!taken.includes(copy)) return copy;
  }
}

/** The same record as another scenario. */
export function copyOf(record: KeptRecord, name: string): KeptRecord {
  const { body } = record;
  return {
    ...record,
    head: { ...record.head, id: newId(), name },
    body: v.is(v.object({ scenario: v.looseObject({}) }), body)
      ? { ...(body as object), scenario: { ...body.scenario, name } }
      : body,
  };
}
