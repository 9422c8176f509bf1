import { describe, expect, it } from 'vitest';
import { parseNumber } from '../../src/ui/parseNumber.ts';

const ENGLISH = { decimal: '.', group: ',' };
const GERMAN = { decimal: ',', group: '.' };

describe('a typed number', () => {
  it.each([
    ['48000', '48000'],
    ['48,000', '48000'],
    ['48,000.50', '48000.50'],
    ['1,234,567.89', '1234567.89'],
    ['0.5', '0.5'],
    ['.5', '0.5'],
    ['0,5', '0.5'],
    ['48 000', '48000'],
    ['48\u00A0000', '48000'],
    ["48'000.5", '48000.5'],
    ['48.000,5', '48000.5'],
    ['007', '7'],
    ['-3', '-3'],
    ['−3.5', '-3.5'],
    ['+3', '3'],
    ['1.', '1'],
    ['1,23,456.5', '123456.5'],
    ['٤٨٬٠٠٠٫٥', '48000.5'],
    ['۴۸۰۰۰', '48000'],
    ['४८,०००', '48000'],
  ])('%s is %s in English', (typed, plain) => {
    expect(parseNumber(typed, ENGLISH)).toBe(plain);
  });

  it.each([
    ['48.000', '48000'],
    ['48.000,50', '48000.50'],
    ['0,5', '0.5'],
    ['48,000', '48.000'],
  ])('%s is %s in German', (typed, plain) => {
    expect(parseNumber(typed, GERMAN)).toBe(plain);
  });

  it.each(['', ' ', 'abc', '1.2.3', '1,23,4', '1e5', '--1', '.', '1,2,3.4'])('%j is none', (typed) => {
    expect(parseNumber(typed, ENGLISH)).toBeNull();
  });
});
