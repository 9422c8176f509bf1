import { describe, expect, it } from 'vitest';
import { readCandlesCsv } from '../../src/market/csv.ts';
import { Backtest } from '../../src/scenario/backtest.ts';
import { tradesCsv } from '../../src/scenario/export/tradesCsv.ts';
import { parseScenario } from '../../src/scenario/format.ts';
import { play } from '../../src/scenario/play.ts';
import { FIRST_SETUP, readSetup, venueSetup, type BacktestSetup } from '../../src/store/backtestSetup.ts';
import { runCandlesText, runScenarioText, runTradesText } from '../../src/store/runFiles.ts';

const plain = (typed: string): string | null => (/^\d+(?:\.\d+)?$/.test(typed) ? typed : null);

const SETUPS: readonly (readonly [string, Partial<BacktestSetup>])[] = [
  ['a crypto exchange', {}],
  ['a broker of whole shares', venueSetup('stockBroker')],
  ['a derivatives venue', { ...venueSetup('derivatives10x'), strategy: 'breakout', character: 'gapRidden' }],
];

describe('the files of a backtest', () => {
  it.each(SETUPS)('[O6] on %s give the same run again, byte for byte', (_, part) => {
    const { order, problems } = readSetup({ ...FIRST_SETUP, bars: '1000', ...part }, [], plain);
    expect(problems).toBeNull();
    if (order === null) return;
    const backtest = new Backtest(order.request);
    while (backtest.advance(300));
    const parsed = parseScenario(runScenarioText(order));
    if (!parsed.ok) throw new Error('the scenario is not read again');
    const { scenario } = parsed;
    const [pair] = scenario.pairs;
    const base = scenario.assets.find(({ code }) => code === pair?.base);
    const read = readCandlesCsv(runCandlesText(order), {
      volumeDecimals: base?.decimals ?? 0,
      priceDecimals: 2,
    });
    if (!read.ok) throw new Error('the candles are not read again');
    const again = play(scenario, new Map([[pair?.code ?? '', read.candles]]));
    expect(backtest.bars).toBe(1000);
    expect(again.journal.toColumns()).toEqual(backtest.result().journal);
  });

  it.each(SETUPS)('[S1] on %s list the trades as the command line does', (_, part) => {
    const { order } = readSetup({ ...FIRST_SETUP, bars: '1000', ...part }, [], plain);
    if (order === null) throw new Error('the form is not read');
    const backtest = new Backtest(order.request);
    while (backtest.advance(300));
    const { player } = backtest;
    const listed = cells(
      runTradesText({ trades: backtest.result().trades, pairs: player.journal.header.pairs }),
    );
    const whole = cells(tradesCsv(player, player.journal.transactions.length));
    const wanted = (listed[0] ?? []).map((name) => (whole[0] ?? []).indexOf(name));
    expect(wanted).not.toContain(-1);
    expect(listed.length).toBeGreaterThan(5);
    expect(listed).toEqual(whole.map((row) => wanted.map((at) => row[at])));
  });
});

function cells(csv: string): readonly (readonly string[])[] {
  return csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
}
