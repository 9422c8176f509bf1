import { describe, expect, it } from 'vitest';
import { Backtest } from '../../src/scenario/backtest.ts';
import { FIRST_SETUP, readSetup, type BacktestSetup } from '../../src/store/backtestSetup.ts';
import { heldAsset } from '../../src/store/heldAsset.ts';
// The store fetches it after each run, by when these tests may be over.
import '../../src/store/keptRuns.ts';
import { runName, runNames } from '../../src/store/runNames.ts';
import type { Run } from '../../src/store/run.ts';
import { createAppStore } from '../../src/store/store.ts';
import { miniature } from './miniature.ts';

function runOf(...setups: readonly Partial<BacktestSetup>[]): readonly Run[] {
  const store = createAppStore(miniature([]), 'system', (request, { onEnd }) => {
    const backtest = new Backtest(request);
    while (backtest.advance(1000));
    onEnd(backtest.result(), false, 1);
    return () => {};
  });
  for (const setup of setups) {
    const { order } = readSetup({ ...FIRST_SETUP, ...setup }, [], (typed) => typed);
    if (order !== null) store.getState().startRun(order);
  }
  return store.getState().runs;
}

const FREE = { ...FIRST_SETUP.numbers, makerPercent: '0', takerPercent: '0', slippagePercent: '0' };

const gain = (run: Run | undefined): number => Number(run?.statistics.returnPercent);

describe('what holding the asset would have come to', () => {
  it('is what a purchase of all at the first bar comes to without fees, and ends where its last bar does', () => {
    const [run] = runOf({ strategy: 'buyAndHold', numbers: FREE });
    if (run === undefined) throw new Error('no run');
    const held = heldAsset(run);
    const prices = run.candles.get('BTC/USD');
    const share = (prices?.closeAt(999) ?? 0) / (prices?.openAt(0) ?? 1);
    expect(Number(held?.returnPercent)).toBeCloseTo((share - 1) * 100, 9);
    expect(held?.equityAt(999)).toBeCloseTo(Number(held?.equity), 2);
    // The strategy decides at the close of the first bar and buys at the open of the second.
    const late = (prices?.closeAt(999) ?? 0) / (prices?.openAt(1) ?? 1);
    expect(Number(run.statistics.returnPercent)).toBeCloseTo((late - 1) * 100, 3);
  });

  it('rises with the market of the first example, whose strategy gains, and more so where the fees are not paid', () => {
    const [usual, free] = runOf({}, { numbers: FREE });
    expect(gain(usual)).toBeGreaterThan(0);
    expect(gain(free)).toBeGreaterThan(gain(usual));
    expect(usual === undefined ? null : heldAsset(usual)?.returnPercent.gt(gain(free))).toBe(true);
  });
});

describe('crossing averages', () => {
  it('come without fees to the product of what the price did while they were in', () => {
    const [run] = runOf({ numbers: FREE, bars: '10000', parameters: {} });
    const prices = run?.candles.get('BTC/USD');
    if (run === undefined || prices === undefined) throw new Error('no run');
    const mean = (bar: number, count: number): number =>
      Array.from({ length: count }, (_, back) => prices.closeAt(bar - back)).reduce(
        (sum, each) => sum + each,
        0,
      ) / count;
    let share = 1;
    let boughtAt: number | null = null;
    for (let bar = 30; bar < run.bars; bar += 1) {
      const isAbove = mean(bar, 10) > mean(bar, 30);
      const wasAbove = mean(bar - 1, 10) > mean(bar - 1, 30);
      if (isAbove === wasAbove || bar + 1 === run.bars) continue;
      const price = prices.openAt(bar + 1);
      if (isAbove) boughtAt = price;
      else if (boughtAt !== null) {
        share *= price / boughtAt;
        boughtAt = null;
      }
    }
    if (boughtAt !== null) share *= prices.closeAt(run.bars - 1) / boughtAt;
    expect(Number(run.statistics.returnPercent)).toBeCloseTo((share - 1) * 100, 2);
  });
});

/** The names of runs of such setups. */
function names(...setups: readonly Partial<BacktestSetup>[]): readonly string[] {
  const runs = runOf(...setups);
  return runs.map((run) => runName(run, runNames(runs)));
}

const cross = (slow: string): Partial<BacktestSetup> => ({ parameters: { smaCross: { fast: '50', slow } } });

describe('the name of a run among others', () => {
  it('says what differs and nothing else', () => {
    expect(names({}, {})).toEqual(['#1', '#2']);
    expect(names({}, cross('200'))).toEqual(['#1 · 20/60', '#2 · 50/200']);
    expect(names({}, { seed: '2' })).toEqual(['#1 · seed 1', '#2 · seed 2']);
    expect(names({}, { deposit: '5000' })).toEqual(['#1 · 100,000 USD', '#2 · 5,000 USD']);
    const { numbers } = FIRST_SETUP;
    const dear = { ...numbers, takerPercent: '0.5' };
    expect(names({}, { numbers: dear }, { numbers: { ...dear, slippagePercent: '1' } })).toEqual([
      `#1 · taker fee ${numbers.takerPercent} % · slippage ${numbers.slippagePercent} %`,
      `#2 · taker fee 0.5 % · slippage ${numbers.slippagePercent} %`,
      '#3 · taker fee 0.5 % · slippage 1 %',
    ]);
    expect(names({}, { limitPolicy: 'penetrate' })).toEqual([
      '#1 · filled when touched',
      '#2 · filled when traded through',
    ]);
    expect(names({ strategy: 'buyAndHold' }, {}, cross('200'))).toEqual([
      '#1 · Buy and hold',
      '#2 · Moving average crossing · 20/60',
      '#3 · Moving average crossing · 50/200',
    ]);
  });
});
