import type { Fields } from '../../domain/actions/fields.ts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { parseNumber } from '../../ui/parseNumber.ts';
import type { FormValues } from './actionForm.ts';

/** What most orders leave alone, in the words that name it where its control is folded away. */
const RARELY_USED: Readonly<Record<string, (typed: string) => string>> = {
  triggerPrice: (typed) => {
    const plain = parseNumber(typed);
    return `stop ${plain === null ? typed : formatNumber(plain)}`;
  },
  timeInForce: (typed) => typed,
  // It stays on one line.
  expiresAt: (typed) => `until\u00A0${typed.replaceAll('-', '\u2011').replace('T', '\u00A0')}`,
};

/** The fields that are always asked for, and those most orders leave alone. */
export function partFields(
  fields: Fields,
  hidden: ReadonlySet<string>,
): { readonly main: Fields; readonly more: Fields } {
  const entries = Object.entries(fields).filter(([name]) => !hidden.has(name));
  return {
    main: Object.fromEntries(entries.filter(([name]) => !(name in RARELY_USED))),
    more: Object.fromEntries(entries.filter(([name]) => name in RARELY_USED)),
  };
}

/** What stands in those fields, to be read while they are folded away: `stop 47,000 · DAY`; empty where nothing does. */
export function wordsOfMore(more: Fields, { texts }: FormValues): string {
  return Object.entries(RARELY_USED)
    .flatMap(([name, words]) => {
      const typed = name in more ? (texts[name] ?? '') : '';
      return typed === '' ? [] : [words(typed)];
    })
    .join(' · ');
}
