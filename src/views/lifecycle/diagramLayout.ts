import {
  ORDER_STATUSES,
  TRANSITIONS,
  type OrderStatus,
  type Transition,
} from '../../domain/orders/lifecycle.ts';
import { laneRows, rowKind, rowLabel, WORKING } from './diagram.ts';
import { route, type Point } from './route.ts';

/** A rectangle by its centre, in CSS pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One arrow: a row of the table from one of its statuses. */
interface Arrow {
  readonly row: Transition;
  readonly from: OrderStatus | null;
  readonly path: string;
}

/** Where everything stands in a diagram; it is never narrower than fits, so the room may be less than `width`. */
export interface DiagramLayout {
  readonly width: number;
  readonly height: number;
  /** The box around the working statuses. */
  readonly group: Box;
  /** `null` is where nothing is yet. */
  readonly statuses: ReadonlyMap<OrderStatus | null, Box>;
  readonly arrows: readonly Arrow[];
  readonly labels: ReadonlyMap<Transition, Box>;
}

/** Of a status; what is higher is an end, which holds its note inside, for below it begins the next lane. */
export const NODE_HEIGHT = 26;
const END_HEIGHT = 29;
const LABEL_HEIGHT = 20;
const LANE_HEIGHT = 32;
/** Narrower than this the first status stands above the box, not beside it. */
const WIDE = 620;
/** Down to this the wide picture is scaled down instead: what is pressed in it is still 24 px high. */
const NEARLY_WIDE = 575;
/** Narrower than this the narrow picture is scaled down. */
const NARROWEST = 344;
/** Of an end in the narrow picture; as wide as its words would have it, once the widest label has its room beside it. */
const NARROW_END = 66;
const ROOMY_END = 84;
const LABEL_ROOM = 118;
/** Between a label and the status that its arrow leads to. */
const ABOVE = LABEL_HEIGHT / 2 + 2;

/** Room that a text of 11 or 12 px takes, estimated, so that nothing needs to be measured. */
function textWidth(text: string, perCharacter: number): number {
  return Math.ceil(text.length * perCharacter);
}

function labelBox(row: Transition, x: number, y: number): Box {
  return { x, y, width: textWidth(rowLabel(row), 5.7) + 16, height: LABEL_HEIGHT };
}

function statusBox(status: OrderStatus, x: number, y: number, height = NODE_HEIGHT): Box {
  return { x, y, width: textWidth(ORDER_STATUSES[status].title, 6.1) + 18, height };
}

const left = ({ x, width }: Box): number => x - width / 2;
const right = ({ x, width }: Box): number => x + width / 2;
const top = ({ y, height }: Box): number => y - height / 2;
const bottom = ({ y, height }: Box): number => y + height / 2;

