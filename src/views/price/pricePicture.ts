import {
  CandlestickSeries,
  createChart,
  LineSeries,
  LineType,
  type AutoscaleInfo,
  type CandlestickData,
  type IPriceLine,
  type LineData,
  type Logical,
  type MouseEventParams,
  type UTCTimestamp,
  type WhitespaceData,
} from 'lightweight-charts';
import { formatNumber } from '../../ui/formatNumber.ts';
import { formatTime } from '../../ui/formatTime.ts';
import { LOCALE } from '../../ui/locale.ts';
import { REPAINT } from '../../ui/repaint.ts';
import type { FillMark } from './fillMarks.ts';
import type { OrderLine } from './orderLines.ts';
import { fillsBetween, type PlacedFill } from './fillClusters.ts';
import { createMarksLayer, type DrawnLine } from './marksLayer.ts';
import { barAt, type DrawnBar } from './priceBars.ts';
import type { TradeSegment } from './tradeSegments.ts';
import type { ThemeColors } from './useThemeColors.ts';
import type { BarSoFar } from './barSoFar.ts';
import { FEW_BARS, RIGHT_BARS, showsAll, sightAround, sightNear, sightOfAll } from './sight.ts';

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
/** A candle that is thinner, in CSS pixels, is drawn whole: how far it has come cannot be seen, and to draw it costs as much as all. */
const THINNEST = 1;
/** With more lines than this only those of the selected and the hovered order are named. */
const MAX_NAMED = 4;
/** Room for a fill's mark and its volume, in CSS pixels. */
const MARK_ROOM = 28;
/** The most of the chart's height that goes to the marks on one side. */
const MOST_MARK_SHARE = 0.2;

/** A candle as far as it has come. */
interface Begun {
  readonly index: number;
  readonly soFar: BarSoFar;
}

/** What fills ask of the scale. */
interface FillReach {
  readonly low: number;
  readonly high: number;
  readonly buys: boolean;
  readonly sells: boolean;
}

function reachOf(fills: readonly PlacedFill[]): FillReach {
  const reach = {
    low: Number.POSITIVE_INFINITY,
    high: Number.NEGATIVE_INFINITY,
    buys: false,
    sells: false,
  };
  for (const { fill } of fills) {
    reach.low = Math.min(reach.low, fill.price);
    reach.high = Math.max(reach.high, fill.price);
    if (fill.buys) reach.buys = true;
    else reach.sells = true;
  }
  return reach;
}

