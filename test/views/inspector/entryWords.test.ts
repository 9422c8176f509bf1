import { describe, expect, it } from 'vitest';
import { readEntry } from '../../../src/journal/entryRepository.ts';
import { EXAMPLES } from '../../../src/scenario/examples/registry.ts';
import { play } from '../../../src/scenario/play.ts';
import { entrySentence } from '../../../src/views/inspector/entryWords.ts';

describe('what happened, in a sentence', () => {
  it('writes money as the tables do, with all decimals of what has cents', () => {
    let amounts = 0;
    for (const { scenario } of Object.values(EXAMPLES)) {
      const recording = play(scenario);
      for (let number = 1; number <= recording.journal.entries.length; number += 1) {
        const sentence = entrySentence(recording, readEntry(recording.journal, number));
        for (const [amount = ''] of sentence.matchAll(/[\d,.]+ USD\b/g)) {
          expect(amount).toMatch(/\.\d\d USD$/);
          amounts += 1;
        }
      }
    }
    expect(amounts).toBeGreaterThan(20);
  });
});
