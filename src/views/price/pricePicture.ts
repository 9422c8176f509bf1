import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  LineSeries,
  LineStyle,
  LineType,
  type AutoscaleInfo,
  type CandlestickData,
  type IPriceLine,
  type LineData,
  type Logical,
  type MouseEventParams,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
  type WhitespaceData,
} from 'lightweight-charts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { formatTime } from '../../ui/formatTime.ts';
import { LOCALE } from '../../ui/locale.ts';
import type { FillMark } from './fillMarks.ts';
import type { OrderLine } from './orderLines.ts';
import { barAt, type DrawnBar } from './priceBars.ts';
import type { ThemeColors } from './useThemeColors.ts';
import { RIGHT_BARS, showsAll, sightAround, sightOfAll } from './sight.ts';

/** What the picture tells: a bar was pressed (by its index), an order's mark was pressed or pointed at. */
interface PictureListener {
  readonly onBar: (index: number) => void;
  readonly onOrder: (orderId: string) => void;
  readonly onHover: (orderId: string | null) => void;
  /** The index of the bar that is pointed at. */
  readonly onPoint: (index: number | null) => void;
}

/** What a person moves and zooms the bars by. */
const GESTURES = ['wheel', 'pointerup', 'pointercancel', 'pointerleave', 'dblclick'] as const;
/** With more bars than this the single ticks are not marked by points. */
const MAX_POINTS = 120;
/** Room for one bar at most, in CSS pixels: a candle would look like a wall, a step may be long. */
const MAX_CANDLE = 48;
const MAX_STEP = 180;
/** With more lines than this only those of the selected and the hovered order are named. */
const MAX_NAMED = 4;
/** Fills whose volume is written, at most. */
const MAX_WORDS = 40;

/** Room for a fill's mark and its volume, in CSS pixels. */
const MARK_ROOM = 24;

/** A fill where it is drawn. */
interface PlacedFill {
  readonly bar: number;
  readonly price: number;
  readonly buys: boolean;
}

