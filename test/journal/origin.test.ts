import { describe, expect, it } from 'vitest';
import { readEntry } from '../../src/journal/entryRepository.ts';
import { originOf } from '../../src/journal/origin.ts';
import { EXAMPLES } from '../../src/scenario/examples/registry.ts';
import { play } from '../../src/scenario/play.ts';

describe('the origin of a line', () => {
  it('is its own entry where somebody asked for it, and else the entry that made its order', () => {
    for (const { scenario } of Object.values(EXAMPLES)) {
      const { journal, orders, transactions } = play(scenario);
      for (let seq = 1; seq <= journal.transactions.length; seq += 1) {
        const { entry, order } = transactions.get(seq);
        const origin = originOf(journal, seq);
        expect(origin).toBeLessThanOrEqual(entry);
        const { kind } = readEntry(journal, origin);
        const isAsked = /^(?:CREATE|MODIFY|SPLIT|CANCEL|CLOSE_TRADE|DEPOSIT|ADJUSTMENT)/.test(kind);
        expect(isAsked, `${kind} of line ${seq}`).toBe(true);
        const made = orders.at(order ?? '', { entries: entry })?.createdEntry;
        expect([entry, made]).toContain(origin);
      }
    }
  });
});
