import { GridReader } from '../domain/actions/gridReader.ts';
import { isoTime } from '../domain/isoTime.ts';
import { workingOrderOf } from '../domain/actions/orderOf.ts';
import { decideAction, type Action } from '../domain/actions/registry.ts';
import { denial } from '../domain/denial.ts';
import { draft, type EntryDraft } from '../domain/entry.ts';
import { fillableOf, fillOrder, refuseFill } from '../domain/postings/fillOrder.ts';
import type { Asset } from '../domain/asset.ts';
import type { Pair } from '../domain/pair.ts';
import { checkCandle, type Candle, type CandleRule } from '../market/candles.ts';
import { formatShortest, formatUnits } from '../money/minorUnits.ts';
import type { World } from './world.ts';

/** What a person can do at once, in one entry; money as plain decimal texts, `account` a number. */
export type Command =
  | { readonly type: 'action'; readonly account: number; readonly action: Action }
  | {
      readonly type: 'fill';
      readonly account: number;
      readonly order: string;
      readonly volume: string;
      readonly price: string;
    }
  | {
      readonly type: 'adjust';
      readonly account: number;
      readonly asset: Asset;
      readonly amount: bigint;
      readonly reason: string | null;
      readonly kind: 'DEPOSIT' | 'ADJUSTMENT';
    };

/** The entry that a command writes, or the refusal it is; looks at the world and changes nothing. */
export function decide(world: World, command: Command): EntryDraft {
  switch (command.type) {
    case 'action':
      return decideAction(world, command.account, command.action);
    case 'fill': {
      const { account } = command;
      const found = workingOrderOf(world, account, command.order, null, 'fill');
      if (found.order === null) return draft('FILL', account, { denial: found.refused });
      const { order } = found;
      const pair = world.pair(order.terms.pair);
      const reader = new GridReader(pair);
      const volume = reader.volume('volume', command.volume) ?? 0n;
      const price = reader.price('price', command.price) ?? 0;
      const refused = reader.problem ?? refuseFill(world, order, command.order, volume, price);
      if (refused !== null) return draft('FILL', account, { denial: refused });
      const liquidity = order.terms.limitPrice === null ? 'taker' : 'maker';
      const fillable = fillableOf(order, price, pair, world.rules(pair));
      return fillOrder(world, order, { volume, fillable, price, liquidity, ambiguous: false });
    }
    case 'adjust': {
      const { account, asset, amount, reason, kind } = command;
      const available = world.available(account, asset.index);
      if (available + amount < 0n) {
        return draft(kind, account, {
          reason,
          denial: denial('INSUFFICIENT_AVAILABLE', {
            asset: asset.code,
            needed: formatUnits(-amount, asset.decimals),
            available: formatUnits(available, asset.decimals),
            short: formatUnits(-amount - available, asset.decimals),
          }),
        });
      }
      const line = {
        type: 'ADJUSTMENT' as const,
        account,
        asset: asset.index,
        available: amount,
        unavailable: 0n,
        order: 0,
        fill: 0,
      };
      return draft(kind, account, { reason, lines: amount === 0n ? [] : [line] });
    }
  }
}

/**
 * A bar or price that the market cannot show: the refusal, or `null` ([X9]): one that does not come after the pair's last (a price may
 * share its time), or that is no bar at all. `stated` are its values as they were given, for the refusal.
 */
export function refuseBar(
  world: World,
  pair: Pair,
  candle: Candle,
  kind: 'BAR' | 'PRICE',
  stated: Partial<Readonly<Record<keyof Candle, string>>>,
): EntryDraft | null {
  const { lastMs } = world.market(pair);
  const problem = checkCandle(candle, kind === 'PRICE' ? lastMs - 1 : lastMs);
  if (problem === null) return null;
  if (problem.rule === 'TIME_NOT_AFTER_LAST') {
    const numbers = { at: isoTime(candle.timeMs), last: isoTime(lastMs) };
    return draft(kind, 0, { denial: denial('BAR_NOT_AFTER_LAST', numbers) });
  }
  const { field, value, limit, rule } = problem;
  const text = (units: number): string => formatShortest(BigInt(Math.trunc(units)), pair.priceDecimals);
  const isPrice = field !== 'timeMs' && field !== 'volume';
  return draft(kind, 0, {
    denial: denial('BAR_UNSOUND', {
      field,
      value: stated[field] ?? String(value),
      expected: `${EXPECTED[rule]}${limit === null || !isPrice ? '' : ` ${text(limit)}`}`,
    }),
  });
}

/** What a bar should have had, by the rule it breaks; the price it was measured against follows. */
const EXPECTED: Readonly<Record<CandleRule, string>> = {
  TIME_INVALID: 'a time in whole milliseconds',
  TIME_NOT_AFTER_LAST: 'a time after the last',
  PRICE_INVALID: 'at most',
  PRICE_NOT_POSITIVE: 'above',
  HIGH_BELOW_LOW: 'not below',
  OUTSIDE_HIGH_LOW: 'between low and high, not beyond',
  VOLUME_INVALID: 'a whole number of minor units',
  VOLUME_NEGATIVE: 'zero or more',
};
