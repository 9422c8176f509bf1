import { describe, expect, it } from 'vitest';
import { readEntry } from '../../../src/journal/entryRepository.ts';
import { barSoFar } from '../../../src/views/price/barSoFar.ts';
import { fillMarks } from '../../../src/views/price/fillMarks.ts';
import { barAt, priceBars } from '../../../src/views/price/priceBars.ts';
import { playDeeds } from '../playedWorld.ts';

const { journal, world } = playDeeds([
  { price: { pair: 'BTCUSD', last: '48200' } },
  { action: { type: 'CREATE_SPOT_MARKET', pair: 'BTCUSD', direction: 'buy', volume: '0.5' } },
  { action: { type: 'CREATE_SPOT_LIMIT', pair: 'BTCUSD', direction: 'buy', volume: '0.5', price: '47000' } },
  { bar: { pair: 'BTCUSD', open: '48000', high: '49150', low: '46900', close: '48800' } },
  { bar: { pair: 'BTCUSD', open: '48800', high: '48950', low: '48640', close: '48700' } },
  { bar: { pair: 'BTCUSD', open: '48700', high: '48900', low: '48650', close: '48750' } },
]);
const end = journal.entries.length;
const { candles } = world.market(world.pairByCode('BTCUSD'));
const data = priceBars(journal, 'BTCUSD', candles, journal.bars.length, end);
const fills = fillMarks(journal, 'main', 'BTCUSD', end);
const at = (moment: number) => barSoFar(journal, 'BTCUSD', candles, data, fills, moment, end);
const momentIn = (phase: string): number =>
  Array.from({ length: end }, (_, index) => index + 1).find(
    (moment) => readEntry(journal, moment).phase === phase && readEntry(journal, moment).kind === 'FILL',
  ) ?? 0;

describe('a candle at a moment inside it', () => {
  it('is its open at the open, whatever comes after that', () => {
    expect(at(momentIn('OPEN'))).toEqual({
      open: 48_000,
      high: 48_000,
      low: 48_000,
      close: 48_000,
      reached: 'open',
    });
  });

  it('reaches on the path from its open to what has filled by then', () => {
    expect(at(momentIn('PATH'))).toEqual({
      open: 48_000,
      high: 48_000,
      low: 47_000,
      close: 47_000,
      reached: 'path',
    });
  });

  it('is whole between the bars and at the end', () => {
    expect(at(end)).toBeNull();
    expect(at(2)).toBeNull();
  });

  it('is whole at its one moment where nothing happens in it, as the last price says then', () => {
    const quiet = end - 1;
    expect(readEntry(journal, quiet).kind).toBe('BAR');
    expect(data.bars[barAt(data.bars, quiet, end)]?.close).toBe(48_700);
    expect(at(quiet)).toBeNull();
  });

  it('of many bars holds those that were over by then', () => {
    const coarse = { bars: [{ ...data.bars[0], ...data.bars[1], from: 1 } as never], stride: 2 };
    const moment = momentIn('PATH');
    expect(barAt(coarse.bars, moment, end)).toBe(0);
    expect(barSoFar(journal, 'BTCUSD', candles, coarse, fills, moment, end)).toMatchObject({
      low: 47_000,
      reached: 'path',
    });
  });
});
