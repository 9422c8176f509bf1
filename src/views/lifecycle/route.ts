/** A point in CSS pixels of the diagram. */
export type Point = readonly [x: number, y: number];

/** An SVG path through points along horizontals and verticals, its corners rounded by `radius` pixels where there is room. */
export function route(points: readonly Point[], radius = 6): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${first[0]} ${first[1]}`;
  let before = first;
  for (const [index, corner] of rest.entries()) {
    const after = rest[index + 1];
    if (after === undefined) path += `L${corner[0]} ${corner[1]}`;
    else {
      const start = towards(corner, before, radius);
      const end = towards(corner, after, radius);
      path += `L${start[0]} ${start[1]}Q${corner[0]} ${corner[1]} ${end[0]} ${end[1]}`;
    }
    before = corner;
  }
  return path;
}

/** The point at most `distance` away from one point towards another, never beyond the middle between them. */
function towards([x, y]: Point, [toX, toY]: Point, distance: number): Point {
  const length = Math.hypot(toX - x, toY - y);
  const part = length === 0 ? 0 : Math.min(distance / length, 0.5);
  return [x + (toX - x) * part, y + (toY - y) * part];
}
