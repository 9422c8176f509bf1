/** The reader's language and habits of writing numbers; one place, so that every number on the page agrees. */
export const LOCALE: string = globalThis.navigator?.language ?? 'en-US';

function partOf(type: 'decimal' | 'group'): string {
  const parts = new Intl.NumberFormat(LOCALE, { useGrouping: true }).formatToParts(1_234_567.5);
  return parts.find((part) => part.type === type)?.value ?? '';
}

/** What stands between whole and fraction, and between thousands. */
export const DECIMAL_SIGN: string = partOf('decimal');
export const GROUP_SIGN: string = partOf('group');
