/** Digits 0–9 in every language, as the inputs take them. */
const DIGITS = 'latn';

/** The first of the tags that names a language, English when none does: browsers also report such as `en-US@posix`. */
export function localeOf(tags: readonly (string | undefined)[]): string {
  for (const tag of tags) {
    if (tag === undefined) continue;
    try {
      return new Intl.Locale(tag, { numberingSystem: DIGITS }).toString();
    } catch {
      // The next one may be well formed.
    }
  }
  return new Intl.Locale('en', { numberingSystem: DIGITS }).toString();
}

/** The reader's language and habits of writing numbers; one place, so that every number on the page agrees. */
export const LOCALE: string = localeOf([
  globalThis.navigator?.language,
  ...(globalThis.navigator?.languages ?? []),
]);

function partOf(type: 'decimal' | 'group'): string {
  const parts = new Intl.NumberFormat(LOCALE, { useGrouping: true }).formatToParts(1_234_567.5);
  return parts.find((part) => part.type === type)?.value ?? '';
}

/** What stands between whole and fraction, and between thousands. */
export const DECIMAL_SIGN: string = partOf('decimal');
export const GROUP_SIGN: string = partOf('group');
