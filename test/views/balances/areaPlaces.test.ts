import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AREAS, areaPlace } from '../../../src/views/balances/areaPlaces.ts';
import type { ChartPoint } from '../../../src/views/balances/chartPoints.ts';

type Step = readonly [moment: number, available: number, unavailable: number];

const drawn = (...steps: readonly Step[]): readonly ChartPoint[] =>
  steps.map(([moment, available, unavailable]) => ({ moment, available, unavailable, utilisation: 0 }));

describe('the name of an area', () => {
  it('stands where it fits, not where the area is highest but narrow', () => {
    const points = drawn([0, 0, 0], [1, 100, 0], [3, 4, 96], [4, 4, 38], [8, 4, 38]);
    expect(areaPlace(points, 'unavailable', 2)).toEqual({ moment: 5.5, value: 19, room: 38 });
    expect(areaPlace(points, 'unavailable', 1)).toEqual({ moment: 3.5, value: 48, room: 96 });
    expect(areaPlace(points, 'available', 2)).toEqual({ moment: 2, value: 50, room: 100 });
  });

  it('is nowhere where the area is nowhere so wide', () => {
    const points = drawn([0, 0, 0], [3, 100, 0], [4, 0, 0], [9, 0, 0]);
    expect(areaPlace(points, 'available', 2)).toBeNull();
  });

  it('never lies over the edge of its area', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(50), fc.nat(50)), {
      minLength: 1,
    });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 12 }), (widths, width) => {
        let moment = 0;
        const corners = widths.map(([wide, available, unavailable]): Step => {
          const corner: Step = [moment, available, unavailable];
          moment += wide;
          return corner;
        });
        const [, ...last] = corners.at(-1) ?? [0, 0, 0];
        const points = drawn(...corners, [moment, ...last]);
        for (const area of AREAS) {
          const place = areaPlace(points, area, width);
          if (place === null) continue;
          const [from, to] = [place.moment - width / 2, place.moment + width / 2];
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(moment);
          for (const [index, point] of points.entries()) {
            const next = points[index + 1];
            if (next === undefined || next.moment <= from || point.moment >= to) continue;
            const floor = area === 'available' ? point.unavailable : 0;
            expect(place.value - place.room / 2).toBeGreaterThanOrEqual(floor);
            expect(place.value + place.room / 2).toBeLessThanOrEqual(floor + point[area]);
          }
        }
      }),
    );
  });
});
