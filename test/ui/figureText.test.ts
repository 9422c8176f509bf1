import { describe, expect, it } from 'vitest';
import { differenceText } from '../../src/ui/figureText.ts';

describe('the difference of two figures', () => {
  it('of percentages is in points, and adds up with what is written of both', () => {
    // Written 0.21 % and 0.40 %.
    expect(differenceText('percent', '0.2051', '0.4049')).toBe('+0.19 pp');
    expect(differenceText('percent', '0.2051', '0.2052')).toBe('under 0.01 pp');
  });

  it('of amounts has all decimals of both, and is none where they are the same', () => {
    expect(differenceText('money', '10.5', '9.25')).toBe('−1.25');
    expect(differenceText('money', '10.50', '10.5')).toBeNull();
  });
});
