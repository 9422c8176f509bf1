import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../../src/scenario/format.ts';
import { play } from '../../../src/scenario/play.ts';
import { LEDGER_COLUMNS, shownColumns } from '../../../src/views/ledger/ledgerColumns.tsx';
import { ledgerWidths } from '../../../src/views/ledger/ledgerWidths.ts';

/** How wide the column of assets is beside an asset of this code, in CSS pixels. */
function assetWidth(code: string): number | undefined {
  const parsed = checkScenario({
    format: 'orderscope-scenario',
    version: 1,
    name: 'for a test',
    assets: [
      { code: 'USD', decimals: 2 },
      { code, decimals: 8 },
    ],
    pairs: [{ code: 'PAIR', base: code, quote: 'USD', tickSize: '0.01', lotSize: '0.01', contractSize: '1' }],
    rules: [{ pair: 'PAIR', leverage: { type: 'NO_LEVERAGE' }, fees: [] }],
    accounts: [{ id: 'main', agent: 'me', deposits: { USD: '1' } }],
    steps: [],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const widths = ledgerWidths(play(parsed.scenario).journal);
  return LEDGER_COLUMNS.find(({ key }) => key === 'asset')?.width(widths);
}

describe('the columns of the ledger', () => {
  it('lead back to where each line comes from in a usual window, beside days of a year and hundreds of lines', () => {
    const widths = { number: 3, time: 11, amount: 13, account: 7, order: 6, asset: 3 };
    const room = 838;
    expect(shownColumns(null, widths, room, false).map(({ key }) => key)).toContain('origin');
  });

  it('have room for the longest code of an asset, of as many capitals as codes have', () => {
    const usual = assetWidth('BTC') ?? Number.NaN;
    // A wide capital of the table's size takes nine pixels and a half.
    expect(assetWidth('DOGE')).toBeGreaterThanOrEqual(38);
    expect(assetWidth('GOODCOIN')).toBeGreaterThanOrEqual(76);
    expect(assetWidth('A')).toBe(usual);
    expect(assetWidth('A_VERY_LONG_CODE_OF_AN_ASSET')).toBe(assetWidth('GOODCOIN'));
  });
});
