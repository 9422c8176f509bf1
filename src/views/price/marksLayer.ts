import type {
  IPrimitivePaneRenderer,
  ISeriesPrimitive,
  Logical,
  PrimitiveHoveredItem,
  SeriesAttachedParameter,
} from 'lightweight-charts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { fillClusters, fillsBetween, type FillCluster, type PlacedFill } from './fillClusters.ts';
import type { FillMark } from './fillMarks.ts';
import type { DrawnBar } from './priceBars.ts';
import type { Sight } from './sight.ts';
import type { ThemeColors } from './useThemeColors.ts';

/** A price that holds from a bar on. */
export interface DrawnLine {
  readonly orderId: string;
  readonly fromBar: number;
  readonly price: number;
  readonly color: string;
}

/** From an entry to an exit. */
interface DrawnSegment {
  readonly orderId: string;
  readonly fromBar: number;
  readonly fromPrice: number;
  readonly toBar: number;
  readonly toPrice: number;
  readonly gains: boolean;
}

/** What lies over the bars. */
export interface Marks {
  readonly bars: readonly DrawnBar[];
  readonly fills: readonly PlacedFill[];
  readonly segments: readonly DrawnSegment[];
  readonly lines: readonly DrawnLine[];
  readonly moment: number;
  /** The last bar that is not under the veil over what comes later; `null` without one. */
  readonly veiledAfter: number | null;
  /** The orders that stand out: the selected and the hovered one. */
  readonly lit: readonly (string | null)[];
  readonly colors: ThemeColors | null;
}

/** A mark where it was drawn last, in CSS pixels. */
interface DrawnMark {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly fills: readonly FillMark[];
}

/** Between the middles of two marks, in CSS pixels: room for a mark and a count of two figures and more. */
const MARK_APART = 24;
const ARROW = 9;
/** Between a mark and its bar, and between it and its words. */
const GAP = 3;
const WORDS = 10;
/** With more entries and exits in sight than this, only those that stand out are drawn. */
const MOST_SEGMENTS = 400;
const MOST_COUNTED = 99;
/** How much the veil hides. */
const VEIL = 0.64;

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];
/** How large the plot is, in CSS pixels. */
type Room = Parameters<Parameters<Target['useMediaCoordinateSpace']>[0]>[0]['mediaSize'];

