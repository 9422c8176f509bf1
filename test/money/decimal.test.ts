import { describe, expect, it } from 'vitest';
import { Decimal, ZERO } from '../../src/money/decimal.ts';

describe('Decimal', () => {
  it('[M2] adds amounts of 18 decimals without rounding where 20 digits would', () => {
    const first = new Decimal('123456789012345678901234567890.000000000000000001');
    expect(first.plus('0.000000000000000001').toFixed()).toBe(
      '123456789012345678901234567890.000000000000000002',
    );
    expect(first.minus(first).eq(ZERO)).toBe(true);
  });

  it('[M2] divides to 60 significant digits, ties to even', () => {
    expect(new Decimal(1).div(3).toFixed()).toBe(`0.${'3'.repeat(60)}`);
    expect(new Decimal(2).div(3).toFixed()).toBe(`0.${'6'.repeat(59)}7`);
  });

  it('[M2] prints amounts as plain numbers, whatever their size', () => {
    expect(new Decimal('0.000000000000000000000001').toString()).toBe('0.000000000000000000000001');
    expect(new Decimal('123456789012345678901234567890').toString()).toBe('123456789012345678901234567890');
  });
});
