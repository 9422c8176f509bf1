/** A reproducible source of numbers: the same seed gives the same sequence on every machine. */
export interface Random {
  /** The next whole number from 0 to 2^32 - 1. */
  nextUint32(): number;
  /** The next number from 0 (included) to 1 (excluded), a multiple of 2^-32. */
  next(): number;
  /** Fills an array with the next numbers of {@link nextUint32}. */
  drawInto(into: Uint32Array): void;
}

/**
 * A generator seeded by a text or a number (a number counts as its text).
 * Integer operations only. Source: sfc32 of PractRand by Chris Doty-Humphrey (public domain), whose four words are filled by
 * FNV-1a over the seed's UTF-16 units and the finaliser of MurmurHash3 (both public domain).
 */
export function createRandom(seed: string | number): Random {
  let hash = 0x811c9dc5;
  const text = String(seed);
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  const word = (): number => {
    hash = (hash + 0x9e3779b9) | 0;
    return finalise(hash);
  };
  const words = Int32Array.of(word(), word(), word(), 1);
  const one = new Uint32Array(1);
  const drawInto = (into: Uint32Array): void => draw(words, into);
  const nextUint32 = (): number => {
    drawInto(one);
    return one[0] ?? 0;
  };
  // The first outputs still show the seed; PractRand drops them too.
  drawInto(new Uint32Array(12));
  return { nextUint32, next: () => nextUint32() * SHARE, drawInto };
}

/** What a number of 32 bits counts in, to become one from 0 to 1. */
export const SHARE = 2 ** -32;

/** Fills an array with the next numbers: of many at a time, each costs next to nothing. */
function draw(words: Int32Array, into: Uint32Array): void {
  let a = words[0] ?? 0;
  let b = words[1] ?? 0;
  let c = words[2] ?? 0;
  let counter = words[3] ?? 0;
  for (let at = 0; at < into.length; at += 1) {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    into[at] = result;
  }
  words[0] = a;
  words[1] = b;
  words[2] = c;
  words[3] = counter;
}

function finalise(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
