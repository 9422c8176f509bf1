import type { StrategyAction } from '../domain/actions/registry.ts';
import { orderId } from '../domain/orders/orderId.ts';
import { openVolumeOf, type OrderState } from '../domain/orders/order.ts';
import type { MarketView } from '../engine/marketView.ts';
import type { Price } from '../money/minorUnits.ts';
import { floorTo } from '../money/rounding.ts';
import { defineStrategy } from './defineStrategy.ts';
import { RollingExtreme } from './indicators.ts';
import { shareOf } from './sizing.ts';

/** How far beyond its trigger an entry may still fill, as a part of the range's width. */
const ROOM = 20;

export const breakout = defineStrategy({
  title: 'Breakout with a bracket',
  description:
    'Waits on both sides of the range of the last bars with a stop-limit entry for a long and a short trade, each with a stop loss at the other end of the range and a take profit. An entry that the price jumps over is split: one half keeps waiting, the other follows the price. Half way to the take profit it closes half of the trade and moves the stop loss to the entry price.',
  kind: 'trade',
  parameters: {
    period: {
      kind: 'number',
      label: 'Period',
      help: 'Bars whose highs and lows make the range.',
      default: 24,
      min: 2,
      max: 5000,
      step: 1,
    },
    reward: {
      kind: 'number',
      label: 'Reward',
      help: 'Distance of the take profit, in widths of the range.',
      default: 2,
      min: 0.1,
      max: 20,
      step: 0.1,
    },
    share: {
      kind: 'number',
      label: 'Share',
      help: 'Percent of the available quote that each side sets aside as margin; fees come on top.',
      default: 20,
      min: 1,
      max: 45,
      step: 1,
    },
    patience: {
      kind: 'number',
      label: 'Patience',
      help: 'Bars after which entries that still wait are cancelled and placed anew.',
      default: 12,
      min: 1,
      max: 5000,
      step: 1,
    },
  },
  create: ({ period, reward, share, patience }) => {
    const highest = new RollingExtreme(period, 'highest');
    const lowest = new RollingExtreme(period, 'lowest');
    /** Trades that have been halved, so that it happens once. */
    const halved = new Set<number>();
    let waited = 0;
    return function* decide(view): Iterable<StrategyAction> {
      highest.add(view.high());
      lowest.add(view.low());
      const positions = view.positions();
      const entries = view.workingOrders();
      waited = entries.length === 0 ? 0 : waited + 1;
      const [inIt] = positions;
      const stale = entries.filter(
        ({ terms }) => waited >= patience || (inIt !== undefined && inIt.terms.direction !== terms.direction),
      );
      for (const { terms } of stale) yield { type: 'CANCEL_TRADE_LIMIT', order: orderId(terms.number) };
      for (const entry of entries) {
        if (!stale.includes(entry) && entry.status === 'TRIGGERED') yield* followPrice(view, entry);
      }
      for (const trade of positions) {
        if (halved.has(trade.terms.number) || !isHalfWay(trade, view.close())) continue;
        halved.add(trade.terms.number);
        yield* halve(view, trade);
      }
      const { value: high } = highest;
      const { value: low } = lowest;
      if (high === null || low === null || inIt !== undefined || view.workingOrders().length > 0) return;
      waited = 0;
      yield* enter(view, high, low, reward, share);
    };
  },
});

/** Both sides of the bracket around a range; one too narrow for its prices to differ has none. */
function* enter(
  view: MarketView,
  high: Price,
  low: Price,
  reward: number,
  share: number,
): Iterable<StrategyAction> {
  const { tick } = view.pair;
  const width = high - low;
  if (width < 2 * tick) return;
  const room = Math.max(tick, width / ROOM);
  const stake = shareOf(view.available('quote'), share);
  for (const direction of ['long', 'short'] as const) {
    const [way, trigger, stop] = direction === 'long' ? [1, high + tick, low] : [-1, low - tick, high];
    const limit = trigger + way * room;
    const target = limit + way * width * reward;
    const allowed = direction === 'long' ? view.rules.allowsLong : view.rules.allowsShort;
    if (!allowed || Math.min(limit, target) < tick) continue;
    const price = view.onTick(limit);
    const volume = view.orderVolume(view.volumeFor(stake, price, direction), price);
    if (volume === null) continue;
    yield {
      type: 'CREATE_TRADE_LIMIT',
      pair: view.pair.code,
      direction,
      volume,
      price,
      triggerPrice: trigger,
      stopLoss: stop,
      takeProfit: view.onTick(target),
    };
  }
}

/** The price has jumped over an entry: half of it follows to the last close, unless that lies beyond the bracket. */
function* followPrice(view: MarketView, { terms, volume, protection }: OrderState): Iterable<StrategyAction> {
  const close = view.close();
  const { stopLoss, takeProfit } = protection;
  const { limitPrice } = terms;
  if (stopLoss === null || takeProfit === null || limitPrice === null || close === limitPrice) return;
  if ((close - stopLoss) * (takeProfit - close) <= 0) return;
  const half = floorTo(volume / 2n, view.pair.lot);
  const follows = view.orderVolume(half, close);
  const waits = view.orderVolume(volume - half, limitPrice);
  if (follows === null || waits === null) return;
  const chunks = [{ volume: waits }, { volume: follows, price: close }];
  yield { type: 'SPLIT_TRADE_LIMIT', order: orderId(terms.number), chunks };
}

/** Closes half of a trade and lets the rest lose nothing more than its fees. */
function* halve(view: MarketView, trade: OrderState): Iterable<StrategyAction> {
  const order = orderId(trade.terms.number);
  const volume = view.wholeLots(openVolumeOf(trade) / 2n);
  if (volume !== null) yield { type: 'CLOSE_TRADE', order, volume };
  yield { type: 'MODIFY_TRADE_LIMIT', order, stopLoss: view.onTick(entryPriceOf(trade)) };
}

function isHalfWay(trade: OrderState, close: Price): boolean {
  const { takeProfit } = trade.protection;
  if (takeProfit === null) return false;
  const entry = entryPriceOf(trade);
  return (
    Math.abs(close - entry) * 2 >= Math.abs(takeProfit - entry) && (close - entry) * (takeProfit - entry) > 0
  );
}

/** The average entry price of the open volume, in price units. */
function entryPriceOf(trade: OrderState): number {
  return Number(trade.position.basis / openVolumeOf(trade));
}
