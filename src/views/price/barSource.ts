/** Where bars can be read from by their row, such as a series of candles: a column each, prices in price units of the pair. */
export interface BarSource {
  readonly length: number;
  readonly open: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly close: ArrayLike<number>;
}
