/** How well a part of what was typed fits: as a beginning, as the beginning of a word, inside a word, by its letters in their order. */
const FITS = { beginning: 4, word: 3, inside: 2, letters: 1 } as const;

/** How well words fit what was typed, more being better; 0 when a part of it is not found in them. */
export function fitOf(typed: string, words: string): number {
  const text = plain(words);
  const parts = plain(typed).split(' ').filter(Boolean);
  let sum = 0;
  for (const part of parts) {
    const fit = fitOfPart(part, text);
    if (fit === 0) return 0;
    sum += fit;
  }
  return parts.length === 0 ? 1 : sum / parts.length;
}

/** What fits, the best first and otherwise in the order it came in. */
export function found<T extends { readonly words: string }>(
  typed: string,
  items: readonly T[],
): readonly T[] {
  return items
    .map((item) => ({ item, fit: fitOf(typed, item.words) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit)
    .map(({ item }) => item);
}

function fitOfPart(part: string, text: string): number {
  if (text.startsWith(part)) return FITS.beginning;
  if (text.includes(` ${part}`)) return FITS.word;
  // A number is meant as it is: 12 is not looked for in 2012.
  if (/^\d+$/.test(part)) return 0;
  if (text.includes(part)) return FITS.inside;
  return hasLetters(part, text) ? FITS.letters : 0;
}

/** Whether the letters stand in this order, the first one at the beginning of a word. */
function hasLetters(part: string, text: string): boolean {
  const starts = [...text.matchAll(/(?<=^| )\S/g)].filter(([letter]) => letter === part[0]);
  return starts.some(({ index }) => {
    let at = index;
    for (const letter of part) {
      at = text.indexOf(letter, at) + 1;
      if (at === 0) return false;
    }
    return true;
  });
}

/** Without case, accents and signs. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}.?/]+/gu, ' ')
    .trim();
}
