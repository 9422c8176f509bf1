import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitOf, found } from '../../src/app/paletteSearch.ts';

const TITLES = ['Go to the ledger', 'Branch from here', 'Deposit or withdraw', 'Moment forward', 'Undo'];
const items = TITLES.map((words) => ({ words }));

describe('searching the palette', () => {
  it('finds every title by itself, first', () => {
    for (const title of TITLES) expect(found(title, items)[0]?.words).toBe(title);
  });

  it('finds everything while nothing is typed, in its order', () => {
    expect(found('  ', items)).toEqual(items);
  });

  it.each([
    ['led', 'Go to the ledger'],
    ['from branch', 'Branch from here'],
    ['WITHD', 'Deposit or withdraw'],
    ['mfwd', 'Moment forward'],
    ['úndo', 'Undo'],
  ])('finds by %s', (typed, title) => {
    expect(found(typed, items)[0]?.words).toBe(title);
  });

  it('takes a number as it is', () => {
    expect(fitOf('12', 'Moment 12')).toBeGreaterThan(0);
    expect(fitOf('12', 'Moment 112')).toBe(0);
  });

  it('finds by any letters of a title in their order that begin with its first one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,20}$/), fc.infiniteStream(fc.boolean()), (title, picks) => {
        const typed = Array.from(title)
          .filter((_, index) => index === 0 || picks.next().value === true)
          .join('');
        expect(fitOf(typed, title)).toBeGreaterThan(0);
      }),
    );
  });

  it('finds no less for more words, and no more for more typed', () => {
    const words = fc.stringMatching(/^[a-z ]{0,20}$/);
    fc.assert(
      fc.property(words, words, words, (typed, more, title) => {
        const isFound = fitOf(typed, title) > 0;
        expect(!isFound || fitOf(typed, `${title} ${more}`) > 0).toBe(true);
        expect(isFound || fitOf(`${typed} ${more}`, title) === 0).toBe(true);
      }),
    );
  });
});
