import { describe, expect, it } from 'vitest';
import { closedTradesOf } from '../../src/engine/closedTrades.ts';
import { curvesOf } from '../../src/engine/curves.ts';
import { statisticsOf } from '../../src/engine/statistics.ts';
import { tradeAt, tradeColumns } from '../../src/engine/tradeColumns.ts';
import { sampleCandles, sampleRun } from '../strategies/sampleRuns.ts';

const RUNS = [
  ['spot', sampleRun('smaCross', 'spot', sampleCandles('range', 2000))],
  ['trades', sampleRun('breakout', 'derivatives', sampleCandles('gapRidden', 2000))],
] as const;

describe.each(RUNS)('the columns of a run of %s', (_, { journal }) => {
  const curves = curvesOf(journal);
  const statistics = statisticsOf(journal, journal.entries.length);

  it('[S3] end where the statistics end', () => {
    expect(curves.bar.at(-1)).toBe(journal.bars.length - 1);
    expect(curves.moment.at(-1)).toBe(journal.entries.length);
    expect(curves.bar.length).toBe(600);
    expect((curves.highest.at(-1) ?? 0) >= (curves.equity.at(-1) ?? 0)).toBe(true);
  });

  it('[S4] lose neither the deepest fall nor the peak of what is tied up', () => {
    expect(Math.max(...curves.drawdown)).toBeCloseTo(Number(statistics.maxDrawdownPercent), 6);
    expect(Math.max(...curves.utilisation)).toBeCloseTo(Number(statistics.peakUtilisationPercent), 6);
  });

  it('rise from point to point in bars, times and moments', () => {
    for (const column of [curves.bar, curves.timeMs]) {
      expect(column.every((value, index) => index === 0 || value > (column[index - 1] ?? 0))).toBe(true);
    }
    expect(curves.moment.every((value, index) => value >= (curves.moment[index - 1] ?? 0))).toBe(true);
  });

  it('[S1] hold every closed trade as it is, and the moment after its close', () => {
    const closed = closedTradesOf(journal, journal.entries.length);
    const columns = tradeColumns(journal, closed);
    expect(closed.length).toBeGreaterThan(3);
    for (const [row, { account: _account, fill, ...trade }] of closed.entries()) {
      const { moment, ...held } = tradeAt(columns, row);
      expect(held).toEqual(trade);
      expect(journal.entries.columns.timeMs[moment - 1]).toBe(trade.exitMs);
      expect(journal.events.columns.fill[journal.eventsAt(moment - 1)]).toBe(fill);
    }
    expect(() => tradeAt(columns, closed.length)).toThrow(RangeError);
  });
});
