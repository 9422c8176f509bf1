import type { Pair } from '../../domain/pair.ts';
import type { Journal } from '../../journal/journal.ts';
import { formatUnits } from '../../money/minorUnits.ts';

/** The pair of a code; the first one for a code that does not exist. */
export function pairOf(journal: Journal, code: string | undefined): Pair {
  const { pairs } = journal.header;
  const pair = pairs.find((candidate) => candidate.code === code) ?? pairs[0];
  if (pair === undefined) throw new RangeError('a scenario without pairs');
  return pair;
}

/** The smallest step of a pair's price as a plain text. */
export function tickText(pair: Pair): string {
  return formatUnits(BigInt(pair.tick), pair.priceDecimals);
}
