import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/scenario/examples/registry.ts';
import { ledgerCsv, ledgerPieces, type LedgerFormat } from '../../src/scenario/export/ledgerCsv.ts';
import { play, type Player } from '../../src/scenario/play.ts';
import { reportOf } from '../../src/scenario/report.ts';

function written(player: Player, seqs: readonly number[], format: LedgerFormat): string {
  const lines = { length: seqs.length, seqAt: (index: number) => seqs[index] ?? 0 };
  return [...ledgerPieces(player, lines, format)].join('');
}

function allOf({ journal }: Player): readonly number[] {
  return Array.from({ length: journal.transactions.length }, (_, row) => row + 1);
}

describe('saving lines of the ledger', () => {
  it.each(Object.entries(EXAMPLES))(
    'of %s gives, unfiltered, what the headless run prints',
    (_, { scenario }) => {
      const player = play(scenario);
      const all = allOf(player);
      expect(written(player, all, 'csv')).toBe(ledgerCsv(player, all.length));
      expect(JSON.parse(written(player, all, 'json'))).toEqual(
        JSON.parse(JSON.stringify(reportOf(player).transactions)),
      );
    },
  );

  it('keeps the order in which they are shown, and a head where there are none', () => {
    const player = play(EXAMPLES['busy-day'].scenario);
    const lines = ledgerCsv(player, player.journal.transactions.length).split('\n');
    expect(written(player, [9, 2, 600], 'csv').split('\n')).toEqual([
      lines[0],
      lines[9],
      lines[2],
      lines[600],
      '',
    ]);
    expect(written(player, [], 'csv')).toBe(`${lines[0] ?? ''}\n`);
    expect(JSON.parse(written(player, [], 'json'))).toEqual([]);
  });
});
