/** One bar as a chart needs it: prices in price units of the pair. */
interface PriceBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Where bars can be read from by their row, such as a series of candles. */
export interface BarSource {
  readonly length: number;
  candleAt(row: number): PriceBar;
}
