import { describe, expect, it } from 'vitest';
import { showsAll, sightAround, sightNear, sightOfAll } from '../../../src/views/price/sight.ts';

describe('what is in sight of the price chart', () => {
  it('is every bar, with room for the names of prices', () => {
    const all = sightOfAll(2_148, 400, 48);
    expect(all.to).toBeGreaterThanOrEqual(2_149);
    expect(showsAll(all, 2_148)).toBe(true);
  });

  it('leaves half a mark its room beyond the first and the last bar, which wide bars have themselves', () => {
    const { from, to } = sightOfAll(2_148, 400, 48);
    const px = 400 / (to - from);
    expect(-from * px).toBeGreaterThan(12);
    expect((to - 2_147) * px).toBeGreaterThan(12);
    expect(sightOfAll(8, 400, 48).from).toBeCloseTo(0);
  });

  it('begins at the left with a few bars, which get no wider than a candle may be', () => {
    expect(sightOfAll(1, 480, 48)).toEqual({ from: 0, to: 9 });
  });

  it('does not show all once it is moved or drawn together', () => {
    expect(showsAll({ from: 40, to: 120 }, 100)).toBe(false);
    expect(showsAll({ from: -20, to: 60 }, 100)).toBe(false);
    expect(showsAll({ from: -20, to: 140 }, 100)).toBe(true);
  });

  it('moves to a bar only when that is out of it, as wide as before', () => {
    expect(sightAround({ from: 10, to: 30 }, 12, 500)).toBeNull();
    expect(sightAround({ from: 10, to: 30 }, 100, 500)).toEqual({ from: 90, to: 110 });
  });

  it('does not leave the bars when it moves to their first or last', () => {
    expect(sightAround({ from: 10, to: 30 }, 0, 500)).toEqual({ from: 0, to: 20 });
    expect(sightAround({ from: 10, to: 30 }, 499, 500)).toEqual({ from: 481, to: 501 });
  });

  it('is as much as can be told apart around a bar that is opened, without leaving the bars', () => {
    expect(sightNear(5_000, 10_000)).toEqual({ from: 4_976, to: 5_024 });
    expect(sightNear(3, 10_000)).toEqual({ from: 0, to: 48 });
    expect(sightNear(9_999, 10_000)).toEqual({ from: 9_953, to: 10_001 });
  });
});
