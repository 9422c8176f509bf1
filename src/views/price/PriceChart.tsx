import { useEffect, useRef, useState } from 'react';
import type { Order } from '../../domain/orders/order.ts';
import type { Journal } from '../../journal/journal.ts';
import { awaitTurn } from '../../store/turns.ts';
import { createPricePicture, type PricePicture } from './pricePicture.ts';
import styles from './PriceChart.module.css';
import type { BarSoFar } from './barSoFar.ts';
import type { FillMark } from './fillMarks.ts';
import { orderLines, type OrderLine } from './orderLines.ts';
import { barAt, type PriceBars } from './priceBars.ts';
import { PriceReadout } from './PriceReadout.tsx';
import type { TradeSegment } from './tradeSegments.ts';
import { useThemeColors } from './useThemeColors.ts';

interface PriceChartProps {
  readonly journal: Journal;
  readonly width: number;
  readonly height: number;
  readonly data: PriceBars;
  /** What the moment knows of its candle, where that is not all of it. */
  readonly soFar: BarSoFar | null;
  readonly priceDecimals: number;
  readonly fills: readonly FillMark[];
  readonly segments: readonly TradeSegment[];
  readonly live: readonly Order[];
  readonly moment: number;
  readonly end: number;
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly label: string;
  readonly onMoment: (moment: number) => void;
  readonly onSelect: (orderId: string | null) => void;
  readonly onHover: (orderId: string | null) => void;
}

/** Fills that follow the moment one by one, at most. */
const MAX_PALE = 2_000;
/** Price lines drawn at once; more would cover the chart. */
const MAX_LINES = 30;

/** The lines of the last orders, and of the selected one whichever it is. */
function linesOf(
  journal: Journal,
  live: readonly Order[],
  moment: number,
  selected: string | null,
): readonly OrderLine[] {
  const of = (order: Order) => orderLines(journal, order, moment);
  const chosen = live.filter(({ id }) => id === selected).flatMap(of);
  // No more are asked than can be drawn.
  const lines = chosen.toReversed();
  for (let at = live.length - 1; at >= 0 && lines.length < MAX_LINES; at -= 1) {
    const order = live[at];
    if (order !== undefined && order.id !== selected) lines.push(...of(order).toReversed());
  }
  return lines.slice(0, MAX_LINES).toReversed();
}

/** The candles themselves, with a veil over what comes after the moment. */
export function PriceChart(props: PriceChartProps) {
  const { journal, width, height, data, soFar, priceDecimals, fills, segments, live, moment, end } = props;
  const { selected, hovered, label } = props;
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const [picture, setPicture] = useState<PricePicture | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const colors = useThemeColors();
  const bar = barAt(data.bars, moment, end);
  const isEnd = moment >= end;
  // Thousands of marks are not drawn anew for every moment: a veil over all of the picture tells what comes later.
  const isMany = fills.length > MAX_PALE;
  const marksMoment = isMany ? end : moment;
  const veiledAfter = isMany || isEnd ? null : bar;
  const handlers = useRef(props);
  useEffect(() => {
    handlers.current = props;
  });

  useEffect(() => {
    if (holder.current === null) return undefined;
    const made = createPricePicture(holder.current, {
      onBar: (index) => {
        const { data: shown, onMoment } = handlers.current;
        const pressed = shown.bars[Math.max(0, Math.min(index, shown.bars.length - 1))];
        if (pressed !== undefined) onMoment(Math.max(pressed.firstMoment, pressed.lastMoment));
      },
      onOrder: (orderId) => handlers.current.onSelect(orderId),
      onHover: (orderId) => handlers.current.onHover(orderId),
      onPoint: setPointed,
    });
    // What is drawn in it is a frame's work by itself.
    const callOff = awaitTurn(() => setPicture(made));
    return () => {
      callOff();
      made.remove();
      setPicture(null);
    };
  }, []);

  useEffect(() => picture?.setColors(colors), [picture, colors]);
  useEffect(() => picture?.resize(width, height), [picture, width, height]);
  useEffect(() => picture?.setBars(data.bars, priceDecimals, colors), [picture, data, priceDecimals, colors]);
  useEffect(
    () => picture?.setFills(fills, segments, data.bars, end, colors),
    [picture, fills, segments, data, end, colors],
  );
  useEffect(
    () => picture?.setSight(marksMoment, veiledAfter, selected, hovered),
    [picture, marksMoment, veiledAfter, selected, hovered],
  );
  useEffect(() => {
    const lines = linesOf(journal, live, moment, selected);
    picture?.setLines(lines, data.bars, end, colors, selected, hovered);
  }, [picture, journal, live, moment, selected, hovered, colors, data, end]);

  useEffect(() => {
    picture?.setSoFar(bar, soFar);
  }, [picture, bar, soFar]);
  useEffect(() => {
    const { data: opened, moment: at, end: last } = handlers.current;
    if (at < last) picture?.lookNear(barAt(opened.bars, at, last));
  }, [picture]);
  useEffect(() => picture?.reveal(bar), [picture, bar]);
  useEffect(() => {
    const place = (): void => {
      const element = plot.current;
      if (picture === null || element === null) return;
      const { x, plotWidth, plotHeight } = picture.edgeAfter(bar);
      element.style.width = `${plotWidth}px`;
      element.style.height = `${plotHeight}px`;
      // Of a bar that is out of sight to the left, the veil still covers all.
      element.style.setProperty('--edge', `${Math.max(x, -2)}px`);
    };
    place();
    return picture?.onRange(place);
  }, [picture, bar]);

  return (
    <section className={styles.chart} aria-label={label}>
      <div ref={holder} className={styles.holder} style={{ width, height }} />
      <div ref={plot} className={styles.plot} aria-hidden="true">
        <div className={isMany ? styles.veil : styles.edge} hidden={isEnd} />
      </div>
      {pointed !== null && (
        <PriceReadout bars={data.bars} index={pointed} decimals={priceDecimals} fills={fills} end={end} />
      )}
    </section>
  );
}
