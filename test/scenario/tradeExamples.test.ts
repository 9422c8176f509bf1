import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/scenario/examples/registry.ts';
import { play } from '../../src/scenario/play.ts';
import { reportOf } from '../../src/scenario/report.ts';

function trades(slug: keyof typeof EXAMPLES): readonly string[] {
  return reportOf(play(EXAMPLES[slug].scenario)).trades.map(
    ({ order, direction, volume, exitPrice, reason, netPnl }) =>
      `${order} ${direction} ${volume} at ${exitPrice} ${reason} ${netPnl}`,
  );
}

describe('examples of trades teach what they say', () => {
  it.each([
    [
      'long-with-bracket',
      ['O-1 long 0.5 at 49500 TAKE_PROFIT 980.60', 'O-2 long 0.5 at 48400 STOP_LOSS -519.56'],
    ],
    ['short-squeeze', ['O-1 short 0.8 at 54704.59 LIQUIDATION -3797.19']],
    [
      'partial-close',
      [
        'O-1 long 0.25 at 51000 MANUAL 254.91',
        'O-1 long 0.25 at 51400 MANUAL 354.87',
        'O-1 long 0.5 at 50600 STOP_LOSS 309.88',
      ],
    ],
    ['overnight-costs', ['O-1 long 0.5 at 50500 MANUAL 79.00']],
    ['margin-fully-used', ['O-1 long 0.2 at 50500 MANUAL 91.96']],
  ] as const)('[S1] %s', (slug, expected) => {
    expect(trades(slug)).toEqual(expected);
  });

  it.each([
    ['conservative', 'O-1 loses, O-2 loses, O-3 loses, O-4 loses'],
    ['ohlc', 'O-1 gains, O-2 loses, O-3 gains, O-4 loses'],
    ['olhc', 'O-1 loses, O-2 gains, O-3 loses, O-4 gains'],
    ['adaptive', 'O-1 gains, O-2 loses, O-3 loses, O-4 gains'],
  ] as const)('[X6] a bar that reaches stop loss and take profit, %s', (policy, expected) => {
    const report = reportOf(play(EXAMPLES[`both-in-one-bar-${policy}`].scenario));
    const results = report.trades.map(({ order, netPnl, ambiguous }) => {
      expect(ambiguous).toBe(true);
      return `${order} ${Number(netPnl) > 0 ? 'gains' : 'loses'}`;
    });
    expect(results.toSorted((a, b) => a.localeCompare(b)).join(', ')).toBe(expected);
    expect(report.statistics.ambiguousPnlPercent).toBe('100');
  });

  it('[A3] margin fully used: two refusals name what would have been needed', () => {
    const { denied } = reportOf(play(EXAMPLES['margin-fully-used'].scenario));
    expect(denied.map(({ numbers }) => numbers)).toEqual([
      { asset: 'USD', needed: '2510.00', available: '321.44', short: '2188.56' },
      { asset: 'USD', needed: '2510.00', available: '2409.76', short: '100.24' },
    ]);
  });
});