/** A chart of candles in an element, as a few verbs; everything else of the library stays in here. */
export function createPricePicture(element: HTMLElement, listener: PictureListener) {
  const chart = createChart(element, {
    autoSize: false,
    layout: { attributionLogo: true, fontSize: 11, background: { color: 'transparent' } },
    grid: { vertLines: { visible: false } },
    // A price that is cut off at an edge would be read wrong.
    rightPriceScale: { borderVisible: false, entireTextOnly: true, scaleMargins: { top: 0.1, bottom: 0.1 } },
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
  const marks = createMarksLayer();
  line.attachPrimitive(marks.primitive);
  let lines: IPriceLine[] = [];
  let orderPrices: readonly number[] = [];
  let selectedPrices: readonly number[] = [];
  let placedFills: readonly PlacedFill[] = [];
  let fillReach: FillReach = reachOf([]);
  let reachKey = '';
  let linesKey = '';
  let drawn: readonly DrawnBar[] = [];
  let isLine = true;
  /** The candle that is not over, as far as it has come; and the same where it is drawn so. */
  let current: Begun | null = null;
  let begun: Begun | null = null;
  let maxSpacing = MAX_CANDLE;
  // All bars are kept in sight, however many there are, until a person moves or zooms them.
  let isFitted = true;
  let tickColor = '';
  let isRemoved = false;
  let selectedOrder: string | null = null;

  // The scale also shows fills in sight, the selected order, and others not so far away that the bars would become a flat line.
  line.applyOptions({
    autoscaleInfoProvider: (original: () => AutoscaleInfo | null) => {
      const info = original();
      const range = info?.priceRange;
      if (!range) return info;
      const sight = timeScale.getVisibleLogicalRange();
      const key = `${sight?.from} ${sight?.to}`;
      if (key !== reachKey) {
        fillReach = reachOf(sight === null ? [] : fillsBetween(placedFills, sight));
        reachKey = key;
      }
      let minValue = Math.min(range.minValue, fillReach.low);
      let maxValue = Math.max(range.maxValue, fillReach.high);
      for (const price of selectedPrices) {
        minValue = Math.min(minValue, price);
        maxValue = Math.max(maxValue, price);
      }
      // In a low chart the marks would leave no room for the prices.
      const markRoom = Math.min(MARK_ROOM, chart.paneSize().height * MOST_MARK_SHARE);
      const reach = Math.max(1.5 * (maxValue - minValue), 0.03 * maxValue);
      const near = orderPrices.filter((price) => price > minValue - reach && price < maxValue + reach);
      return {
        ...info,
        priceRange: { minValue: Math.min(minValue, ...near), maxValue: Math.max(maxValue, ...near) },
        margins: {
          above: fillReach.sells ? markRoom : 0,
          below: fillReach.buys ? markRoom : 0,
        },
      };
    },
  });

  const fit = (): void => {
    isFitted = true;
    if (drawn.length > 0)
      timeScale.setVisibleLogicalRange(sightOfAll(drawn.length, timeScale.width(), maxSpacing));
  };
  const lookAgain = (): void => {
    requestAnimationFrame(() => {
      const range = isRemoved ? null : timeScale.getVisibleLogicalRange();
      if (range !== null) isFitted = showsAll(range, drawn.length);
    });
  };
  for (const gesture of GESTURES) element.addEventListener(gesture, lookAgain, { passive: true });
  element.addEventListener(REPAINT, () => chart.applyOptions({}));
  // Paper does not wait for the next frame, and a screenshot is not taken before what waits is drawn.
  const paintNow = (): void => void chart.takeScreenshot();
  window.addEventListener('beforeprint', paintNow);
  // The axis takes more or less room with the length of its prices.
  timeScale.subscribeSizeChange(() => {
    if (isFitted) fit();
  });

  const candleOf = ({
    time,
    open,
    high,
    low,
    close,
    isTick,
    isPlace,
  }: DrawnBar): CandlestickData | WhitespaceData => {
    const at = time as UTCTimestamp;
    if (isLine || isPlace) return { time: at };
    const bar = { time: at, open, high, low, close };
    return isTick ? { ...bar, color: tickColor, borderColor: tickColor } : bar;
  };

  const drawBegun = (): void => {
    const wanted = timeScale.options().barSpacing < THINNEST ? null : current;
    if (wanted === begun) return;
    const before = begun === null ? undefined : drawn[begun.index];
    if (before !== undefined) candles.update(candleOf(before), true);
    begun = wanted;
    const bar = wanted === null ? undefined : drawn[wanted.index];
    if (bar !== undefined) candles.update(candleOf({ ...bar, ...wanted?.soFar }), true);
  };
  timeScale.subscribeVisibleLogicalRangeChange(drawBegun);

  const ordersUnder = ({ hoveredInfo, hoveredObjectId }: MouseEventParams): readonly string[] => {
    const id = hoveredObjectId ?? hoveredInfo?.objectId;
    return typeof id === 'string' ? marks.ordersOf(id) : [];
  };
  let pointedAt: string | null = null;
  chart.subscribeCrosshairMove((event) => {
    listener.onPoint(
      event.logical === undefined || event.point === undefined ? null : Math.round(event.logical),
    );
    const orders = ordersUnder(event);
    const order = orders.find((each) => each === selectedOrder) ?? orders.at(-1) ?? null;
    if (order === pointedAt) return;
    pointedAt = order;
    listener.onHover(order);
  });
  chart.subscribeClick((event) => {
    // One after the other of those that share a mark.
    const orders = ordersUnder(event);
    const order = orders[(orders.findIndex((each) => each === selectedOrder) + 1) % orders.length];
    if (order !== undefined) listener.onOrder(order);
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
      isLine = bars.every(({ isTick }) => isTick);
      maxSpacing = isLine ? MAX_STEP : MAX_CANDLE;
      chart.applyOptions({ timeScale: { maxBarSpacing: maxSpacing } });
      candles.applyOptions({ priceFormat: format });
      line.applyOptions({
        priceFormat: format,
        lineVisible: isLine,
        pointMarkersVisible: isLine && bars.length <= MAX_POINTS,
        pointMarkersRadius: 2.5,
      });
      tickColor = colors.muted;
      candles.setData(
        bars.map((bar, index) => candleOf(index === begun?.index ? { ...bar, ...begun.soFar } : bar)),
      );
      const points = bars.map(({ time, close }): LineData => ({ time: time as UTCTimestamp, value: close }));
      line.setData(
        points.map((point, index) => (bars[index]?.isPlace === true ? { time: point.time } : point)),
      );
      // What a person looked at may be gone.
      const isShorter = bars.length < drawn.length;
      drawn = bars;
      if (isFitted || isShorter) fit();
    },

    /** Draws a candle as far as it has come, and the one that was drawn so before it whole. */
    setSoFar(index: number, soFar: BarSoFar | null): void {
      current = soFar === null ? null : { index, soFar };
      drawBegun();
    },

    /** Shows the bars around one where all of them would be too many to tell apart. */
    lookNear(index: number): void {
      if (drawn.length <= FEW_BARS) return;
      isFitted = false;
      timeScale.setVisibleLogicalRange(sightNear(index, drawn.length));
    },

    /** Brings a bar that is out of sight back into it. */
    reveal(index: number): void {
      const range = timeScale.getVisibleLogicalRange();
      // The library does not draw any number of bars side by side: not all that are fitted need be in sight.
      if (range === null || (isFitted && showsAll(range, drawn.length))) return;
      const wanted = sightAround(range, Math.max(0, index), drawn.length);
      if (wanted === null) return;
      isFitted = false;
      timeScale.setVisibleLogicalRange(wanted);
    },

    /** Marks fills, and entries with their exits; those after `moment` are pale. */
    setFills(
      fills: readonly FillMark[],
      segments: readonly TradeSegment[],
      bars: readonly DrawnBar[],
      end: number,
      colors: ThemeColors,
    ): void {
      const placeOf = (moment: number): number => barAt(bars, moment, end + 1);
      placedFills = fills.map((fill) => ({ bar: placeOf(fill.moment), fill })).filter(({ bar }) => bar >= 0);
      reachKey = '';
      marks.show({
        bars,
        colors,
        fills: placedFills,
        segments: segments.map(({ orderId, entryMoment, entryPrice, exitMoment, exitPrice, gains }) => ({
          orderId,
          fromBar: placeOf(entryMoment),
          fromPrice: entryPrice,
          toBar: placeOf(exitMoment),
          toPrice: exitPrice,
          gains,
        })),
      });
    },

    /** What is past, after which bar a veil is drawn, and which orders stand out. */
    setSight(
      moment: number,
      veiledAfter: number | null,
      selected: string | null,
      hovered: string | null,
    ): void {
      selectedOrder = selected;
      marks.show({ moment, veiledAfter, lit: [selected, hovered] });
    },

    /** Draws prices of orders; those of the two orders stand out and are named however many there are, those of the selected one are always in sight. */
    setLines(
      wanted: readonly OrderLine[],
      bars: readonly DrawnBar[],
      end: number,
      colors: ThemeColors,
      selected: string | null,
      hovered: string | null,
    ): void {
      const placed: DrawnLine[] = wanted.map(({ orderId, price, since, color }) => ({
        orderId,
        price,
        fromBar: Math.max(0, barAt(bars, since, end + 1)),
        color: colors[color],
      }));
      // Most moments have the lines of the one before: then nothing is drawn anew.
      const key = JSON.stringify([placed, wanted.map(({ title }) => title), selected, hovered]);
      if (key === linesKey) return;
      linesKey = key;
      for (const each of lines) line.removePriceLine(each);
      orderPrices = wanted.map(({ price }) => price);
      selectedPrices = wanted.filter(({ orderId }) => orderId === selected).map(({ price }) => price);
      const isCalm = wanted.length <= MAX_NAMED;
      // The library writes the price on the axis; the line itself begins where the order does.
      lines = wanted.map(({ orderId, price, title, color }) => {
        const isLit = orderId === selected || orderId === hovered;
        return line.createPriceLine({
          price,
          title: isCalm || isLit ? title : '',
          color: colors[color],
          axisLabelTextColor: colors.background,
          lineVisible: false,
          axisLabelVisible: isCalm || isLit,
        });
      });
      marks.show({ lines: placed });
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
      window.removeEventListener('beforeprint', paintNow);
      chart.remove();
    },
  };
}

/** The chart and what can be asked of it. */
export type PricePicture = ReturnType<typeof createPricePicture>;
