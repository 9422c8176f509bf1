import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClock, readTime } from '../../src/market/csvTimes.ts';

const time = (cell: string): number => readTime(cell, 0, cell.length);
const clock = (cell: string): number => readClock(cell, 0, cell.length);

describe('readTime', () => {
  it.each([
    ['2024-01-02', '2024-01-02T00:00:00.000Z'],
    ['2024-1-2', '2024-01-02T00:00:00.000Z'],
    ['2024.01.02', '2024-01-02T00:00:00.000Z'],
    ['2024/01/02', '2024-01-02T00:00:00.000Z'],
    ['02.01.2024', '2024-01-02T00:00:00.000Z'],
    ['20240102', '2024-01-02T00:00:00.000Z'],
    ['1896-05-27', '1896-05-27T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['2024-01-02 09:30', '2024-01-02T09:30:00.000Z'],
    ['2024-01-02T09:30:15', '2024-01-02T09:30:15.000Z'],
    ['2024-01-02 09:30:15.250', '2024-01-02T09:30:15.250Z'],
    ['2024-01-02T09:30:15.123456Z', '2024-01-02T09:30:15.123Z'],
    ['2024-01-02T09:30:15.5Z', '2024-01-02T09:30:15.500Z'],
    ['2024-01-02T09:30:15.12Z', '2024-01-02T09:30:15.120Z'],
    ['2024-01-02T09:30:15Z', '2024-01-02T09:30:15.000Z'],
    ['2024-01-02T09:30:00+01:00', '2024-01-02T08:30:00.000Z'],
    ['2024-01-02T09:30:00-0530', '2024-01-02T15:00:00.000Z'],
    ['2024-01-02 09:30:00+00', '2024-01-02T09:30:00.000Z'],
    ['2024-01-02 09:30:00 UTC', '2024-01-02T09:30:00.000Z'],
    ['02.01.2024 09:30:00.000', '2024-01-02T09:30:00.000Z'],
    ['1704153600', '2024-01-02T00:00:00.000Z'],
    ['1704153600.5', '2024-01-02T00:00:00.500Z'],
    ['1704153600000', '2024-01-02T00:00:00.000Z'],
    ['1704153600000999', '2024-01-02T00:00:00.000Z'],
    ['1704153600000000000', '2024-01-02T00:00:00.000Z'],
    ['-2208988800', '1900-01-01T00:00:00.000Z'],
  ])('reads %s as %s', (cell, iso) => {
    expect(new Date(time(cell)).toISOString()).toBe(iso);
  });

  it.each([
    '',
    'null',
    'NaN',
    '2024-13-01',
    '2024-00-01',
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-01-02T24:00',
    '2024-01-02T09:60:00',
    '2024-01-02T09:30:15.1a3',
    '2024-01-02X09:30:15',
    '2024-01.02',
    '01/02/2024',
    '1/2/24',
    'Jan 2, 2024',
    '1.7e12',
  ])('does not take "%s" for a time', (cell) => {
    expect(time(cell)).toBeNaN();
  });

  it('reads back any moment written as ISO text', () => {
    const dates = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, (date) => {
        const text = date.toISOString();
        const day = Math.floor(date.getTime() / 86_400_000) * 86_400_000;
        expect(time(text)).toBe(date.getTime());
        expect(time(text.replace('T', '  '))).toBe(date.getTime());
        expect(time(text.slice(0, 10))).toBe(day);
        expect(time(text.slice(0, 10).replaceAll('-', '.'))).toBe(day);
      }),
    );
  });
});

describe('readClock', () => {
  it.each([
    ['09:30', 34_200_000],
    ['9:30', 34_200_000],
    ['09:30:01', 34_201_000],
    ['0930', 34_200_000],
    ['093001', 34_201_000],
    ['000000', 0],
  ])('reads %s as %d ms after midnight', (cell, ms) => {
    expect(clock(cell)).toBe(ms);
  });

  it.each(['', '24:00', '09:61', '9', '930', 'noon'])('does not take "%s" for a time of day', (cell) => {
    expect(clock(cell)).toBeNaN();
  });
});
