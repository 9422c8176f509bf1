import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  LineSeries,
  LineStyle,
  LineType,
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
import { barAt, type DrawnBar } from './priceBars.ts';
import type { ThemeColors } from './useThemeColors.ts';

/** A working order's price. */
interface OrderLine {
  readonly price: number;
  readonly title: string;
  readonly color: string;
  readonly isStrong: boolean;
}

/** What the picture tells: a bar was pressed (by its index), an order's mark was pressed or pointed at. */
interface PictureListener {
  readonly onBar: (index: number) => void;
  readonly onOrder: (orderId: string) => void;
  readonly onHover: (orderId: string | null) => void;
}

/** Room for the names of the last few prices. */
const RIGHT_BARS = 2;
/** With more bars than this the single ticks are not marked by points. */
const MAX_POINTS = 120;
/** With more fills than this their volumes are not written. */
const MAX_WORDS = 40;

/** A chart of candles in an element, as a few verbs; everything else of the library stays in here. */
export function createPricePicture(element: HTMLElement, listener: PictureListener) {
  const chart = createChart(element, {
    autoSize: false,
    layout: { attributionLogo: true, fontSize: 11, background: { color: 'transparent' } },
    grid: { vertLines: { visible: false } },
    rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.12, bottom: 0.12 } },
    timeScale: {
      timeVisible: true,
      secondsVisible: false,
      rightOffset: RIGHT_BARS,
      maxBarSpacing: 60,
      minBarSpacing: 0.1,
    },
    localization: { locale: LOCALE, timeFormatter: (time: number) => formatTime(Math.round(time * 1000)) },
  });
  // The line carries what candles cannot: prices moved by hand, tick by tick.
  const line = chart.addSeries(LineSeries, {
    lineType: LineType.WithSteps,
    lineWidth: 1,
    priceLineVisible: false,
    lastValueVisible: false,
    crosshairMarkerVisible: false,
  });
  const candles = chart.addSeries(CandlestickSeries, { priceLineVisible: false, lastValueVisible: false });
  const markers = createSeriesMarkers(line);
  let lines: IPriceLine[] = [];
  let count = 0;
  const orderOf = new Map<string, string>();

  const orderUnder = ({ hoveredInfo, hoveredObjectId }: MouseEventParams): string | null => {
    const id = hoveredObjectId ?? hoveredInfo?.objectId;
    return typeof id === 'string' ? (orderOf.get(id) ?? null) : null;
  };
  let pointedAt: string | null = null;
  chart.subscribeCrosshairMove((event) => {
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

    setBars(bars: readonly DrawnBar[], decimals: number): void {
      const range = chart.timeScale().getVisibleLogicalRange();
      const showsAll = range === null || (range.from <= 0.5 && range.to >= count - 1.5);
      const format = {
        type: 'custom' as const,
        minMove: 10 ** -decimals,
        formatter: (price: number) => formatNumber(price.toFixed(decimals), decimals),
      };
      const hasTicks = bars.some(({ isTick }) => isTick);
      line.applyOptions({
        priceFormat: format,
        pointMarkersVisible: bars.length <= MAX_POINTS,
        pointMarkersRadius: 2,
      });
      candles.applyOptions({ priceFormat: format });
      candles.setData(
        bars.map(({ time, open, high, low, close, isTick }): CandlestickData | WhitespaceData => {
          const at = time as UTCTimestamp;
          return isTick ? { time: at } : { time: at, open, high, low, close };
        }),
      );
      line.setData(bars.map(({ time, close }): LineData => ({ time: time as UTCTimestamp, value: close })));
      line.applyOptions({
        lineVisible: hasTicks,
        pointMarkersVisible: hasTicks && bars.length <= MAX_POINTS,
      });
      count = bars.length;
      if (showsAll) chart.timeScale().fitContent();
    },

    setFills(fills: readonly FillMark[], bars: readonly DrawnBar[], end: number, colors: ThemeColors): void {
      orderOf.clear();
      const marks: SeriesMarker<Time>[] = [];
      for (const { orderId, direction, price, volume, moment } of fills) {
        const bar = bars[barAt(bars, moment, end + 1)];
        if (bar === undefined) continue;
        const id = `${orderId} ${marks.length}`;
        orderOf.set(id, orderId);
        const buys = direction === 'buy';
        marks.push({
          id,
          time: bar.time as UTCTimestamp,
          position: 'atPriceMiddle',
          price,
          shape: buys ? 'arrowUp' : 'arrowDown',
          color: buys ? colors.gain : colors.loss,
          size: 1,
          ...(fills.length > MAX_WORDS
            ? {}
            : { text: `${orderId} ${buys ? '+' : '−'}${formatNumber(volume)}` }),
        });
      }
      markers.setMarkers(marks);
    },

    setLines(wanted: readonly OrderLine[]): void {
      for (const each of lines) line.removePriceLine(each);
      lines = wanted.map(({ price, title, color, isStrong }) =>
        line.createPriceLine({
          price,
          title,
          color,
          lineWidth: isStrong ? 2 : 1,
          lineStyle: LineStyle.Dashed,
          axisLabelVisible: true,
        }),
      );
    },

    /** Where a bar's place ends, in CSS pixels from the left, and how large the plot is. */
    edgeAfter(index: number): {
      readonly x: number;
      readonly plotWidth: number;
      readonly plotHeight: number;
    } {
      const scale = chart.timeScale();
      const middle = scale.logicalToCoordinate(index as Logical);
      const next = scale.logicalToCoordinate((index + 1) as Logical);
      const x = middle === null || next === null ? 0 : (middle + next) / 2;
      return { x, plotWidth: scale.width(), plotHeight: chart.paneSize().height };
    },

    /** Calls back whenever the bars move on the screen; returns how to stop. */
    onRange(callback: () => void): () => void {
      chart.timeScale().subscribeVisibleLogicalRangeChange(callback);
      chart.timeScale().subscribeSizeChange(callback);
      return () => {
        chart.timeScale().unsubscribeVisibleLogicalRangeChange(callback);
        chart.timeScale().unsubscribeSizeChange(callback);
      };
    },

    remove(): void {
      chart.remove();
    },
  };
}

/** The chart and what can be asked of it. */
export type PricePicture = ReturnType<typeof createPricePicture>;
