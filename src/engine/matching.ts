import type { Denial } from '../domain/denial.ts';
import { isTerminal } from '../domain/orders/lifecycle.ts';
import { remainingOf, type SpotOrderEvent, type SpotOrderState } from '../domain/orders/spotOrder.ts';
import { draft } from '../domain/entry.ts';
import type { Liquidity } from '../domain/fees.ts';
import type { Pair } from '../domain/pair.ts';
import { endSpot } from '../domain/postings/spotEnd.ts';
import { affordableVolume, billOf, endUnpaid, fillSpot, shortage } from '../domain/postings/spotFill.ts';
import type { Candle } from '../market/candles.ts';
import { pow10, RATE_DECIMALS, type Minor, type Price } from '../money/minorUnits.ts';
import { ceilDiv, floorDiv, floorTo } from '../money/rounding.ts';
import type { World } from './world.ts';

/** A bar while it is being worked through, with the volume that orders may still take from it ([X8]). */
export class BarInProgress {
  readonly world: World;
  readonly pair: Pair;
  readonly candle: Candle;
  /** Orders up to this number had met the market before this bar: what they fill, they fill as makers. */
  readonly seenOrders: number;
  /** Stop orders that this bar triggered on its path. */
  readonly triggered = new Set<number>();
  #budget: Minor | null;

  constructor(world: World, pair: Pair, candle: Candle) {
    this.world = world;
    this.pair = pair;
    this.candle = candle;
    this.seenOrders = world.market(pair).seenOrders;
    const { participation } = world.settings;
    this.#budget =
      participation === null || Number.isNaN(candle.volume)
        ? null
        : (BigInt(candle.volume) * participation) / pow10(RATE_DECIMALS);
  }

  /** Fills as much of an order as remains, the budget gives and the time in force allows, at a price; one entry. */
  fill(order: SpotOrderState, price: Price, liquidity: Liquidity, ambiguous = false): void {
    const { world, pair } = this;
    const { spend, timeInForce } = order.terms;
    const wanted =
      spend === null ? remainingOf(order) : affordableVolume(order, price, pair, world.rules(pair));
    if (wanted === 0n) {
      this.#endTooSmall(order, price);
      return;
    }
    const given = this.#budget === null ? wanted : floorTo(min(wanted, this.#budget), pair.lot);
    if (given === 0n || (timeInForce === 'FOK' && given < wanted)) return;
    const entry = fillSpot(world, order, { volume: given, price, liquidity, ambiguous });
    const refused: Denial | null = world.commit(entry);
    if (refused === null && this.#budget !== null) this.#budget -= given;
  }

  /** A stop order wakes: the entry of its trigger. */
  trigger(order: SpotOrderState): SpotOrderState {
    const { number, account } = order.terms;
    const happened: SpotOrderEvent = {
      order: number,
      event: 'trigger',
      to: 'TRIGGERED',
      fee: 0n,
      held: order.held,
      terms: null,
      fill: null,
    };
    this.world.commit(draft('TRIGGER', account, { events: [happened] }));
    return this.world.order(number) ?? order;
  }

  /** What a market order gets at a price: worse by the slippage, but within the bar ([X2], [X4]). */
  slipped(order: SpotOrderState, price: Price): Price {
    const one = pow10(RATE_DECIMALS);
    const { slippage } = this.world.settings;
    const { high, low } = this.candle;
    if (slippage === 0n) return price;
    return order.terms.direction === 'buy'
      ? Math.min(high, Number(ceilDiv(BigInt(price) * (one + slippage), one)))
      : Math.max(low, Number(floorDiv(BigInt(price) * (one - slippage), one)));
  }

  /** Ends the rest of an IOC or FOK order ([O7]). */
  expireImmediate(order: SpotOrderState): void {
    this.world.commit(endSpot(this.world, 'EXPIRE', order, 'expire', 'EXPIRED'));
  }

  /** The order as it stands now, if it still works. */
  working(number: number): SpotOrderState | null {
    const order = this.world.order(number);
    return order === undefined || isTerminal(order.status) ? null : order;
  }

  /** Ends an order by `spend` of which not one lot can be bought at the price. */
  #endTooSmall(order: SpotOrderState, price: Price): void {
    const { world, pair } = this;
    const needed = billOf(order, pair.lot, price, pair, world.rules(pair));
    const left = (order.terms.spend ?? 0n) - order.cost - order.fillFees;
    world.commit(endUnpaid(order, pair, shortage('INSUFFICIENT_AT_FILL', pair, needed, left)));
  }
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