/** Lays the table out: working statuses stacked in a box, one lane to the right for each way out of it ([O1]). */
export function layOut(room: number): DiagramLayout {
  const width = Math.max(room, room < NEARLY_WIDE ? NARROWEST : WIDE);
  const wide = width >= WIDE;
  const statuses = new Map<OrderStatus | null, Box>();
  const labels = new Map<Transition, Box>();
  const arrows: Arrow[] = [];
  const lanes = laneRows();
  /** Lanes above those of the box: where the narrow picture puts the ways to be rejected. */
  const lanesBefore = wide ? 0 : 2;
  const height = LANE_HEIGHT * (lanes.length + lanesBefore) + 14;
  const laneY = (lane: number): number => 7 + LANE_HEIGHT * (lane + 0.5);
  const add = (row: Transition, from: OrderStatus | null, points: readonly Point[]): void => {
    arrows.push({ row, from, path: route(points) });
  };

  const groupTop = wide ? 6 : laneY(0) + LANE_HEIGHT / 2 + 10;
  const groupLeft = wide ? Math.max(206, width * 0.31) : 6;
  const group = {
    x: groupLeft + (wide ? 84 : 79),
    y: (groupTop + height - 12) / 2,
    width: wide ? 168 : 158,
    height: height - 12 - groupTop,
  };
  const middle = group.x + (wide ? 2 : -1);
  const [pending = 'PENDING', triggered = 'TRIGGERED', filling = 'PARTIALLY_FILLED'] = WORKING;
  const first = groupTop + (wide ? 22 : 24);
  const last = bottom(group) - 42;
  const pendingBox = statusBox(pending, middle, first);
  const triggeredBox = statusBox(triggered, middle, (first + last) / 2);
  const fillingBox = statusBox(filling, middle, last);
  statuses.set(pending, pendingBox).set(triggered, triggeredBox).set(filling, fillingBox);

  const laneEnd = width - 6;
  const endWidth = wide ? 96 : Math.max(NARROW_END, Math.min(ROOMY_END, laneEnd - right(group) - LABEL_ROOM));
  const endLeft = laneEnd - endWidth;
  const laneMiddle = (right(group) + endLeft) / 2 - 3;
  const place = (status: OrderStatus, fromLane: number, toLane: number): void => {
    const y = (laneY(fromLane) + laneY(toLane)) / 2;
    statuses.set(status, {
      x: endLeft + endWidth / 2,
      y,
      width: endWidth,
      height: END_HEIGHT + (toLane - fromLane) * LANE_HEIGHT,
    });
  };
  for (const [index, row] of lanes.entries()) {
    const lane = index + lanesBefore;
    const y = laneY(lane);
    for (const from of row.from) {
      add(row, from, [
        [right(group), y],
        [endLeft, y],
      ]);
    }
    labels.set(row, labelBox(row, laneMiddle, y));
    const begun = lanes.findIndex(({ to }) => to === row.to) + lanesBefore;
    if (row.to !== null) place(row.to, begun, lane);
  }

  const start = wide
    ? { x: 12, y: pendingBox.y, width: 12, height: 12 }
    : { x: 9, y: laneY(0), width: 12, height: 12 };
  const newBox = wide
    ? statusBox('NEW', (right(start) + groupLeft) / 2 + 3, pendingBox.y)
    : statusBox('NEW', middle + 12, laneY(0));
  statuses.set(null, start).set('NEW', newBox);
  if (wide) statuses.set('REJECTED', statusBox('REJECTED', newBox.x, laneY(lanes.length - 1) - 8));
  else place('REJECTED', 0, 1);
  const rejected = statuses.get('REJECTED') ?? start;

  for (const row of TRANSITIONS) {
    switch (rowKind(row)) {
      case 'single': {
        for (const from of row.from) {
          const source = statuses.get(from) ?? start;
          const target = statuses.get(row.to) ?? start;
          const level = Math.abs(source.y - target.y) <= target.height / 2;
          add(
            row,
            from,
            level
              ? [
                  [right(source), source.y],
                  [left(target), source.y],
                ]
              : [
                  [source.x, bottom(source)],
                  [source.x, top(target)],
                ],
          );
          // What leads into the box is named before it.
          const end = wide && target === pendingBox ? left(group) : left(target);
          const x = level ? (right(source) + end) / 2 : source.x;
          const y = level ? source.y : (bottom(source) + top(target)) / 2;
          labels.set(row, labelBox(row, x - (level ? 2 : 0), y));
        }
        break;
      }
      case 'inner': {
        if (row.to !== filling) {
          for (const from of row.from) {
            const source = statuses.get(from) ?? start;
            const target = statuses.get(row.to) ?? start;
            add(row, from, [
              [source.x, bottom(source)],
              [source.x, top(target)],
            ]);
            labels.set(row, labelBox(row, source.x, top(target) - ABOVE));
          }
          break;
        }
        const label = labelBox(row, middle, top(fillingBox) - ABOVE);
        const bus = right(fillingBox) + 8;
        labels.set(row, label);
        for (const from of row.from) {
          const source = statuses.get(from) ?? start;
          const into: readonly Point[] = [
            [middle, label.y],
            [middle, top(fillingBox)],
          ];
          if (source === triggeredBox) add(row, from, [[middle, bottom(source)], ...into.slice(1)]);
          else {
            const y = source === fillingBox ? source.y : source.y + 6;
            add(row, from, [[right(source), y], [bus, y], [bus, label.y], ...into]);
          }
        }
        break;
      }
      case 'leaveSome': {
        for (const from of row.from) {
          const source = statuses.get(from) ?? start;
          if (wide) {
            const bus = left(group) + 12;
            const y = source.y + (source === pendingBox ? 7 : 0);
            add(row, from, [
              [left(source), y],
              [bus, y],
              [bus, rejected.y],
              [right(rejected), rejected.y],
            ]);
          } else {
            const y = laneY(1);
            const bus = right(group) - 6;
            add(row, from, [
              [right(source), source.y - 6],
              [bus, source.y - 6],
              [bus, y],
              [endLeft, y],
            ]);
          }
        }
        labels.set(
          row,
          wide
            ? labelBox(row, (right(rejected) + left(group)) / 2, rejected.y)
            : labelBox(row, laneMiddle, laneY(1)),
        );
        break;
      }
      case 'stay': {
        const label = labelBox(row, right(group) - 38, bottom(group));
        labels.set(row, label);
        for (const from of row.from) {
          add(row, from, [
            [left(label), label.y],
            [left(label) - 9, label.y],
            [left(label) - 9, label.y - 15],
            [label.x, label.y - 15],
            [label.x, top(label)],
          ]);
        }
        break;
      }
      case 'leave':
        break;
    }
  }
  return { width, height, group, statuses, arrows, labels };
}
