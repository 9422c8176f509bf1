import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_HEIGHT, ROW_HEIGHT, scaleFor, scrollTopFor } from '../../../src/views/ledger/scaledScroll.ts';

describe('scaleFor', () => {
  it('leaves a table that fits as it is', () => {
    expect(scaleFor(500_000, 400)).toEqual({ height: 14_000_000, ratio: 1 });
  });

  it('keeps the height within what browsers can, and lets every row be reached', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000_000 }),
        fc.integer({ min: ROW_HEIGHT, max: 2_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, viewport, where) => {
          const { height, ratio } = scaleFor(rows, viewport);
          expect(height).toBeLessThanOrEqual(MAX_HEIGHT);
          // One pixel of scrolling never leaps over a row.
          expect(ratio).toBeLessThan(ROW_HEIGHT * 2);
          const row = Math.round(where * (rows - 1));
          const offset = Math.round(scrollTopFor(row, rows, viewport, 0.5)) * ratio;
          expect(row * ROW_HEIGHT).toBeGreaterThanOrEqual(offset - ratio);
          expect((row + 1) * ROW_HEIGHT).toBeLessThanOrEqual(offset + viewport + ratio);
        },
      ),
    );
  });
});
