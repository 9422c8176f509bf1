import { describe, expect, it } from 'vitest';
import { STATUS_NAMES, TRANSITIONS } from '../../../src/domain/orders/lifecycle.ts';
import { rowLabel } from '../../../src/views/lifecycle/diagram.ts';
import { layOut, type Box } from '../../../src/views/lifecycle/diagramLayout.ts';

const overlap = (a: Box, b: Box): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;

describe.each([344, 360, 480, 574, 575, 620, 700, 1100])('the diagram at %i px', (width) => {
  const layout = layOut(width);

  it('[O1] has a place for every status of the table', () => {
    expect(STATUS_NAMES.filter((status) => !layout.statuses.has(status))).toEqual([]);
  });

  it('[O1] draws every row of the table from each of its statuses, with words on it', () => {
    const wanted = TRANSITIONS.flatMap((row) => row.from.map((from) => ({ row, from })));
    for (const { row, from } of wanted) {
      const drawn = layout.arrows.filter((arrow) => arrow.row === row && arrow.from === from);
      expect(drawn).toHaveLength(1);
    }
    expect(layout.arrows).toHaveLength(wanted.length);
    expect(TRANSITIONS.filter((row) => !layout.labels.has(row))).toEqual([]);
  });

  it('keeps everything inside, and no status or label over another', () => {
    const boxes = [...layout.statuses.values(), ...layout.labels.values()];
    for (const [index, box] of boxes.entries()) {
      expect(box.x - box.width / 2).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width / 2).toBeLessThanOrEqual(layout.width);
      expect(box.y + box.height / 2).toBeLessThanOrEqual(layout.height);
      expect(boxes.slice(index + 1).filter((other) => overlap(box, other))).toEqual([]);
    }
  });
});

describe('a diagram in too little room', () => {
  it('keeps its shape, to be scaled down', () => {
    expect(layOut(280).width).toBe(344);
    expect(layOut(575)).toEqual(layOut(620));
  });
});

describe('labels', () => {
  it('[O1] tell the rows of one event from one status apart', () => {
    for (const status of [null, ...STATUS_NAMES]) {
      const labels = TRANSITIONS.filter((row) => row.from.includes(status)).map(rowLabel);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });
});
