import { describe, expect, it } from 'vitest';
import { readEntry } from '../../../src/journal/entryRepository.ts';
import { EXAMPLES } from '../../../src/scenario/examples/registry.ts';
import { play } from '../../../src/scenario/play.ts';
import { entrySentence } from '../../../src/views/inspector/entryWords.ts';
import { playDeeds } from '../playedWorld.ts';

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

describe('a night', () => {
  it('[P8] says how much of its fee came out of the margin', () => {
    const recording = play(EXAMPLES['overnight-costs'].scenario);
    const sentences = [8, 11, 13].map((entry) =>
      entrySentence(recording, readEntry(recording.journal, entry)),
    );
    expect(sentences).toEqual([
      'O-1 was charged 50.20 USD for a night.',
      'O-1 was charged 50.30 USD for a night, 45.52 USD of it out of its margin.',
      'O-1 was charged 50.40 USD for a night, all of it out of its margin.',
    ]);
  });
});

describe('a bar', () => {
  it('tells its close where all of it is over, and only that it began where more comes inside it', () => {
    const nights = play(EXAMPLES['overnight-costs'].scenario);
    expect(entrySentence(nights, readEntry(nights.journal, 7))).toBe('A bar of BTCUSD began.');
    const bar = { pair: 'BTCUSD', open: '48000', high: '49000', low: '47000', close: '48800' };
    const quiet = playDeeds([{ bar }, { price: { pair: 'BTCUSD', last: '48900' } }]);
    expect(entrySentence(quiet, readEntry(quiet.journal, 2))).toBe('A bar of BTCUSD closed at 48,800.00.');
    expect(entrySentence(quiet, readEntry(quiet.journal, 3))).toBe('The market showed 48,900.00 for BTCUSD.');
  });
});