/** Draws fills, entries and exits and the prices of orders over the bars; marks that would touch each other are one with a count. */
export function createMarksLayer() {
  let attached: SeriesAttachedParameter | null = null;
  let marks: Marks = {
    bars: [],
    fills: [],
    segments: [],
    lines: [],
    moment: 0,
    veiledAfter: null,
    lit: [],
    colors: null,
  };
  let drawn: readonly DrawnMark[] = [];
  // What is in sight, until that or the marks change: most of what is drawn anew has only another line.
  let sightKey = '';
  let clusters: readonly FillCluster[] = [];
  let inSight: readonly DrawnSegment[] = [];

  const look = (sight: Sight, spacing: number): void => {
    const key = `${sight.from} ${sight.to} ${spacing}`;
    if (key === sightKey) return;
    sightKey = key;
    inSight = marks.segments.filter(({ fromBar, toBar }) => toBar >= sight.from && fromBar <= sight.to);
    const near = fillsBetween(marks.fills, { from: sight.from - 1, to: sight.to + 1 });
    clusters = fillClusters(near, marks.bars, MARK_APART / spacing);
  };

  const isLit = (id: string): boolean => marks.lit.includes(id);

  const draw = (context: CanvasRenderingContext2D, plot: Room): void => {
    const { width, height } = plot;
    const { colors } = marks;
    const timeScale = attached?.chart.timeScale();
    const sight = timeScale?.getVisibleLogicalRange() ?? null;
    if (attached === null || timeScale === undefined || colors === null || sight === null) return;
    const { series, chart } = attached;
    const spacing = timeScale.options().barSpacing;
    const origin = timeScale.logicalToCoordinate(0 as Logical) ?? 0;
    const xOf = (bar: number): number => origin + bar * spacing;
    const yOf = (price: number): number => series.priceToCoordinate(price) ?? -100;

    for (const { orderId, fromBar, price, color } of marks.lines) {
      const y = Math.round(yOf(price)) + 0.5;
      context.beginPath();
      context.strokeStyle = color;
      context.lineWidth = isLit(orderId) ? 2 : 1;
      context.setLineDash([4, 3]);
      context.moveTo(Math.max(0, xOf(fromBar)), y);
      context.lineTo(width, y);
      context.stroke();
    }

    look(sight, spacing);
    for (const segment of inSight) {
      const lit = isLit(segment.orderId);
      if (!lit && inSight.length > MOST_SEGMENTS) continue;
      context.beginPath();
      context.strokeStyle = segment.gains ? colors.gain : colors.loss;
      context.lineWidth = lit ? 2.5 : 1.5;
      // Told apart without colour: a gain is one line, a loss is dotted.
      context.setLineDash(segment.gains ? [] : [2, 3]);
      context.moveTo(xOf(segment.fromBar), yOf(segment.fromPrice));
      context.lineTo(xOf(segment.toBar), yOf(segment.toPrice));
      context.stroke();
    }
    context.setLineDash([]);

    context.font = `600 ${WORDS}px ${chart.options().layout.fontFamily}`;
    context.textAlign = 'center';
    const placed: DrawnMark[] = [];
    for (const [index, { bar, buys, sells, low, high }] of clusters.entries()) {
      const x = xOf(bar);
      const near = [clusters[index - 1], clusters[index + 1]].map((other) =>
        other === undefined ? Infinity : Math.abs(xOf(other.bar) - x),
      );
      const room = Math.min(...near) * 2 - MARK_APART;
      if (buys.length > 0) placed.push(drawMark(context, colors, x, yOf(low) + GAP, 1, buys, room, plot));
      if (sells.length > 0) placed.push(drawMark(context, colors, x, yOf(high) - GAP, -1, sells, room, plot));
    }
    drawn = placed;

    if (marks.veiledAfter === null) return;
    // The library writes the names of the lines after this: they hold at the moment.
    const from = Math.max(0, xOf(marks.veiledAfter + 0.5));
    context.globalAlpha = VEIL;
    context.fillStyle = colors.background;
    context.fillRect(from, 0, Math.max(0, width - from), height);
    context.globalAlpha = 1;
  };

  /** An arrow with what there is to say of it: a volume where it stands out and has room, a count where it stands for several. */
  const drawMark = (
    context: CanvasRenderingContext2D,
    colors: ThemeColors,
    x: number,
    tip: number,
    down: 1 | -1,
    fills: readonly FillMark[],
    room: number,
    { width, height }: Room,
  ): DrawnMark => {
    const isPast = fills.some(({ moment }) => moment <= marks.moment);
    const lit = isPast && fills.some(({ orderId }) => isLit(orderId));
    const half = lit ? 6 : 4.5;
    const foot = tip + down * ARROW;
    context.fillStyle = isPast ? (down === 1 ? colors.gain : colors.loss) : colors.border;
    context.beginPath();
    context.moveTo(x, tip);
    context.lineTo(x + half, foot);
    context.lineTo(x - half, foot);
    context.closePath();
    context.fill();
    if (lit) {
      context.strokeStyle = colors.text;
      context.lineWidth = 1.25;
      context.stroke();
    }
    const [only] = fills;
    const words =
      fills.length > 1
        ? String(fills.length > MOST_COUNTED ? `${MOST_COUNTED}+` : fills.length)
        : lit && only !== undefined
          ? `${only.buys ? '+' : '−'}${formatNumber(only.volume)}`
          : '';
    const end = foot + down * (GAP + WORDS);
    const wide = context.measureText(words).width;
    const fits = words !== '' && (fills.length > 1 || wide <= room) && end >= 0 && end <= height;
    const far = fits ? end : foot;
    if (fits) {
      context.textBaseline = 'middle';
      context.lineWidth = 3;
      context.strokeStyle = colors.background;
      // Nothing is cut off at the edges.
      const middle = Math.max(wide / 2 + GAP, Math.min(x, width - wide / 2 - GAP));
      context.strokeText(words, middle, foot + down * (GAP + WORDS / 2));
      if (isPast) context.fillStyle = colors.text;
      context.fillText(words, middle, foot + down * (GAP + WORDS / 2));
    }
    return { x, top: Math.min(tip, far), bottom: Math.max(tip, far), fills };
  };

  const renderer: IPrimitivePaneRenderer = {
    draw: (target: Target) =>
      target.useMediaCoordinateSpace(({ context, mediaSize }) => draw(context, mediaSize)),
  };
  const views = [{ renderer: () => renderer }];
  const primitive: ISeriesPrimitive = {
    attached: (parameters) => {
      attached = parameters;
    },
    detached: () => {
      attached = null;
    },
    paneViews: () => views,
    hitTest(x, y): PrimitiveHoveredItem | null {
      const index = drawn.findIndex(
        (mark) => Math.abs(mark.x - x) <= MARK_APART / 2 && y >= mark.top - GAP && y <= mark.bottom + GAP,
      );
      if (index >= 0)
        return { externalId: `mark ${index}`, zOrder: 'top', hitTestPriority: 2, cursorStyle: 'pointer' };
      const line = attached === null ? undefined : lineUnder(x, y);
      if (line === undefined) return null;
      return { externalId: `line ${line}`, zOrder: 'top', hitTestPriority: 1, cursorStyle: 'pointer' };
    },
  };

  /** The order whose line lies under a point. */
  const lineUnder = (x: number, y: number): string | undefined => {
    const timeScale = attached?.chart.timeScale();
    const near = (price: number): boolean =>
      Math.abs((attached?.series.priceToCoordinate(price) ?? -99) - y) < 4;
    return marks.lines.findLast(
      ({ fromBar, price }) => near(price) && x >= (timeScale?.logicalToCoordinate(fromBar as Logical) ?? 0),
    )?.orderId;
  };

  return {
    primitive,
    show(changed: Partial<Marks>): void {
      marks = { ...marks, ...changed };
      if (changed.fills !== undefined || changed.segments !== undefined) sightKey = '';
      attached?.requestUpdate();
    },
    /** The orders of a thing that was hit, in order. */
    ordersOf(externalId: string): readonly string[] {
      const [kind, which = ''] = externalId.split(/ (.*)/);
      if (kind === 'line') return [which];
      return [...new Set((drawn[Number(which)]?.fills ?? []).map(({ orderId }) => orderId))];
    },
  };
}
