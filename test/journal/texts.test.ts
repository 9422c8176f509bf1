import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Texts } from '../../src/journal/texts.ts';

/** Texts as entries have them: strings that UTF-8 can say. */
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 300 }));

it('[L1] a text is read back as it was written, by its entry and by its place, and other entries have none', () => {
  fc.assert(
    fc.property(fc.array(fc.option(text), { maxLength: 60 }), (ofEntries) => {
      const texts = new Texts();
      for (const [entry, one] of ofEntries.entries()) if (one !== null) texts.add(entry, one);
      const written = ofEntries.filter((one) => one !== null);
      expect(ofEntries.map((_, entry) => texts.of(entry))).toEqual(ofEntries.map((one) => one ?? undefined));
      expect(written.map((_, row) => texts.at(row))).toEqual(written);
      expect([texts.length, texts.of(ofEntries.length), texts.of(-1)]).toEqual([
        written.length,
        undefined,
        undefined,
      ]);
    }),
  );
});

it('[L1] texts are handed to another thread as arrays, however many there are', () => {
  const texts = new Texts();
  for (let entry = 0; entry < 100_000; entry += 1) texts.add(2 * entry, `{"reason":"€ ${entry}"}`);
  const [rows, bytes] = [texts.rows.handOver(), texts.bytes.handOver()];
  const arrived = new Texts();
  arrived.rows.adopt(structuredClone(rows, { transfer: [rows.entry.buffer, rows.end.buffer] }));
  arrived.bytes.adopt(structuredClone(bytes, { transfer: [bytes.byte.buffer] }));
  expect([arrived.length, arrived.of(199_998), arrived.of(199_997)]).toEqual([
    100_000,
    '{"reason":"€ 99999"}',
    undefined,
  ]);
});
