import { describe, expect, it } from 'vitest';
import { readCandlesCsv } from '../../src/market/csv.ts';
import { encodingOf } from '../../src/market/csvEncoding.ts';

const GERMAN = 'Datum;Eröffnung;Höchst;Tiefst;Schluß\n2024-01-02;10;12;9;11';
const latin1 = Uint8Array.from(GERMAN, (letter) => letter.charCodeAt(0));

describe('the encoding of a file', () => {
  it.each([
    ['utf-8', new TextEncoder().encode(GERMAN)],
    ['utf-8', new TextEncoder().encode(GERMAN).subarray(0, 9)],
    ['windows-1252', latin1],
    ['utf-16le', Uint8Array.from([0xff, 0xfe, 0x44, 0])],
  ] as const)('is found to be %s', (encoding, bytes) => {
    expect(encodingOf(bytes)).toBe(encoding);
  });

  it('lets headings in Latin-1 name their columns', () => {
    const text = new TextDecoder(encodingOf(latin1)).decode(latin1);
    expect(text).toBe(GERMAN);
    expect(readCandlesCsv(text, { volumeDecimals: 0 })).toMatchObject({ ok: true, priceDecimals: 0 });
  });
});
