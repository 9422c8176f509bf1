import { MAX_DECIMALS, MAX_PRICE } from '../money/minorUnits.ts';
import type { Candles } from './candles.ts';

/**
 * Candles as CSV with a header, ISO times in UTC, a decimal point, and nothing where a volume is unknown.
 * Read again with the same decimals (0 to 12) it gives the same candles. Numbers of three decimals get a fourth, so that
 * `1.000` cannot be taken for a thousand. Refuses with a RangeError decimals out of range and times outside the years 0 to 9999.
 */
export function writeCandlesCsv(candles: Candles, priceDecimals: number, volumeDecimals: number): string {
  const price = unitsWriter(priceDecimals);
  const volume = unitsWriter(volumeDecimals);
  const lines = ['time,open,high,low,close,volume'];
  for (let at = 0; at < candles.length; at += 1) {
    const bar = candles.candleAt(at);
    const prices = `${price(bar.open)},${price(bar.high)},${price(bar.low)},${price(bar.close)}`;
    lines.push(`${timeText(bar.timeMs)},${prices},${Number.isNaN(bar.volume) ? '' : volume(bar.volume)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Writes whole units of 10^-decimals, 0 or more; beyond 2^53 through BigInt, whose digits have no exponent. */
function unitsWriter(decimals: number): (units: number) => string {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MAX_DECIMALS) {
    throw new RangeError(`${decimals} decimals, expected a whole number from 0 to ${MAX_DECIMALS}`);
  }
  const end = decimals === 3 ? '0' : '';
  return (units) => {
    const digits = units <= MAX_PRICE ? String(units) : BigInt(units).toString();
    if (decimals === 0) return digits;
    const padded = digits.padStart(decimals + 1, '0');
    return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}${end}`;
  };
}

function timeText(timeMs: number): string {
  const text = new Date(timeMs).toISOString();
  if (text.length !== 24) throw new RangeError(`time ${text}, expected one in the years 0 to 9999`);
  return text.endsWith('.000Z') ? `${text.slice(0, 19)}Z` : text;
}
