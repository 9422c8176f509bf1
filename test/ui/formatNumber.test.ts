import { describe, expect, it } from 'vitest';
import { Decimal } from '../../src/money/decimal.ts';
import { formatNumber, formatPercent } from '../../src/ui/formatNumber.ts';

describe('a number written for a person', () => {
  it('is exact where a float would round', () => {
    expect(formatNumber('9007199254740993.123456789012')).toBe('9,007,199,254,740,993.123456789012');
  });

  it('has the decimals asked for, or its own', () => {
    expect(formatNumber('38438.4', 2)).toBe('38,438.40');
    expect(formatNumber('38438.4')).toBe('38,438.4');
    expect(formatNumber(new Decimal('0.00000001'))).toBe('0.00000001');
  });

  it('has a sign as asked for, and zero has none', () => {
    expect(formatNumber('-57.48')).toBe('−57.48');
    expect(formatNumber('57.48', undefined, 'always')).toBe('+57.48');
    expect(formatNumber('0.00', 2, 'always')).toBe('0.00');
  });

  it('is a percentage with one decimal', () => {
    expect(formatPercent(new Decimal('59.84'))).toBe('59.8 %');
  });
});
