import { describe, expect, it } from 'vitest';
import { localeOf } from '../../src/ui/locale.ts';

describe("the reader's language", () => {
  it('passes over what is none, and is English when nothing else is left', () => {
    expect(localeOf(['en-US@posix', 'de-DE'])).toBe('de-DE-u-nu-latn');
    expect(localeOf(['en-US@posix'])).toBe('en-u-nu-latn');
    expect(localeOf([undefined, ''])).toBe('en-u-nu-latn');
  });

  it('writes numbers with digits that every input takes', () => {
    expect(new Intl.NumberFormat(localeOf(['ar-EG'])).format(1234.5)).toMatch(/^1.234.5$/);
    expect(new Intl.NumberFormat(localeOf(['fa-u-nu-arabext'])).format(7)).toBe('7');
  });
});
