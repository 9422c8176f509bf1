// Rows stand where they are put, one by one among many thousands, which those of a <select> cannot.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useEffect, useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { orderId, orderNumber } from '../../domain/orders/orderId.ts';
import type { Journal } from '../../journal/journal.ts';
import { firstIndex } from '../../journal/postings.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import type { OrderLives } from './orderLives.ts';
import { orderAt, type TimelineRows } from './orderRows.ts';
import styles from './TimelineChart.module.css';
import { TimelineKey } from './TimelineKey.tsx';
import { TimelinePicture } from './TimelinePicture.tsx';
import { BAR, ROW, xAt } from './timelineShapes.ts';
import { moved, timeTicks, zoomed, type TimeWindow } from './timeWindow.ts';

interface TimelineChartProps {
  readonly journal: Journal;
  readonly lives: OrderLives;
  readonly rows: TimelineRows;
  readonly window: TimeWindow;
  readonly whole: TimeWindow;
  readonly width: number;
  readonly height: number;
  readonly moment: number;
  readonly selected: string | null;
  readonly hovered: string | null;
  /** An order in one sentence, as it is at the moment. */
  readonly describe: (orderId: string) => string;
  readonly onWindow: (window: TimeWindow) => void;
  readonly onSelect: (orderId: string) => void;
  readonly onHover: (orderId: string | null) => void;
  readonly onMoment: (moment: number) => void;
}

const KEY_HEIGHT = 18;
const AXIS_HEIGHT = 20;
/** Room between what is written on the axis and the edge of the pane. */
const AXIS_EDGE = 4;
const RIGHT = 12;
/** Rows drawn beyond those in sight, so that scrolling a little draws nothing anew. */
const SPARE = 8;
/** How near to an event a press means it, in CSS pixels. */
const REACH = 7;
/** Closer by one turn of the wheel. */
const TURN = 1.25;

