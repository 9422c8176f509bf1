import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GridReader } from '../../src/domain/actions/gridReader.ts';
import { createPair } from '../../src/domain/pair.ts';
import { formatShortest, MAX_MINOR, MAX_PRICE } from '../../src/money/minorUnits.ts';

const pairs = fc
  .record({
    base: decimals(),
    quote: decimals(),
    price: fc.integer({ min: 0, max: 6 }),
    step: grid(),
    lot: grid(),
  })
  .map(({ base, quote, price, step, lot }) =>
    createPair(0, {
      code: 'AB',
      base: { index: 0, code: 'A', decimals: base },
      quote: { index: 1, code: 'B', decimals: quote },
      // The last digit is what the price decimals are told from, so it is not a zero.
      tickSize: formatShortest(BigInt(step * 10 + 5), price),
      lotSize: formatShortest(BigInt(lot), base),
      contractSize: '1',
    }),
  );

function decimals() {
  return fc.integer({ min: 0, max: 12 });
}
function grid() {
  return fc.integer({ min: 1, max: 500 });
}

describe('what is read onto the grids of a pair', () => {
  it('[M1] is the same from whole units as from the text that states them, and as wrong', () => {
    fc.assert(
      fc.property(
        pairs,
        fc.bigInt({ min: 1n, max: MAX_MINOR * 4n }),
        fc.integer({ min: 1, max: MAX_PRICE }).map((price) => price * 2),
        (pair, amount, price) => {
          const units = new GridReader(pair);
          const texts = new GridReader(pair);
          for (const multiple of [1n, pair.lot]) {
            const volume = (amount / multiple) * multiple;
            expect(units.volume('volume', volume)).toBe(
              texts.volume('volume', formatShortest(volume, pair.base.decimals)),
            );
            expect(units.amount('spend', volume)).toBe(
              texts.amount('spend', formatShortest(volume, pair.quote.decimals)),
            );
            expect(units.problem).toEqual(texts.problem);
            units.problem = texts.problem = null;
          }
          for (const multiple of [1, pair.tick]) {
            const at = Math.max(1, Math.floor(price / multiple)) * multiple;
            const text = formatShortest(BigInt(at), pair.priceDecimals);
            expect(units.price('price', at)).toBe(texts.price('price', text));
            expect(units.problem).toEqual(texts.problem);
            units.problem = texts.problem = null;
          }
        },
      ),
    );
  });
});