/** A chart of candles in an element, as a few verbs; everything else of the library stays in here. */
export function createPricePicture(element: HTMLElement, listener: PictureListener) {
  const chart = createChart(element, {
    autoSize: false,
    layout: { attributionLogo: true, fontSize: 11, background: { color: 'transparent' } },
    grid: { vertLines: { visible: false } },
    rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.1, bottom: 0.1 } },
    timeScale: {
      timeVisible: true,
      secondsVisible: false,
      rightOffset: RIGHT_BARS,
      minBarSpacing: 0.1,
    },
    localization: { locale: LOCALE, timeFormatter: (time: number) => formatTime(Math.round(time * 1000)) },
  });
  const timeScale = chart.timeScale();
  // The upper ones show nothing but the pointer's cross.
  for (const canvas of element.querySelectorAll('canvas'))
    if (canvas.style.zIndex === '2') canvas.dataset['passing'] = '';
  const candles = chart.addSeries(CandlestickSeries, { priceLineVisible: false, lastValueVisible: false });
  // Prices that were only moved by hand are a line of steps. Drawn or not, it carries the order lines, above the candles.
  const line = chart.addSeries(LineSeries, {
    lineType: LineType.WithSteps,
    lineWidth: 1,
    priceLineVisible: false,
    lastValueVisible: false,
    crosshairMarkerVisible: false,
  });
  // Never drawn itself: it gives every mark a point at its time, where the others have none.
  const carrier = chart.addSeries(LineSeries, {
    lineVisible: false,
    priceLineVisible: false,
    lastValueVisible: false,
    crosshairMarkerVisible: false,
    autoscaleInfoProvider: () => null,
  });
  const markers = createSeriesMarkers(carrier);
  let lines: IPriceLine[] = [];
  let orderPrices: readonly number[] = [];
  let selectedPrices: readonly number[] = [];
  let placedFills: readonly PlacedFill[] = [];
  let count = 0;
  let maxSpacing = MAX_CANDLE;
  // All bars are kept in sight, however many there are, until a person moves or zooms them.
  let isFitted = true;
  let isRemoved = false;
  const orderOf = new Map<string, string>();

  // The scale also shows fills in sight, the selected order, and others not so far away that the bars would become a flat line.
  line.applyOptions({
    autoscaleInfoProvider: (original: () => AutoscaleInfo | null) => {
      const info = original();
      const range = info?.priceRange;
      if (!range) return info;
      const sight = timeScale.getVisibleLogicalRange();
      const fills = placedFills.filter(({ bar }) => sight !== null && bar >= sight.from && bar <= sight.to);
      let { minValue, maxValue } = range;
      for (const price of [...fills.map((fill) => fill.price), ...selectedPrices]) {
        minValue = Math.min(minValue, price);
        maxValue = Math.max(maxValue, price);
      }
      const reach = Math.max(1.5 * (maxValue - minValue), 0.03 * maxValue);
      const near = orderPrices.filter((price) => price > minValue - reach && price < maxValue + reach);
      return {
        ...info,
        priceRange: { minValue: Math.min(minValue, ...near), maxValue: Math.max(maxValue, ...near) },
        margins: {
          above: fills.some(({ buys }) => !buys) ? MARK_ROOM : 0,
          below: fills.some(({ buys }) => buys) ? MARK_ROOM : 0,
        },
      };
    },
  });

  const fit = (): void => {
    isFitted = true;
    if (count > 0) timeScale.setVisibleLogicalRange(sightOfAll(count, timeScale.width(), maxSpacing));
  };
  const lookAgain = (): void => {
    requestAnimationFrame(() => {
      const range = isRemoved ? null : timeScale.getVisibleLogicalRange();
      if (range !== null) isFitted = showsAll(range, count);
    });
  };
  for (const gesture of GESTURES) element.addEventListener(gesture, lookAgain, { passive: true });
  // The axis takes more or less room with the length of its prices.
  timeScale.subscribeSizeChange(() => {
    if (isFitted) fit();
  });

  const orderUnder = ({ hoveredInfo, hoveredObjectId }: MouseEventParams): string | null => {
    const id = hoveredObjectId ?? hoveredInfo?.objectId;
    return typeof id === 'string' ? (orderOf.get(id) ?? null) : null;
  };
  let pointedAt: string | null = null;
  chart.subscribeCrosshairMove((event) => {
    listener.onPoint(
      event.logical === undefined || event.point === undefined ? null : Math.round(event.logical),
    );
    const order = orderUnder(event);
    if (order === pointedAt) return;
    pointedAt = order;
    listener.onHover(order);
  });
  chart.subscribeClick((event) => {
    const order = orderUnder(event);
    if (order !== null) listener.onOrder(order);
    else if (event.logical !== undefined) listener.onBar(Math.round(event.logical));
  });

  return {
    setColors(colors: ThemeColors): void {
      chart.applyOptions({
        layout: { textColor: colors.muted },
        grid: { horzLines: { color: colors['border-soft'] } },
        timeScale: { borderColor: colors.border },
        crosshair: {
          vertLine: { color: colors.muted, labelBackgroundColor: colors.muted },
          horzLine: { color: colors.muted, labelBackgroundColor: colors.muted },
        },
      });
      // Hollow up, filled down: told apart without colour.
      candles.applyOptions({
        upColor: colors.background,
        borderUpColor: colors.gain,
        wickUpColor: colors.gain,
        downColor: colors.loss,
        borderDownColor: colors.loss,
        wickDownColor: colors.loss,
      });
      line.applyOptions({ color: colors.muted });
    },

    resize(width: number, height: number): void {
      chart.resize(width, height);
    },

    setBars(bars: readonly DrawnBar[], decimals: number, colors: ThemeColors): void {
      const format = {
        type: 'custom' as const,
        minMove: 10 ** -decimals,
        formatter: (price: number) => formatNumber(price.toFixed(decimals), decimals),
      };
      const isLine = bars.every(({ isTick }) => isTick);
      maxSpacing = isLine ? MAX_STEP : MAX_CANDLE;
      chart.applyOptions({ timeScale: { maxBarSpacing: maxSpacing } });
      candles.applyOptions({ priceFormat: format });
      line.applyOptions({
        priceFormat: format,
        lineVisible: isLine,
        pointMarkersVisible: isLine && bars.length <= MAX_POINTS,
        pointMarkersRadius: 2.5,
      });
      candles.setData(
        bars.map(({ time, open, high, low, close, isTick, isPlace }): CandlestickData | WhitespaceData => {
          const at = time as UTCTimestamp;
          if (isLine || isPlace) return { time: at };
          const bar = { time: at, open, high, low, close };
          return isTick ? { ...bar, color: colors.muted, borderColor: colors.muted } : bar;
        }),
      );
      const points = bars.map(({ time, close }): LineData => ({ time: time as UTCTimestamp, value: close }));
      line.setData(
        points.map((point, index) => (bars[index]?.isPlace === true ? { time: point.time } : point)),
      );
      carrier.setData(points);
      // What a person looked at may be gone.
      const isShorter = bars.length < count;
      count = bars.length;
      if (isFitted || isShorter) fit();
    },

    /** Brings a bar that is out of sight back into it. */
    reveal(index: number): void {
      const range = timeScale.getVisibleLogicalRange();
      const wanted = range === null || isFitted ? null : sightAround(range, Math.max(0, index));
      if (wanted !== null) timeScale.setVisibleLogicalRange(wanted);
    },

    /** Marks fills; those of the orders in `lit` say their volume, those after `moment` are pale. */
    setFills(
      fills: readonly FillMark[],
      bars: readonly DrawnBar[],
      end: number,
      moment: number,
      colors: ThemeColors,
      lit: readonly (string | null)[],
    ): void {
      orderOf.clear();
      const marks: SeriesMarker<Time>[] = [];
      const at: PlacedFill[] = [];
      let words = 0;
      for (const { orderId, buys, price, volume, moment: filledAt } of fills) {
        const index = barAt(bars, filledAt, end + 1);
        const bar = bars[index];
        if (bar === undefined) continue;
        at.push({ bar: index, price, buys });
        const id = `${orderId} ${marks.length}`;
        orderOf.set(id, orderId);

        const isPast = filledAt <= moment;
        const isLit = isPast && lit.includes(orderId);
        if (isLit) words += 1;
        marks.push({
          id,
          time: bar.time as UTCTimestamp,
          position: buys ? 'atPriceBottom' : 'atPriceTop',
          price,
          shape: buys ? 'arrowUp' : 'arrowDown',
          color: isPast ? (buys ? colors.gain : colors.loss) : colors.border,
          size: isLit ? 0.9 : 0.5,
          ...(isLit && words < MAX_WORDS ? { text: `${buys ? '+' : '−'}${formatNumber(volume)}` } : {}),
        });
      }
      markers.setMarkers(marks);
      placedFills = at;
    },

    /** Draws prices of orders; those of the two orders stand out and are named however many there are, those of the selected one are always in sight. */
    setLines(
      wanted: readonly OrderLine[],
      colors: ThemeColors,
      selected: string | null,
      hovered: string | null,
    ): void {
      for (const each of lines) line.removePriceLine(each);
      orderPrices = wanted.map(({ price }) => price);
      selectedPrices = wanted.filter(({ orderId }) => orderId === selected).map(({ price }) => price);
      const isCalm = wanted.length <= MAX_NAMED;
      lines = wanted.map(({ orderId, price, title, color }) => {
        const isLit = orderId === selected || orderId === hovered;
        return line.createPriceLine({
          price,
          title: isCalm || isLit ? title : '',
          color: colors[color],
          lineWidth: isLit ? 2 : 1,
          lineStyle: LineStyle.Dashed,
          axisLabelVisible: isCalm || isLit,
        });
      });
    },

    /** Where a bar's place ends, in CSS pixels from the left, and how large the plot is. */
    edgeAfter(index: number): {
      readonly x: number;
      readonly plotWidth: number;
      readonly plotHeight: number;
    } {
      const middle = timeScale.logicalToCoordinate(index as Logical);
      const next = timeScale.logicalToCoordinate((index + 1) as Logical);
      const x = middle === null || next === null ? 0 : (middle + next) / 2;
      return { x, plotWidth: timeScale.width(), plotHeight: chart.paneSize().height };
    },

    /** Calls back whenever the bars move on the screen; returns how to stop. */
    onRange(callback: () => void): () => void {
      timeScale.subscribeVisibleLogicalRangeChange(callback);
      timeScale.subscribeSizeChange(callback);
      return () => {
        timeScale.unsubscribeVisibleLogicalRangeChange(callback);
        timeScale.unsubscribeSizeChange(callback);
      };
    },

    remove(): void {
      isRemoved = true;
      for (const gesture of GESTURES) element.removeEventListener(gesture, lookAgain);
      chart.remove();
    },
  };
}

/** The chart and what can be asked of it. */
export type PricePicture = ReturnType<typeof createPricePicture>;