/** The rows, with the line of the moment, a veil over what comes after it, and what is pointed at and chosen. */
export function TimelineChart(props: TimelineChartProps) {
  const { journal, lives, rows, window, whole, moment, selected, hovered, describe } = props;
  const { onWindow, onSelect, onHover, onMoment } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [pointed, setPointed] = useState<number | null>(null);
  const gutter = !rows.isSingle ? 0 : props.width < 460 ? 44 : 168;
  const width = Math.max(40, props.width - gutter - RIGHT);
  const room = Math.max(ROW, props.height - KEY_HEIGHT - AXIS_HEIGHT);
  const shownRows = Math.ceil(room / ROW) + 1;
  const firstRow = Math.floor(top / ROW);
  const first = Math.max(0, Math.floor(firstRow / SPARE) * SPARE - SPARE);
  const last = Math.min(rows.count, first + shownRows + 3 * SPARE);

  const { timeMs } = journal.entries.columns;
  const msOf = (at: number): number => (at === 0 ? lives.firstMs : (timeMs[at - 1] ?? lives.firstMs));
  const end = journal.entries.length;
  const cursor = Math.max(0, Math.min(width, xAt(window, width, msOf(moment))));
  const chosen = orderNumber(selected ?? '');
  const chosenRow = chosen === null || chosen > lives.count ? null : rows.rowOf(chosen - 1);

  useEffect(() => {
    const element = scroller.current;
    if (element === null || chosenRow === null) return;
    const least = (chosenRow + 1) * ROW - room;
    element.scrollTop = Math.max(least, Math.min(element.scrollTop, chosenRow * ROW));
  }, [chosenRow, room]);

  // React listens to the wheel passively, so that the page could not be kept from zooming instead.
  const view = useRef({ window, whole, width, gutter, onWindow });
  useEffect(() => {
    view.current = { window, whole, width, gutter, onWindow };
  });
  useEffect(() => {
    const element = plot.current;
    const turn = (event: WheelEvent): void => {
      const now = view.current;
      const perPixel = (now.window.toMs - now.window.fromMs) / now.width;
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        const box = element?.getBoundingClientRect();
        const x = event.clientX - (box?.left ?? 0) - now.gutter;
        const around = now.window.fromMs + x * perPixel;
        now.onWindow(zoomed(now.window, now.whole, event.deltaY > 0 ? TURN : 1 / TURN, around));
      } else if (sideways !== 0) now.onWindow(moved(now.window, now.whole, sideways * perPixel));
      else return;
      event.preventDefault();
    };
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, []);

  const perPixel = (window.toMs - window.fromMs) / width;
  /** What lies under the pointer: a time, and the order whose row or bar it is. */
  const under = (event: PointerEvent): { readonly ms: number; readonly order: number | null } => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - box.left - gutter;
    const ms = window.fromMs + Math.max(0, Math.min(x, width)) * perPixel;
    const row = Math.floor((event.clientY - box.top) / ROW);
    if (row < 0 || row >= rows.count) return { ms, order: null };
    return { ms, order: rows.isSingle ? row : orderAt(rows, lives, row, ms, REACH * perPixel) };
  };
  /** The moment that a press means: that of the order's nearest event, else the last one before the time. */
  const momentAt = (ms: number, order: number | null): number => {
    const { entry } = journal.events.columns;
    const events = order === null ? [] : Array.from(lives.eventsOf(order), (event) => entry[event] ?? 0);
    const far = (at: number): number => Math.abs((timeMs[at] ?? 0) - ms);
    const nearest = Math.min(...events.map(far));
    if (nearest > REACH * perPixel) return journal.entriesAt({ timeMs: ms });
    return (events.findLast((at) => far(at) === nearest) ?? 0) + 1;
  };

  const point = (order: number | null): void => {
    if (order === pointed) return;
    setPointed(order);
    onHover(order === null ? null : orderId(order + 1));
  };
  const move = (by: number): void => {
    const at = chosen === null ? -1 : chosen - 1;
    if (rows.isSingle) onSelect(orderId(Math.max(0, Math.min(at + by, lives.count - 1)) + 1));
    else onSelect(orderId(nextInPacked(rows, lives, at, by) + 1));
  };
  const press = ({ key }: KeyboardEvent): boolean => {
    if (key === 'ArrowDown') move(1);
    else if (key === 'ArrowUp') move(-1);
    else if (key === 'PageDown') move(shownRows - 2);
    else if (key === 'PageUp') move(2 - shownRows);
    else if (key === 'Enter' && chosen !== null)
      onMoment(momentAt(lives.birthMs[chosen - 1] ?? 0, chosen - 1));
    else if (key === '+' || key === '=') onWindow(zoomed(window, whole, 1 / 2, msOf(moment)));
    else if (key === '-') onWindow(zoomed(window, whole, 2, msOf(moment)));
    else return false;
    return true;
  };

  const lit = [
    { order: litBy(selected, lives.count), className: styles.chosen },
    { order: hovered === selected ? null : litBy(hovered, lives.count), className: styles.hovered },
  ];
  return (
    <div className={styles.chart}>
      <TimelineKey journal={journal} />
      <div
        ref={scroller}
        role="listbox"
        tabIndex={0}
        aria-label={`Orders, ${lives.count}`}
        aria-activedescendant={chosenRow === null ? undefined : `${id}-chosen`}
        aria-keyshortcuts="ArrowUp ArrowDown Enter + -"
        className={styles.scroller}
        style={{ height: room }}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey || !press(event)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        {selected !== null && chosenRow !== null && (
          <div
            id={`${id}-chosen`}
            role="option"
            aria-selected="true"
            aria-posinset={chosen ?? 1}
            aria-setsize={lives.count}
          >
            <VisuallyHidden>{describe(selected)}</VisuallyHidden>
          </div>
        )}
        <div
          ref={plot}
          role="presentation"
          className={styles.rows}
          style={{ height: Math.max(room, rows.count * ROW) }}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            const { ms, order } = under(event);
            if (order !== null) onSelect(orderId(order + 1));
            onMoment(momentAt(ms, order));
          }}
          onPointerMove={(event) => {
            const { ms, order } = under(event);
            if (event.currentTarget.hasPointerCapture(event.pointerId)) onMoment(momentAt(ms, null));
            else point(order);
          }}
          onPointerLeave={() => point(null)}
        >
          {lit.map(({ order, className }) =>
            order === null ? null : (
              <div key={className} className={className} style={placeOf(order, props, gutter, width)} />
            ),
          )}
          <TimelinePicture
            journal={journal}
            lives={lives}
            rows={rows}
            window={window}
            gutter={gutter}
            width={width}
            first={first}
            last={last}
          />
        </div>
      </div>
      <div className={styles.plot} style={{ left: gutter, width, top: KEY_HEIGHT, height: room }}>
        {moment < end && <div className={styles.veil} style={{ transform: `translateX(${cursor}px)` }} />}
        <div className={styles.line} style={{ transform: `translateX(${cursor}px)` }} />
      </div>
      <svg className={styles.axis} width={gutter + width + RIGHT} height={AXIS_HEIGHT} aria-hidden="true">
        <path className={styles.base} d={`M${gutter} 0.5h${width}`} />
        {timeTicks(window, width / 80).map(({ timeMs: at, text }) => (
          <text key={at} x={textPlace(gutter + xAt(window, width, at), text, gutter + width + RIGHT)} y={14}>
            {text}
          </text>
        ))}
      </svg>
      {pointed !== null && (
        <p className={styles.readout} aria-hidden="true" data-passing="">
          {describe(orderId(pointed + 1))}
        </p>
      )}
    </div>
  );
}

/** Where the middle of a text is so that it is whole. */
function textPlace(x: number, { length }: string, width: number): number {
  const half = length * 3.2 + AXIS_EDGE;
  return Math.max(half, Math.min(x, width - half));
}

function litBy(id: string | null, count: number): number | null {
  const number = orderNumber(id ?? '');
  return number === null || number > count ? null : number - 1;
}

/** Where an order is lit up: its whole row, or its bar among those of others. */
function placeOf(
  order: number,
  { rows, lives, window }: Pick<TimelineChartProps, 'rows' | 'lives' | 'window'>,
  gutter: number,
  width: number,
) {
  const top = rows.rowOf(order) * ROW;
  if (rows.isSingle) return { top, left: 0, right: 0, height: ROW };
  const left = Math.max(-4, xAt(window, width, lives.birthMs[order] ?? 0));
  const right = Math.min(width + 4, xAt(window, width, lives.endMs[order] ?? 0));
  const height = BAR + 8;
  return {
    top: top + (ROW - height) / 2,
    left: gutter + left - 4,
    width: Math.max(0, right - left) + 8,
    height,
  };
}

/** The order in a row above or below, the one that lives at the same time or begins next. */
function nextInPacked(rows: TimelineRows, { birthMs }: OrderLives, order: number, by: number): number {
  if (order < 0) return 0;
  const row = Math.max(0, Math.min(rows.rowOf(order) + by, rows.count - 1));
  if (row === rows.rowOf(order)) return order;
  const own = rows.ordersIn(row);
  const after = firstIndex(own.length, (index) => (birthMs[own[index] ?? 0] ?? 0) > (birthMs[order] ?? 0));
  return own[Math.max(0, after - 1)] ?? order;
}
