import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barPath, PATH_POLICIES } from '../../src/market/barPath.ts';

describe('barPath', () => {
  it.each([
    ['OHLC', [100, 130, 90, 110], [100, 130, 90, 110]],
    ['OLHC', [100, 110, 70, 105], [100, 70, 110, 105]],
    ['ADAPTIVE', [100, 110, 70, 105], [100, 110, 70, 105]],
    ['ADAPTIVE', [100, 130, 90, 110], [100, 90, 130, 110]],
    ['ADAPTIVE', [100, 120, 80, 110], [100, 80, 120, 110]],
    ['CONSERVATIVE', [100, 110, 70, 105], [100, 110, 70, 105]],
    ['CONSERVATIVE', [100, 120, 80, 110], [100, 80, 120, 110]],
  ] as const)('[X6] %s walks open, high, low, close %j as %j', (policy, [open, high, low, close], path) => {
    expect(barPath(policy, open, high, low, close)).toEqual(path);
  });

  it('[X6] visits both extremes between open and close, whatever the policy', () => {
    const offset = fc.nat(1000);
    fc.assert(
      fc.property(fc.constantFrom(...PATH_POLICIES), offset, offset, offset, (policy, up, down, to) => {
        const [low, open, high] = [1, 1 + down, 1 + down + up];
        const close = low + (to % (high - low + 1));
        const [first, second, third, fourth] = barPath(policy, open, high, low, close);
        expect([first, fourth]).toEqual([open, close]);
        expect([second, third].toSorted((a, b) => a - b)).toEqual([low, high]);
        expect(barPath('CONSERVATIVE', open, high, low, close)).toEqual(
          barPath('ADAPTIVE', open, high, low, close),
        );
      }),
    );
  });
});
