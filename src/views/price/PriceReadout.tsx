import { formatNumber } from '../../ui/formatNumber.ts';
import { formatTime } from '../../ui/formatTime.ts';
import type { FillMark } from './fillMarks.ts';
import { barAt, type DrawnBar } from './priceBars.ts';
import styles from './PriceReadout.module.css';

/** Fills that are written out, at most. */
const MAX_FILLS = 2;

interface PriceReadoutProps {
  readonly bars: readonly DrawnBar[];
  readonly index: number;
  readonly decimals: number;
  readonly fills: readonly FillMark[];
  readonly end: number;
}

/** What stands at the bar that is pointed at, in figures: its time, its prices and its fills. */
export function PriceReadout({ bars, index, decimals, fills, end }: PriceReadoutProps) {
  const bar = bars[index];
  if (bar === undefined) return null;
  const { time, open, high, low, close, isTick, isPlace } = bar;
  const write = (price: number): string => formatNumber(price.toFixed(decimals), decimals);
  const here = fills.filter(({ moment }) => barAt(bars, moment, end + 1) === index);
  const words = here
    .slice(0, MAX_FILLS)
    .map(
      ({ orderId, buys, volume, price }) =>
        `${orderId} ${buys ? '+' : '−'}${formatNumber(volume)} at ${write(price)}`,
    );
  if (here.length > MAX_FILLS) words.push(`and ${here.length - MAX_FILLS} more`);
  const prices = isTick
    ? `price ${write(close)}`
    : `O ${write(open)}  H ${write(high)}  L ${write(low)}  C ${write(close)}`;
  return (
    <p className={styles.readout} aria-hidden="true" data-passing="">
      <span>{formatTime(Math.round(time * 1000))}</span>
      {!isPlace && <span>{prices}</span>}
      {words.length > 0 && <span className={styles.fills}>{words.join(', ')}</span>}
    </p>
  );
}
