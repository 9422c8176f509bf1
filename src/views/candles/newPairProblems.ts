import type { Parsed } from '../../scenario/format.ts';

/** What is wrong with the fields of a new pair. */
interface NewPairProblems {
  base?: string;
  quote?: string;
  deposit?: string;
}

/** The problems of a scenario around a new pair, each at the field that it comes from; only the first one of a field. */
export function newPairProblems(made: Parsed, base: string, quote: string): NewPairProblems {
  if (made.ok) return {};
  if (base === quote) return { quote: 'Name another asset than the one that is priced.' };
  // The pair's name is made of both: it says more only when each of them is sound.
  const own = made.problems.filter(({ path }) => !PAIR_CODE.test(path));
  if (own.length === 0) return { base: 'Both names together are too long: at most 31 letters.' };
  const found: NewPairProblems = {};
  for (const { path, message } of own) found[fieldOf(path, message)] ??= sentence(message);
  return found;
}

const PAIR_CODE = /^\$\.(?:pairs\[0\]\.code|rules\[0\]\.pair)$/;

function fieldOf(path: string, message: string): keyof NewPairProblems {
  if (path.includes('.deposits') && !message.startsWith('expected a code')) return 'deposit';
  return /^\$\.(?:assets\[0\]|pairs\[0\]\.quote|accounts)/.test(path) ? 'quote' : 'base';
}

/** A message without its code, as a sentence. */
function sentence(message: string): string {
  const words = message.replace(/^[A-Z_]+: /, '');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
