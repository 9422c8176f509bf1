import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Candles } from '../../src/market/candles.ts';
import { Backtest } from '../../src/scenario/backtest.ts';
import { FIRST_SETUP, readSetup, venueSetup, type BacktestSetup } from '../../src/store/backtestSetup.ts';
import {
  dropKeptRun,
  dropRun,
  isSameWay,
  keepRun,
  keptRun,
  readKeptRuns,
  setupAgain,
  wayOf,
} from '../../src/store/keptRuns.ts';
import { runNamed, type Run } from '../../src/store/run.ts';
import { runKey } from '../../src/store/runKey.ts';
import { createAppStore } from '../../src/store/store.ts';
import { miniature } from './miniature.ts';

const KEY = 'orderscope.runs';
const texts = new Map<string, string>();

beforeEach(() => {
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  texts.clear();
});

/** Runs one, and calls it off after some of its bars. */
async function runPart(setup: Partial<BacktestSetup>): Promise<Run> {
  const [part] = await runEach([setup], 10);
  if (part === undefined) throw new Error('nothing was run');
  return part;
}

/** Runs them one after the other, as the page does. */
async function run(...setups: readonly Partial<BacktestSetup>[]): Promise<readonly Run[]> {
  return runEach(setups, null);
}

async function runEach(
  setups: readonly Partial<BacktestSetup>[],
  bars: number | null,
): Promise<readonly Run[]> {
  const store = createAppStore(miniature([]), 'system', (request, { onEnd }) => {
    const backtest = new Backtest(request);
    if (bars === null) while (backtest.advance(1000));
    else backtest.advance(bars);
    onEnd(backtest.result(), bars !== null, 1);
    return () => {};
  });
  for (const setup of setups) {
    const { order } = readSetup({ ...FIRST_SETUP, ...setup }, [], (typed) => typed);
    if (order === null) throw new Error('the setup is wrong');
    store.getState().startRun(order);
  }
  await expect.poll(() => readKeptRuns().length).toBeGreaterThan(0);
  return store.getState().runs;
}

describe('runs between visits', () => {
  it('are kept as their setups, which give the same again', async () => {
    const [first, second] = await run(
      { seed: '7' },
      { ...venueSetup('derivatives10x'), strategy: 'breakout' },
    );
    await expect.poll(() => readKeptRuns().length).toBe(2);
    const kept = readKeptRuns();
    expect(kept.map(({ returnPercent }) => returnPercent)).toEqual([
      second?.statistics.returnPercent,
      first?.statistics.returnPercent,
    ]);
    const setup = kept[1] === undefined ? null : setupAgain(kept[1], []);
    if (setup === null) throw new Error('it cannot be run again');
    const [again] = await run(setup);
    expect(again?.statistics).toEqual(first?.statistics);
    // In place of the first.
    await expect.poll(() => readKeptRuns().length).toBe(2);
  });

  it('stay whole when one that is run again is called off, and when that part is removed', async () => {
    await run({ seed: '3' });
    const [whole] = readKeptRuns();
    const part = await runPart({ seed: '3' });
    expect(part.isCancelled).toBe(true);
    expect(part.statistics.returnPercent).not.toBe(whole?.returnPercent);
    // The store does so too, a little later.
    keepRun(part, 1);
    expect(readKeptRuns()).toEqual([whole]);
    dropRun(part);
    expect(readKeptRuns()).toEqual([whole]);
    // What was never whole is kept as its part, until it is run again or removed.
    const other = await runPart({ seed: '4' });
    await expect.poll(() => readKeptRuns().map(({ isCancelled }) => isCancelled)).toEqual([true, false]);
    dropRun(other);
    expect(readKeptRuns()).toEqual([whole]);
    await runPart({ seed: '4' });
    await run({ seed: '4' });
    await expect.poll(() => readKeptRuns().map(({ isCancelled }) => isCancelled)).toEqual([false, false]);
  });

  it('are forgotten one by one, and told apart by every field', async () => {
    const [first] = await run({});
    if (first === undefined) throw new Error('nothing was run');
    const way = wayOf(first);
    const fields: readonly Partial<BacktestSetup>[] = [
      { seed: '2' },
      { deposit: '1' },
      { strategy: 'grid' },
      { pathPolicy: 'OHLC' },
      { parameters: { smaCross: { fast: '3', slow: '60' } } },
      { numbers: { ...way.setup.numbers, takerPercent: '9' } },
    ];
    // By their keys, too, which on a later visit are the same.
    expect(keptRun(first.key)?.setup).toEqual(way.setup);
    for (const field of fields) {
      const other = { ...way, setup: { ...way.setup, ...field } };
      expect(isSameWay(way, other)).toBe(false);
      expect(runKey(other)).not.toBe(first.key);
    }
    expect(isSameWay(way, { ...way, file: 'a.csv' })).toBe(false);
    const own = { ...way, file: 'a.csv', candles: 'one' };
    expect(isSameWay(own, { ...own, candles: 'other' })).toBe(false);
    dropKeptRun(way);
    expect(readKeptRuns()).toEqual([]);
  });

  it('that ran on a file need it again', async () => {
    await run({});
    const [kept] = readKeptRuns();
    if (kept === undefined) throw new Error('nothing was kept');
    expect(setupAgain({ ...kept, file: 'a.csv' }, [])).toBeNull();
    // Another file of the same name is not it; before that was known the newest of the name was taken.
    const about = { base: 'A', quote: 'USD', candles: new Candles(), priceDecimals: 2, volumeDecimals: 0 };
    const files = [
      { ...about, id: 'one', name: 'a.csv' },
      { ...about, id: 'other', name: 'a.csv' },
    ];
    expect(setupAgain({ ...kept, file: 'a.csv', candles: 'one' }, files)?.data).toBe('one');
    expect(setupAgain({ ...kept, file: 'a.csv', candles: 'third' }, files)).toBeNull();
    expect(setupAgain({ ...kept, file: 'a.csv', candles: null }, files)?.data).toBe('other');
  });

  it('are read whatever storage holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        texts.set(KEY, text);
        expect(readKeptRuns()).toEqual([]);
      }),
    );
  });
});

describe('the run that a key names', () => {
  it('is the newest that was run whole, and one called off where there is no other', async () => {
    const [older, newer, other] = await run({}, {}, { seed: '2' });
    const part = await runPart({});
    const { key } = part;
    expect(newer?.key).toBe(key);
    expect(
      runNamed(
        [part, older, newer, part, other].flatMap((each) => each ?? []),
        key,
      ),
    ).toBe(newer);
    expect(
      runNamed(
        [part, other].flatMap((each) => each ?? []),
        key,
      ),
    ).toBe(part);
    expect(runNamed([part], other?.key ?? '')).toBeUndefined();
  });
});
