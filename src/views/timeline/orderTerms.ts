import { DIRECTIONS } from '../../domain/orders/order.ts';
import type { Journal } from '../../journal/journal.ts';
import { formatShortest } from '../../money/minorUnits.ts';
import { formatAmount, formatNumber, paddedDecimals } from '../../ui/formatNumber.ts';

/** What an order asked for, by its row: `buy 0.2 @ 48,500`, `sell 1 at the market`. */
export function orderTerms(journal: Journal, row: number): string {
  const { direction, volume, spend, limitPrice, triggerPrice, pair: pairOf } = journal.orders.columns;
  const pair = journal.header.pairs[pairOf[row] ?? 0];
  if (pair === undefined) return '';
  const spent = spend[row] ?? -1n;
  const amount =
    spent >= 0n
      ? formatAmount(
          formatShortest(spent, pair.quote.decimals),
          pair.quote.code,
          paddedDecimals(pair.quote.decimals),
        )
      : formatNumber(formatShortest(volume[row] ?? 0n, pair.base.decimals));
  const limit = limitPrice[row] ?? Number.NaN;
  const price = Number.isNaN(limit) ? (triggerPrice[row] ?? Number.NaN) : limit;
  const where = Number.isNaN(price)
    ? 'market'
    : `@ ${formatNumber(formatShortest(BigInt(price), pair.priceDecimals))}`;
  return `${DIRECTIONS[direction[row] ?? 0] ?? 'buy'} ${amount} ${where}`;
}
