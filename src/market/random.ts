/** A reproducible source of numbers: the same seed gives the same sequence on every machine. */
export interface Random {
  /** The next whole number from 0 to 2^32 - 1. */
  nextUint32(): number;
  /** The next number from 0 (included) to 1 (excluded), a multiple of 2^-32. */
  next(): number;
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
  let a = word();
  let b = word();
  let c = word();
  let counter = 1;
  const nextUint32 = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    c |= 0;
    return result >>> 0;
  };
  // The first outputs still show the seed; PractRand drops them too.
  for (let round = 0; round < 12; round += 1) nextUint32();
  return { nextUint32, next: () => nextUint32() / 0x1_0000_0000 };
}

function finalise(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
